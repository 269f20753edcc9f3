"""Several documents given at once: each is read and kept, or refused by its name; none stops the others."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from ui.reports import reading_process
from ui.reports.job import Job
from ui.reports.reading_process import Tell
from ui.sessions import MOST, Outcome, Own, Refused

ZIP = ".zip"
Given = Sequence[tuple[str, Path]]  # name to speak of it, file


def begin(own: Own, given: Given, everyone: bool, actor: str = "") -> Job:
    """Read documents and zip files of them for their owner alone, or into the registry for `everyone`, whose log names the
    `actor`. The files that were given are gone afterwards."""

    def work(tell: Tell) -> None:
        try:
            if everyone:
                _register(own, given, tell, actor)
            else:
                _keep(own, given, tell)
        finally:  # what is kept has its own copy
            for _, path in given:
                path.unlink(missing_ok=True)

    return Job(own, work)


def _keep(own: Own, given: Given, tell: Tell) -> None:
    """Each under the owner's private address."""
    outcome = Outcome()
    documents = _documents(own, given, outcome)
    for k, (name, path) in enumerate(documents):
        tell(name, k, len(documents))
        folder = own.new_folder()
        try:
            outcome.kept.append(_kept(own, path, folder, outcome))
        except Refused as refused:
            outcome.refused[name] = refused
            shutil.rmtree(folder, ignore_errors=True)
        path.unlink(missing_ok=True)
    own.outcome = outcome


def _documents(own: Own, given: Given, outcome: Outcome) -> list[tuple[str, Path]]:
    """What was given, and in place of each zip file what is in it."""
    found: list[tuple[str, Path]] = []
    for name, path in given:
        if path.suffix != ZIP:
            found.append((name, path))
            continue
        asked = ["unpack", str(path), "--out", str(own.new_folder()), f"--most={MOST}", "--progress=json"]
        try:
            told = reading_process.run(asked, lambda _step, _done, _total: None)
        except Refused as refused:
            outcome.refused[name] = refused
        else:
            found += [(inside, Path(file)) for inside, file in told["documents"]]
    return found


def _kept(own: Own, path: Path, folder: Path, outcome: Outcome) -> str:
    """The report that a document is, kept in a folder of its own. Raises `Refused`."""
    if len(own.folders) >= MOST:
        raise Refused("no_room", {"n": MOST})
    places = ["--reports", str(folder / "reports"), "--out", str(folder / "tables")]
    asked = ["add", str(path), *places, "--progress=json"]
    report = str(reading_process.run(asked, lambda _step, _done, _total: None)["report"])
    if report in outcome.kept:
        raise Refused("twice", {"report": report})
    own.keep(report, folder)
    return report


def _register(own: Own, given: Given, tell: Tell, actor: str) -> None:
    """Each for everyone, in one change of the registry."""
    asked = ["add", *(str(path) for _, path in given), "--progress=json"]
    told = reading_process.run(asked, tell, actor=actor, whole=True)
    refused = {name: Refused(said["code"], said["facts"]) for name, said in told["refused_of"].items()}
    own.outcome = Outcome(told["reports"], refused)
