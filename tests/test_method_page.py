"""The method page: what was measured is what is shown, every word in both languages, rows that corrections take."""

from __future__ import annotations

import csv
import io
import json
import re

import pandas as pd
import pytest
from blocks import inside, texts
from shown import html_of

from etl import corrections, schema, score
from etl.cli import app as command
from etl.paths import DATA, ROOT, TABLES
from ui import contract, data_dictionary, findings, i18n, tables
from ui.content import Copies, File, Fold, Passage, Table
from ui.method import content as method_content
from ui.method import corrections as corrections_form
from ui.method import downloads
from ui.queries.doubtful import doubtful

LANGUAGES = ("zh", "en")
QUALITY = DATA / "quality.json"


# how exact


def test_the_scores_shown_are_those_of_a_fresh_check():
    frames = {name: schema.read_csv(name, TABLES / f"{name}.csv") for name in schema.TABLES}
    fresh = score.figures(score.scores(frames, ROOT / "tests" / "cases"))
    assert json.loads(QUALITY.read_text("utf-8")) == json.loads(json.dumps(fresh)), (
        "data/quality.json is not of these tables: run `make check` and commit it"
    )


def test_check_writes_its_scores(tmp_path):
    from typer.testing import CliRunner

    target = tmp_path / "quality.json"
    result = CliRunner().invoke(command, ["check", "--json", str(target)])
    assert result.exit_code == 0 and target.read_text("utf-8") == QUALITY.read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_score_is_shown_with_its_words(make_view, lang):
    view = make_view("method", lang)
    measured = view.report.atlas.quality
    made, scores = method_content.scores(view), measured["scores"]
    (table,) = (block for block in inside(made) if isinstance(block, Table))
    rows = table.groups[0].rows
    assert [row[1].text for row in rows] == [str(score["annotated"]) for score in scores]
    assert all(cell.text for row in rows for cell in row)
    assert {row[0].lead for row in rows if row[0].lead} == {
        view.words(f"tables.{score['table']}") for score in scores
    }
    assert "A/74/36" in texts(made) and " 60 " in texts(made)
    first = next(s for s in scores if s["table"] == "mentions")
    assert str(first["hits"]) in method_content.title(view).title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_tried_elsewhere_is_shown_with_what_is_wrong_though_certain(make_view, lang):
    made = method_content.elsewhere(make_view("method", lang))
    (table,) = (block for block in inside(made) if isinstance(block, Table))
    shown = [[cell.text for cell in row] for row in table.groups[0].rows]
    assert [row[1:] for row in shown[:2]] == [["313", "92.7%", "0.6%"], ["102", "93.1%", "2.0%"]]
    assert shown[4][1:] == ["150", "98.7%", "1.3%"]
    assert all(cell for row in shown for cell in row)


@pytest.mark.parametrize(
    ("share", "said"), [(1.0, "100%"), (0.9999, "99.9%"), (0.9949, "99.5%"), (0.0, "0.0%")]
)
def test_a_hundred_per_cent_is_not_rounded_up_to(share, said):
    assert method_content._per_cent(share) == said


def test_without_a_measurement_the_page_says_so(make_view, monkeypatch):
    monkeypatch.setattr(tables.Atlas, "quality", {})
    view = make_view("method", "en")
    assert view.words("method.quality_missing") == method_content.scores(view).blocks[0].text
    assert view.words("method.title_unmeasured") == method_content.title(view).title


# what is in doubt


def test_every_ambiguous_finding_is_listed_with_its_sentence(make_view):
    view = make_view("method")
    report = view.report
    every = doubtful(report)
    number = sum(
        int((report.table(t)["certainty"] == "ambiguous").sum())
        for t in tables.NAMES
        if "certainty" in report.table(t).columns
    )
    made = method_content.in_doubt(view)
    shown = [block for block in inside(made) if isinstance(block, Passage)]
    assert len(every) == number == len(shown)
    assert view.words("method.doubtful", n=number) == made.heading
    passages = dict(zip(report.passages["passage"], report.passages["text"], strict=True))
    for found, item in zip(every, shown, strict=True):
        (mark,) = item.marks
        assert mark.doubtful and item.note and item.text in passages[found.passage]
        assert item.text[mark.start : mark.end] == passages[found.passage][found.start : found.end]
        assert item.href == f"/paragraphs?lang=zh&passage={found.passage}"


# the dictionary


def test_every_column_is_explained_in_every_language():
    translated = pd.read_csv(i18n.TEXT / "columns.csv", dtype=str, keep_default_na=False)
    known = set(zip(translated["table"], translated["column"], strict=True))
    real = {(t, c) for t in tables.NAMES for c in schema.columns(t)}
    assert not [pair for pair in real if pair not in known and ("*", pair[1]) not in known]
    assert {(t, "") for t in tables.NAMES} <= known
    columns = {c for _, c in real}
    assert not [p for p in known if p[1] and p not in real and not (p[0] == "*" and p[1] in columns)]
    assert not translated.duplicated(["table", "column"]).any()
    for lang in i18n.LANGUAGES:
        say = i18n.words(lang)
        for table in tables.NAMES:
            assert data_dictionary.table_words(say, table)
            assert all(data_dictionary.column_words(say, table, column) for column in contract.columns(table))


