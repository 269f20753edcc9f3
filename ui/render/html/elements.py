"""Elements that the pages share, as htpy makes them: every text in them is escaped, markup comes from elements alone.

A function that wants markup takes `Element` or `Node`; a plain text given to it is escaped, so that nothing can be forgotten.
"""

from __future__ import annotations

from htpy import Element, Fragment, Node, a, button, fragment, i, span

from ui.content import Link, Sign, Tone

# A fill's class in atlas.css where it has not the tone's own name.
_CLASSES: dict[Tone, str] = {
    "full": "piece0", "passing": "piece1",
    "new": "change-new", "more": "change-more", "same": "change-same", "fewer": "change-fewer",
    "dropped": "change-dropped",
}  # fmt: skip


def css_class(tone: Tone) -> str:
    """The class that gives a fill in atlas.css."""
    return _CLASSES.get(tone, tone)


def go(href: str, inner: Node, /, **attributes: str | bool | None) -> Element:
    """A link of ours, followed without a reload; empty attributes are left out."""
    return a(data_go=True, href=href, **{name: value or None for name, value in attributes.items()})[inner]


def link(to: Link, inner: Node = None, /, **attributes: str | None) -> Element:
    """A `Link` as an element; `inner` in place of its words."""
    said = {"title": to.said, "aria_label": to.said}
    return go(to.href, inner or to.text, **said, aria_current=current(to.chosen), **attributes)


def current(yes: bool) -> str | None:
    """The value of aria-current."""
    return "true" if yes else None


def swatch(tone: Tone) -> Element:
    """A fill beside its meaning."""
    return i(class_=f"swatch {css_class(tone)}")


def sign(of: Sign) -> Element:
    """A sign of the map beside its meaning."""
    hollow = "" if of.filled else " sign-hollow"
    return i(class_=f"sign sign-{of.shape} sign-{of.colour}{hollow}", aria_hidden="true")


def quiet(said: Node) -> Element | None:
    """Something said in a quieter colour; nothing where there is nothing."""
    return span(".quiet")[said] if said else None


def copy_button(label: str, text: str, viewed: bool = False, source: str = "") -> Element:
    """A button that copies a text, with the address of the page under it where it is of what is `viewed`; or the text that lies
    at an address of ours."""
    if source:
        return button(type="button", data_copy_text=source)[label]
    return button(type="button", data_copy=text, data_with_view=viewed)[label]


def copy_link_button(label: str, href: str = "", private: bool = False) -> Element:
    """A button that copies the full address of a link of ours, or of the page; one that is `private` with the key to what is
    the user's own."""
    return button(type="button", data_copy_link=href, data_private=private)[label]


def joined(parts: list[Node], gap: str) -> Fragment:
    """Parts with a text between them; those that are empty are left out."""
    return fragment[[(gap if k else None, part) for k, part in enumerate(filter(None, parts))]]
