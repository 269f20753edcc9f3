"""The common words of Chinese, and the characters that spell foreign names, from jieba's dictionary (MIT).

Source: `dict.txt` of the package jieba 0.42.1, a word list with frequencies and parts of speech.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from math import log
from pathlib import Path

_WORD = re.compile(r"[㐀-鿿]{1,8}")
_LEAST_NAMES = 16  # a character must occur in so many transliterated names
_LEAST_RATIO = 0.8  # log of how much commoner it is in them than in running text


def build(sources: Path, out: Path) -> None:
    """Write `generated/lexicon.zh.csv` (text,freq) and `generated/transliteration.zh.csv` (text,weight) below `out`.

    `sources` holds `countries.csv`, whose names count as transliterated ones too.
    """
    words = _dictionary()
    _write(
        out / "generated" / "lexicon.zh.csv",
        ("text", "freq"),
        sorted((w, n) for w, n, _ in words if _WORD.fullmatch(w) and (n > 1 or len(w) == 1)),
    )
    _write(out / "generated" / "transliteration.zh.csv", ("text", "weight"), _foreign(words, sources))


def _dictionary() -> list[tuple[str, int, str]]:
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return [(word, int(freq), tag) for word, freq, tag in (line.split() for line in lines)]


def _foreign(words: list[tuple[str, int, str]], sources: Path) -> list[tuple[str, float]]:
    in_names: Counter[str] = Counter()
    in_text: Counter[str] = Counter()
    for word, freq, tag in words:
        if tag == "nrt" and len(word) > 2:
            in_names.update(word)
        elif not tag.startswith("n") or tag == "n":
            for char in word:
                in_text[char] += freq
    with (sources / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            in_names.update(row["name_zh"] if len(row["name_zh"]) in (3, 4, 5) else "")
    all_names, all_text = sum(in_names.values()), sum(in_text.values())
    ratio = {
        c: log(n / all_names) - log((in_text[c] + 1) / all_text)
        for c, n in in_names.items()
        if n >= _LEAST_NAMES
    }
    return sorted((c, round(r, 2)) for c, r in ratio.items() if r > _LEAST_RATIO and c not in "州岛")


def _write(
    path: Path, header: tuple[str, str], rows: list[tuple[str, int]] | list[tuple[str, float]]
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
