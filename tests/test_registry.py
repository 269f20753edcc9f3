"""Registry and tables change together or not at all, whatever happens in between; nothing is read twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from texts import cases

from etl import build, engines, package, parts, registry, schema
from etl.errors import Code, Refused
from etl.paths import REPORTS, ROOT
from etl.workplace import Workplace, move

TEXT = "1. The Office was in {country}, and it was of use to the people.\n2. The Office visited {country}.\n"


def written(place: Path, name: str, country: str) -> Path:
    path = place / f"{name}.txt"
    path.write_text(TEXT.format(country=country), encoding="utf-8")
    return path


def add(place: Path, symbol: str, country: str = "Chad", **known: str) -> build.Written:
    file = written(place, "new", country)
    return build.add(file, "auto", place / "reports", place / "tables", {"symbol": symbol, **known})


def reports_in(place: Path) -> list[str]:
    return schema.read_csv("reports", place / "tables" / "reports.csv")["report"].tolist()


def countries(place: Path, report: str) -> set[str]:
    mentions = schema.read_csv("mentions", place / "tables" / "mentions.csv")
    return set(mentions.loc[mentions["report"] == report, "iso3"])


def shown(place: Path) -> dict[str, bytes]:
    """All that another program sees of a place, by its path; not what lies in the workplaces."""
    return {
        str(p.relative_to(place)): p.read_bytes()
        for p in place.rglob("*")
        if p.is_file() and ".atlas" not in p.parts
    }


@pytest.fixture
def three(tmp_path: Path) -> Path:
    for symbol, country in (("A/75/36", "Chad"), ("A/76/36", "Mali"), ("A/77/36", "Peru")):
        add(tmp_path, symbol, country)
    (tmp_path / "new.txt").unlink()
    return tmp_path


def test_a_build_reads_what_is_new_or_changed_and_nothing_else(three: Path) -> None:
    built = build.build(three / "reports", three / "tables")
    assert (built.read, built.kept) == ([], ["A-75-36.en", "A-76-36.en", "A-77-36.en"])
    fixes = three / "reports" / "A-76-36.en" / "corrections.csv"
    fixes.write_text(
        "table,passage,surface,occurrence,action,values,reason,initials\nmentions,1,Mali,1,drop,,a test,XY\n",
        encoding="utf-8",
    )
    built = build.build(three / "reports", three / "tables")
    assert (built.read, built.kept) == (["A-76-36.en"], ["A-75-36.en", "A-77-36.en"])


def test_tables_from_parts_are_those_of_one_build(three: Path) -> None:
    build.build(three / "reports", three / "again")
    for name in schema.TABLES:
        assert (three / "again" / f"{name}.csv").read_bytes() == (
            three / "tables" / f"{name}.csv"
        ).read_bytes()


def test_parquet_of_many_parts_holds_the_same_rows(three: Path) -> None:
    build.build(three / "reports", three / "p", "parquet")
    for name in schema.TABLES:
        frame = schema.validate(name, pd.read_parquet(three / "p" / f"{name}.parquet"))
        pd.testing.assert_frame_equal(
            frame, schema.read_csv(name, three / "tables" / f"{name}.csv"), check_dtype=False
        )


def test_one_bad_report_stops_nothing_and_is_named(three: Path) -> None:
    text = three / "reports" / "A-76-36.en" / "report.txt"
    text.write_bytes(text.read_bytes() + b" ")
    built = build.build(three / "reports", three / "tables")
    assert [r.report for r in built.left_out] == ["A-76-36.en"]
    assert "SHA-256" in str(built.left_out[0].refused)
    assert reports_in(three) == ["A-75-36.en", "A-77-36.en"]
    assert add(three, "A/78/36").report == "A-78-36.en"  # nor does it keep another from being added
    build.remove("A-76-36.en", three / "reports", three / "tables")  # or itself from being removed
    assert build.build(three / "reports", three / "tables").left_out == []


def test_processes_give_the_tables_of_one(three: Path) -> None:
    build.build(three / "reports", three / "side", engine=build.Engine(jobs=2))
    assert package.identity(three / "side") == package.identity(three / "tables")


def _ends(batch: list[int]) -> list[int]:
    """Work that ends its process for one of its tasks."""
    if 3 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return [n * 10 for n in batch]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system ends no process so")
def test_a_task_that_ends_its_worker_is_given_up_alone() -> None:
    found = list(engines.run(_ends, [1, 2, 3, 4, 5], lambda n: -n, jobs=2))
    assert sorted(found) == [-3, 10, 20, 40, 50]


def test_a_report_that_cannot_be_added_changes_nothing(three: Path) -> None:
    before = shown(three)
    with Workplace(three / "tables").alone(), pytest.raises(Refused) as refused:
        add(three, "A/78/36")
    assert refused.value.code == Code.BUSY
    (three / "new.txt").unlink()
    assert shown(three) == before


def many(place: Path) -> Path:
    """A folder with three reports, a letter, a note of the system, and two files of the same report."""
    folder = place / "given"
    (folder / "deeper").mkdir(parents=True)
    for name, symbol, country in (
        ("a.txt", "A/78/36", "Kenya"),
        ("deeper/b.txt", "A/79/36", "Togo"),
        ("c.txt", "A/80/36", "Niger"),
        ("d.txt", "A/80/36", "Nepal"),
    ):
        (folder / name).write_text(f"{symbol}\n\n{TEXT.format(country=country)}", encoding="utf-8")
    (folder / "letter.txt").write_text("Dear colleagues,\nthe meeting is put off.\n", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "picture.png").write_bytes(b"x")
    return folder


@pytest.mark.parametrize("zipped", [False, True])
def test_many_at_once_and_what_is_refused_is_named(three: Path, tmp_path_factory, zipped: bool) -> None:
    given = many(tmp_path_factory.mktemp("many"))
    if zipped:
        given = Path(shutil.make_archive(str(given.parent / "all"), "zip", given))
    told: list[tuple[str, int, int]] = []
    built, refused = build.add_many(
        [given], "auto", three / "reports", three / "tables", lambda *step: told.append(step)
    )
    assert reports_in(three)[3:] == ["A-78-36.en", "A-79-36.en", "A-80-36.en"]
    assert set(refused) == {"d.txt", "letter.txt"} and [step[1:] for step in told] == [
        (k, 5) for k in range(1, 6)
    ]
    assert countries(three, "A-79-36.en") == {"TGO"} and countries(three, "A-80-36.en") == {"NER"}
    again = build.build(three / "reports", three / "tables")
    assert again.read == [] and len(again.kept) == 6  # what was read when it was added is not read again
    assert built.rows["reports"] == 6


def test_a_zip_that_is_none_is_refused(three: Path) -> None:
    (three / "all.zip").write_bytes(b"PK no")
    built, refused = build.add_many([three / "all.zip"], "auto", three / "reports", three / "tables")
    assert list(refused) == ["all.zip"] and "all.zip" in str(refused["all.zip"]) and not built.rows


def test_another_report_with_the_same_identifier_is_refused(three: Path) -> None:
    with pytest.raises(Refused, match=r"A/75/36"):
        add(three, "A-75-36", "Peru")
    assert countries(three, "A-75-36.en") == {"TCD"}
    add(three, "A/75/36", "Kenya")  # the same report again takes its place
    assert countries(three, "A-75-36.en") == {"KEN"}


@pytest.mark.parametrize("case", cases("identifiers.csv"))
def test_an_identifier_is_a_file_name(case: dict[str, str]) -> None:
    assert registry.identifier(case["symbol"], case["stem"], "en") == case["identifier"]


def test_long_symbols_that_differ_late_have_identifiers_that_differ() -> None:
    one, other = (registry.identifier("A/" + "7" * 300 + end, "x", "en") for end in "ab")
    assert one != other and len(one) < 100


@pytest.mark.parametrize("mark", ["\x7f", "\x00", "\u2028", "\x1b", "\u202e", '"', "\\", "\n"])
def test_a_title_with_odd_characters_leaves_a_registry_that_can_be_read(tmp_path: Path, mark: str) -> None:
    add(tmp_path, f"A/75/36{mark}", title=f"A{mark}title")
    known = registry.known(next((tmp_path / "reports").iterdir()))
    assert known.title.replace("\\", "").replace('"', "").replace(" ", "") == "Atitle"
    assert build.build(tmp_path / "reports", tmp_path / "tables").left_out == []


def test_rollback_brings_back_tables_and_reports_and_can_be_taken_back(three: Path) -> None:
    before = shown(three)
    build.remove("A-76-36.en", three / "reports", three / "tables")
    after = shown(three)
    assert after != before
    build.rollback(three / "reports", three / "tables")
    assert shown(three) == before
    assert build.build(three / "reports", three / "tables", only_if_needed=True).rows == {}
    build.rollback(three / "reports", three / "tables")
    assert shown(three) == after


def test_three_former_versions_are_kept(three: Path) -> None:
    for country in ("Mali", "Peru", "Kenya", "Niger", "Togo"):
        add(three, "A/75/36", country)
    versions = list((three / ".atlas" / "tables" / "versions").iterdir())
    assert len(versions) == 3
    with pytest.raises(Refused, match=r"nowhere"):
        build.rollback(three / "reports", three / "tables", "nowhere")
    build.rollback(three / "reports", three / "tables")
    assert countries(three, "A-75-36.en") == {"NER"}


_KILLED_AT = """
import os, signal, sys
from pathlib import Path
from etl import build, workplace
left = int(sys.argv[1])
def counted(function):
    def call(*args, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **named)
    return call
