"""Who changed what everybody sees is told in one line a change, with the change itself: never without it, never twice."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest
from test_registry import add, three

from etl import audit, build, package
from etl.errors import Refused
from etl.workplace import Workplace, move
from ui.reports import reading_process

__all__ = ["three"]
FIELDS = ["time", "who", "what", "reports", "files", "from", "to"]


def log(place: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (place / ".atlas" / "audit.jsonl").read_text("utf-8").splitlines()]


def test_every_change_is_told_from_which_tables_to_which(three: Path, monkeypatch) -> None:
    tables = three / "tables"
    begun = package.identity(tables)
    told = log(three)
    assert (
        [line["what"] for line in told] == ["add"] * 3 and told[0]["from"] == "" and told[-1]["to"] == begun
    )
    monkeypatch.setenv(audit.ACTOR, "eve@example.org")
    path = three / "reports" / "A-76-36.en" / "corrections.csv"
    path.write_text(
        "table,passage,surface,occurrence,action,values,reason,initials\n"
        "mentions,1,Mali,1,drop,,no State is meant,EV\n",
        encoding="utf-8",
    )
    build.build(three / "reports", tables)
    build.build(three / "reports", tables)  # changes nothing, so nothing is told
    corrected = package.identity(tables)
    build.remove("A-77-36.en", three / "reports", tables)
    build.rollback(three / "reports", tables)
    corrects, removes, back = log(three)[3:]
    assert all(
        list(line) == FIELDS and line["who"] == "eve@example.org" for line in (corrects, removes, back)
    )
    assert (corrects["what"], corrects["reports"]) == ("build", ["A-76-36.en"])
    assert corrects["files"] == ["reports/A-76-36.en/corrections.csv"]
    assert (corrects["from"], corrects["to"]) == (begun, corrected)
    assert (removes["what"], removes["reports"], removes["from"]) == ("remove", ["A-77-36.en"], corrected)
    assert (back["what"], back["from"], back["to"]) == ("rollback", removes["to"], corrected)
    assert back["reports"] == ["A-77-36.en"] and [line["time"] for line in log(three)] == sorted(
        str(line["time"]) for line in log(three)
    )


def test_without_a_server_it_is_whoever_runs_the_command(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv(audit.ACTOR, raising=False)
    add(tmp_path, "A/75/36")
    assert str(log(tmp_path)[0]["who"]).startswith("user ")


def test_the_server_says_for_whom_it_asks(three: Path) -> None:
    places = ["--reports", str(three / "reports"), "--out", str(three / "tables")]
    reading_process.run(["remove", "A-77-36.en", *places], lambda *_: None, actor="eve@example.org")
    assert (log(three)[-1]["who"], log(three)[-1]["what"]) == ("eve@example.org", "remove")


def test_what_is_refused_is_not_told(three: Path) -> None:
    before = log(three)
    with pytest.raises(Refused):
        build.remove("A-1-1.en", three / "reports", three / "tables")
    assert log(three) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed and leaves its lock")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_beside_the_line_it_is_told_once(three: Path, moment: str) -> None:
    """Killed just before or just after the line is written, the next writer finishes the change: one line more."""
    before = len(log(three))
    child = os.fork()
    if not child:
        from etl import workplace

        tell = workplace._tell

        def killed(path: Path, line: bytes) -> None:
            if moment == "after":
                tell(path, line)
            os.kill(os.getpid(), signal.SIGKILL)

        workplace._tell = killed
        build.remove("A-77-36.en", three / "reports", three / "tables")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    with Workplace(three / "reports").alone():
        pass
    assert len(log(three)) == before + 1 and log(three)[-1]["reports"] == ["A-77-36.en"]


def test_a_line_that_was_cut_spoils_no_other(three: Path, tmp_path: Path) -> None:
    path = three / ".atlas" / "audit.jsonl"
    path.write_bytes(path.read_bytes()[:-5])
    work = Workplace(tmp_path / "else")
    with work.alone():
        work.change([move(None, tmp_path / "nothing", tmp_path / "old")], path, {"who": "ann"})
    assert json.loads(path.read_text("utf-8").splitlines()[-1]) == {"who": "ann"}
