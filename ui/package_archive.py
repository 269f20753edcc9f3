"""The package of tables as an archive to take away: the files as they lie in the folder, but that no cell is a formula."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ui.exports import escape_cell

_BOM = b"\xef\xbb\xbf"
_SAID = (
    "Text that a spreadsheet would take for a formula has an apostrophe before it; offsets count without it."
)


def archive(folder: Path, package: Mapping[str, Any], others: Mapping[str, bytes]) -> bytes:
    """A zip of the tables that a data package names, of the package itself, and of other files by name."""
    files: dict[str, bytes] = {}
    resources = []
    for resource in package.get("resources", []):
        name = str(resource["path"])
        data = (folder / name).read_bytes()
        files[name] = _harmless(data, resource) if resource.get("format") == "csv" else data
        changed = {"bytes": len(files[name]), "hash": f"sha256:{hashlib.sha256(files[name]).hexdigest()}"}
        resources.append({**resource, **changed, "notes": _SAID} if files[name] != data else resource)
    stated = (folder / "datapackage.json").read_bytes()
    if resources != package.get("resources"):
        stated = (
            json.dumps({**package, "resources": resources}, ensure_ascii=False, indent=1) + "\n"
        ).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in {**files, "datapackage.json": stated, **others}.items():
            # A fixed time: the same tables make the same file.
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _harmless(data: bytes, resource: Mapping[str, Any]) -> bytes:
    """A table as CSV without formulas, its numbers as they are; the very same bytes where it has none."""
    fields = resource.get("schema", {}).get("fields", [])
    text = {i for i, field in enumerate(fields) if field.get("type") == "string"}
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    escaped = [[str(escape_cell(cell)) if i in text else cell for i, cell in enumerate(row)] for row in rows]
    if escaped == rows:
        return data
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(escaped)
    return _BOM + out.getvalue().encode()
