"""The table of paragraphs: what it is asked, which rows stand in it, in which order and groups, and what is taken away.

Expected rows are read from the tables' files here, not through the code that is tried.
"""

from __future__ import annotations

import pandas as pd
import pytest

from ui import url_state
from ui.paragraphs import content, grid, listing
from ui.queries import condition_words, paragraph_order, paragraph_search
from ui.render.html import grid as drawn
from ui.tables import ROOT

AFRICAN_LDCS_TRAINED = {"place": "002", "group": "ldc", "engagement": "training,technical_assistance"}


def table(name: str) -> pd.DataFrame:
    frame = pd.read_csv(
        ROOT / f"data/tables/{name}.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False
    )
    return frame[frame["report"] == "A-74-36.zh"]


@pytest.fixture
def view(make_view):
    return lambda lang="en", **asked: make_view("paragraphs", lang=lang, **asked)


def numbered() -> set[str]:
    passages = table("passages")
    return set(passages.loc[passages["kind"] == "paragraph", "passage"])


def naming(iso3: str) -> set[str]:
    mentions = table("mentions")
    counted = mentions[mentions["kind"] != "place"]
    return set(counted.loc[counted["iso3"] == iso3, "passage"]) & numbered()


def test_any_of_several_all_of_them_and_none(view):
    tunisia, lebanon = naming("TUN"), naming("LBN")
    assert tunisia & lebanon and tunisia - lebanon and lebanon - tunisia
    for asked, expected in (
        ({"place": "TUN,LBN"}, tunisia | lebanon),
        ({"place_all": "TUN,LBN"}, tunisia & lebanon),
        ({"place": "TUN", "place_not": "LBN"}, tunisia - lebanon),
        ({"place_not": "TUN,LBN"}, numbered() - tunisia - lebanon),
    ):
        assert set(paragraph_search.found(view(**asked)).paragraphs) == expected, asked


def test_work_asked_for_with_a_place_is_work_done_there(view):
    countries = pd.read_csv(ROOT / "data/reference/countries.csv", dtype=str, keep_default_na=False)
    here = set(countries.loc[(countries["ldc"] == "1") & (countries["m49_region"] == "002"), "iso3"])
    done = table("engagements")
    done = done[done["engagement"].isin(["training", "technical_assistance"]) & done["iso3"].isin(here)]
    expected = set(done["passage"]) & numbered()
    found = set(paragraph_search.found(view(**AFRICAN_LDCS_TRAINED)).paragraphs)
    assert found == expected and len(found) == 23
    # §41 names Burkina Faso, and speaks of training elsewhere.
    assert "41" not in found


def test_words_that_must_not_stand_in_a_paragraph(view):
    with_word = paragraph_search.found(view(q="elections")).paragraphs
    without = paragraph_search.found(view(q="-elections")).paragraphs
    assert with_word and not set(with_word) & set(without)
    assert set(with_word) | set(without) == numbered()


def test_both_languages_leave_out_the_same_paragraphs(view):
    """§67 speaks of electoral mandates, 选举授权: of elections in both."""
    kept = {
        lang: paragraph_search.found(view(lang, **AFRICAN_LDCS_TRAINED, q=word)).paragraphs
        for lang, word in (("en", "-elections"), ("zh", "-选举"))
    }
    assert kept["en"] == kept["zh"] and "67" not in kept["en"]


def test_every_number_beside_an_option_is_what_choosing_it_leaves(view):
    for asked in (
        {},
        {"place": "002", "group": "ldc"},
        {"theme_not": "women_gender", "engagement": "training"},
    ):
        here = view(**asked)
        for facet in grid.grid(here).facets.values():
            for choice in facet.choices[:12]:
                own = {name: None for name in (choice.param, f"{choice.param}_not") if name in asked}
                alone = here.having(**{**own, choice.param: choice.code})
                left = paragraph_search.found(alone).paragraphs
                assert len(left) == choice.number, (asked, choice)


def test_rows_are_ordered_by_any_column_and_stay_in_the_order_of_print_where_equal(view):
    facts = paragraph_order.facts_of(view().report)
    for column in paragraph_order.COLUMNS:
        rows = paragraph_search.order(view(sort=f"-{column}"))
        assert set(rows) == numbered()
    by_countries = paragraph_search.order(view(sort="-countries"))
    keys = [(-len(facts[p].countries), int(p)) for p in by_countries]
    assert keys == sorted(keys) and len(facts[by_countries[0]].countries) > 10
    assert paragraph_search.order(view(sort="-number")) == tuple(reversed(paragraph_search.order(view())))


