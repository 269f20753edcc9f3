"""Where the Office says that it is, was, went or sent somebody.

The ways of saying so are rules in `data/reference/presences.toml`: patterns over a text in which the names found
before (mentions, groups) stand as placeholders, so that a rule speaks of 'a list of places' and not of names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count

import pandas as pd

from etl import schema, vocabulary
from etl.errors import Odd, Remark, odd
from etl.language import Language
from etl.numbers.grammar import grammar
from etl.paths import REFERENCE
from etl.presence_context import Context
from etl.records import by_passage, records
from etl.sieve import Sieve
from etl.spans import COUNTRY, GROUP, NAME, PLACE, TERRITORY, Span, holding, mask, sentences

_PLACES = f"[{COUNTRY}{TERRITORY}{PLACE}]"
_NEVER = re.compile(r"(?!)")
_MOST = 2**53  # whole numbers up to here are what they are in every program
_TELLING = 10  # passages that tell whose report it is
_EVERY = 5  # of them one names the Office whose report it is
_LOCATED = ("country", "territory", "place")


@dataclass(frozen=True)
class Rule:
    """One way of saying it. `places`: "inside" the match, "abroad" likewise but not where the Office has its seats, "before"
    it, or "unsure" (named `where`, country unknown).

    `after` must be found in what the same sentence says before the match; `whom` is who a pronoun in it must mean.
    """

    presence: str
    status: str
    pattern: re.Pattern[str]
    places: str
    after: re.Pattern[str] | None
    whom: re.Pattern[str] | None


@dataclass(frozen=True)
class Rules:
    """The rules of a language, its words for "that country", and where the Office has its seats."""

    ways: tuple[Rule, ...]
    sieve: Sieve  # of their patterns
    context: Context
    that_country: re.Pattern[str]
    both: re.Pattern[str]
    seats: frozenset[str]


@dataclass(frozen=True)
class Mention:
    """A name found before."""

    start: int
    end: int
    surface: str
    iso3: str
    kind: str


def find(
    passages: pd.DataFrame, mentions: pd.DataFrame, groups: pd.DataFrame, language: Language
) -> pd.DataFrame:
    """The table `presences`: one row a country (or one row without a country where the text names none).

    "That country" stands for the country named last before it. A count is kept only where the match has one place.
    Of two rules that match the same words for the same type, the longer match is kept.
    """
    names = by_passage(mentions, "start", "end", "surface", "iso3", "kind")
    regions = by_passage(groups, "start", "end", "kind")
    rows: list[dict[str, object]] = []
    foreign = _of_another_body(passages["text"].astype(str).tolist(), language)
    for report, passage, text in records(passages, "report", "passage", "text"):
        named = [Mention(*row) for row in names.get(passage, [])]
        covered = mask(text, [*regions.get(passage, []), *((m.start, m.end, m.kind) for m in named)])
        for row in _rows(text, covered, named, language):
            unowned = foreign and not row["iso3"] and not _names_the_office(text, language)
            certainty = {"certainty": "ambiguous" if unowned else "rule"}
            rows.append({"report": report, "passage": passage} | certainty | row)
    return schema.frame("presences", rows)


def _names_the_office(text: str, language: Language) -> bool:
    return any(entry.text in text for entry in vocabulary.load("office", language.code))


def _of_another_body(texts: Sequence[str], language: Language) -> bool:
    """Whether a report is long enough to tell and seldom names the Office: its "101 country offices" may be anybody's."""
    named = sum(_names_the_office(text, language) for text in texts)
    return len(texts) > _TELLING and named * _EVERY < len(texts)


def unequal(table: pd.DataFrame) -> list[Remark]:
    """Remarks on passages whose kinds of presence, as listed, do not add up to the total they state."""
    stated = table[(table["status"] == "existing") & table["count"].notna() & (table["iso3"] == "")]
    remarks = []
    for passage, rows in stated.groupby("passage", sort=False):
        whole = rows["presence"] == "field_presence_total"
        total, parts = rows.loc[whole, "count"].tolist(), rows.loc[~whole, "count"].tolist()
        if len(total) == 1 and len(parts) > 1 and sum(parts) != total[0]:
            remarks.append(odd(Odd.UNEQUAL, n=str(passage), total=int(total[0]), sum=int(sum(parts))))
    return remarks


