"""LibreOffice, where it is installed: what it makes of our files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

# Part of LibreOffice → the library that it is; a bare `soffice` opens nothing.
LIBRARIES = {"writer": "swlo", "impress": "sdlo", "calc": "sclo"}


def printed(folder: Path, part: str) -> list[Path]:
    """All documents in a folder as PDF, in the order of their names; skips the test without that part of LibreOffice."""
    program = shutil.which("soffice")
    place = Path(program).resolve().parent.parent if program else None
    if not place or not any(place.glob(f"*/*{LIBRARIES[part]}.*")):
        pytest.skip(f"no LibreOffice {part.title()}: `apt-get install libreoffice-{part}-nogui`")
    documents = sorted(path.name for path in folder.iterdir())
    made = subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", *documents],
        check=False, cwd=folder, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = sorted(folder.glob("*.pdf"))
    assert len(pages) == len(documents), made.stderr.decode()
    return pages
