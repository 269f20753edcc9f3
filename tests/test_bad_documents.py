"""Documents that go wrong, one row a case: each is read right, with a remark on what was lost, or refused with the reason."""

from __future__ import annotations

import csv
from pathlib import Path

import bad_documents
import pytest

from etl import balance, language, reports, structure
from etl.errors import Refused

CASES = list(
    csv.DictReader((Path(__file__).parent / "cases" / "bad_documents.csv").open(encoding="utf-8", newline=""))
)


@pytest.mark.parametrize("case", CASES, ids=[row["case"].replace(" ", "_") for row in CASES])
def test_a_bad_document_is_read_right_or_refused(case: dict[str, str], tmp_path: Path) -> None:
    path = bad_documents.write(case["maker"], case["argument"], tmp_path / case["file"])
    if case["refused"]:
        with pytest.raises(Refused) as refused:
            reports.read(path)
        assert refused.value.code == case["refused"]
        return
    document = reports.read(path)
    lang = language.get(document.language)
    outline = structure.parse(document.raw, lang, document.layout)
    counted = balance.of(document.raw, outline, lang, document.layout)
    told = [*document.remarks, *outline.warnings]
    told += balance.remarks(counted, document.raw, document.layout is not None)
    assert {str(remark.code) for remark in told} == set(case["remark"].split()), told
    passages = [p.joined.text for p in outline.passages]
    assert len(passages) == int(case["paragraphs"]), passages
    said = "\n".join(passages)
    assert case["with"] in said and not (case["without"] and case["without"] in said)


def test_what_is_mostly_no_text_is_refused() -> None:
    raw = "1. " + "d d d d d d d d " * 20 + "\n2. The Office left.\n"
    outline = structure.parse(raw, language.get("en"))
    with pytest.raises(Refused) as refused:
        balance.check(balance.of(raw, outline, language.get("en")), "r.txt")
    assert refused.value.code == "unexplained" and "r.txt" in str(refused.value)