def _rows(
    text: str, covered: str, named: Sequence[Mention], language: Language
) -> Iterable[dict[str, object]]:
    rules = _rules(language.code)
    whole = sentences(text, language)
    begun = _in_small_letters(covered, whole) if language.spaced else covered
    printed = {covered, begun}  # "country offices" and "Country offices" are said alike
    matches = [
        (rules.ways[i], m)
        for each in sorted(printed)
        for i, m in rules.sieve.finditer(each)
        if _stands(rules.ways[i], m, covered, whole, rules.context)
    ]
    matches.sort(key=lambda pair: (pair[1].start() - pair[1].end(), pair[1].start()))
    taken: dict[str, list[tuple[int, int]]] = {}
    out: list[dict[str, object]] = []
    for rule, match in matches:
        if any(a < match.end() and match.start() < b for a, b in taken.get(rule.presence, [])):
            continue
        taken.setdefault(rule.presence, []).append(match.span())
        start, end = match.span()
        places = _places(rule, match, text, named, language, rules)
        stated = match.groupdict().get("count") if len(places) <= 1 else None
        for place, iso3 in places or [(_where(match, text), "")]:
            seat = rule.presence == "country_office" and iso3 in rules.seats
            out.append(
                {
                    "start": start,
                    "end": end,
                    "phrase": text[start:end],
                    "presence": "headquarters" if seat else rule.presence,
                    "place": place,
                    "iso3": iso3,
                    "count": _counted(stated, language),
                    "status": rule.status,
                    **({"certainty": "ambiguous"} if rule.places == "unsure" else {}),
                }
            )
    return sorted(out, key=lambda row: (row["start"], row["end"], row["presence"]))


def _in_small_letters(covered: str, whole: Sequence[Span]) -> str:
    """The text with the first word of each sentence in small letters, unless it is an acronym."""
    out = list(covered)
    for start, _ in whole:
        if covered[start + 1 : start + 2].islower() and len(covered[start].lower()) == 1:
            out[start] = covered[start].lower()
    return "".join(out)


def _stands(rule: Rule, match: re.Match[str], covered: str, whole: Sequence[Span], context: Context) -> bool:
    """Whether what surrounds the match lets it stand."""
    start, end = match.span()
    if rule.after and not rule.after.search(covered[holding(whole, start)[0] : start]):
        return False
    if rule.whom and not rule.whom.fullmatch(context.antecedent(covered, whole, start)):
        return False
    return not context.bars(covered, start, end)


def _places(
    rule: Rule,
    match: re.Match[str],
    text: str,
    named: Sequence[Mention],
    language: Language,
    rules: Rules,
) -> list[tuple[str, str]]:
    """(place as named, ISO3) a country, in the order of the text."""
    if rule.places == "before":
        begin = holding(sentences(text, language), match.start())[0]
        before = [m for m in named if begin <= m.start and m.end <= match.start() and m.kind in _LOCATED]
        return [(m.surface, m.iso3) for m in before[-1:]]
    groups = [name for name in match.groupdict() if name.startswith("places") and match.group(name)]
    if not groups:
        return []
    spans = [match.span(name) for name in groups]
    home = rules.seats if rule.places == "abroad" else ()
    inside = [m for m in named if any(a <= m.start and m.end <= b for a, b in spans) and m.iso3 not in home]
    start, end = spans[0]
    if inside:
        return _by_country(_outside_brackets(inside, text, start), language)
    said = text[start:end]
    two = bool(rules.both.search(said))
    meant = 2 if two else 1 if rules.that_country.search(said) else 0
    earlier = [one for one in reversed(named) if one.end <= start and one.kind in ("country", "name")]
    countries = [one for one in earlier if one.kind == "country"]
    chosen = list(dict.fromkeys(one.iso3 for one in (earlier if two or not countries else countries)))
    return [(said, iso3) for iso3 in reversed(chosen[:meant])]