def test_a_paragraph_stands_under_each_of_its_countries_that_were_asked_for(view):
    here = view(by="country", **AFRICAN_LDCS_TRAINED)
    groups = {group.code: group for group in grid.groups(here)}
    assert "TUN" not in groups and "" not in groups  # neither an LDC nor empty
    done = table("engagements")
    in_niger = done[(done["iso3"] == "NER") & done["engagement"].isin(["training", "technical_assistance"])]
    assert set(groups["NER"].rows) == set(in_niger["passage"]) & numbered()
    assert {p for group in groups.values() for p in group.rows} == set(paragraph_search.order(here))
    sizes = [len(group.rows) for group in groups.values()]
    assert sizes == sorted(sizes, reverse=True)


def test_subtotals_are_those_of_the_rows_under_them(view):
    figures, cited = table("figures"), table("citations")
    for group in grid.groups(view(by="section")):
        assert group.figures == int(figures["passage"].isin(group.rows).sum())
        assert group.citations == cited.loc[cited["passage"].isin(group.rows), "symbol"].nunique()
    assert sum(len(group.rows) for group in grid.groups(view(by="section"))) == len(numbered())


def test_the_english_table_shows_english_first_sentences(view):
    at = paragraph_order.COLUMNS.index("gist")
    (said,) = grid.cells(view(), "2")[at]
    assert (
        said.lang == "en"
        and said.text == "As at 30 June 2019, OHCHR had 77 human rights field presences around the world."
    )
    (source,) = grid.cells(view("zh"), "2")[at]
    assert source.lang == "zh" and source.text.endswith("77 个人权外地办事处。")


@pytest.mark.parametrize(
    ("lang", "typed"),
    [
        ("en", "training or technical assistance in LDCs of Africa but not of elections, grouped by country"),
        ("zh", "非洲最不发达国家的培训或技术援助，但不含选举，按国家分组"),
    ],
)
def test_what_is_typed_is_understood_as_conditions(view, lang, typed):
    here = view(lang, q=typed)
    (offer,) = content.understood(here).options
    there = offer.href
    for part in (
        "engagement=",
        "training",
        "technical_assistance",
        "group=ldc",
        "place=002",
        "by=country",
        "q=-",
    ):
        assert part in there, there
    assert "passage" not in there


def test_plain_words_are_searched_for_and_nothing_else_is_offered(view):
    assert content.understood(view(q="rule of law")) is None
    assert content.understood(view()) is None
    assert content.understood(view(q="-elections")) is None
    known = condition_words.vocabulary(
        [(("place", "NER"), "Niger"), (("place", "NGA"), "Nigeria")], {}, "not", "in"
    )
    assert condition_words.understood("visits in Nigeria not Niger", known) == condition_words.Understood(
        {"place": "NGA", "place_not": "NER"}, "", "visits"
    )


def test_rows_chosen_are_written_as_runs_and_nothing_else_is_read(view):
    report = view().report
    assert paragraph_order.rows_of(report, "2-4,81") == ("2", "3", "4", "81")
    for wrong in ("", "x", "1-", "4-2x", "1-999999", "-3", "1,,2", "９"):
        assert paragraph_order.rows_of(report, wrong) == (), wrong
    rules = paragraph_search.rules(view())
    values, refused = url_state.accept(
        {"rows": "2-4", "sort": "-themes", "columns": "gist,number", "by": "x"}, rules
    )
    assert values == {"rows": "2-4", "sort": "-themes", "columns": "gist,number"} and refused == ["by"]
    assert url_state.accept({"sort": "themes,themes", "columns": "gist,gist"}, rules)[0] == {}


def test_what_is_shown_is_what_is_taken_away(view):
    here = view(columns="number,countries,gist", sort="-countries", rows="1-40", theme="women_gender")
    table_ = listing.frame(here)
    words = here.words
    assert list(table_.columns) == [
        words("export.number"), words("grid.countries"), words("readings.column"), words("export.text"),
        words("export.citation"),
    ]  # fmt: skip
    shown = drawn.keys_of(grid.grid(here))
    assert [str(n) for n in table_[words("export.number")]] == [p for p in shown if int(p) <= 40]
    grouped = listing.frame(view(by="theme", theme="women_gender"))
    assert len(grouped) == 18 and set(grouped.iloc[:, 0]) == {"Women and gender"}
    pasted = listing.text(view(rows="81"))
    assert pasted.count("para. ") == 1 and "para. 81" in pasted


def test_the_state_of_a_grid_has_its_rows_in_order_and_the_first_cells(view):
    state = drawn.state(grid.grid(view(by="country", place="TUN")))
    assert state["items"][0][0] == "" and state["items"][0][1] == "TUN"
    assert [key for key, *_ in state["items"][1:]] == list(paragraph_search.order(view(place="TUN")))
    assert all(len(cells) == len(state["order"]) for cells in state["cells"].values())
    found = drawn.state(grid.grid(view(q="torture")))["cells"]
    assert found and all("<mark" in " ".join(cells) for cells in found.values())
    assert grid.grid(view(by="section")).groups[0].title.startswith("I ")
