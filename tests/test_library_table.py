"""The library as a table: what is known of each report, what is held and missing, and several documents given at once."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from comparing import EN, OLD, ZH
from frames import Frames

from ui import i18n, sessions, tables
from ui.queries import country_counts, library
from ui.queries.doubtful import TABLES, doubtful
from ui.reports import batch, content, grid, listing
from ui.reports.job import Job

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def several(two_reports):
    return tables.Atlas(two_reports)


@pytest.fixture
def page(several, make_view):
    """A view of the page over three texts of two reports."""

    def make(lang: str = "en", **params: str):
        return replace(make_view("reports", lang, **params), report=several.report(OLD))

    return make


def renamed(atlas: tables.Atlas, symbols: dict[str, tuple[str, str]]) -> tables.Atlas:
    """The same tables with reports that are called so: report → symbol, language."""
    frames = {name: atlas.whole(name) for name in tables.NAMES}
    row = frames["reports"].iloc[[0]]
    rows = [row.assign(report=r, symbol=symbol, language=lang) for r, (symbol, lang) in symbols.items()]
    return tables.Atlas(atlas.where, (Frames({**frames, "reports": pd.concat(rows)}), []))


def test_how_well_a_report_was_read_is_counted_as_on_its_own_pages(several):
    for name, facts in library.facts_of(several).items():
        report = several.report(name)
        assert facts.doubtful == len(doubtful(report)), name
        assert facts.findings == sum(len(report.table(table)) for table in TABLES)
        assert facts.gaps == len(content.gaps(report)) and facts.remarks == len(content.warnings(report))
        assert facts.paragraphs == len(country_counts.paragraphs_of(report))
    facts = library.facts_of(several)
    assert facts[ZH].pairs == ("en",) and facts[EN].pairs == ("zh",) and facts[OLD].pairs == ()
    assert (facts[OLD].symbol, facts[OLD].year, facts[OLD].body) == ("A/74/36", "2019", "A")
    assert facts[OLD].added == "2026-11-23"


@pytest.mark.parametrize("name", grid.COLUMNS)
def test_the_rows_stand_in_the_order_of_any_column_both_ways(page, name):
    up, down = (library.found(page(sort=sort)) for sort in (name, f"-{name}"))
    assert sorted(up) == sorted(down) == sorted([OLD, ZH, EN])
    if name == "paragraphs":
        assert up[-1] == down[0] == OLD


def test_a_symbol_sorts_by_its_numbers(several):
    atlas = renamed(several, {"a": ("A/100/36", "zh"), "b": ("A/9/36", "zh")})
    assert library.KEYS["symbol"](library.facts_of(atlas)["b"]) < library.KEYS["symbol"](
        library.facts_of(atlas)["a"]
    )


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"language": "en"}, {EN}),
        ({"year": "2019"}, {OLD}),
        ({"language": "zh", "q": "A/75"}, {ZH}),
        ({"q": "COMMISSIONER a/74"}, {OLD}),
        ({"q": "nothing of it"}, set()),
    ],
)
def test_conditions_leave_what_meets_them_and_numbers_say_what_each_would_leave(page, asked, left):
    view = page(**asked)
    assert set(library.found(view)) == left
    for facet in library.FACETS:
        for option, n in library.numbers(view, facet).items():
            assert n == len(library.found(view.having(**{facet: option}))), (facet, option)


def test_what_of_a_series_is_held_and_what_is_missing_between_first_and_last(several):
    held = {"a": ("A/70/36", "zh"), "b": ("A/70/36", "en"), "c": ("A/73/36", "zh"), "d": ("A/HRC/48/3", "en")}
    (one,) = library.series(renamed(several, held))
    assert (one.name, one.first, one.last) == ("A/…/36", 2015, 2018)
    assert one.missing("zh") == (2016, 2017) and one.missing("en") == (2016, 2017, 2018)
    assert [one.symbol(year) for year in one.missing("zh")] == ["A/71/36", "A/72/36"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_missing_years_are_said_for_each_language(several, page, lang):
    atlas = renamed(several, {"a": ("A/70/36", "zh"), "b": ("A/72/36", "zh")})
    view = page(lang)
    table = content.held(replace(view, report=atlas.report("a"))).blocks[0]
    (row,) = table.groups[0].rows
    say = i18n.words(lang)
    assert [cell.text for cell in row[1:]] == [
        "2015–2017",
        say("library.held_some", n=2, total=3),
        say("library.held_some", n=0, total=3),
    ]
    assert row[2].note == say("library.missing", years="2016 A/71/36")
    assert row[3].note == say("library.missing", years="2015–2017")


def test_the_list_has_what_the_table_has(page):
    made = listing.listing(page(sort="-paragraphs", language="zh"))
    assert made.frame["Symbol"].tolist() == ["A/74/36", "A/75/36"]
    assert made.frame["Paragraphs"].tolist()[0] == 121


# several documents at once


def annual(number: int, names: str) -> str:
    """A small report in English."""
    said = [f"The Office worked in {name}, and opened a country office in {name}." for name in names.split()]
    paragraphs = "\n\n".join(f"{k}. {text}" for k, text in enumerate(said * 3, 1))
    return (
        f"A/{number}/36\n\nReport of the United Nations High Commissioner for Human Rights\n\n"
        f"I. Introduction\n\n{paragraphs}\n"
    )


def done(job: Job) -> sessions.Outcome:
    job.join(timeout=120)
    assert job.own.outcome is not None, job.own.refused
    return job.own.outcome


def given(folder: Path) -> list[tuple[str, Path]]:
    """Two reports and a letter in a zip file, one of these reports again, and a zip file that is none."""
    (folder / "bad.zip").write_bytes(b"PK no")
    (folder / "again.txt").write_text(annual(71, "Chad Togo"), encoding="utf-8")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("2015/a.txt", annual(70, "Chad Mali"))
        archive.writestr("2016/b.txt", annual(71, "Chad Togo"))
        archive.writestr("letter.txt", "Dear colleagues,\nthe meeting is put off.\n")
    return [(name, folder / name) for name in ("bad.zip", "all.zip", "again.txt")]


def test_several_are_kept_privately_and_each_refusal_is_named(tmp_path):
    own = sessions.Own()
    outcome = done(batch.begin(own, given(tmp_path), everyone=False))
    assert outcome.kept == ["A-70-36.en", "A-71-36.en"] == list(own.folders)
    refused = {name: error.code for name, error in outcome.refused.items()}
    assert refused == {"bad.zip": "word_unreadable", "letter.txt": "no_symbol", "again.txt": "twice"}
    assert not list(tmp_path.iterdir()) and len(list(Path(own.place.name).rglob("*.txt"))) == 2
    atlas = own.atlas(tables.load(), "A-70-36.en")
    assert set(atlas.table("mentions", "A-71-36.en")["iso3"]) == {"TCD", "TGO"}
    own.remove("A-70-36.en")
    assert list(own.folders) == ["A-71-36.en"]


def test_no_more_are_kept_privately_than_there_is_room(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "MOST", 1)
    files = [(f"{k}.txt", tmp_path / f"{k}.txt") for k in (70, 71)]
    for (_, path), k in zip(files, (70, 71), strict=True):
        path.write_text(annual(k, "Chad Mali"), encoding="utf-8")
    outcome = done(batch.begin(sessions.Own(), files, everyone=False))
    assert outcome.kept == ["A-70-36.en"] and outcome.refused["71.txt"].code == "no_room"


def test_several_are_kept_for_everyone_in_one_change(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_TABLES", str(tmp_path / "tables"))
    monkeypatch.setenv("ATLAS_REPORTS", str(tmp_path / "reports"))
    (tmp_path / "given").mkdir()
    own = sessions.Own()
    outcome = done(batch.begin(own, given(tmp_path / "given"), everyone=True))
    assert outcome.kept == ["A-70-36.en", "A-71-36.en"] and not own.folders
    assert set(outcome.refused) == {"bad.zip", "letter.txt", "again.txt"}
    assert tables.load().reports == ["A-70-36.en", "A-71-36.en"]


def test_the_time_left_follows_from_the_time_taken(monkeypatch):
    job = Job(sessions.Own(), lambda tell: tell("b.txt", 2, 6))
    job.join()
    monkeypatch.setattr("time.monotonic", lambda: job.began + 10)
    assert job.left == 20
