"""Tables become files, all of them or none: written beside the target, checked, then put in its place at once.

`datapackage.json` (Frictionless) says what was written: columns, types, licence, sources, and the hashes of inputs
and outputs by which a reader knows that the files belong together.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from etl import schema
from etl.errors import Code, Refused

FORMATS = ("csv", "parquet")
PACKAGE = "datapackage.json"
_FRICTIONLESS = {"string[pyarrow]": "string", "int64": "integer", "Int64": "integer", "float64": "number"}


def write(tables: Mapping[str, pd.DataFrame], out: Path, form: str, inputs: Mapping[str, str]) -> None:
    """Write all tables and the data package into `out`.

    `inputs` are names of input files with their SHA-256. A reader sees the old files or the new ones, never a mix;
    if anything fails, the old ones stay. Raises `Refused` if the place cannot be written.
    """
    if form not in FORMATS:
        raise Refused(Code.OPTION, option="format", value=form, allowed=" ".join(FORMATS))
    if out.exists() and not out.is_dir():
        raise Refused(Code.CANNOT_WRITE, what="folder", file=str(out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _alone(out), _staging(out) as stage:
            for name in schema.TABLES:
                _write_table(schema.validate(name, tables[name]), name, stage / f"{name}.{form}")
            package = {"created": ""} | describe(
                stage, form, inputs, {name: len(frame) for name, frame in tables.items()}
            )
            package["created"] = _created(out, package)
            _put(stage / PACKAGE, (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode())
            _switch(stage, out)
    except OSError as error:
        free = shutil.disk_usage(out.parent if out.parent.exists() else Path.cwd()).free
        raise Refused(
            Code.CANNOT_WRITE, reason=str(error.strerror or error), free_mb=free // 2**20, file=str(out)
        ) from error


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
        "resources": [_resource(folder, name, form, rows[name]) for name in schema.TABLES],
    }


def _created(out: Path, package: Mapping[str, object]) -> str:
    """Today, or the day on which the very same tables were written first: a rebuild alone changes no date."""
    try:
        old = json.loads((out / PACKAGE).read_text(encoding="utf-8"))
        same = [r["hash"] for r in old["resources"]] == [r["hash"] for r in package["resources"]]  # type: ignore[attr-defined]
        if same and old["created"]:
            return str(old["created"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return datetime.now(UTC).strftime("%Y-%m-%dT00:00:00Z")


def hashes(paths: Mapping[str, Path]) -> dict[str, str]:
    """Name → SHA-256 of the file."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}


def built_from(out: Path) -> dict[str, str]:
    """The inputs that the tables in a folder were built from; empty if there are none, or a file is not as written."""
    try:
        package = json.loads((out / PACKAGE).read_text(encoding="utf-8"))
        for resource in package["resources"]:
            if (
                hashlib.sha256((out / resource["path"]).read_bytes()).hexdigest()
                != resource["hash"][len("sha256:") :]
            ):
                return {}
        if package["version"] != schema.SCHEMA_VERSION:
            return {}
        return {source["path"]: source["hash"][len("sha256:") :] for source in package["sources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _resource(folder: Path, name: str, form: str, rows: int) -> dict[str, object]:
    data = (folder / f"{name}.{form}").read_bytes()
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
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": {"fields": fields, "missingValues": [""], **keys},
    }


def _write_table(frame: pd.DataFrame, name: str, path: Path) -> None:
    if path.suffix == ".parquet":
        frame.to_parquet(path, index=False)
        _put(path, path.read_bytes())
        return
    plain = frame.copy()
    for column, kind in schema.dtypes(name).items():
        if kind == "float64":
            plain[column] = [_digits(float(v)) for v in frame[column]]
    _put(path, ("\ufeff" + plain.to_csv(index=False, lineterminator="\n")).encode())


def _digits(value: float) -> str:
    """A number as it stands in a file: 608000000, 2.5; nothing where none is known."""
    if math.isnan(value):
        return ""
    return f"{value:.0f}" if value.is_integer() else repr(value)


def _put(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    stage = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    stage.chmod(0o755)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the writer's lock of a folder; the system lets it go when the process ends, however it ends."""
    lock = FileLock(out.parent / f".{out.name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Refused(Code.BUSY) from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows does it on release
            Path(lock.lock_file).unlink()
        lock.release()


def _switch(stage: Path, out: Path) -> None:
    """Put the staged files in place: the two folders change names in one step where the system can do that."""
    ours = {f"{name}.{form}" for name in schema.TABLES for form in FORMATS} | {PACKAGE}
    if not out.exists():
        stage.rename(out)
        return
    if all(p.name in ours for p in out.iterdir()) and _exchange(stage, out):
        return
    for path in sorted(
        stage.iterdir(), key=lambda p: p.name == PACKAGE
    ):  # the package last: it vouches for the rest
        path.replace(out / path.name)


def _exchange(a: Path, b: Path) -> bool:
    """Swap the names of two folders atomically (Linux `renameat2`); False where that cannot be done."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):  # no such call; on Windows no such library
        return False
    here, exchange = -100, 2
    if renameat2(here, os.fsencode(a), here, os.fsencode(b), exchange) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.EBUSY, errno.EXDEV, errno.EPERM):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
