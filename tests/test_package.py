"""The installed program: a wheel, built and put into a fresh environment, tried from another folder. Needs no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [pytest.mark.long, pytest.mark.xdist_group("installed")]  # one wheel for all, not one a process


@dataclass
class Installed:
    """An environment that has the wheel, and a folder that has nothing to do with the checkout."""

    python: Path
    package: Path
    place: Path

    def run(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        """`python -m rights_report_atlas` in that folder, by somebody who has no data folder yet."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("ATLAS_", "PYTHON"))
        }
        home = str(self.place / "home")
        return subprocess.run(
            [self.python, "-m", "rights_report_atlas", *args],
            cwd=self.place,
            env={**kept, "HOME": home, "XDG_DATA_HOME": home, "LOCALAPPDATA": home, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def files(self) -> set[str]:
        """What lies in the installed package, without what Python keeps for itself."""
        found = (
            path.relative_to(self.package).as_posix() for path in self.package.rglob("*") if path.is_file()
        )
        return {name for name in found if "__pycache__" not in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", ROOT, "-w", folder, *options], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Installed:
    """A new environment that sees the packages of this one, and the program only as installed."""
    place = tmp_path_factory.mktemp("elsewhere")
    venv.create(place / "env", with_pip=False)
    python = place / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    options = ["--no-deps", "--no-index", "--quiet", "--target", packages]
    subprocess.run([sys.executable, "-m", "pip", "install", wheel, *options], check=True)
    (packages / "of_the_tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(python, packages / "rights_report_atlas", place)


def test_the_wheel_puts_one_name_among_other_peoples_packages(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"rights_report_atlas"}
    assert "rights_report_atlas/data/tables/datapackage.json" in names
    assert any(name.endswith("data/fonts/OFL.txt") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.endswith((".pyc", ".lock", ".topojson"))]
    assert wheel.stat().st_size < 8 * 2**20


def test_it_works_from_any_folder_and_writes_nothing_beside_itself(installed):
    before = installed.files()
    run = installed.run("selftest")
    assert run.returncode == 0, run.stdout + run.stderr
    assert installed.files() == before and not (installed.place / "home").exists()


def test_what_is_written_goes_to_the_data_folder(installed):
    before = installed.files()
    (installed.place / "r.txt").write_text(
        "1. The Office was in Chad, and it was of use to the people.\n", encoding="utf-8"
    )
    chosen = installed.place / "chosen"
    for options, home in (
        ([], installed.place / "home" / "rights-report-atlas"),
        (["--data", chosen], chosen),
    ):
        run = installed.run("add", "r.txt", "--symbol", "A/75/36", *options)
        assert run.returncode == 0, run.stderr
        found = sys.platform == "linux" or bool(
            options
        )  # elsewhere the system says where the user's data lies
        if found:
            assert sorted(p.name for p in (home / "reports").iterdir()) == ["A-74-36.zh", "A-75-36.en"]
            package = json.loads((home / "tables" / "datapackage.json").read_text(encoding="utf-8"))
            assert next(r["rows"] for r in package["resources"] if r["name"] == "reports") == 2
        assert installed.run("remove", "A-75-36.en", *options).returncode == 0
    assert installed.files() == before
    refused = installed.run("extract", "nothing.pdf", "--out", "t")
    assert refused.returncode == 2 and refused.stderr.startswith(
        "rights-report-atlas: “nothing.pdf”: no such"
    )


def test_check_scores_what_comes_along(installed):
    run = installed.run("check")
    assert run.returncode == 0 and "ISO 3166-1" in run.stdout, run.stdout + run.stderr