def _outside_brackets(inside: Sequence[Mention], text: str, start: int) -> list[Mention]:
    """The mentions, without those in brackets of a country not named outside them: Syrian Arab Republic (Beirut)."""
    bracketed = [
        len(re.findall(r"[(（]", text[start : m.start])) > len(re.findall(r"[)）]", text[start : m.start]))
        for m in inside
    ]
    outside = {m.iso3 for m, within in zip(inside, bracketed, strict=True) if not within}
    return [
        m
        for m, within in zip(inside, bracketed, strict=True)
        if not within or m.iso3 in outside or not outside
    ]


def _counted(stated: str | None, language: Language) -> float | None:
    """How many, where it is said, and no more than can be counted exactly."""
    value = grammar(language).value(stated.strip()) if stated else None
    return value if value is None or value < _MOST else None


def _by_country(inside: Sequence[Mention], language: Language) -> list[tuple[str, str]]:
    """One row a country: the places of one country are named together."""
    surfaces: dict[str, list[str]] = {}
    for m in inside:
        surfaces.setdefault(m.iso3, []).append(m.surface)
    return [(language.between.join(dict.fromkeys(names)), iso3) for iso3, names in surfaces.items()]


def _where(match: re.Match[str], text: str) -> str:
    span = match.span("where") if "where" in match.groupdict() else (0, 0)
    return text[slice(*span)] if span[0] >= 0 else ""


@cache
def _rules(lang: str) -> Rules:
    data = tomllib.loads((REFERENCE / "presences.toml").read_text(encoding="utf-8"))
    block = data.get(lang)
    if block is None:
        return Rules((), Sieve(()), Context(*[_NEVER] * 7), _NEVER, _NEVER, frozenset())
    words = dict(block["words"])
    one = rf"{_PLACES}+(?!{_PLACES}|-[a-z])(?:\s?[(（][^()（）]*[)）])?"
    words["region"] = f"{GROUP}+"
    words["places"] = (
        rf"(?:{words['both_countries']}|{words['that_country']}|{one}(?:{words['list']}(?:{one}|{words['region']}))*)"
    )
    words["any"] = rf"[{COUNTRY}{TERRITORY}{PLACE}{NAME}]+"

    def expand(pattern: str, family: Mapping[str, str], numbers: Iterator[int]) -> str:
        """Put the words in; each list of places becomes a group of its own, places0, places1 …"""

        def word(m: re.Match[str]) -> str:
            name = family.get(m[1], m[1])
            inner = words[name] if name in ("places", "any") else expand(words[name], family, numbers)
            return f"(?P<places{next(numbers)}>{inner})" if name in ("places", "any") else f"(?:{inner})"

        return re.sub(r"(?<!\?P)<(\w+)>", word, pattern)

    def compiled(rule: dict[str, str], presence: str, family: Mapping[str, str]) -> Rule:
        after, whom = (
            re.compile(expand(rule[key], family, count())) if key in rule else None
            for key in ("after", "whom")
        )
        pattern = re.compile(expand(rule["pattern"], family, count()))
        return Rule(presence, rule["status"], pattern, rule.get("places", "inside"), after, whom)

    def members(presence: str) -> Iterable[tuple[str, Mapping[str, str]]]:
        """(presence, what stands for its family's name) for each member of the family, or the one presence."""
        family = presence.strip("<>")
        return (
            ((p, {family: word}) for p, word in block[family].items())
            if family != presence
            else [(presence, {})]
        )

    ways = [
        compiled(rule, presence, family)
        for rule in block["rules"]
        for presence, family in members(rule["presence"])
    ]
    context = Context(
        **{key: re.compile(expand(said, {}, count())) for key, said in block["context"].items()}
    )
    that, both = (re.compile(words[key]) for key in ("that_country", "both_countries"))
    return Rules(
        tuple(ways), Sieve([rule.pattern for rule in ways]), context, that, both, frozenset(data["seats"])
    )
