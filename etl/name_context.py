"""Whether a country's name stands inside the name of something else: a body, a title, a nationality, a publication.

尼日利亚大学 and the Government of Mongolia name a body; 尼日利亚的国家人权机构 names a country. The words that tell are
rows of `data/reference/name_parts.csv`: `body` and `title` end a name, `body_before` begins one, `nationality` and
`language` follow directly,
`breaker` ends the search, `title_mark` makes a quotation a title, `conjunction` joins two names, and `shared` or a body
behind them belongs to both. `state` tells that an adjective means a State,
`given_name`, `first_name` and `surname` (before a name) and `honorific` that a person is, `ship` that a ship is,
`feature` and `feature_before` a street or lake, `province` that a name before it is a town's, `no_surname` that no
person is meant, `no_branch` no branch of a body, `posted` an embassy, `matter` what an expert reports on,
`language_word` that an adjective is a language, `foreign` that a name in another language goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from etl import vocabulary
from etl.language import Language
from etl.matcher import Lexicon
from etl.searcher import Hit

_REACH = 24  # characters from the country's name to the end of the name of a body
_FAMILY = re.compile(r" (?!(?:Mrs?|Ms|Dr)\b)[A-Z][a-z\u00df-\u017f’'ʻ-]+\b(?! [A-Z])")
_ADJECTIVE = re.compile(r"[-‐‑–][A-Z]")
_GOES_ON = re.compile(r" (?!And\b|Of\b|In\b|Mrs?\b|Ms\b|Dr\b)[A-Z][a-z\u00df-\u017f]+")
_NEXT_OF_LIST = re.compile(r",? (?:and )?(?:of )?(?:the )?")
_NEW_YORK = re.compile(r", New York\b(?!,? (?:and|or) |, (?:[A-Z]|the\b))")
_IN_LIST = re.compile(r"[A-Z]\w+, $")
_ACRONYM = re.compile(r"(?<![\w-])(?:[A-Z][A-Za-z]*[A-Z]{2,}(?: [A-Z][a-z]+)?|[A-Z]{2,}-[A-Z][a-z]+) $")
# and Shell Nigeria, TotalEnergies Uganda
_BRANCH = re.compile(r"(?:(?<=[a-z,;] )[A-Z][^\W\d_]+|(?<![\w-])[A-Z][a-z]+[A-Z]\w+) $")


# The patterns made of the vocabulary `name_parts`.
Part = Literal[
    "body", "body_in", "body_before", "title", "attached", "not_attached", "breaker", "title_mark",
    "state", "given_name", "first_name", "feature", "feature_before", "honorific", "conjunction",
    "shared", "language_word", "foreign", "province", "posted", "no_branch", "matter", "no_surname",
    "surname", "ship",
]  # fmt: skip
Parts = Mapping[Part, re.Pattern[str]]
# Pattern → the ids, the role and the kind of its words, where those are not its own name, `match` and any.
_IDS = {
    "body": ("body", "title"),
    "body_in": ("body",),
    "attached": ("nationality", "language"),
    "not_attached": ("nationality", "language"),
    "shared": ("shared", "body", "title"),
}
_ROLES, _KINDS = {"not_attached": "never"}, {"body_in": "in"}


@cache
def parts_of(language: Language) -> Parts:
    """The patterns of a language; longer words first. Bar is no part of Barbuda, but Courts are a Court."""
    rows = vocabulary.load("name_parts", language.code)
    left, right = f"(?:{language.edge.pattern})", f"{language.plural.pattern}(?:{language.edge.pattern})"

    def words(name: str) -> re.Pattern[str]:
        ids, role, kind = _IDS.get(name, (name,)), _ROLES.get(name, "match"), _KINDS.get(name, "")
        named = (e for e in rows if e.id in ids and e.role == role and kind in ("", e.kind))
        texts = sorted((e.text for e in named), key=len, reverse=True)
        return re.compile(f"{left}(?:{'|'.join(map(re.escape, texts))}){right}" if texts else r"(?!)")

    return {name: words(name) for name in get_args(Part)}


class _Leads(NamedTuple):
    """What may stand right before a country's name: each pattern ends there."""

    person: re.Pattern[str]  # 学生, or with the group `surname` 学生李
    ship: re.Pattern[str]  # the tanker Pride of
    bodies: re.Pattern[str]  # the Governments of


@cache
def _leads(language: Language) -> _Leads:
    parts = {name: pattern.pattern for name, pattern in parts_of(language).items()}
    return _Leads(
        re.compile(rf"{parts['honorific']}(?P<surname>{parts['surname']})?\Z"),
        re.compile(rf"{parts['ship']} (?:(?:[A-Z][\w’'-]*|of|the) )*\Z"),
        re.compile(rf"{parts['body']}(?<=s) of (?:the )?\Z"),
    )


