"""The one error a user is meant to read."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Why something is refused: stable, so that another program can say it in its user's language.

    Behind each, the facts that come with it.
    """

    # the file
    NO_FILE = "no_file"  # file
    EMPTY = "empty"  # file
    TOO_LARGE = "too_large"  # file, bytes, limit
    WRONG_TYPE = "wrong_type"  # file, ending
    NOT_AS_NAMED = "not_as_named"  # file, found (pdf, zip, office, rtf, program, picture, gzip, text), ending
    BINARY = "binary"  # file, characters (control characters; 0: not counted)
    ENCODING = "encoding"  # file, byte
    PDF_UNREADABLE = "pdf_unreadable"  # file, reason
    PDF_LOCKED = "pdf_locked"  # file
    TOO_MANY_PAGES = "too_many_pages"  # file, pages, limit
    TOO_COMPLEX = "too_complex"  # file, and reason (PDF) or limit (Word)
    NO_TEXT_LAYER = "no_text_layer"  # file
    WORD_UNREADABLE = "word_unreadable"  # file, reason
    WORD_ENTITIES = "word_entities"  # file, part
    # the report in it
    NO_REPORT = "no_report"  # file
    NO_SYMBOL = "no_symbol"  # file
    OTHER_LANGUAGE = "other_language"  # supported
    LONG_PASSAGE = "long_passage"  # file, passage, characters, limit
    # options, and the place to write
    OPTION = "option"  # option, value
    UNKNOWN_REPORT = "unknown_report"  # report, known
    LAST_REPORT = "last_report"  # report
    BUSY = "busy"
    CANNOT_WRITE = "cannot_write"  # reason, free_mb
    # the house itself
    REGISTRY = "registry"  # file: the folder of a report is not as it should be
    CORRECTION = "correction"  # file: a correction is wrong or matches nothing
    INSTALLATION = "installation"  # a file or package of the program is missing


class Refused(Exception):
    """An input or an option is refused: the message says what is wrong, where, and what to do.

    The command line turns it into one line on standard error and exit status 2.
    """

    def __init__(self, message: str, code: Code, **facts: str | int) -> None:
        super().__init__(message)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Whole through a process pool, which sends errors home pickled."""
        return _restored, (str(self), self.code, self.facts)


def _restored(message: str, code: Code, facts: dict[str, str | int]) -> Refused:
    return Refused(message, code, **facts)
