"""The report's own outline: how many paragraphs each part has, and which parts are shown within which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui import findings
from ui.cache import kept
from ui.queries import country_counts
from ui.tables import Report


@dataclass(frozen=True)
class Part:
    """A part of the outline; `rest` where it is only the paragraphs before its first part."""

    path: str
    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    rest: bool = False

    @property
    def n(self) -> int:
        """Number of paragraphs."""
        return len(self.paragraphs)


@kept
def counts(report: Report) -> dict[str, int]:
    """Path → number of paragraphs in it and its parts, in the order of the outline."""
    return findings.section_counts(report.passages, report.table("sections"))


@kept
def blocks(report: Report) -> tuple[Part, ...]:
    """The boxes of the first order: sections, and chapters or paragraphs of chapters that stand in no section."""
    passages, order = report.passages, country_counts.paragraphs_of(report)
    at = {str(p): str(s) for p, s in zip(passages["passage"], passages["section"], strict=True) if p in order}

    def of(path: str, deep: bool = True) -> tuple[str, ...]:
        return tuple(p for p, s in at.items() if s == path or (deep and s.startswith(f"{path}.")))

    def below(path: str) -> list[str]:
        depth = path.count(".") + 1
        return [s for s in counts(report) if s.startswith(f"{path}.") and s.count(".") == depth]

    def split(path: str) -> tuple[Part, ...]:
        """The parts of a part, after the paragraphs that stand before them; none where it has no parts."""
        parts = [Part(child, of(child)) for child in below(path)]
        rest = [Part(path, of(path, deep=False), rest=True)] if parts else []
        return tuple(part for part in (*rest, *parts) if part.n)

    found: list[Part] = []
    for chapter in (path for path in counts(report) if "." not in path):
        sections = below(chapter)
        found.append(Part(chapter, of(chapter, deep=not sections), rest=bool(sections)))
        found += [Part(section, of(section), split(section)) for section in sections]
    return tuple(part for part in found if part.n)


def longest_section(numbers: Mapping[str, int]) -> str:
    """The part of the first order with most paragraphs; "" where there is no outline."""
    return next(iter(findings.leaders({path: n for path, n in first_order(numbers).items() if n})), "")


def first_order(numbers: Mapping[str, int]) -> dict[str, int]:
    """Path → paragraphs of the sections, and of the chapters that have none."""
    divided = {path.partition(".")[0] for path, n in numbers.items() if n and "." in path}
    return {
        path: n
        for path, n in numbers.items()
        if path.count(".") == 1 or ("." not in path and path not in divided)
    }
