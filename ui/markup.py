"""Our HTML, escaped: links that need no reload, chips, buttons that copy.

Every text that comes from a document or an address passes `esc`; nothing here takes HTML from outside.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence


def esc(text: object) -> str:
    """Text made safe inside an element or a quoted attribute."""
    return html.escape(str(text), quote=True)


def link(href: str, inner: str, **attributes: str) -> str:
    """A link of ours around `inner` (HTML); `aria_current` becomes aria-current, empty ones are left out."""
    more = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{esc(value)}"' for name, value in attributes.items() if value
    )
    return f'<a data-go href="{esc(href)}"{more}>{inner}</a>'


def current(yes: bool) -> str:
    """The value of aria-current."""
    return "true" if yes else ""


def switch(href: str, label: str, on: bool, n: str = "", role: str = "switch") -> str:
    """A chip that is on or off; `label` is HTML, `n` how many it stands for."""
    count = f'<span class="chip-n">{esc(n)}</span>' if n else ""
    return link(href, label + count, role=role, aria_checked="true" if on else "false", class_="chip")


def chips(name: str, inner: str, role: str = "group", shown: bool = False) -> str:
    """A row of chips with its name, said to screen readers and, where `shown`, written before them."""
    label = f'<span class="chips-label">{esc(name)}</span>' if shown else ""
    return f'<div class="chips" role="{role}" aria-label="{esc(name)}">{label}{inner}</div>'


def copy_button(label: str, text: str) -> str:
    """A button that copies a text."""
    return f'<button type="button" data-copy="{esc(text)}">{esc(label)}</button>'


def copy_link_button(label: str, href: str = "") -> str:
    """A button that copies the full address of a link of ours, or of the page."""
    return f'<button type="button" data-copy-link="{esc(href)}">{esc(label)}</button>'


def block_head(title: str, href: str, more: str) -> str:
    """A heading with a way to more of it."""
    return f'<header class="block-head"><h2>{esc(title)}</h2>{link(href, esc(more))}</header>'


def sheet(heads: Sequence[str], rows: str, numbers: Collection[int] = ()) -> str:
    """A table that may be wider than the screen; `rows` are HTML, `numbers` the columns that hold numbers."""
    cells = "".join(
        f'<th scope="col"{" class=n" if k in numbers else ""}>{esc(head)}</th>'
        for k, head in enumerate(heads)
    )
    top = f"<thead><tr>{cells}</tr></thead>" if heads else ""
    return f'<div class="wide" tabindex="0"><table class="sheet">{top}<tbody>{rows}</tbody></table></div>'
