"""Something to send to a colleague: an e-mail text with citations, Word, PDF and Excel, in one language or in both.

All of them are made of the view as it is on the screen, by `ui/routes/briefs.py` and `ui/routes/lists.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from ui import exports
from ui.content import File, Link, Send, Sending
from ui.i18n import LANGUAGES
from ui.url_state import BOTH, IN, LANG
from ui.view import View


def send(view: View, subject: str, name: str, asked: Mapping[str, str], listed: str = "") -> Send:
    """The ways to send a country or a theme of that name; `listed` is the list that belongs to it, "" where none does."""
    words = view.words
    ways = [_way(view, subject, name, {**asked, LANG: lang}, lang, listed) for lang in _own_first(view)]
    both = {**asked, LANG: view.lang, IN: BOTH}
    ways.append(_way(view, subject, name, both, BOTH, listed))
    return Send(words("send.label"), words("send.note", name=name), tuple(ways))


def _own_first(view: View) -> list[str]:
    return sorted(LANGUAGES, key=lambda lang: lang != view.lang)


def _way(view: View, subject: str, name: str, asked: Mapping[str, str], which: str, listed: str) -> Sending:
    words = view.words
    label = words(f"send.in_{which}")

    def said(form: str) -> str:
        return words("send.as", name=name, form=form, language=label)

    files = [
        File(
            words(f"send.{form}"), view.served(f"brief/{subject}.{form}", asked), said(words(f"send.{form}"))
        )
        for form in exports.BRIEF
    ]
    if listed:
        excel = words(f"send.{exports.XLSX}")
        files.append(File(excel, view.served(f"list/{listed}.{exports.XLSX}", asked), said(excel)))
    mail = Link(words("send.mail"), view.served(f"brief/{subject}", asked), said(words("send.mail")))
    return Sending(label, mail, tuple(files))