Path.rename, Path.replace, Path.unlink = (counted(f) for f in (Path.rename, Path.replace, Path.unlink))
workplace._exchange = counted(workplace._exchange)
root, out = Path("reports"), Path("tables")
if sys.argv[2] == "remove":
    build.remove("A-76-36.en", root, out)
else:
    build.add(Path("new.txt"), "auto", root, out, {"symbol": "A/76/36"})
print("done")
"""


@pytest.mark.long
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system ends no process so")
@pytest.mark.parametrize("what", ["remove", "add"])
def test_killed_at_any_step_nothing_is_lost_and_the_next_build_is_whole(
    three: Path, tmp_path_factory: pytest.TempPathFactory, what: str
) -> None:
    """The process ends before each of its renames in turn: afterwards there is the state before or the one after."""
    (three / "reports" / "A-76-36.en" / "corrections.csv").write_text(
        "table,passage,surface,occurrence,action,values,reason,initials\n", encoding="utf-8"
    )
    build.build(three / "reports", three / "tables")
    written(three, "new", "Mali and Peru")
    for step in range(40):
        place = tmp_path_factory.mktemp("killed") / "place"
        shutil.copytree(three, place)
        run = subprocess.run(
            [sys.executable, "-c", _KILLED_AT, str(step), what],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        reports_in(place)  # the tables can be read as they are
        build.build(place / "reports", place / "tables")
        kept = "A-76-36.en" in reports_in(place)
        assert kept == (place / "reports" / "A-76-36.en" / "corrections.csv").exists()
        assert not list((place / ".atlas" / "tables").glob("stage/*"))
        if run.returncode == 0:
            assert "done" in run.stdout
            assert countries(place, "A-76-36.en") == (set() if what == "remove" else {"MLI", "PER"})
            break
        assert run.returncode == -signal.SIGKILL, run.stderr
        if not kept:
            assert what == "remove"
    else:
        pytest.fail("it never came to its end")
    assert step > 3


def test_foreign_files_stay_and_a_file_that_cannot_be_replaced_mixes_nothing(tmp_path: Path) -> None:
    add(tmp_path, "A/75/36")
    (tmp_path / "tables" / ".DS_Store").write_bytes(b"x")
    add(tmp_path, "A/76/36")
    assert (tmp_path / "tables" / ".DS_Store").read_bytes() == b"x"
    assert package.built_from(tmp_path / "tables")


def test_a_change_written_down_is_finished_by_the_next(tmp_path: Path) -> None:
    new, target = tmp_path / "new", tmp_path / "target"
    for folder in (new, target):
        folder.mkdir()
        (folder / "which").write_text(folder.name, encoding="utf-8")
    place = Workplace(target)
    place.folder.mkdir(parents=True)
    planned = move(new, target, place.folder / "versions" / "old")
    (place.folder / "change.json").write_text(json.dumps([planned.__dict__]), encoding="utf-8")
    with place.alone():
        assert (target / "which").read_text(encoding="utf-8") == "new"
    assert (place.folder / "versions" / "old" / "which").read_text(encoding="utf-8") == "target"


def test_a_part_is_of_the_code_that_read_it(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "code", lambda: "another")
    assert build.build(three / "reports", three / "tables").kept == []


KNOWN = {
    "symbol": '"A/75/36"',
    "language": '"en"',
    "title": '"T"',
    "file": '"report.txt"',
    "sha256": f'"{"0" * 64}"',
}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("period_start", '"2018-13-01"', "no date"),
        ("period_start", "true", "no date"),
        ("period_start", "2018", "no date"),
        ("period_end", "2018-12-01T10:00:00Z", "no date"),
        ("title", "['a']", "no text"),
        ("title", "true", "no text"),
        ("title", '"a\\nb"', "no text"),
        ("title", '""', "title is missing"),
        ("symbol", "74", "no text"),
        ("language", '"xx"', "xx"),
        ("file", '"../other.txt"', "not the name of a file"),
        ("file", '"report.toml"', "not the name of a file"),
        ("sha256", '"abc"', "no SHA-256"),
        ("address", "{}", "no text"),
        ("perod_start", "2018-12-01", "perod_start"),
    ],
)
def test_a_wrong_value_in_report_toml_is_one_line_that_names_it(
    tmp_path: Path, key: str, value: str, said: str
) -> None:
    folder = tmp_path / "A-75-36.en"
    folder.mkdir()
    lines = [f"{k} = {v}" for k, v in {**KNOWN, key: value}.items()]
    (folder / "report.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        registry.known(folder)
    assert said in str(refused.value) and "\n" not in str(refused.value)
    if key != "language":
        assert "A-75-36.en/report.toml" in str(refused.value)


def test_a_date_in_quotation_marks_is_a_date(tmp_path: Path) -> None:
    lines = [f"{k} = {v}" for k, v in {**KNOWN, "period_start": '"2018-12-01"'}.items()]
    (tmp_path / "report.toml").write_text("\n".join(lines), encoding="utf-8")
    assert registry.known(tmp_path).period_start == "2018-12-01"
    (tmp_path / "report.toml").write_text("\n".join([*lines, "period_end = 2018-11-01"]), encoding="utf-8")
    with pytest.raises(Refused, match="before it begins"):
        registry.known(tmp_path)


def test_the_report_that_comes_along_is_as_the_schema_says() -> None:
    assert registry.known(REPORTS / "A-74-36.zh").period_start == "2018-12-01"
