"""corrections.csv is made by hand: what is wrong in it is one line that names file and row, never taken or ignored in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import corrections, pipeline, schema
from etl.errors import Refused
from etl.reports import Document

HEAD = "table,passage,surface,occurrence,action,values,reason,initials\n"
TEXT = "1. The Office was in Chad, in Mali and in Chad.\n2. It held 12 workshops in Peru.\n"
GOOD = "mentions,1,Mali,1,set,kind=place,a test,XY\n"


def tables(folder: Path, rows: str | bytes, head: str = HEAD) -> pipeline.Tables:
    data = rows if isinstance(rows, bytes) else (head + rows).encode()
    (folder / "corrections.csv").write_bytes(data)
    return pipeline.tables_of(
        Document("A-75-36.en", "A/75/36", "en", "T", TEXT, "r.txt", "0" * 64, folder=folder)
    )


def test_a_correction_is_what_a_person_decided(tmp_path: Path) -> None:
    found = tables(
        tmp_path,
        GOOD
        + "mentions,1,Chad,2,drop,,a test,XY\n"
        + "mentions,2,It,1,add,iso3=KEN; kind=country,a test,XY\n"
        + "figures,2,12 workshops,1,set,low=10; high=12,a test,XY\n",
    )
    mentions = found["mentions"]
    assert mentions[["passage", "surface", "iso3", "kind", "certainty"]].values.tolist() == [
        ["1", "Chad", "TCD", "country", "rule"],
        ["1", "Mali", "MLI", "place", "verified"],
        ["2", "Peru", "PER", "country", "rule"],
        ["2", "It", "KEN", "country", "verified"],
    ]
    figure = found["figures"].iloc[0]
    assert (figure["low"], figure["high"], figure["certainty"]) == (10, 12, "verified")
    for name, frame in found.items():
        schema.validate(name, frame)


@pytest.mark.parametrize(
    "text", ["", HEAD, HEAD + "\n\n", "\ufeff" + HEAD + GOOD, HEAD.replace("\n", "\r\n") + GOOD]
)
def test_what_is_in_order_is_taken(tmp_path: Path, text: str) -> None:
    if text:
        tables(tmp_path, text.encode())
    else:
        assert corrections.load(tmp_path) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("mention,1,Mali,1,set,kind=place,a,XY\n", "mention is not one of"),
        ("mentions,1,Mali,1,change,kind=place,a,XY\n", "change is not one of"),
        ("mentions,1,Mali,1,set,kind=place,,XY\n", "reason and initials"),
        ("mentions,1,Mali,1,set,kind=place,a, \n", "reason and initials"),
        ("mentions,1,,1,set,kind=place,a,XY\n", "surface is empty"),
        ("mentions,1,Mali,0,set,kind=place,a,XY\n", "occurrence 0"),
        ("mentions,1,Mali,-1,set,kind=place,a,XY\n", "occurrence -1"),
        ("mentions,1,Mali,1.5,set,kind=place,a,XY\n", "occurrence 1.5"),
        ("mentions,1,Mali,١,set,kind=place,a,XY\n", "occurrence ١"),
        ("mentions,1,Mali,2,set,kind=place,a,XY\n", "no finding “Mali”"),
        ("mentions,9,Mali,1,set,kind=place,a,XY\n", "no passage 9"),
        ("mentions,1,Togo,1,add,iso3=TGO;kind=country,a,XY\n", "does not hold “Togo”"),
        ("mentions,1,Mali,1,set,kind=planet,a,XY\n", "kind cannot be “planet”"),
        ("mentions,1,Mali,1,set,iso3=XXX,a,XY\n", "no country with the code XXX"),
        ("mentions,1,Mali,1,set,iso3=ml,a,XY\n", "iso3 cannot be “ml”"),
        ("mentions,1,Mali,1,set,report=other,a,XY\n", "report cannot be set"),
        ("mentions,1,Mali,1,set,end=9999,a,XY\n", "end cannot be set"),
        ("mentions,1,Mali,1,set,certainty=rule,a,XY\n", "certainty cannot be set"),
        ("mentions,1,Mali,1,set,colour=red,a,XY\n", "colour is no column"),
        ("mentions,1,Mali,1,set,kind,a,XY\n", "no pair column=value"),
        ("mentions,1,Mali,1,set,kind=place;kind=country,a,XY\n", "twice"),
        ("mentions,1,Mali,1,set,,a,XY\n", "need values"),
        ("mentions,1,Mali,1,drop,kind=place,a,XY\n", "drop takes none"),
        ("mentions,1,Office,1,add,kind=country,a,XY\n", "needs values for iso3"),
        ("mentions,1,Mali,1,add,iso3=MLI;kind=country,a,XY\n", "stand twice"),
        ("figures,2,12 workshops,1,set,value=twelve,a,XY\n", "value cannot be “twelve”"),
        ("figures,2,12 workshops,1,set,value=inf,a,XY\n", "value cannot be “inf”"),
        ("figures,2,12 workshops,1,set,value=nan,a,XY\n", "value cannot be “nan”"),
        ("mentions,1,Mali,1,set,kind=place,a\n", "there are 7 fields"),
        ("mentions,1,Mali,1,set,kind=place,a,b,XY\n", "there are 9 fields"),
        ('mentions,1,"Mali,1,set,kind=place,a,XY\n', "cannot be read as CSV"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_and_row(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        tables(tmp_path, rows)
    line = str(refused.value)
    assert said in line and "\n" not in line and f"{tmp_path.name}/corrections.csv, line 2" in line


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (GOOD.encode(), "the columns must be"),
        (HEAD.replace("initials", "who").encode() + GOOD.encode(), "the columns must be"),
        (HEAD.replace(",", ";").encode(), "the columns must be"),
        ((HEAD + GOOD.replace("a test", "核对")).encode("gb18030"), "cannot be read from byte"),
        ((HEAD + GOOD).encode("utf-16"), "cannot be read from byte 1"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        tables(tmp_path, data)
    assert said in str(refused.value) and "corrections.csv" in str(refused.value)