def inside_names(text: str, hits: Sequence[Hit], language: Language) -> dict[int, str]:
    """For each hit that stands inside another name: its index → the rule that says so."""
    parts = parts_of(language)
    if language.spaced:
        return _inside_latin(text, hits, language)
    out: dict[int, str] = {}
    titles = list(_titles(text, parts, language))
    for i in range(len(hits) - 1, -1, -1):
        hit = hits[i]
        after = text[hit.end :]
        if any(a <= hit.start and hit.end <= b for a, b in titles):
            out[i] = "title"
        elif parts["attached"].match(after) and not parts["not_attached"].match(after):
            out[i] = "attached"
        elif _body_follows(after, parts):
            out[i] = "body"
        elif (
            i + 1 < len(hits)
            and i + 1 in out
            and parts["posted"].fullmatch(text[hit.end : hits[i + 1].start])
        ):
            out[i] = out[i + 1]  # 美国驻以色列大使馆
        elif (
            i + 1 < len(hits)
            and i + 1 in out
            and parts["conjunction"].fullmatch(text[hit.end : hits[i + 1].start])
        ):
            shared = text[hits[i + 1].end :]
            # one body each, as in 布隆迪和也门问题委员会 or 蒙古和瑞士政府: the word that follows belongs to both
            if out[i + 1] == "attached" or parts["shared"].match(shared):
                out[i] = out[i + 1]
    return out


def means_state(text: str, hit: Hit, language: Language) -> bool:
    """Whether the word behind a doubtful adjective shows that a State is meant: Russian authorities, not Russian books."""
    following = re.match(r" (\w+)", text[hit.end : hit.end + _REACH])
    return bool(following and parts_of(language)["state"].fullmatch(following[1]))


def is_other(text: str, hit: Hit, language: Language) -> bool:
    """Whether what stands here is no country: a person, a language, a street or lake, half a name."""
    tests = (_is_half, _is_person, _is_language, _is_feature)
    return language.spaced and any(test(text, hit, parts_of(language)) for test in tests)


def _is_half(text: str, hit: Hit, parts: Parts) -> bool:
    """Whether a prefix begins no adjective (Franco alone), or a name in another language (Maroc) goes on no other."""
    if hit.entry.form == "foreign":
        return not re.search(rf"{parts['foreign'].pattern} $", text[max(0, hit.start - _REACH) : hit.start])
    return hit.entry.form == "prefix" and not _ADJECTIVE.match(text, hit.end)


def _is_person(text: str, hit: Hit, parts: Parts) -> bool:
    """Whether a name is a part of a person's: Ms. Georgia Brown-Israel, Michael Jordan."""
    before = text[max(0, hit.start - 60) : hit.start]
    titled = re.search(rf"{parts['honorific'].pattern} (?:[A-Z][\w’]*[ -]|[A-Z]\. )*$", before)
    return bool(titled or re.search(rf"{parts['first_name'].pattern} (?:[A-Z]\. )?$", before))


def _is_feature(text: str, hit: Hit, parts: Parts) -> bool:
    """Whether a part of the land or of a town bears the country's name: Lake Tanganyika, Jamaica Avenue."""
    before = text[max(0, hit.start - _REACH) : hit.start]
    if hit.entry.kind != "name" and re.search(rf"{parts['feature_before'].pattern} (?:the )?$", before):
        return True
    behind = re.match(rf" {parts['feature'].pattern}", text[hit.end : hit.end + _REACH])
    return hit.entry.kind in ("country", "territory") and bool(behind)


def _is_language(text: str, hit: Hit, parts: Parts) -> bool:
    """Whether an adjective names a language: the Russian translation, in Russian, into Chinese and French."""
    if hit.entry.kind != "name":
        return False
    after = text[hit.end : hit.end + _REACH]
    if re.match(rf"[ -]{parts['language_word'].pattern}", after):
        return True
    listed = re.search(r"\b(?:in|into) (?:[A-Z][a-z]+(?:, and |, | and | or ))*$", text[: hit.start])
    return bool(hit.entry.role == "weak" and listed and not re.match(r" (?!and\b|or\b)[a-z]", after))


