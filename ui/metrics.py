"""What the server counts of its work, as Prometheus reads it (text format 0.0.4), and its log of answers."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from ui import gate, tables

# The variable of the environment that asks for a line of JSON for every answer, on standard error.
LOG = "ATLAS_LOG"
_BUCKETS = (0.05, 0.1, 0.3, 1.0, 3.0, 10.0)
_log = logging.getLogger("atlas.access")
_lock = Lock()
_views: Counter[str] = Counter()
_seconds: Counter[str] = Counter()
_within: Counter[float] = Counter()
_answers: Counter[tuple[str, int]] = Counter()
_errors: Counter[str] = Counter()
_BEGUN = time.time()


@contextmanager
def view(page: str) -> Iterator[None]:
    """Count a run of a page, with how long it takes."""
    begun = time.monotonic()
    try:
        yield
    finally:
        taken = time.monotonic() - begun
        with _lock:
            _views[page] += 1
            _seconds[page] += taken  # type: ignore[assignment]
            for bucket in _BUCKETS:
                _within[bucket] += taken <= bucket


def error(kind: str) -> None:
    """Count a fault of ours."""
    with _lock:
        _errors[kind] += 1


def answer(method: str, path: str, status: int, seconds: float) -> None:
    """Count an answer; log it where that is asked for, without its query: a key may stand in it."""
    first = path.strip("/").partition("/")[0]
    with _lock:
        _answers[first if first in _KNOWN else "other", status] += 1
    if os.environ.get(LOG) == "json":
        said = {"time": round(time.time(), 3), "method": method, "path": path[:200], "status": status}
        _log.warning("%s", json.dumps({**said, "seconds": round(seconds, 4)}))


_KNOWN = frozenset(
    ("api", "assets", "boundaries", "brief", "deck", "list", "picture", "show", "slide", "static", "_stcore")
)


def text() -> str:
    """All of it."""
    now, gates = tables.snapshot(), (gate.LIGHT, gate.HEAVY)
    served = f'version="{now.atlas.version}",date="{now.atlas.date}"'
    done = {f'gate="{g.name}",how="{how}"': n for g in gates for how, n in g.done.items()}
    with _lock:
        runs = sum(_views.values())
        families: list[tuple[str, str, str, Mapping[str, float]]] = [
            ("views_total", "counter", "Runs of pages.", {f'page="{p}"': n for p, n in _views.items()}),
            ("answers_total", "counter", "Answers by the first part of the path and status.",
             {f'path="{p}",status="{s}"': n for (p, s), n in _answers.items()}),
            ("errors_total", "counter", "Faults of ours.", {f'of="{k}"': n for k, n in _errors.items()}),
            ("gate_inside", "gauge", "Work being done or waiting.", {f'gate="{g.name}"': g.inside for g in gates}),
            ("gate_total", "counter", "Work by how it ended.", done),
            ("gate_seconds_total", "counter", "Time spent.", {f'gate="{g.name}"': round(g.spent, 3) for g in gates}),
            ("memory_bytes", "gauge", "Resident memory.", {"": memory()}),
            ("tables_refused", "gauge", "1 where newer tables are refused.", {"": int(bool(now.refused))}),
            ("info", "gauge", "What is served.", {served: 1}),
        ]  # fmt: skip
        lines = [
            line
            for name, kind, said, values in families
            for line in _family(f"atlas_{name}", kind, said, values)
        ]
        lines += _family(
            "process_start_time_seconds", "gauge", "Start of the process.", {"": round(_BEGUN, 1)}
        )
        buckets = {f'_bucket{{le="{bucket}"}}': _within[bucket] for bucket in _BUCKETS}
        measured = {
            **buckets,
            '_bucket{le="+Inf"}': runs,
            "_sum": round(sum(_seconds.values()), 4),
            "_count": runs,
        }
        lines += _head("atlas_view_seconds", "histogram", "How long a run of a page takes.")
        lines += [f"atlas_view_seconds{part} {value}" for part, value in measured.items()]
    return "\n".join(lines) + "\n"


def _head(name: str, kind: str, said: str) -> list[str]:
    return [f"# HELP {name} {said}", f"# TYPE {name} {kind}"]


def _family(name: str, kind: str, said: str, values: Mapping[str, float]) -> list[str]:
    rows = [
        f"{name}{{{labels}}} {value}" if labels else f"{name} {value}" for labels, value in values.items()
    ]
    return [*_head(name, kind, said), *rows]


def memory() -> int:
    """Bytes of resident memory; the most there ever was where the system does not say."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    try:
        import resource
    except ImportError:  # Windows does not say
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
