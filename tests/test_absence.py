"""What may be said of what is not there: only where the reader of the language looked, and of the body whose report it is."""

from __future__ import annotations

import invented
import pytest
from blocks import texts

from etl import looked_for as rules
from ui.country import brief, compare_table, content, exhibits, story
from ui.funding import content as funding
from ui.funding import exhibits as funding_pictures
from ui.overview import content as overview
from ui.presences import content as presences
from ui.presences import exhibits as presences_pictures
from ui.presences import listing, places
from ui.queries import looked_for
from ui.themes import brief as themes_brief
from ui.themes import content as themes

OURS = [
    "The Office of the United Nations High Commissioner for Human Rights (OHCHR) trained 25 judges in Kenya."
]
THEIRS = ["UNDP trained 25 judges in Kenya.", "The Secretary-General visited Chad."]
CHINESE = ["开发计划署在肯尼亚培训了 25 名法官。", "秘书长访问了乍得。"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_languages_have_rules_for_every_table(lang):
    """And what is stated of a language is what its vocabularies and rules are."""
    every = {"mentions", "groups", "engagements", "presences", "figures", "statements", "themes"}
    sentences = {"en": THEIRS, "zh": CHINESE}
    assert looked_for.tables(invented.report(sentences[lang], lang)) == every == rules.tables(lang)


def test_a_language_without_rules_has_not_looked():
    assert rules.tables("fr") == frozenset()


def test_whose_report_it_is(make_view):
    """Of A/74/36 nearly every paragraph names the Office; a title may name it too."""
    assert looked_for.of_the_office(make_view("overview").report)
    assert looked_for.of_the_office(invented.report(OURS, "en"))
    assert not looked_for.of_the_office(invented.report(THEIRS, "en"))
    assert not looked_for.of_the_office(invented.report(CHINESE, "zh"))
    titled = "Report of the United Nations High Commissioner for Human Rights"
    assert looked_for.of_the_office(invented.report(THEIRS, "en", title=titled))


def everything(made, lang, country):
    """All that the pages say of a country and of presences."""
    view = invented.shown(made, "country", lang, country=country)
    beside = invented.shown(
        made, "country", lang, country=country, beside="TCD" if country == "KEN" else "KEN"
    )
    return texts(
        [
            story.told(view),
            content.tiles(view, country),
            content.blocks(view),
            brief.one_page(view),
            compare_table.table(beside),
            exhibits.country(beside),
            list(overview.numbers(invented.shown(made, "overview", lang))),
            list(presences.title(invented.shown(made, "presences", lang))),
        ]
    )


@pytest.mark.parametrize("made", [(THEIRS, "en"), (CHINESE, "zh")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_bodys_work_is_not_called_the_offices(made, lang):
    """UNDP trained judges: a kind of work in the sentence, and nothing that the Office did."""
    said = everything(invented.report(*made), lang, "KEN")
    theirs = (
        "whoever does it",
        "None of the Human Rights Office",
        "those of other bodies are not looked for",
    )
    claims = ("What the Office did", "Office's work", "Work of the Office", "work of the Office")
    if lang == "zh":
        theirs = ("不论由谁开展", "未提及人权高专办", "其他机构的不在检索之列")
        claims = ("人权高专办做了什么", "写明人权高专办的工作")
    assert all(each in said for each in theirs)
    assert not [each for each in claims if each in said]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_reader_of_a_language_has_no_rules_for_was_not_looked_for(monkeypatch, lang):
    """As a language would be that has vocabularies of countries and no rules for presences and kinds of work."""
    made = invented.report(OURS, "en")
    monkeypatch.setattr(looked_for, "tables", lambda _: frozenset({"mentions", "figures", "themes"}))
    said = everything(made, lang, "KEN")
    assert said.count("本语种文本尚未检索" if lang == "zh" else "ot looked for in this language") > 4
    assert "未提及" not in texts(content.tiles(invented.shown(made, "country", lang, country="KEN"), "KEN"))
    assert "Not mentioned" not in texts(
        content.tiles(invented.shown(made, "country", lang, country="KEN"), "KEN")
    )


@pytest.mark.parametrize(
    ("lang", "said", "filtered"),
    [
        ("en", "those of other bodies are not looked for", "No place meets all conditions."),
        ("zh", "其他机构的不在检索之列", "没有符合全部条件的地点。"),
    ],
)
def test_a_page_of_presences_without_any_says_why(lang, said, filtered):
    """Of another body's report that names none of the Office; a filter that leaves none is something else."""
    none = invented.shown(invented.report(THEIRS, "en"), "presences", lang)
    for made in (presences.nothing, places.places, presences_pictures.presences, presences_pictures.types):
        assert said in texts(made(none)) and filtered not in texts(made(none)), made
    one = invented.report(["OHCHR established a country office in Kenya."], "en")
    assert len(one.table("presences")) == 1
    elsewhere = invented.shown(one, "presences", lang, region="019")
    assert filtered in texts(places.places(elsewhere)) and said not in texts(places.places(elsewhere))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_figures_funds_and_themes_are_not_called_absent_where_nobody_looked(monkeypatch, lang):
    made = invented.report(["The meeting was held in Kenya."], "en")
    monkeypatch.setattr(looked_for, "tables", lambda _: frozenset({"mentions"}))
    money, theme = invented.shown(made, "funding", lang), invented.shown(made, "themes", lang)
    beside = invented.shown(made, "themes", lang, crossing="engagement")
    said = texts([list(funding.title(money)), funding.funds(money), funding.statements(money)])
    said += texts([funding_pictures.plain(money), themes.by_words(theme), list(themes.crossing(beside))])
    said += texts(themes_brief.brief(invented.shown(made, "themes", lang, theme="detention")))
    unsought = "本语种文本尚未检索" if lang == "zh" else "Not looked for in this language"
    assert said.count(unsought) > 6
    claims = ("没有给出", "未说明任何", "没有这样", "未提及", "未使用", "没有谈到")
    if lang == "en":
        claims = ("gives no", "states no", "no such", "none of the words", "not mentioned", "does not speak")
    for claim in claims:
        assert claim not in said.replace(unsought, "").lower(), claim


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_that_states_no_total_is_not_made_to_count(lang):
    """Presences are named and no number of them is given: no sentence says how many the report counts."""
    made = invented.report(["OHCHR established a country office in Kenya."], "en")
    view = invented.shown(made, "presences", lang)
    opened = invented.shown(made, "overview", lang, open="presences")
    said = texts([list(presences.title(view)), overview.panel(opened)]) + " ".join(
        listing.about(view).values()
    )
    for claim in ("counts", "in total", "总数", "报告称有"):
        assert claim not in said, claim
    told = invented.report(
        ["OHCHR had 77 human rights field presences, among them a country office in Kenya."], "en"
    )
    counted = ("counts 77 field presences", "报告称有 77 个")
    assert any(
        each in texts(list(presences.title(invented.shown(told, "presences", lang)))) for each in counted
    )
