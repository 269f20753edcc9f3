"""The names of countries as published lists give them, in the forms that running text uses.

Sources: pycountry (ISO 3166-1 with the translations of Debian's iso-codes), CLDR through babel (Chinese also in the
traditional script of its Taiwan and Hong Kong locales), the UN and M49 names in hdx-python-country's table, and
`countries.csv`. Reviewed rows in `names.csv` stand over all of them.
"""

from __future__ import annotations

import csv
import gettext
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from etl.language import is_simplified

_FOREIGN = ("fr", "es", "pt")  # locales


def build(sources: Path, out: Path) -> None:
    """Write `generated/names.csv` (id,lang,role,text,kind,source,note) below `out`, and `foreign_names.csv` beside it.

    `sources` holds countries.csv. A text that two countries claim is left out: a reviewed row has to decide.
    """
    with (sources / "countries.csv").open(encoding="utf-8", newline="") as file:
        countries = list(csv.DictReader(file))
    kinds = {
        c["iso3"]: "country" if c["un_member"] == "1" or c["iso3"] in ("PSE", "VAT") else "territory"
        for c in countries
    }
    claims: dict[tuple[str, str], dict[str, str]] = {}
    for iso3, lang, text, source in [
        *_labels(countries),
        *_hdx(sources),
        *_cldr(countries),
        *_pycountry(countries),
    ]:
        for form in _forms(text, lang):
            claims.setdefault((lang, form), {}).setdefault(iso3, source)
    shown = {("zh", c["name_zh"]) for c in countries} | {("en", c["name_en"]) for c in countries}
    rows = [
        (iso3, lang, "label" if (lang, text) in shown else "match", text, kinds[iso3], source, "")
        for (lang, text), owners in claims.items()
        if len(owners) == 1
        for iso3, source in owners.items()
        if iso3 in kinds
    ]
    generated = out / "generated"
    generated.mkdir(parents=True, exist_ok=True)
    _write(generated / "names.csv", ("id", "lang", "role", "text", "kind", "source", "note"), rows)
    english = {text for lang, text in claims if lang == "en"}
    foreign = [row for row in _foreign(countries) if row[3] not in english]
    _write(generated / "foreign_names.csv", ("id", "lang", "role", "text", "kind", "source", "form"), foreign)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def _foreign(countries: list[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """The names in other languages that bodies in English texts bear: Conseil national … du Maroc."""
    from babel import Locale

    named: dict[str, str] = {}
    for locale in _FOREIGN:
        territories = Locale.parse(locale).territories
        for c in countries:
            named.setdefault(territories.get(c["iso2"], ""), c["iso3"])
    for text, iso3 in named.items():
        if text:
            yield iso3, "en", "match", text, "name", "cldr", "foreign"


def _labels(countries: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    for c in countries:
        yield c["iso3"], "zh", c["name_zh"], "un"
        yield c["iso3"], "en", c["name_en"], "un"


def _hdx(sources: Path) -> Iterator[tuple[str, str, str, str]]:
    with (sources / "sources" / "hdx_countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            iso3 = row["ISO 3166-1 Alpha 3-Codes"]
            for column, lang in (
                ("Chinese Short", "zh"),
                ("M49 Chinese", "zh"),
                ("English Short", "en"),
                ("M49 English", "en"),
                ("English Formal", "en"),
                ("Preferred Term", "en"),
            ):
                if iso3 and row[column]:
                    yield iso3, lang, row[column], "hdx"


def _cldr(countries: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    from babel import Locale

    for lang, locale in (("zh", "zh"), ("zh", "zh_Hant"), ("zh", "zh_Hant_HK"), ("en", "en")):
        territories = Locale.parse(locale).territories
        for c in countries:
            text = territories.get(c["iso2"], "")
            # what simplified characters can write too may name another thing there: 查德 is Chad, and a surname
            if text and (locale in ("zh", "en") or not is_simplified(text)):
                yield c["iso3"], lang, text, "cldr"


def _pycountry(countries: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    import pycountry

    chinese = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["zh_CN"])
    for c in countries:
        found = pycountry.countries.get(alpha_3=c["iso3"])
        for name in (getattr(found, key, "") for key in ("name", "common_name", "official_name")):
            if name:
                yield c["iso3"], "en", name, "pycountry"
                if chinese.gettext(name) != name:
                    yield c["iso3"], "zh", chinese.gettext(name), "pycountry"


def _forms(text: str, lang: str) -> Iterator[str]:
    """The forms of a listed name that occur in running text, without an article.

    'Bolivia (Plurinational State of)' also stands as 'Plurinational State of Bolivia', 'Bolivia, Plurinational State
    of' is only a form of lists; 伊朗（伊斯兰共和国） also has half-width brackets.
    """
    text = re.sub(r"^[Tt]he ", "", text.strip()).replace("（", "(").replace("）", ")")
    if lang == "zh":
        text = text.replace(" ", "")
        if len(text) < 2 or not re.fullmatch(r"[㐀-鿿()、·-]+", text):
            return
        yield text
        yield text.replace("(", "（").replace(")", "）")
        return
    listed = re.fullmatch(r"([^,(]+)(?:, | \()((?:[A-Z][\w’' ]* )?(?:of|of the))\)?", text)
    if listed:
        yield f"{listed.group(2)} {listed.group(1)}".replace(" of the ", " of the ")
    if not ("," in text and (listed or re.search(r", (?:the|[A-Z][\w ]+ of)\b", text))):
        yield text
        yield text.replace("'", "’")
