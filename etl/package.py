"""The tables as a package of files: one file a table, and `datapackage.json` (Frictionless) that says what was written:
columns, types, licence, sources, and the hashes of inputs and outputs by which a reader knows that the files belong together.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl import paths, schema
from etl.errors import Code, Refused
from etl.paths import PACKAGE
from etl.registry import digest
from etl.workplace import put, sync

FORMATS = ("csv", "parquet")
FILES = (*(f"{name}.{form}" for name in schema.TABLES for form in FORMATS), PACKAGE)
_BOM = b"\xef\xbb\xbf"
_FRICTIONLESS = {"string[pyarrow]": "string", "int64": "integer", "Int64": "integer", "float64": "number"}


def check(out: Path, form: str) -> None:
    """Raise `Refused` where tables cannot be written in that form, or there."""
    if form not in FORMATS:
        raise Refused(Code.OPTION, option="format", value=form, allowed=" ".join(FORMATS))
    if out.exists() and not out.is_dir():
        raise Refused(Code.CANNOT_WRITE, what="folder", file=str(out))


def write(
    stage: Path,
    form: str,
    inputs: Mapping[str, str],
    parts: Sequence[Path],
    rows: Mapping[str, int],
    before: Path,
) -> None:
    """Write the package of several parts into an empty folder.

    `inputs` are names of input files with their SHA-256; `parts` are folders with a CSV a table, in the order of their
    rows; `before` is the package that this one takes the place of. Never more than one part is in memory.
    """
    for name in schema.TABLES:
        files = [part / f"{name}.csv" for part in parts]
        (_join_csv if form == "csv" else _join_parquet)(name, files, stage / f"{name}.{form}")
    package = {"created": ""} | describe(stage, form, inputs, rows)
    package["created"] = _created(before, package)
    put(stage / PACKAGE, _said(package))


def describe(
    folder: Path, form: str, inputs: Mapping[str, str], rows: Mapping[str, int]
) -> dict[str, object]:
    """The data package of the table files in a folder."""
    return {
        "profile": "tabular-data-package",
        "name": "rights-report-atlas",
        "title": "Rights Report Atlas: findings from reports of the UN High Commissioner for Human Rights",
        "version": schema.SCHEMA_VERSION,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 (the findings)",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [
            {"title": name, "path": name, "hash": f"sha256:{digest}"}
            for name, digest in sorted(inputs.items())
        ],
        "needs": _needs(),
        "resources": [_resource(folder, name, form, rows[name]) for name in schema.TABLES],
    }


def _created(before: Path, package: Mapping[str, object]) -> str:
    """Today, or the day on which the very same tables were written first: a rebuild alone changes no date."""
    try:
        old = json.loads((before / PACKAGE).read_text(encoding="utf-8"))
        same = [r["hash"] for r in old["resources"]] == [r["hash"] for r in package["resources"]]  # type: ignore[attr-defined]
        if same and old["created"]:
            return str(old["created"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return datetime.now(UTC).strftime("%Y-%m-%dT00:00:00Z")


def identity(out: Path) -> str:
    """What tells these tables from any others: a hash of their files' hashes; empty if there is no package."""
    try:
        package = json.loads((out / PACKAGE).read_text(encoding="utf-8"))
        told = json.dumps([r["hash"] for r in package["resources"]])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def built_from(out: Path) -> dict[str, str]:
    """The inputs that the tables in a folder were built from; empty if there are none, or a file is not as written."""
    try:
        package = json.loads((out / PACKAGE).read_text(encoding="utf-8"))
        for resource in package["resources"]:
            if digest(out / resource["path"]) != resource["hash"][len("sha256:") :]:
                return {}
        return sources(out) if package["version"] == schema.SCHEMA_VERSION else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def sources(out: Path) -> dict[str, str]:
    """The inputs that a package names, by their hashes; empty if there is none."""
    try:
        package = json.loads((out / PACKAGE).read_text(encoding="utf-8"))
        return {source["path"]: source["hash"][len("sha256:") :] for source in package["sources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _needs() -> list[dict[str, str]]:
    """What pages read beside the tables: with them it makes one version, which is read whole or not at all."""
    named = {name: paths.DATA / name for name in (*paths.READ_BY_PAGES, *paths.BOUNDARIES)}
    return [
        {"path": name, "hash": f"sha256:{digest(path)}"} for name, path in named.items() if path.is_file()
    ]


def vouches(out: Path) -> bool:
    """Whether the tables in a folder belong to what pages read beside them today."""
    try:
        told = json.loads((out / PACKAGE).read_text(encoding="utf-8"))["needs"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(told == _needs())


def vouch(out: Path) -> None:
    """Have the package say anew what pages read beside its tables, which stay as they are."""
    package = json.loads((out / PACKAGE).read_text(encoding="utf-8"))
    package["needs"] = _needs()
    draft = out / f".{PACKAGE}"
    put(draft, _said(package))
    draft.replace(out / PACKAGE)


def _said(package: Mapping[str, object]) -> bytes:
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(folder: Path, name: str, form: str, rows: int) -> dict[str, object]:
    path = folder / f"{name}.{form}"
    fields = []
    for column, kind in schema.dtypes(name).items():
        field: dict[str, object] = {
            "name": column,
            "type": _FRICTIONLESS[kind],
            "description": schema.describe(name)[column],
        }
        if allowed := schema.allowed(name, column):
            field["constraints"] = {"required": True, "enum": list(allowed)}
        fields.append(field)
    keys: dict[str, object] = {"primaryKey": list(schema.PRIMARY_KEYS[name])}
    if name != "reports":
        keys["foreignKeys"] = [
            {"fields": ["report"], "reference": {"resource": "reports", "fields": ["report"]}}
        ]
        if name not in ("sections", "passages"):
            keys["foreignKeys"] = [
                {
                    "fields": ["report", "passage"],
                    "reference": {"resource": "passages", "fields": ["report", "passage"]},
                }
            ]
    return {
        "name": name,
        "profile": "tabular-data-resource",
        "path": f"{name}.{form}",
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
        **({"encoding": "utf-8-sig"} if form == "csv" else {}),
        "description": schema.TABLES[name].description,
        "rows": rows,
        "bytes": path.stat().st_size,
        "hash": "sha256:" + digest(path),
        "schema": {"fields": fields, "missingValues": [""], **keys},
    }


def write_csv(name: str, frame: pd.DataFrame, path: Path) -> None:
    """A checked table as CSV: UTF-8 with BOM, numbers as they stand in a text."""
    plain = frame.copy()
    for column, kind in schema.dtypes(name).items():
        if kind == "float64":
            plain[column] = [_digits(float(v)) for v in frame[column]]
    put(path, _BOM + plain.to_csv(index=False, lineterminator="\n").encode())


def _digits(value: float) -> str:
    """A number as it stands in a file: 608000000, 2.5; nothing where none is known."""
    if math.isnan(value):
        return ""
    return f"{value:.0f}" if value.is_integer() else repr(value)


def _join_csv(name: str, files: Sequence[Path], path: Path) -> None:
    """One file of many, each with the same header."""
    header = _BOM + (",".join(schema.columns(name)) + "\n").encode()
    with path.open("wb") as out:
        out.write(header)
        for file in files:
            data = file.read_bytes()
            if not data.startswith(header):
                raise ValueError(f"{file.parent.name}/{file.name}: not the columns of {name}")
            out.write(data[len(header) :])
    sync(path)


def _join_parquet(name: str, files: Sequence[Path], path: Path) -> None:
    """The same as Parquet, a row group a part."""
    shape = pa.Schema.from_pandas(schema.empty(name), preserve_index=False)
    with pq.ParquetWriter(path, shape) as out:
        for file in files:
            frame = schema.read_csv(name, file)
            if len(frame):
                out.write_table(pa.Table.from_pandas(frame, schema=shape, preserve_index=False))
    sync(path)
