"""What is being looked at: language, report, colours; and names in that language."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

import streamlit as st

from ui import citing, palette, sessions, tables, url_state
from ui.cache import Store, frozen
from ui.i18n import FALLBACK, LANGUAGES, Words, words
from ui.params import CompareParams, P_co, Params

# The variable of the environment that says where the app is served: https://atlas.example.org
ORIGIN = "ATLAS_ORIGIN"
Q = TypeVar("Q", bound=Params)


@dataclass(frozen=True)
class View(Generic[P_co]):
    """Everything a page needs: its parameters, of its own type `P_co`, and what all pages share."""

    words: Words
    report: tables.Report
    colours: palette.Palette
    here: url_state.Address[P_co]

    @property
    def params(self) -> P_co:
        """The page's parameters as accepted."""
        return self.here.params

    @property
    def store(self) -> Store:
        """Where what is made for it is kept (`ui.cache`)."""
        return self.report.atlas.store

    @property
    def identity(self) -> Hashable:
        """Everything that tells two views of the same tables apart."""
        here = self.here
        place = (here.page, here.base, frozen(here.shared), frozen(here.values))
        return (self.report.report, self.lang, self.colours, place)

    def on(self, kind: type[Q], **params: str) -> View[Q]:
        """Another page in the same language and report, with these parameters."""
        return View(self.words, self.report, self.colours, self.here.on(kind, params))

    def having(self, **changes: str | None) -> View[P_co]:
        """The same page with some parameters changed; None takes one away."""
        return replace(self, here=self.here.having(**changes))

    @property
    def lang(self) -> str:
        """Language of the interface."""
        return self.words.lang

    @property
    def text_lang(self) -> str:
        """Language of the report's text."""
        return str(self.report.row["language"])

    @property
    def wording(self) -> str:
        """What is shown of a text that has a reading in the interface's language: reading, source or both."""
        return self.here.shared.get(url_state.WORDING, url_state.READING)

    @property
    def title(self) -> str:
        """The report's title."""
        return self.report.titles(self.lang)[""]

    @property
    def document(self) -> str:
        """The report as it is named as a source."""
        return citing.document(self.words, self.report)

    @property
    def period(self) -> str:
        """The period reported on, in words."""
        row, say = self.report.row, self.words
        if not row["period_start"] or not row["period_end"]:
            return say("app.no_period")
        return say("app.period", start=say.date(row["period_start"]), end=say.date(row["period_end"]))

    def served(self, path: str, params: Mapping[str, str] | None = None) -> str:
        """An address of ours beside the pages: a file, a picture, a screen."""
        return url_state.href(path, {**self.here.shared, **(params or {})}, self.here.base)

    def country(self, iso3: str) -> str:
        """A country's name; its code where it has none."""
        return self.report.atlas.names("countries", self.lang).get(iso3, iso3)

    def region(self, code: str) -> str:
        """An M49 region's name."""
        return self.report.atlas.names("regions", self.lang).get(code, code)

    def region_of(self, iso3: str) -> str:
        """Name of the M49 subregion a country lies in."""
        return self.region(self.report.atlas.subregions.get(iso3, ""))

    def office_region(self, code: str) -> str:
        """Name of a region as the Office divides the world."""
        return self.report.atlas.names("office_regions", self.lang).get(code, code)

    def theme(self, theme: str) -> str:
        """A cross-cutting theme's name."""
        return self.report.atlas.theme_names.get((theme, self.lang), theme)

    def reading(self, rules: url_state.Rules) -> tuple[View[P_co], list[str]]:
        """This view with the page's parameters read; and those not understood, by the names that the address has."""
        values, refused = url_state.accept(asked_of(self.here.kind), rules)
        refused += [name for name in st.query_params if len(st.query_params.get_all(name)) > 1]
        if st.query_params.get(url_state.LANG, self.lang) not in LANGUAGES:
            refused.append(url_state.LANG)
        if st.query_params.get(url_state.REPORT, self.report.report) != self.report.report:
            refused.append(url_state.REPORT)
        if st.query_params.get(url_state.WORDING, url_state.READING) not in url_state.WORDINGS:
            refused.append(url_state.WORDING)
        old = self.here.kind.old_names()
        written = {old.get(name, name): name for name in st.query_params}
        view = replace(self, here=replace(self.here, values=values))
        return view, [written.get(name, name) for name in refused]

    def section(self, path: str) -> str:
        """A part of the outline as people name it: `E.1 Transitional justice`."""
        title = self.report.titles(self.lang).get(path, "")
        return f"{self.report.outline_code(path)} {title}".strip()


def page_file(page: str) -> Path:
    """The script of a page."""
    return tables.ROOT / "pages" / f"{page}.py"


def asked_of(kind: type[Params]) -> dict[str, str]:
    """The address of this run as it came, with a page's parameters by their names of today; what is given twice, as different
    things, counts as not given."""
    given = st.query_params
    once = {name: value for name, value in given.to_dict().items() if len(given.get_all(name)) == 1}
    return kind.renamed(once)


def language() -> str:
    """The language asked for in the address, else the browser's, else English."""
    asked = st.query_params.get(url_state.LANG, "")
    if asked in LANGUAGES:
        return asked
    browser = str(st.context.locale or "").split("-")[0].lower()
    return browser if browser in LANGUAGES else FALLBACK


def current(kind: type[Q]) -> View[Q]:
    """The view of a page, its parameters still unread."""
    chosen, said = words(language()), asked_of(kind)
    # A comparison stands under the later of its two reports.
    wanted = said.get(url_state.REPORT, said.get("later", "") if kind is CompareParams else "")
    atlas = sessions.atlas(wanted)
    reports = atlas.reports
    usual = (tables.load() if atlas.own else atlas).reports[0]
    report = atlas.report(wanted if wanted in reports else usual)
    shared = {url_state.LANG: chosen.lang} | ({url_state.REPORT: report.report} if len(reports) > 1 else {})
    shared |= url_state.asked_wording(st.query_params.get(url_state.WORDING))
    shared |= {url_state.OWN: own.key} if (own := sessions.seen()) else {}
    here = url_state.Address(kind, shared, {}, base_path())
    return View(chosen, report, palette.palette(st.context.theme.type), here)


def origin() -> str:
    """Where the app is served, so that links in a file find it: as the settings say, for what a request says of its host
    anybody can make up; "" where they say nothing."""
    parts = urlsplit(os.environ.get(ORIGIN, ""))
    if parts.scheme in ("http", "https") and parts.netloc:
        return f"{parts.scheme}://{parts.netloc}"
    return ""


def base_path() -> str:
    """What our addresses begin with where the app is not served at the root."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
