"""The addresses that the golden texts are taken at; those in `COMPARED` where three reports are loaded.

Their parameters are the ones that links had from the start and that must go on working.
"""

from __future__ import annotations

import base64
import json
import zlib

LANGUAGES = ("zh", "en")


def packed(*slides: list[object]) -> str:
    """A presentation as it stands in addresses: name, parameters, heading and note of each slide."""
    content = zlib.compress(json.dumps(slides, ensure_ascii=False).encode(), 9)
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


DECK = packed(
    ["countries", {"c": "TUN", "m": "visits"}, "A heading of one's own", "A note"],
    ["paragraphs.quote", {"p": "67"}, "", ""],
    ["country", {"iso3": "TUN", "with": "MEX"}, "", ""],
    ["nothing", {}, "", ""],
)

PAGES = f"""
?open=presences ?open=visits ?open=funding ?c=TUN ?nothing=1 ?add=67
countries ?c=TUN ?c=AND ?m=presences ?m=presences&c=MEX ?m=visits ?m=visits&c=TUN ?v=tiles ?v=tiles&m=visits ?k=none
 ?k=country,name&c=TUN ?t=women_gender ?t=women_gender&c=TUN ?s=II.E ?e=training ?r=002 ?r=africa ?g=ldc ?g=sids&v=tiles
 ?t=women_gender&r=002&e=training ?c=XXX&m=wrong
country ?iso3=TUN ?iso3=AND ?iso3=MEX ?iso3=XKX ?iso3=TUN&of=work ?iso3=TUN&of=presences ?iso3=MEX&of=visits
 ?iso3=TUN&of=figures ?iso3=TUN&of=named ?iso3=TUN&of=e.training ?iso3=TUN&of=t.women_gender ?iso3=MEX&of=s.II.E
 ?iso3=TUN&of=w.MEX ?iso3=TUN&with=MEX ?iso3=TUN&with=MEX,COL,AND ?iso3=TUN&with=MEX&of=work&who=MEX ?iso3=XXX
themes ?t=women_gender ?s=II.E ?s=II.E.1&t=women_gender ?t=women_gender&u=children_youth ?x=theme ?x=office
 ?x=engagement ?x=theme&t=sdgs&u=women_gender ?x=engagement&t=women_gender&e=training ?t=women_gender&r=002 ?w=core
 ?w=core&t=sdgs ?t=women_gender&p=67 ?x=office&t=sdgs&r=africa
presences ?t=country_office ?t=visit ?t=official ?r=africa ?r=002 ?c=MEX ?open=everything ?open=nowhere
 ?open=field_presence_total ?open=country_office ?t=team&r=africa ?t=visit&c=TUN&p=2 ?open=visit_high_commissioner
funding ?open=funding ?open=torture ?open=torture&k=reach ?k=reach ?k=presence ?k=participation ?k=other ?open=reach
 ?open=unstated ?open=unstated.61 ?open=no_fund ?open=upr_participation
paragraphs ?p=67 ?p=2 ?c=TUN ?c=202 ?t=women_gender ?s=II.E ?e=training ?fig=1 ?pre=1 ?doc=1 ?q=人权 ?q=nothing-of-it
 ?c=TUN&t=women_gender&p=67&hl=country ?all=1 ?p=81&hl=none ?p=81&hl=country,name,presence,figure,theme,citation
 ?fig=1&t=women_gender&p=61 ?q=妇女&c=TUN
reports
method
compare ?a=A-74-36.zh
present ?deck={DECK} ?deck={DECK}&edit=0 ?deck=broken
"""
PICTURES = """
countries ?m=visits ?t=women_gender&c=TUN ?m=presences&r=002
countries.list ?m=visits ?c=TUN ?g=ldc
country ?iso3=TUN ?iso3=AND ?iso3=TUN&with=MEX,COL
country.work ?iso3=TUN
country.together ?iso3=TUN&with=MEX
themes ?t=women_gender ?w=core
themes.crossing ?x=theme ?x=office ?x=engagement
themes.words ?s=II.E
presences ?t=visit ?r=africa
presences.types ?r=002
funding ?open=torture
"""
SLIDES = """
countries ?m=visits
country ?iso3=TUN ?iso3=AND ?iso3=TUN&with=MEX,COL
themes.crossing ?x=engagement
presences.visits ?h=Mine
paragraphs.quote ?p=67
funding.plain ?h=Mine
"""
LISTS = """
countries ?m=visits ?c=TUN
country ?iso3=TUN ?iso3=TUN&with=MEX
themes.crossing ?x=theme
presences ?t=visit
funding ?open=torture
paragraphs ?c=TUN ?q=人权
"""
BRIEFS = """
country ?iso3=TUN ?iso3=AND ?iso3=XKX
theme ?t=women_gender ?t=sdgs
"""
FILES = f"""
healthz
show ?view=presenter ?deck={DECK} ?deck={DECK}&view=presenter
deck/file.json ?deck={DECK}
api
api/openapi.json
assets/atlas.css
assets/bridge.js
assets/show.css
assets/show.js
api/passages.json ?limit=5 ?c=TUN&t=women_gender&limit=5 ?q=人权&limit=3 ?nothing=1
api/passages.csv ?limit=5
api/mentions.xlsx ?c=TUN&limit=5
api/nothing.json
"""
TABLES = [
    "reports",
    "sections",
    "mentions",
    "groups",
    "engagements",
    "presences",
    "figures",
    "themes",
    "citations",
]