def may_be_other(text: str, hit: Hit, language: Language) -> bool:
    """Whether a name may be a person's or a town's: Israel Martínez; Lebanon, New Hampshire; 学生李|约旦, 记者|贝宁尼奥."""
    if not language.spaced:
        return _may_be_called_so(text, hit, language)
    parts = parts_of(language)
    if text.startswith(", ", hit.end) and parts["province"].match(text, hit.end + 2):
        return True
    if _NEW_YORK.match(text, hit.end) and not _IN_LIST.search(text, 0, hit.start):
        return True
    family = _FAMILY.match(text, hit.end)
    named = family and parts["given_name"].fullmatch(text, hit.start, hit.end)
    return bool(named and not parts["no_surname"].match(text, hit.end + 1))


def _may_be_called_so(text: str, hit: Hit, language: Language) -> bool:
    """Whether a name behind the word for a person goes on as a foreign name does, or stands behind a surname."""
    goes_on = text[hit.end : hit.end + 1] in Lexicon.load(language.code).foreign
    if not goes_on and not parts_of(language)["surname"].match(text, hit.start - 1):
        return False
    person = _leads(language).person.search(text, max(0, hit.start - _REACH), hit.start)
    return bool(person and (goes_on or person["surname"]))


def _body_follows(after: str, parts: Parts) -> bool:
    """Whether the name of a body goes on from here: no breaker, conjunction or punctuation before its last word."""
    reach = re.match(rf"[\w·]{{0,{_REACH}}}", after)
    stretch = reach.group() if reach else ""
    if parts["conjunction"].match(stretch):
        return False
    broken = parts["breaker"].search(stretch)
    stretch = stretch[: broken.start()] if broken else stretch
    return bool(parts["body"].search(stretch))


def _titles(text: str, parts: Parts, language: Language) -> Iterable[tuple[int, int]]:
    for found in language.quotation.finditer(text):
        around = text[max(0, found.start() - 4) : found.start()] + "|" + text[found.end() : found.end() + 4]
        if found["title"] or parts["title_mark"].search(around):
            yield found.span()


def _is_half_of_longer(text: str, i: int, hits: Sequence[Hit], language: Language) -> bool:
    """Whether a capitalised word at a country makes a longer name of both: China Railway, UNDP Chad, Médecins du Monde France.

    Not so beside another name of the vocabulary (Vanuatu Viet Nam), nor behind what only tells which part: Northern Mali.
    """
    hit = hits[i]
    beside = any(
        0 <= after.start - before.end <= 1 for before, after in pairwise(hits[max(0, i - 1) : i + 2])
    )
    if hit.entry.kind != "country" or beside or may_be_other(text, hit, language):
        return False
    reach = max(0, hit.start - _REACH)
    if _GOES_ON.match(text, hit.end):
        return True
    if _ACRONYM.search(text, reach, hit.start):
        return not text[hit.start : hit.end].isupper()
    branch = _BRANCH.search(text, reach, hit.start)
    return bool(branch and not parts_of(language)["no_branch"].fullmatch(branch[0].strip()))


def _inside_latin(text: str, hits: Sequence[Hit], language: Language) -> dict[int, str]:
    """A run of capitalised words with a body or title in it, right before (… of the X) or after the country's name."""
    parts = parts_of(language)
    word = rf"(?:[A-Z][\w’'-]*|of|on|in|for|and|the|to|{parts['matter'].pattern})"
    leads = _leads(language)
    out: dict[int, str] = {}
    for i, hit in enumerate(hits):
        before = re.search(
            rf"((?:{word} )*)(of|on|in|for|to) (?:the )?$", text[max(0, hit.start - 120) : hit.start]
        )
        if before and before[2] == "to" and before[1].endswith("s "):
            before = None  # Missions to Peru were made: no body's name
        matter = before and re.search(rf"{parts['matter'].pattern} $", before[1])
        body = parts["body_in"] if before and before[2] == "in" and not matter else parts["body"]
        after = re.match(
            r"(?:(?: and)? [A-Z][\w’'-]*(?: (?:of|for|on|and)(?= [A-Z]))?)+| \w+",
            text[hit.end : next((later.start for later in hits[i + 1 :]), len(text))],
        )
        if re.search(rf"{parts['foreign'].pattern} $", text[max(0, hit.start - _REACH) : hit.start]):
            out[i] = "foreign"
        elif leads.bodies.search(text, max(0, hit.start - 60), hit.start) or (
            out.get(i - 1) == "bodies" and _NEXT_OF_LIST.fullmatch(text, hits[i - 1].end, hit.start)
        ):
            out[i] = "bodies"
        elif (
            (before and body.search(before[1]))
            or (after and (parts["body"].search(after.group()) or parts["attached"].search(after.group())))
            or re.search(rf"{parts['body_before'].pattern} $", text[: hit.start])
            or leads.ship.search(text, max(0, hit.start - 60), hit.start)
            or _is_half_of_longer(text, i, hits, language)
        ):
            out[i] = "body"
    return out
