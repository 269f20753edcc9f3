"""What is counted: the unit of a figure from its measure word, the noun behind it, or the words around it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from etl.numbers.figure import Figure
from etl.numbers.grammar import Grammar, Words
from etl.spans import Span, holding
from etl.vocabulary import Entry

_OPENING = 60  # characters of a sentence in which a number may count what the one before it did
_AMOUNT = 1000  # of $5 million, a million was paid, and three were for victims: what is less is no money


def name(body: str, figure: Figure, limit: int, g: Grammar) -> bool:
    """Set the unit from the measure word or the noun behind it; False if nothing countable stands there."""
    for pattern, unit in g.self_units:
        at = figure.end - len(figure.measure)
        if figure.measure and (pattern.fullmatch(body, at, figure.end) or pattern.fullmatch(figure.measure)):
            figure.unit = unit
            return True
    levels = g["nouns.levels"].match(body, figure.end, limit)
    begin = levels.end() if levels else figure.end
    wall = g["nouns.boundary"].search(body, begin, limit)
    region = body[begin : wall.start() if wall else limit]
    kind = g.measure_class.get(figure.measure, "any")
    hit = _head(region, g.units.get(kind, g.units[""]), figure.high == 1, g)
    if hit:
        figure.end, figure.unit = begin + hit[0], hit[1]
        if half := g["nouns.half_behind"].match(body, figure.end):  # a year and a half
            figure.low, figure.high, figure.end = figure.low + 0.5, figure.high + 0.5, half.end()
        return True
    if not figure.measure and _people(body, figure, g):
        return True
    rising = g.before("nouns.rising", body, figure.start)
    if figure.measure and (kind in g.units or not _chunks(region, g)[0][1].strip()):
        figure.unit = _subject(body[: rising.start()], g) if rising and kind == "any" else ""
        return True
    elided = g["nouns.elided"].match(region)
    walls = [m.start() for key in ("nouns.stop", "nouns.joint") for m in g[key].finditer(region)]
    noun = region[: min(walls, default=None)]
    unnamed = elided or figure.high == 1  # one considers
    of_the = g["nouns.link"].match(region)  # damaging two of the vehicles
    printed = None
    if of_the and figure.high != 1:
        printed = g["nouns.of_the"].match(region, of_the.end())
    elif not unnamed:
        printed = g["nouns.printed"].match(noun, len(noun) - len(noun.lstrip()))
    figure.compared = bool(g.before("nouns.compared", body, figure.start))
    if printed:
        figure.unit, figure.end = printed.group().strip(), begin + printed.end()
        figure.certain &= bool(figure.measure) or not g.block["amounts"]["needs_measure"]
    elif g["nouns.partitive"].fullmatch(region):
        pass  # exceeding 14 of 16 indicators
    elif g.before("nouns.counted_before", body, figure.start):
        figure.unit = "people"  # killing 115
    elif rising:
        figure.unit = _subject(body[: rising.start()] + (rising.groupdict().get("of") or ""), g)
    elif (head := g.before("nouns.headed", body, figure.start)) and g["nouns.headed_end"].match(
        body, figure.end
    ):
        figure.unit = _heading(head.group().rstrip(" (:"), g)
    predicate = g["nouns.predicate"].match(region)
    figure.alone = not g["nouns.described"].match(region) and (not noun.strip() or bool(predicate))
    stands = (
        rising or g.before("nouns.among", body, figure.start) or (figure.alone and _stands(body, figure, g))
    )
    return bool(figure.unit or figure.measure or elided or stands or figure.compared)


def _stands(body: str, figure: Figure, g: Grammar) -> bool:
    """Whether a number that no noun follows counts all the same: no pronoun (one) and no name (camp 14)."""
    grouped = g["nouns.grouped"].fullmatch(body, figure.start, figure.end)
    return figure.high != 1 and bool(grouped or g.before("nouns.standing", body, figure.start))


def _people(body: str, figure: Figure, g: Grammar) -> bool:
    """Whether what follows says that people are counted though it is no noun: 380 killed, 7.8 million Congolese."""
    behind = g["nouns.counted_behind"].match(body, figure.end)
    demonym = g.demonyms.first(body, figure.end, figure.end + 30)
    if behind:
        figure.unit, figure.end = "people", behind.end()
    elif demonym and not body[figure.end : demonym[0]].strip():
        figure.unit, figure.end = "people", demonym[1]
    return bool(figure.unit)


def _subject(before: str, g: Grammar) -> str:
    """What rose or fell: the first noun of the clause that can be counted, else the word before the verb."""
    begin = max((m.end() for m in g["nouns.boundary"].finditer(before)), default=0)
    hits = (
        hit
        for hit in g.units[""].find(before, begin)
        if hit[2].role != "never"
        and hit[2].id not in g.classes["time"]
        and before[hit[1] : hit[1] + 1] not in ("’", "'")
    )
    hit = next(hits, None)
    word = before.rstrip().rpartition(" ")[2]
    if g.before("nouns.same", before, len(before)):
        return ""
    spaced = word.isalpha() and not g.block["amounts"]["needs_measure"]
    said = hit[2].id if hit else word.lower() if spaced else ""
    return "" if g["nouns.stop"].fullmatch(said) else said


def _heading(head: str, g: Grammar) -> str:
    """What the noun before a bracket or colon says that its number counts: abductions (412), cases documented: 67."""
    known = [hit for hit in g.units[""].find(head) if hit[2].role != "never"]
    return known[-1][2].id if known else head.rsplit(maxsplit=1)[-1].lower()


def _chunks(region: str, g: Grammar) -> list[tuple[int, str]]:
    """(offset, text) of the parts of a noun phrase, each up to its first stop word: 关于基本权利的 | 法律."""
    out, at = [], 0
    for m in [*g["nouns.link"].finditer(region), None]:
        part = region[at : m.start() if m else len(region)]
        nouns = g.units[""].find(part)
        stops = (  # a noun hides the stop words in it, unless a longer one begins with it (访问, 访问了)
            s.start()
            for s in g["nouns.stop"].finditer(part)
            if not any(a <= s.start() < b and (a < s.start() or s.end() <= b) for a, b, _ in nouns)
        )
        out.append((at, part[: next(stops, None)]))
        at = m.end() if m else at
    return out[:3]


def _head(region: str, nouns: Words, single: bool, g: Grammar) -> tuple[int, str] | None:
    """(end, unit) of the noun counted: the first, with those that follow without a gap."""
    events, needs_measure = g.classes["event"], g.block["amounts"]["needs_measure"]
    for offset, part in _chunks(region, g):
        hits = [h for h in nouns.find(part) if _agrees(h[2], single and not offset, g)]
        if not hits:
            continue
        _, end, entry = hits[0]
        for a, b, following in hits[1:]:
            verb = needs_measure and following.id in events - {entry.id}
            if part[end:a].strip() or (verb and entry.id not in events):
                break  # 小组访问 is a team that visits
            end, entry = b, following
        joined = g["nouns.joint"].search(region, offset + end)
        if joined and not region[offset + end : joined.start()].strip():
            at = joined.end()
            second = nouns.first(region, at, at + 20)
            unit = _both(entry.id, second[2].id, g) if second else ""
            if second and unit and not g["nouns.stop"].search(region, at, second[0]):
                return second[1], unit
        return offset + end, entry.id
    return None


def _both(unit: str, other: str, g: Grammar) -> str:
    """What two nouns that are counted together are: workshops and seminars are meetings; empty if nothing that has a name."""
    return unit if unit == other else "meetings" if {unit, other} <= g.classes["meetings"] else ""


def _agrees(noun: Entry, single: bool, g: Grammar) -> bool:
    """Whether a noun can stand behind a number: one delegation requested plans; two plans."""
    if noun.role == "never":
        return False
    if single:
        return noun.note == "singular" or g.block["amounts"]["needs_measure"] or not noun.text.endswith("s")
    return noun.note != "singular"


def rate(masked: str, figure: Figure, base: Figure, g: Grammar) -> bool:
    """Join a figure with what it is a rate of: 38 deaths per 1,000 live births are not 38 deaths."""
    if not g["nouns.per"].fullmatch(masked, figure.end, base.start):
        return False
    if not figure.currency and figure.unit != "percent":
        figure.unit = f"{figure.unit} per {masked[base.start : base.end]}".strip()
    figure.end = base.end
    return True


def without_bases(masked: str, figures: Sequence[Figure], g: Grammar) -> list[Figure]:
    """Drop what a rate is said of; a figure behind it in its clause is not certain: for every 100 girls 85 boys."""
    kept: list[Figure] = []
    base: Figure | None = None
    for figure in figures:
        if figure.unit not in g.classes["time"] and g.before("nouns.per_before", masked, figure.start):
            base = figure
            continue
        if base and not g["nouns.boundary"].search(masked, base.end, figure.start):
            figure.certain = False
        kept.append(figure)
    return kept


def fill(masked: str, figures: list[Figure], spans: Sequence[Span], g: Grammar) -> list[Figure]:
    """Give elided nouns the unit of the figure beside them (45 名获准者 …，15 名 …); mark wholes."""
    whole_first = g.block["nouns"]["whole_first"]
    for i in range(len(figures) - 1):
        gap = masked[figures[i].end : figures[i + 1].start]
        if g["nouns.partitive"].fullmatch(gap.strip() if whole_first else gap):
            figures[i if whole_first else i + 1].whole = True
    kept = []
    for i, figure in enumerate(figures):
        if not figure.unit:
            just_before = {
                s for s in spans[:i] if s[1] <= spans[i][0] and not masked[s[1] : spans[i][0]].strip()
            }
            here = {spans[i]} | {s for s in just_before if masked[s[1] - 1] in ";；"}
            reach = (
                here if figure.measure or figure.high == 1 else here | just_before
            )  # It held 43. By 2019 it held 70.
            same = [
                (spans[j] in here, j < i, _likeness(figure, other), -abs(i - j), other.unit, other.currency)
                for j, other in enumerate(figures)
                if other.unit and spans[j] in reach and _lends(figure, other, g)
            ]
            kind = g.measure_class.get(figure.measure, "")
            fallback = {"people": "people", "event": "times"}.get(kind, figure.measure)
            figure.unit, figure.currency = max(same)[4:] if same else (fallback, "")
            figure.certain &= bool(figure.unit)
        if figure.unit or figure.measure:
            kept.append(figure)
    return kept


def _lends(figure: Figure, other: Figure, g: Grammar) -> bool:
    """Whether a figure may count what another one counts."""
    if other.unit in ("percent", "fraction") or (figure.measure and other.measure != figure.measure):
        return False
    if other.unit == "money":
        return figure.high >= _AMOUNT
    return bool(figure.measure) or other.unit not in g.classes["time"]


def _likeness(figure: Figure, other: Figure) -> tuple[bool, float]:
    """How well one figure can count what another one counts.

    6.8 million women across 76 countries, up from 5.3 million: what is compared is of one size. 1,700 chemicals in 16
    languages, 739 of them reviewed: what is not compared is a part.
    """
    if not figure.compared or min(figure.high, other.high) <= 0:
        return other.high >= figure.high, 0
    return True, -abs(round(math.log10(figure.high / other.high)))


def without_articles(masked: str, figures: list[Figure], spans: Sequence[Span], g: Grammar) -> list[Figure]:
    """Drop each 一 that means no more than "a": one of the Office's, a duration and an enumeration stay."""

    def counted(figure: Figure) -> bool:
        a, b = holding(spans, figure.start)
        if not figure.article or g.before("relations.duration", masked, figure.start):
            return True
        ours = g["relations.office"].search(masked, a, b) and not g["relations.others"].search(masked, a, b)
        return g.kinds.get(figure.unit) == "presence" and bool(ours)

    shares = ("percent", "fraction", "money")
    keep = [counted(f) for f in figures]
    for order in (range(1, len(figures)), range(len(figures) - 1, 0, -1)):
        for i in order:
            gap = masked[figures[i - 1].end : figures[i].start].strip()
            alike = (figures[i].unit in shares) == (figures[i - 1].unit in shares)
            if keep[i] != keep[i - 1] and alike and g["relations.beside"].match(gap):
                keep[i] = keep[i - 1] = True
    return [f for f, k in zip(figures, keep, strict=True) if k]
