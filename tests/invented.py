"""Invented reports, read as any document is and shown by the pages: the whole way from a sentence to what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from frames import Frames

from etl import pipeline
from etl.reports import Document
from ui import palette, tables, url_state, view
from ui.i18n import words
from ui.registry import PAGES

_HEADS = {"zh": "一. 导言", "en": "I. Introduction"}


def document(text: str, lang: str, symbol: str = "A/90/1", title: str = "") -> Document:
    """A document of that text."""
    return Document(
        f"{symbol.replace('/', '-')}.{lang}", symbol, lang, title or symbol, text, "report.txt", "0" * 64
    )


def report(sentences: Sequence[str], lang: str, symbol: str = "A/90/1", title: str = "") -> tables.Report:
    """The report whose numbered paragraphs these are."""
    numbered = [f"{n}. {sentence}" for n, sentence in enumerate(sentences, 1)]
    raw = "\n\n".join([symbol, _HEADS[lang], *numbered])
    return of(document(raw, lang, symbol, title))


def of(read: Document) -> tables.Report:
    """A document as the pages have it."""
    found = pipeline.tables_of(read)
    return tables.Atlas(tables.folder(), (Frames(found), [])).report(read.report)


def shown(made: tables.Report, page: str, lang: str, **params: str) -> view.View[Any]:
    """A page about it in an interface's language."""
    here = url_state.Address(PAGES[page].params, {"lang": lang}, params)
    return view.View(words(lang), made, palette.LIGHT, here)


def changed(made: tables.Report, **frames: pd.DataFrame) -> tables.Report:
    """The same report with some of its tables changed."""
    kept = {name: made.table(name) for name in tables.NAMES} | frames
    return replace(made, atlas=tables.Atlas(tables.folder(), (Frames(kept), [])))
