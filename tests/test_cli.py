"""The command line as other programs use it: exit status, one clear line, nothing half-written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from commands import etl
from texts import spans_checked

from etl import package, schema
from etl.limited import INSIDE
from etl.paths import REPORTS, ROOT, TABLES
from etl.workplace import Workplace

REPORT = REPORTS / "A-74-36.zh" / "report.txt"


def etl_apart(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """A command as whoever types it would see it."""
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, args)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != INSIDE},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refused(run: subprocess.CompletedProcess[str], *words: str) -> None:
    assert run.returncode == 2, run.stderr
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1 and "Traceback" not in run.stderr, run.stderr
    for word in words:
        assert word in lines[0], lines[0]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("extract") / "tables"
    run = etl_apart("extract", REPORT, "--out", out, "--symbol", "A/74/36")
    assert run.returncode == 0, run.stderr
    return out


def test_extract_writes_all_tables(extracted: Path) -> None:
    assert sorted(p.name for p in extracted.iterdir()) == sorted(
        [*(f"{t}.csv" for t in schema.TABLES), "datapackage.json"]
    )
    for name in schema.TABLES:
        assert (extracted / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        schema.validate(name, schema.read_csv(name, extracted / f"{name}.csv"))


def test_spans_are_the_text(extracted: Path) -> None:
    checked = spans_checked(
        {name: schema.read_csv(name, extracted / f"{name}.csv") for name in schema.TABLES}
    )
    assert len(checked) == 6 and all(checked.values())


def test_extract_equals_build_of_the_same_report(extracted: Path) -> None:
    for name in schema.TABLES:
        if name not in ("reports", "readings"):  # a document alone has no reading beside it
            pd.testing.assert_frame_equal(
                schema.read_csv(name, extracted / f"{name}.csv"),
                schema.read_csv(name, TABLES / f"{name}.csv"),
            )


def test_parquet_equals_csv(extracted: Path, tmp_path: Path) -> None:
    assert (
        etl(
            "extract", REPORT, "--out", tmp_path / "p", "--format", "parquet", "--symbol", "A/74/36"
        ).returncode
        == 0
    )
    for name in schema.TABLES:
        parquet = schema.validate(name, pd.read_parquet(tmp_path / "p" / f"{name}.parquet"))
        pd.testing.assert_frame_equal(
            parquet, schema.read_csv(name, extracted / f"{name}.csv"), check_dtype=False
        )


def test_gb18030_gives_the_same(extracted: Path, tmp_path: Path) -> None:
    other = tmp_path / "report.txt"
    other.write_bytes(REPORT.read_bytes().decode("utf-8").encode("gb18030"))
    assert etl("extract", other, "--out", tmp_path / "t", "--symbol", "A/74/36").returncode == 0
    for name in ("passages", "mentions", "figures"):
        assert (tmp_path / "t" / f"{name}.csv").read_bytes() == (extracted / f"{name}.csv").read_bytes()


def test_data_package_describes_what_is_there(extracted: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    package = json.loads((extracted / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        data = (extracted / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
    report = frictionless.validate(str(extracted / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])[:5]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", ["empty.txt", "no text"]),
        ("blank.txt", b" \n\n", ["blank.txt", "no text"]),
        ("binary.txt", bytes(range(256)) * 20, ["binary.txt", "not a text"]),
        ("zip.txt", b"PK\x03\x04rest", ["zip"]),
        ("program.txt", b"MZ\x90\x00", ["program"]),
        ("control.txt", b"\x01\x02\x03\x04\x05 abc", ["not a text"]),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, name: str, data: bytes, words: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    refused(etl("extract", tmp_path / name, "--out", tmp_path / "out"), *words)
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


def test_wrong_options_are_refused(tmp_path: Path) -> None:
    refused(etl_apart("extract", tmp_path / "none.txt", "--out", tmp_path / "o"), "none.txt", "no such file")
    refused(etl("extract", REPORT, "--out", tmp_path / "o", "--lang", "xx"), "xx", "en, zh")
    refused(etl("extract", REPORT, "--out", tmp_path / "o", "--format", "xml"), "xml", "csv, parquet")
    refused(etl("build", "--reports", tmp_path / "nowhere"), "nowhere")
    refused(etl("build", "--engine", "spark"), "spark", "local, dask")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused(etl("extract", REPORT, "--out", tmp_path / "file"), "is a file")
    assert etl("extract").returncode == 2 and etl("nonsense").returncode == 2


def test_a_hash_that_differs_stops_the_build_and_keeps_the_tables(tmp_path: Path) -> None:
    reports, out = tmp_path / "reports", tmp_path / "tables"
    shutil.copytree(REPORTS, reports)
    assert etl("build", "--reports", reports, "--out", out).returncode == 0
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    text = reports / "A-74-36.zh" / "report.txt"
    text.write_bytes(text.read_bytes() + b" ")
    refused(etl("build", "--reports", reports, "--out", out), "A-74-36.zh/report.txt", "SHA-256")
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [".atlas", "reports", "tables"]


def test_a_correction_is_verified_and_a_stale_one_stops_the_build(tmp_path: Path) -> None:
    reports, out = tmp_path / "reports", tmp_path / "tables"
    shutil.copytree(REPORTS, reports)
    fixes = reports / "A-74-36.zh" / "corrections.csv"
    head = "table,passage,surface,occurrence,action,values,reason,initials\n"
    fixes.write_text(
        head + "mentions,57,突尼斯,1,set,kind=place,the venue is the city,XY\n"
        "mentions,19,波兰,1,drop,,a venue only,XY\n"
        "mentions,41,社区,1,add,iso3=NGA;kind=place,a test,XY\n",
        encoding="utf-8",
    )
    run = etl("build", "--reports", reports, "--out", out)
    assert run.returncode == 0, run.stderr
    mentions = schema.read_csv("mentions", out / "mentions.csv")
    assert mentions.query("passage == '57' and surface == '突尼斯'")[
        ["kind", "certainty"]
    ].values.tolist() == [["place", "verified"]]
    assert mentions.query("passage == '19'").empty
    assert mentions.query("surface == '社区'")[["passage", "iso3", "certainty"]].values.tolist() == [
        ["41", "NGA", "verified"]
    ]
    before = (out / "mentions.csv").read_bytes()
    fixes.write_text(head + "mentions,57,利比亚,1,drop,,no longer there,XY\n", encoding="utf-8")
    refused(etl("build", "--reports", reports, "--out", out), "corrections.csv, line 2", "利比亚")
    assert (out / "mentions.csv").read_bytes() == before


def test_second_build_has_nothing_to_do_until_a_file_is_damaged(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    assert etl("build", "--out", out).returncode == 0
    assert "up to date" in etl("build", "--out", out, "--if-needed").stdout
    (out / "mentions.csv").write_bytes(b"half")
    assert "up to date" not in etl("build", "--out", out, "--if-needed").stdout
    assert package.built_from(out)


def test_two_builds_at_once_second_is_told(tmp_path: Path) -> None:
    out = tmp_path / "tables"
    with Workplace(out).alone():
        refused(etl("build", "--out", out), "Another build")
    assert etl("build", "--out", out).returncode == 0


def test_foreign_files_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    assert etl("extract", REPORT, "--out", tmp_path).returncode == 0
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine" and (
        tmp_path / "mentions.csv"
    ).exists()


def test_same_tables_in_another_time_and_place(extracted: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "etl",
            "extract",
            str(REPORT),
            "--out",
            str(tmp_path / "t"),
            "--symbol",
            "A/74/36",
        ],
        cwd=ROOT,
        env={"LANG": "C", "LC_ALL": "C", "TZ": "Asia/Tokyo", "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    for path in extracted.iterdir():
        assert (tmp_path / "t" / path.name).read_bytes() == path.read_bytes()


def test_add_registers_a_report_once_and_builds(tmp_path: Path) -> None:
    reports, out, file = tmp_path / "reports", tmp_path / "tables", tmp_path / "new.txt"
    file.write_text(
        "一. 导言\n1. 本报告所述期间为 2019 年 7 月 1 日至 2020 年 6 月 30 日。\n2. 高级专员访问了乍得。\n",
        encoding="utf-8",
    )
    for _ in range(2):
        run = etl("add", file, "--symbol", "A/75/36", "--reports", reports, "--out", out)
        assert run.returncode == 0, run.stderr
    assert [p.name for p in reports.iterdir()] == ["A-75-36.zh"]
    table = schema.read_csv("reports", out / "reports.csv")
    assert table[["symbol", "period_start", "period_end", "paragraphs"]].values.tolist() == [
        ["A/75/36", "2019-07-01", "2020-06-30", 2]
    ]
    assert (reports / "A-75-36.zh" / "report.txt").read_bytes() == file.read_bytes()


def test_add_refuses_what_is_no_report_and_leaves_no_trace(tmp_path: Path) -> None:
    reports, file = tmp_path / "reports", tmp_path / "letter.txt"
    file.write_text("各位同事：\n会议改期。\n", encoding="utf-8")
    refused(
        etl("add", file, "--symbol", "A/75/36", "--reports", reports, "--out", tmp_path / "t"),
        "no numbered paragraphs",
    )
    file.write_text("1. 人权高专办访问了乍得。\n", encoding="utf-8")
    refused(etl("add", file, "--reports", reports, "--out", tmp_path / "t"), "document symbol")
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def steps(run: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_progress_as_json_tells_each_step_and_the_end(tmp_path: Path) -> None:
    lines = steps(etl("extract", REPORT, "--out", tmp_path / "t", "--progress", "json"))
    assert [line["step"] for line in lines[:-1]] == [
        "reading",
        "structure",
        "names",
        "figures",
        "themes",
        "writing",
    ]
    assert [(line["done"], line["total"]) for line in lines[:-1]] == [(n, 6) for n in range(6)]
    assert lines[-1]["report"] == "A-74-36.zh" and lines[-1]["warnings"] == []
    assert lines[-1]["tables"]["passages"] == 129  # type: ignore[index]


def test_a_refusal_as_json_has_a_code_and_facts(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_bytes(b"%PDF-1.7")
    run = etl("extract", tmp_path / "r.txt", "--out", tmp_path / "t", "--progress", "json")
    refused(run, "it is a PDF")
    last = steps(run)[-1]
    assert last["refused"] == "not_as_named"
    assert last["facts"] == {"file": "r.txt", "found": "pdf", "ending": ".txt"}
    assert last["message"] in run.stderr
    refused(etl("extract", REPORT, "--out", tmp_path / "t", "--progress", "xml"), "auto, json")


def test_what_the_user_says_of_a_report_goes_before_what_is_read_in_it(tmp_path: Path) -> None:
    file, reports, out = tmp_path / "r.txt", tmp_path / "reports", tmp_path / "t"
    file.write_text("1. 本报告所述期间为 2019 年 7 月 1 日至 2020 年 6 月 30 日。\n", encoding="utf-8")
    options = ["--symbol", "A/75/36", "--title", "题目", "--period-start", "2019-08-01"]
    folders = ["--reports", reports, "--out", out]
    assert etl("add", file, *options, "--period-end", "2020-07-31", *folders).returncode == 0
    row = schema.read_csv("reports", out / "reports.csv").iloc[0]
    assert (row["title"], row["period_start"], row["period_end"]) == ("题目", "2019-08-01", "2020-07-31")
    refused(etl("add", file, *options, "--period-end", "2020-13-01", *folders), "2020-13-01")
    refused(etl("add", file, *options, "--period-end", "2018-01-01", *folders), "before")


def test_remove_takes_a_report_away_and_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    reports, out, file = tmp_path / "reports", tmp_path / "t", tmp_path / "r.txt"
    shutil.copytree(REPORTS, reports)
    file.write_text("1. The Office was in Chad, and it was of use to the people.\n", encoding="utf-8")
    folders = ["--reports", reports, "--out", out]
    assert etl("add", file, "--symbol", "A/75/36", *folders).returncode == 0
    refused(etl("remove", "../reports", *folders), "no such report", "A-74-36.zh, A-75-36.en")
    run = etl("remove", "A-75-36.en", *folders)
    assert run.returncode == 0, run.stderr
    assert schema.read_csv("reports", out / "reports.csv")["report"].tolist() == ["A-74-36.zh"]
    refused(etl("remove", "A-74-36.zh", *folders), "only report")
    assert [p.name for p in reports.iterdir()] == ["A-74-36.zh"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [".atlas", "r.txt", "reports", "t"]
