"""What is being looked at: language, report, colours; and names in that language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import palette, sessions, tables, url_state
from ui.i18n import FALLBACK, LANGUAGES, Words, words
from ui.markup import esc

PAGES = (
    "overview",
    "countries",
    "country",
    "themes",
    "presences",
    "funding",
    "paragraphs",
    "reports",
    "method",
    "compare",
    "present",
)
# Pages that stand in the menu at the end of the top bar.
MORE = ("compare", "reports", "method", "present")
# Pages that do not stand in the top bar, and under which of it they belong.
UNDER = {"country": "countries"}


@dataclass(frozen=True)
class View:
    """Everything a page needs besides its own parameters."""

    words: Words
    report: tables.Report
    colours: palette.Palette
    here: url_state.Address

    @property
    def lang(self) -> str:
        """Language of the interface."""
        return self.words.lang

    @property
    def text_lang(self) -> str:
        """Language of the report's text, safe in an attribute."""
        return esc(self.report.row["language"])

    @property
    def title(self) -> str:
        """The report's title."""
        return self.report.titles(self.lang)[""]

    @property
    def common(self) -> dict[str, str]:
        """What every address beside the pages says: language, report, and whose it is where only a session has it."""
        key = self.report.atlas.key
        return {**self.here.shared, **({url_state.OWN: key} if key else {})}

    @property
    def beside(self) -> str:
        """Attribute of a link that would leave the page: leaving ends a session, and what only it has would be gone."""
        return " data-beside" if self.report.atlas.key else ""

    def served(self, path: str, params: Mapping[str, str] | None = None) -> str:
        """An address of ours beside the pages: a file, a picture, a screen."""
        return url_state.href(path, {**self.common, **(params or {})}, self.here.base)

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

    def reading(self, rules: Mapping[str, url_state.Rule]) -> View:
        """This view with the page's parameters read; says so on the page where one is not understood."""
        values, refused = url_state.accept(st.query_params.to_dict(), rules)
        if st.query_params.get(url_state.LANG, self.lang) not in LANGUAGES:
            refused.append(url_state.LANG)
        if st.query_params.get(url_state.REPORT, self.report.report) != self.report.report:
            refused.append(url_state.REPORT)
        if refused:
            sentence = self.words("notice.refused", names=self.words.listing(refused[:5]))
            st.html(f'<p class="notice" role="status">{esc(sentence)}</p>')
        return replace(self, here=replace(self.here, values=values))

    def section(self, path: str) -> str:
        """A part of the outline as people name it: `E.1 Transitional justice`."""
        title = self.report.titles(self.lang).get(path, "")
        return f"{short_path(path)} {title}".strip()


def short_path(path: str) -> str:
    """Path in the outline as printed in a heading: II.E.1 → E.1, II → II."""
    return path.partition(".")[2] or path


def page_file(page: str) -> Path:
    """The script of a page."""
    return tables.ROOT / "pages" / f"{page}.py"


@lru_cache(maxsize=len(LANGUAGES))
def pages_in(lang: str) -> dict[str, StreamlitPage]:
    """The pages with their titles, to be copied in each run: making them asks the file system where each one lies."""
    say = words(lang)
    return {
        name: st.Page(
            page_file(name),
            title=f"{say(f'pages.{name}')} · {say('app.name')}",
            url_path="" if name == "overview" else name,
            default=name == "overview",
        )
        for name in PAGES
    }


def language() -> str:
    """The language asked for in the address, else the browser's, else English."""
    asked = st.query_params.get(url_state.LANG, "")
    if asked in LANGUAGES:
        return asked
    browser = str(st.context.locale or "").split("-")[0].lower()
    return browser if browser in LANGUAGES else FALLBACK


def current(page: str) -> View:
    """The view of a page, its parameters still unread."""
    chosen = words(language())
    # A comparison stands under the later of its two reports.
    compared = st.query_params.get("b", "") if page == "compare" else ""
    asked = st.query_params.get(url_state.REPORT, compared)
    atlas = sessions.atlas(asked)
    reports = atlas.reports
    usual = (tables.load() if atlas.own else atlas).reports[0]
    report = atlas.report(asked if asked in reports else usual)
    shared = {url_state.LANG: chosen.lang} | ({url_state.REPORT: report.report} if len(reports) > 1 else {})
    here = url_state.Address(page, shared, {}, base_path())
    return View(chosen, report, palette.palette(st.context.theme.type), here)


def base_path() -> str:
    """What our addresses begin with where the app is not served at the root."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
