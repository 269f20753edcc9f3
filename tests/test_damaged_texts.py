"""Any text gives tables or a refusal, never a crash; and what it gives keeps its promises."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import spans_checked

from etl import pipeline, schema, segments
from etl.errors import Code, Refused
from etl.paths import REPORTS
from etl.reports import Document

LINES = (REPORTS / "A-74-36.zh" / "report.txt").read_text(encoding="utf-8").split("\n")
NOISE = [
    "1. 导言",
    "99. 人权高专办访问了乍得。",
    "A. 发展",
    "第二章",
    "__________",
    "1 见报告。",
    "A/74/36",
    "附件一",
    "(a) 一项",
    "3/9",
    "目录",
    "I. Introduction",
    "5. The Office visited the Niger.",
    "\x00\u202e\u200b",
    "https://undocs.org/A/1",
    "= 1",
    "",
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A stretch of the report with lines lost, moved and put in."""
    start = draw(st.integers(0, len(LINES) - 10))
    lines = LINES[start : start + draw(st.integers(5, 120))]
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        lines[at : at + draw(st.integers(0, 2))] = [draw(st.sampled_from(NOISE))]
    return "\n".join(lines)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(damaged(), st.sampled_from(["zh", "en"]))
def test_damaged_text_keeps_the_promises(raw: str, lang: str) -> None:
    try:
        tables = pipeline.tables_of(Document("r", "A/74/36", lang, "", raw, "r.txt", "0"))
    except Refused as refused:  # a few lines in Chinese are no English text
        assert refused.code is Code.UNEXPLAINED and lang == "en"
        return
    passages = tables["passages"].set_index("passage")
    for row in passages.itertuples():
        pieces = segments.decode(row.segments)
        for offset, char in enumerate(row.text):
            at = segments.raw_offset(pieces, offset)
            assert (char == " ") if at is None else raw[at] == char
    numbers = passages.loc[passages["kind"] == "paragraph", "number"].tolist()
    assert numbers == sorted(set(numbers))
    for name in schema.TABLES:
        if len(tables[name]):
            schema.validate(name, tables[name])
        else:  # the same promise, without asking it of each column in turn
            assert tables[name].dtypes.equals(schema.empty(name).dtypes), name
    spans_checked(tables)