def test_every_code_of_a_long_list_has_its_word():
    for lang in LANGUAGES:
        say = i18n.words(lang)
        for table, column in (("presences", "presence"), ("engagements", "engagement"), ("mentions", "kind")):
            allowed = next(c.allowed for c in contract.columns(table) if c.name == column)
            assert all(data_dictionary.code_words(say, table, column, code) for code in allowed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dictionary_holds_every_column_and_value(make_view, lang):
    made = downloads.dictionary(make_view("method", lang))
    folds = {fold.code: fold for fold in inside(made) if isinstance(fold, Fold)}
    assert list(folds) == list(tables.NAMES)
    for table, fold in folds.items():
        heads = {row[0].code: row for row in fold.blocks[0].groups[0].rows}
        assert list(heads) == [column.name for column in contract.columns(table)]
        for column in contract.columns(table):
            assert [code for code, _ in heads[column.name][2].codes] == list(column.allowed)


# downloads


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_download_is_there(make_view, lang):
    from asking import ask

    made = downloads.data(make_view("method", lang))
    found = [file.href for file in inside(made) if isinstance(file, File)]
    assert len(found) == 4 * len(tables.NAMES) + 2
    for href in found:
        assert ask(href).status == 200, href


# corrections


def test_the_rows_offered_are_rows_that_corrections_take(make_view, tmp_path):
    assert (
        set(corrections_form.CHANGED) == set(corrections._CORRECTABLE)
        and corrections_form.HEADER == corrections._COLUMNS
    )
    view = make_view("method")
    report = view.report
    offered: dict[tuple[str, str], list[corrections.Correction]] = {}
    for passage in report.passages["passage"]:
        for finding in corrections_form.found(view, str(passage)):
            assert finding.said, finding
            for action in ("set", "drop"):
                text = corrections_form.row(view, finding, action)
                (tmp_path / "corrections.csv").write_text(text, encoding="utf-8")
                (read,) = corrections.load(tmp_path)
                offered.setdefault((finding.table, action), []).append(read)
                if passage in ("81", "fn4"):
                    before = report.table(finding.table)
                    after = corrections.apply(finding.table, before.copy(), report.passages, [read])
                    assert len(after) == len(before) - (action == "drop")
                    if action == "set":
                        same = [c for c in before.columns if c != "certainty"]
                        assert after[same].astype(str).equals(before[same].astype(str))
    assert {table for table, _ in offered} == set(corrections_form.CHANGED)
    for (table, action), rows in offered.items():
        before = report.table(table)
        # The last first: the second of two is the first once the first is dropped.
        after = corrections.apply(table, before.copy(), report.passages, rows[::-1])
        assert len(rows) == len(before)
        if action == "drop":
            assert after.empty, table
        else:
            same = [c for c in before.columns if c != "certainty"]
            assert after[same].astype(str).equals(before[same].astype(str)), table
            assert "certainty" not in after or set(after["certainty"]) == {"verified"}, table


def test_a_row_to_add_names_real_columns(make_view):
    view = make_view("method", "en")
    for table in corrections_form.ADDED:
        (row,) = csv.DictReader(io.StringIO(corrections_form.missed(view, table, "81")))
        names = {pair.split("=")[0] for pair in row["values"].split(";")}
        assert names <= set(schema.columns(table)) and row["action"] == "add" and row["passage"] == "81"


# the page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("params", [{}, {"passage": "81"}, {"passage": "fn4"}])
def test_page_in_each_language(open_page, lang, params):
    app = open_page("method", lang=lang, **params)
    assert not app.exception
    shown = html_of(app)
    assert 'class="notice" role="status"' not in shown
    for part in method_content.PARTS:
        assert shown.count(f'id="{part}"') == 1 and f'href="#{part}"' in shown
    assert ("<blockquote" in shown) == bool(params)
    if lang == "en":
        outside = re.sub(
            r'<(p|b|blockquote)[^>]* lang="zh">.*?</\1>|data-copy="[^"]*"|<a[^>]* lang="zh"[^>]*>.*?</a>',
            "",
            shown,
        )
        quoted = {"第二章", "亿"}  # what a report prints, in the explanations of two columns
        assert set(re.findall("[一-鿿]+", re.sub(r"<[^>]+>", "", outside))) == quoted


@pytest.mark.parametrize("p", ["999", "../../x", "<svg>", "81\x00"])
def test_a_passage_that_is_not_there_is_said(open_page, p):
    app = open_page("method", lang="zh", passage=p)
    shown = html_of(app)
    assert (
        not app.exception and "没有" in re.search(r"<h1[^>]*>(.*?)</h1>", shown)[1] and "<svg>" not in shown
    )


def test_choosing_a_passage_writes_the_address(open_page):
    app = open_page("method", lang="zh")
    app.selectbox(key="passage").set_value("81").run()
    assert not app.exception and app.query_params["passage"] in ("81", ["81"])
    assert "<blockquote" in html_of(app)


def test_citation_in_both_languages_names_source_date_and_version(make_view):
    view = make_view("method")
    (ways,) = (block for block in inside(method_content.cite(view)) if isinstance(block, Copies))
    assert {way.lang for way in ways.items} == set(LANGUAGES)
    for text in (way.text for way in ways.items):
        assert "A/74/36" in text and "CC BY 4.0" in text and view.report.atlas.version[:8] in text


@pytest.mark.parametrize("page", ["overview", "countries", "themes", "paragraphs", "method"])
def test_every_page_shows_its_own_api_link(open_page, page):
    shown = html_of(open_page(page, lang="en"))
    assert re.search(r'<a href="/api/\w+\.json', shown)


def test_the_reading_pane_leads_to_its_correction(open_page):
    assert "/method?lang=zh&amp;passage=81" in html_of(open_page("paragraphs", lang="zh", passage="81"))


def test_marks_of_doubt_are_drawn(open_page):
    assert "mark-doubtful" in html_of(open_page("method", lang="zh"))
    assert set(findings.COLUMNS) >= {"start", "end"}
