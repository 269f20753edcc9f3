"""Exhibits made by hand of every kind that a slide shows, in both languages."""

from __future__ import annotations

from ui import evidence
from ui.content.charts import Bar, Bars, MapSpec, Piece, Place, Tile, Tiles
from ui.content.layout import Exhibit
from ui.content.passages import Line, Lines, Quote
from ui.content.said import Block, Headline, Key, Legend, Note, Sign, Tone, Wording
from ui.findings import CLASS_EDGES, country_counts
from ui.queries.ground import ground
from ui.view import View

CLASSES: tuple[Tone, ...] = ("class0", "class1", "class2", "class3")
LONG = {
    "en": "Nineteen of the fifty-four field presences named in this report are human rights advisers within United "
    "Nations country teams, and eleven are components of peace missions",
    "zh": "本报告点名的五十四个实地派驻中，十九个是派驻联合国国家工作队的人权顾问，"
    "十一个是和平特派团的人权部门，其余是区域办事处和国家办事处",
}
SAID = {
    "en": ("Training and advice", "Central to the paragraph", "In passing", "millions of dollars"),
    "zh": ("培训与咨询", "段落的主题", "顺带提到", "百万美元"),
}


def counts(view: View) -> dict[str, int]:
    return country_counts(view.report.passages, view.report.table("mentions"))


def world(view: View, chosen: str = "", signs: bool = False) -> MapSpec:
    """Countries by the number of paragraphs that name them."""
    number = counts(view)
    marks = (Sign("triangle-up", "warm"), Sign("diamond", "accent", filled=False)) if signs else ()
    places = {
        code: Place(
            CLASSES[sum(n >= edge for edge in CLASS_EDGES) - 1],
            marks if n > 6 else (),
            f"{n}",
            f"/country?iso3={code}",
            n,
        )
        for code, n in number.items()
    }
    first = list(number)[:12]
    keys = (
        *(Key(f"{edge} –", view.words.number(edge), tone) for edge, tone in zip(CLASS_EDGES, CLASSES, strict=True)),
        Key(view.words("nothing.absent"), "", "nowhere"),
        Key(SAID[view.lang][0], "", "unread"),
        Key(SAID[view.lang][1], "", sign=Sign("cross", "warm")),
    )  # fmt: skip
    return MapSpec(
        ground(view), "alt", places, Place(said=view.words("nothing.absent")),
        view.report.atlas.names("countries", view.lang), Legend(view.words("countries.legend"), keys), chosen,
        {code: f"{view.country(code)} {number[code]}" for code in first},
    )  # fmt: skip


def bodies(view: View) -> dict[str, Block]:
    """Name → what a slide shows."""
    a, b, c, d = SAID[view.lang]
    number = list(counts(view).items())
    one = tuple(Bar(view.country(code), (Piece(n),), str(n)) for code, n in number)
    two = tuple(
        Bar(f"{a} {n}" * (1 + n % 3), (Piece(n), Piece(n // 2, "passing")), str(n + n // 2))
        for n in (9, 7, 4)
    )
    money = (Bar(a, (Piece(316.5),), view.words.number(316_500_000)), Bar(b, (Piece(20),), "20", note=d))
    sentence = evidence.rows_by_passage(view)["1"]["text"]
    return {
        "map": world(view),
        "map with a chosen country": world(view, "TUN", signs=True),
        "tiles": Tiles(a, (
            Tile("121", b, "/paragraphs", note=c), Tile("14", a, "/countries"),
            Tile(view.words("nothing.absent"), LONG[view.lang][:60], stated=False), Tile("2,000", c),
        )),
        "bars": Bars(a, one),
        "bars of two pieces": Bars(a, two, series=(Key(b, tone="full"), Key(c, tone="passing"))),
        "bars of money": Bars(d, money),
        "lines": Lines((
            Line(a, LONG[view.lang], "/presences", d),
            Line(b, keys=(Key(c, "4"), Key(d, "7"))),
            Line(LONG[view.lang][:40], phrases=(Wording("“19”", "en"), Wording("“54”", "en"))),
        )),
        "many lines": Lines(tuple(Line(f"{a} {k}", LONG[view.lang]) for k in range(14))),
        "quote": Quote(sentence, view.report.row["language"], "§1", "/paragraphs?p=1"),
        "note": Note(LONG[view.lang], "none"),
    }  # fmt: skip


def exhibit(view: View, body: Block, title: str = "") -> Exhibit:
    """An exhibit of a body, with a heading of two lines."""
    return Exhibit(
        Headline(title or LONG[view.lang], SAID[view.lang][1], SAID[view.lang][0]),
        (body,),
        small=(view.words("countries.disclaimer"),),
        top=tuple(f"{view.country(code)} {n}" for code, n in list(counts(view).items())[:3]),
        paragraphs=tuple(view.report.passages["passage"][:20]),
        href=view.here.to("countries"),
    )
