"""What is shown is vouched for: damage of every kind is named and refused, and a version before it stays."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import pytest
from asking import ask

from etl import paths, schema
from ui import manifest, tables
from ui.i18n import LANGUAGES, words

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "manifest_harms.csv").open(encoding="utf-8")))


def do_harm(path: Path, harm: str) -> None:
    data = path.read_bytes()
    if harm == "remove":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif harm == "list":
        path.write_bytes(b"[]")
    elif harm == "bad_byte":
        path.write_bytes(data.replace(b"Rights", b"R\xffghts", 1))
    elif harm == "rename":
        path.write_bytes(data.replace(b'"name": "figures"', b'"name": "figurez"'))
    elif harm == "version":
        path.write_bytes(json.dumps(json.loads(data) | {"version": "99"}).encode())
    elif harm == "no_needs":
        path.write_bytes(json.dumps({k: v for k, v in json.loads(data).items() if k != "needs"}).encode())
    else:
        assert harm == "flip"
        path.write_bytes(data[:-10] + bytes([data[-10] ^ 1]) + data[-9:])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    place = tmp_path / "data" / "tables"
    shutil.copytree(tables.folder(), place)
    monkeypatch.setenv("ATLAS_TABLES", str(place))
    return place


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The reference that pages read, where it may be harmed."""
    place = tmp_path / "house"
    for name in (*paths.READ_BY_PAGES, *paths.BOUNDARIES):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(paths.DATA / name, place / name)
    monkeypatch.setattr(paths, "DATA", place)
    return place


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['file']} {c['harm']}")
def test_damage_is_named_and_the_table_is_not_read(folder, case):
    do_harm(folder / case["file"], case["harm"])
    atlas = tables.load()
    assert case["kind"] in {p.kind for p in atlas.problems if p.table == case["table"]}
    with pytest.raises(tables.TablesError):
        atlas.whole(case["table"])
    for lang in LANGUAGES:
        assert words(lang)(f"broken.{case['kind']}", table=case["table"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['file']} {c['harm']}")
def test_the_version_before_stays_and_says_so(folder, case):
    good = tables.load()
    do_harm(folder / case["file"], case["harm"])
    now = tables.snapshot()
    assert now.atlas is good and case["kind"] in {p.kind for p in now.refused}


def test_after_a_restart_a_former_version_is_shown(folder):
    former = paths.workplace(folder) / "versions" / "one"
    shutil.copytree(folder, former)
    do_harm(folder / "figures.csv", "flip")
    now = tables.snapshot()
    assert now.atlas.where == former and now.refused and len(now.atlas.whole("figures"))


def test_a_damaged_former_version_is_not_shown(folder):
    for name in ("one", "two"):
        shutil.copytree(folder, paths.workplace(folder) / "versions" / name)
        do_harm(paths.workplace(folder) / "versions" / name / "mentions.csv", "cut")
    do_harm(folder / "figures.csv", "flip")
    now = tables.snapshot()
    assert now.atlas.where == folder and now.atlas.problems


@pytest.mark.parametrize("name", schema.TABLES)
def test_a_flipped_byte_of_any_table_is_noticed(folder, name):
    do_harm(folder / f"{name}.csv", "flip")
    assert tables.load().problems == [manifest.Problem("damaged", name)]


@pytest.mark.parametrize("name", [*paths.READ_BY_PAGES, *paths.BOUNDARIES])
@pytest.mark.parametrize("harm", ["flip", "remove", "cut"])
def test_damaged_reference_is_noticed(folder, data, name, harm):
    do_harm(data / name, harm)
    atlas = tables.load()
    kind = "file_missing" if harm == "remove" else "file_damaged"
    assert [(p.kind, p.table) for p in (*atlas.problems, *atlas.lacking)] == [(kind, name)]


def test_reference_that_goes_bad_while_the_server_runs_changes_nothing_that_is_shown(folder, data):
    good = tables.load()
    (data / "reference" / "countries.csv").unlink()
    assert tables.load() is good and good.names("countries", "en")["TUN"] == "Tunisia"


def test_files_that_come_back_with_their_old_times_are_read_again(folder):
    path, times = folder / "figures.csv", (folder / "figures.csv").stat()
    whole = path.read_bytes()
    do_harm(path, "flip")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert tables.load().problems
    path.write_bytes(whole)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not tables.load().problems and not tables.snapshot().refused


def test_a_view_sees_one_version_however_often_it_asks(folder):
    with tables.held() as now:
        do_harm(folder / "figures.csv", "flip")
        assert tables.snapshot() is now
    assert tables.snapshot().refused


def test_without_boundaries_a_map_is_a_table_and_a_notice(folder, data, open_page):
    (data / "reference" / "boundaries" / "world.geojson").unlink()
    page = open_page("countries", lang="en")
    shown = "".join(element.proto.body for element in page.get("html"))
    assert not page.exception and not page.get("plotly_chart")
    assert words("en")("broken.no_map") in shown and ">Tunisia<" in shown
    assert ask("/boundaries/world.geojson").status == 404
    assert b"<rect" in ask("/picture/countries.svg").body


def test_parquet_that_is_replaced_while_it_is_read_is_still_the_old_one(tmp_path, monkeypatch):
    from etl import build

    out = tmp_path / "data" / "tables"
    build.build(paths.REPORTS, out, "parquet")
    monkeypatch.setenv("ATLAS_TABLES", str(out))
    with tables.held() as now:
        before = now.atlas.source.whole("figures")
        gone = paths.workplace(out) / "versions" / "old"
        shutil.copytree(out, tmp_path / "new")
        gone.parent.mkdir(parents=True)
        out.rename(gone)
        (tmp_path / "new").rename(out)
        (out / "figures.parquet").write_bytes(b"something else")
        assert now.atlas.source.whole("figures").equals(before)
