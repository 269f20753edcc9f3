"""A disk that is full, a folder that nobody may write, a document that is locked or would have something fetched."""

from __future__ import annotations

import io
import os
import socket
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import bad_documents
import pypdf
import pypdfium2
import pytest
from test_registry import add, shown, three

from etl import build, intake, reports
from etl.errors import Code, Refused

__all__ = ["three"]
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and limits")


def in_child(work: Callable[[], object], before: Callable[[], object]) -> str:
    """What `work` is refused with in a process of its own, in which something is done `before`."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        said = "done"
        try:
            before()
            work()
        except Refused as refused:
            said = f"{refused.code}: {refused}"
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writes, said.encode()[:4000])
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as told:
        said = told.read().decode()
    os.waitpid(child, 0)
    return said


def full() -> None:
    """From now on no file can be larger than 600 bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))


def nobody() -> None:
    """Be a user who owns nothing."""
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


WORK = {
    "build": lambda place: build.build(place / "reports", place / "tables"),
    "remove": lambda place: build.remove("A-76-36.en", place / "reports", place / "tables"),
    "add": lambda place: add(place, "A/78/36", "Togo"),
}


@unix
@pytest.mark.parametrize("what", WORK)
def test_where_no_more_can_be_written_nothing_changes_and_one_line_says_so(three: Path, what: str) -> None:
    corrections = three / "reports" / "A-76-36.en" / "corrections.csv"
    corrections.write_text(
        "table,passage,surface,occurrence,action,values,reason,initials\n", encoding="utf-8"
    )
    before = shown(three)
    said = in_child(lambda: WORK[what](three), full)
    assert said.startswith(f"{Code.CANNOT_WRITE}: ") and "\n" not in said, said
    after = shown(three)
    after.pop("new.txt", None)
    assert after == before and not list((three / ".atlas").rglob("stage/*"))
    build.build(three / "reports", three / "tables")  # the next one succeeds


@unix
@pytest.mark.parametrize("what", ["build", "remove"])
def test_where_nobody_may_write_nothing_changes_and_one_line_says_so(three: Path, what: str) -> None:
    closed = [p for p in (three, *three.rglob("*")) if p.is_dir()]
    for path in (*three.parents[:3], *closed):
        path.chmod(0o555 if path in closed else 0o755)
    try:
        before = shown(three)
        said = in_child(lambda: WORK[what](three), nobody)
        assert said.startswith(f"{Code.CANNOT_WRITE}: ") and "\n" not in said, said
        assert shown(three) == before
    finally:
        for path in closed:
            path.chmod(0o755)


@pytest.mark.parametrize(("user", "owner", "opens"), [("secret", "more", False), ("", "more", True)])
def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_is_read(
    tmp_path: Path, user: str, owner: str, opens: bool
) -> None:
    plain = io.BytesIO()
    pypdfium2.PdfDocument(bad_documents.pdf("")).save(plain)
    writer = pypdf.PdfWriter(plain)
    writer.encrypt(user, owner, algorithm="RC4-128")
    path = tmp_path / "r.pdf"
    writer.write(path)
    if opens:
        assert "Chile" in reports.read(path).raw
        return
    with pytest.raises(Refused) as refused:
        reports.read(path)
    assert refused.value.code == Code.PDF_LOCKED


def test_an_archive_that_does_not_unpack_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("r.txt", bad_documents.text("en|utf-8"))
    path = tmp_path / "reports.zip"
    path.write_bytes(bad_documents.torn(out.getvalue(), "r.txt"))
    with pytest.raises(Refused) as refused:
        intake.documents(path, tmp_path / "unpacked")
    assert refused.value.code == Code.WORD_UNREADABLE


_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = f'<Relationship Id="rIdX" Type="{_KINDS}/{{}}" Target="{{}}" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("part", "kind"),
    [("word/_rels/settings.xml.rels", "attachedTemplate"), ("word/_rels/document.xml.rels", "image")],
)
@pytest.mark.parametrize(
    "target", ["http://192.0.2.1/t.dotx", "file:///etc/passwd", "\\\\192.0.2.1\\share\\t.dotx"]
)
def test_nothing_is_fetched_that_a_document_names(
    tmp_path: Path, monkeypatch, part: str, kind: str, target: str
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bad_documents.word(""))) as old, zipfile.ZipFile(out, "w") as new:
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        held = old.read(part) if part in old.namelist() else empty
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(
            part,
            held.replace(b"</Relationships>", OUTSIDE.format(kind, target).encode() + b"</Relationships>"),
        )
    path = tmp_path / "r.docx"
    path.write_bytes(out.getvalue())

    def asked(*_: object, **__: object) -> None:
        raise AssertionError("something was asked of the network")

    monkeypatch.setattr(socket.socket, "connect", asked)
    monkeypatch.setattr(socket, "getaddrinfo", asked)
    raw = reports.read(path).raw
    assert "Chile" in raw and "root:" not in raw
