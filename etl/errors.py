"""What a user is told: why something is refused, and what was odd in a document. Codes and facts; words are elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum

from etl.messages import Facts, english


class Code(StrEnum):
    """Why something is refused: stable, so that another program can say it in its user's language.

    Behind each, the facts that come with it. Where a code has several sentences, the fact `what` says which.
    """

    # the file
    NO_FILE = "no_file"  # file; what: folder
    EMPTY = "empty"  # file
    TOO_LARGE = "too_large"  # file, bytes, limit
    WRONG_TYPE = "wrong_type"  # file, ending
    NOT_AS_NAMED = "not_as_named"  # file, found (pdf, zip, office, rtf, program, picture, gzip, text), ending
    BINARY = "binary"  # file, characters (control characters; 0: not counted)
    ENCODING = "encoding"  # file, byte
    PDF_UNREADABLE = "pdf_unreadable"  # file, reason
    PDF_LOCKED = "pdf_locked"  # file
    TOO_MANY_PAGES = "too_many_pages"  # file, pages, limit
    TOO_COMPLEX = "too_complex"  # file; what: unpacked (limit), page (characters)
    NO_TEXT_LAYER = "no_text_layer"  # file
    WORD_UNREADABLE = "word_unreadable"  # file; what: zip, damaged, strict
    WORD_ENTITIES = "word_entities"  # file, part
    # the report in it
    NO_REPORT = "no_report"  # file
    NO_SYMBOL = "no_symbol"  # file
    OTHER_LANGUAGE = "other_language"  # supported
    LONG_PASSAGE = "long_passage"  # file, passage, characters, limit
    UNEXPLAINED = "unexplained"  # file, share, limit
    KILLED = "killed"  # file
    LATE = "late"  # seconds
    CRASHED = "crashed"
    # options, and the place to write
    OPTION = (
        "option"  # option, value, allowed; what: date, order (start), alone, several, unreachable (reason)
    )
    UNKNOWN_REPORT = "unknown_report"  # report, known
    LAST_REPORT = "last_report"  # report
    NO_VERSION = "no_version"  # value, known
    BUSY = "busy"
    CANNOT_WRITE = "cannot_write"  # file, reason, free_mb; what: folder, scores
    # the house itself
    REGISTRY = (
        # file; what: folder, none, missing, toml (reason), keys (missing), hash (actual, stated), reading (line),
        # key, date, text, hexadecimal, plain (key, value), order (start, end), same (report, known)
        "registry"
    )
    # file; what: encoding (byte), fields (n, needed), csv (reason), columns (columns), table and action (value, allowed),
    # reason, surface (value), idle (action), pair (value), unknown (columns, table), fixed (columns), needs (columns),
    # value (column, value, expected), country (value), passage (passage), unmatched (passage, table, surface, occurrence),
    # absent (passage, surface, occurrence), twice (surface, table)
    CORRECTION = "correction"
    # what: file, reference, checkout, tables (file), row (file, line, value, allowed), package (package, extra)
    INSTALLATION = "installation"


class Refused(Exception):
    """An input or an option is refused; as text it says in English what is wrong, where, and what to do.

    The command line turns it into one line on standard error and exit status 2.
    """

    def __init__(self, code: Code, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return english("refused", self.code, self.facts)

    def __reduce__(self) -> tuple[object, ...]:
        """Whole through a process pool, which sends errors home pickled."""
        return restored, (self.code, self.facts)


def restored(code: Code, facts: Facts) -> Refused:
    """A refusal from its code and facts."""
    return Refused(code, **facts)


class Odd(StrEnum):
    """What may be odd in a document that is read all the same; behind each, the facts that come with it."""

    MISSING = "missing"  # n, a, b: no paragraph n between a and b
    STRAY = "stray"  # line, n
    IMPOSSIBLE = "impossible"  # line, n
    ANNEX = "annex"  # line
    TABLE = "table"  # line
    NONE = "none"
    BETWEEN = "between"  # line, n
    HEADING = "heading"  # label, path
    FOOTNOTE = "footnote"  # n
    UNEQUAL = "unequal"  # n, total, sum
    DELETED = "deleted"  # n
    UTF16 = "utf16"  # n
    UTF8 = "utf8"  # byte, n
    BYTES = "bytes"  # encoding, byte, n
    GUESSED = "guessed"  # encoding, byte, n
    UNSEEN = "unseen"  # n
    MISSING_IN_ANNEX = "missing_in_annex"  # annex, n, a, b: the same in its annex number so many
    PAGE_ONLY = "page_only"  # n, passages
    CUT = "cut"  # passage, n, limit
    HIDDEN = "hidden"  # n
    TABLES = "tables"  # n
    BOXES = "boxes"  # n
    OTHER_SCRIPT = "other_script"  # line, n (characters), share; what: page (page)
    SIDEWAYS = "sideways"  # page, n (characters)
    UNEXPLAINED = "unexplained"  # line, n, share, remainder, alien, scattered, damaged; what: page (page)
    TRADITIONAL = "traditional"  # share
    UNPRINTED = "unprinted"  # n, page, share (of all characters, in percent)


@dataclass(frozen=True)
class Remark:
    """Something odd in a document; as text it says so in English."""

    code: Odd
    facts: Facts = field(default_factory=dict)

    def __str__(self) -> str:
        return english("remarks", self.code, self.facts)

    def encode(self) -> str:
        """As tables keep it: a line of JSON."""
        return json.dumps({"code": self.code, **self.facts}, ensure_ascii=False)

    @staticmethod
    def decode(line: str) -> Remark:
        """The inverse of `encode`."""
        data = json.loads(line)
        return Remark(Odd(data.pop("code")), data)


def odd(code: Odd, **facts: str | int) -> Remark:
    """A remark with its facts."""
    return Remark(code, facts)