_PAIRS = ("a=A-74-36.zh&b=A-75-36.zh", "a=A-75-36.zh&b=A-75-36.en", "a=A-74-36.zh&b=A-75-36.en")
COMPARED = {
    "pages": [
        "",
        "reports",
        "method",
        "countries?report=A-75-36.en",
        "country?iso3=TUN&report=A-75-36.en",
        "funding?report=A-75-36.zh",
        "presences?report=A-75-36.en",
        "themes?report=A-75-36.zh",
        "paragraphs?report=A-75-36.en&p=3",
        "present?report=A-75-36.en",
        *(
            f"compare?{pair}{more}"
            for pair in _PAIRS[:1]
            for more in ("", "&c=TUN", "&n=100", "&g=all", "&g=new", "&g=dropped", "&x=themes", "&x=work", "&x=presences")
        ),
        *(f"compare?{pair}&x=figures" for pair in _PAIRS),
        *(f"compare?{_PAIRS[1]}{more}" for more in ("", "&p=3", "&p=6", "&k=numbers", "&x=countries")),
        *(f"compare?{_PAIRS[2]}{more}" for more in ("", "&c=TUN", "&x=themes&t=women_gender")),
    ],
    "picture": [f"{name}.svg?{pair}" for name in ("compare", "compare.list") for pair in _PAIRS]
    + [f"compare.list.svg?{_PAIRS[0]}&x=themes"],
    "slide": [f"{name}.svg?{pair}" for name in ("compare", "compare.list") for pair in _PAIRS],
    "list": [f"compare.{form}?{pair}" for form in ("csv", "xlsx") for pair in _PAIRS],
}  # fmt: skip

# The reports that are compared with the registered one: symbol, language, text.
SYMBOL, TITLE = "A/75/36", "Annual report"
# In paragraph 3 English leaves Chad out, in 4 it has another number; paragraph 6 stands in Chinese only.
TEXTS = {
    "zh": """一. 导言
1. 本报告介绍 2019 年 7 月 1 日至 2020 年 6 月 30 日期间的工作。
2. 人权高专办在肯尼亚培训了法官。
二. 活动
3. 人权高专办在乍得和约旦支持了妇女组织。
4. 在突尼斯，人权高专办培训了 657 名警官。
5. 冰岛和加拿大作出了捐款，共计 200 万美元。
6. 人权高专办感谢斐济。
""",
    "en": """I. Introduction
1. The present report describes the work done from 1 July 2019 to 30 June 2020.
2. In Kenya, OHCHR trained judges.
II. Activities
3. In Jordan, OHCHR supported organizations of women.
4. In Tunisia, OHCHR trained 675 police officers.
5. Iceland and Canada made contributions, US$ 2 million in all.
""",
}


def listed(text: str) -> list[str]:
    """`name ?query ?query` of each line as addresses: the name alone and with each query."""
    found: list[str] = []
    name = ""
    for line in text.strip("\n").splitlines():
        first, *rest = line.split(" ") if not line.startswith("?") else ["", *line.split(" ")]
        if first or line.startswith("?"):
            name = first
            found.append(name)
        found += [f"{name}{query}" for query in rest]
    return found
