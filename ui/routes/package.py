"""All tables in one archive, with the data package that describes them and the terms of what went into them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from contextlib import suppress
from copy import deepcopy

from ui import exports
from ui.cache import keep_few
from ui.manifest import Problem
from ui.tables import Atlas, TablesError


@keep_few(1)
def content(atlas: Atlas) -> bytes:
    """The archive; the same tables make the same one. Raises `TablesError` where a file is not as it was when it was read."""
    if atlas.problems:
        raise TablesError(atlas.problems)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(atlas).items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # of a fixed time
    return target.getvalue()


def _files(atlas: Atlas) -> dict[str, bytes]:
    told = deepcopy(dict(atlas.package))
    found: dict[str, bytes] = {}
    for resource in told["resources"]:
        path, name = atlas.where / resource["path"], resource["path"]
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != atlas.hashes[resource["name"]]:
            raise TablesError([Problem("damaged", resource["name"])])
        found[name] = without_formulas(data) if path.suffix == ".csv" else data
        if found[name] != data:
            digest = hashlib.sha256(found[name]).hexdigest()
            resource |= {"bytes": len(found[name]), "hash": f"sha256:{digest}"}
    same = told == atlas.package
    described = atlas.manifest.content if same else json.dumps(told, ensure_ascii=False, indent=1).encode()
    return {**found, "datapackage.json": described, "LICENSES.md": atlas.licences}


def without_formulas(data: bytes) -> bytes:
    """A CSV file whose texts no spreadsheet takes for a formula: as it is, where it has no such text."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    safe = [[_cell(cell) for cell in row] for row in rows]
    if safe == rows:
        return data
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(safe)
    return target.getvalue().encode("utf-8-sig")


def _cell(cell: str) -> str:
    with suppress(ValueError):
        float(cell)
        return cell
    return str(exports.escape_cell(cell))
