"""What was odd in a document, and why one was refused, in the reader's language.

The reader of documents says the first as sentences and the second as codes; a sentence that is not known here is
shown as it is.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

from ui.i18n import Words

# Key of the words under `remarks` → the sentence it stands for; groups are filled in.
KNOWN = {
    "missing": r"paragraph (?P<n>\d+) is missing: the text goes from (?P<a>\d+) to (?P<b>\d+)",
    "stray": r"line (?P<line>\d+): a number (?P<n>\S+) that does not fit the numbering",
    "impossible": r"line (?P<line>\d+): a number (?P<n>\S+) that no paragraph can have",
    "annex": r"line (?P<line>\d+): the annex that begins here is not read",
    "table": r"line (?P<line>\d+): the table that begins here is not read",
    "none": r"no numbered paragraphs found",
    "between": r"line (?P<line>\d+): text between a heading and the next paragraph, kept with paragraph (?P<n>\d+)",
    "heading": r"heading ['\"](?P<label>.*)['\"] stands twice at (?P<path>\S+)",
    "footnote": r"footnote (?P<n>\d+): its mark was not found in the text",
    "unequal": r"passage (?P<n>\S+): (?P<total>\d+) field presences are stated, the kinds listed add up to (?P<sum>\d+)",
    "deleted": r"tracked changes: (?P<n>\d+) deleted passages are left out, what was put in is kept",
    "utf16": r"(?P<n>\d+) characters cannot be read as UTF-16",
    "utf8": r"byte (?P<byte>\d+): no UTF-8, (?P<n>\d+) characters there cannot be read",
    "unseen": r"(?P<n>\d+) invisible characters \(control, direction, zero width\) are not read",
}
_PATTERNS = {key: re.compile(pattern) for key, pattern in KNOWN.items()}


def remark(say: Words, line: str) -> str:
    """A remark on a document."""
    for key, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(line):
            return say(f"remarks.{key}", **found.groupdict())
    return f"{say('remarks.unknown')} “{line}”"


def refusal(say: Words, code: str, facts: Mapping[str, object]) -> str:
    """Why a document was refused."""
    phrase = say.phrases.get(f"refused.{code}", say.phrases["refused.other"])
    values = {
        name: _fact(say, name, facts.get(name)) for _, name, _, _ in string.Formatter().parse(phrase) if name
    }
    return phrase.format(**values)


def _fact(say: Words, name: str, value: object) -> str:
    if name in ("bytes", "limit") and isinstance(value, int) and value >= 2**20:
        return say("refused.megabytes", n=say.number(round(value / 2**20, 1)))
    if name == "supported":
        known = (f"library.language_{code}" for code in str(value or "").split())
        return say.listing(say.phrases[key] for key in known if key in say.phrases)
    if name == "found":
        return say.phrases.get(f"refused.found_{value}", say("refused.found_other"))
    if name == "option":
        return say.phrases.get(f"refused.option_{str(value).replace('-', '_')}", str(value))
    if isinstance(value, int):
        return say.number(value)
    return "—" if value in (None, "") else str(value)[:120]
