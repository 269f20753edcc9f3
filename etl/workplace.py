"""Where a folder is worked on before it is shown: `.atlas/<its name>/` beside it.

There lie the lock of whoever writes, what is staged, former versions, and the parts a build keeps. A change of several
folders is written down first (`change.json`) and then carried out: what was interrupted before that moment never
happened and is swept away; what was interrupted after it is finished by the next who holds the lock.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from etl import paths
from etl.errors import Code, Refused

_CHANGE = "change.json"


@dataclass(frozen=True)
class Move:
    """One folder takes another's place.

    `new` becomes `target` (empty: nothing takes its place), and what stood there goes to `old`, but for the files that
    are not `ours` (empty: all are), which stay. `inode` is that of `new`, by which a move that was made is known.
    """

    new: str
    target: str
    old: str
    inode: int = 0
    ours: tuple[str, ...] = ()

    def make(self) -> None:
        """Make the move, or finish one that was interrupted."""
        new, target, old = Path(self.new), Path(self.target), Path(self.old)
        if not self.new:
            if target.exists():
                _fresh(old)
                target.rename(old)
            return
        if not target.exists():
            if new.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                new.rename(target)
        elif new.exists() and target.stat().st_ino != self.inode and not _exchange(new, target):
            self._aside()
        if new.exists():
            _fresh(old)
            new.rename(old)
            os.utime(old)
        self._keep_foreign()

    def _aside(self) -> None:
        """Where two folders cannot change names in one step: one after the other, or file by file into a mount point."""
        new, target, old = Path(self.new), Path(self.target), Path(self.old)
        _fresh(old)
        try:
            target.rename(old)
        except OSError as error:
            if error.errno not in (errno.EBUSY, errno.EXDEV):
                raise
            for path in sorted(new.iterdir(), key=lambda p: p.name in self.ours[-1:]):
                path.replace(target / path.name)  # the last of ours vouches for the rest
            new.rmdir()
        else:
            new.rename(target)

    def _keep_foreign(self) -> None:
        old = Path(self.old)
        if not self.ours or not old.is_dir():
            return
        for path in old.iterdir():
            if path.name not in self.ours and not (Path(self.target) / path.name).exists():
                path.rename(Path(self.target) / path.name)


class Workplace:
    """What lies beside a folder while it is worked on."""

    def __init__(self, target: Path) -> None:
        self.target = target.absolute()
        self.folder = paths.workplace(target)

    @contextmanager
    def alone(self, once: bool = False) -> Iterator[None]:
        """Hold the writer's lock; the system lets it go when the process ends, however it ends.

        What another left unfinished is finished or swept first. Raises `Refused` (busy) if somebody holds it. Of a
        folder that is written `once`, nothing stays beside it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise Refused(Code.BUSY) from None
        try:
            self._finish()
            shutil.rmtree(self.folder / "stage", ignore_errors=True)
            yield
        finally:
            shutil.rmtree(self.folder / "stage", ignore_errors=True)
            if once and {p.name for p in self.folder.iterdir()} <= {"lock"}:
                shutil.rmtree(self.folder, ignore_errors=True)
                with suppress(OSError):
                    self.folder.parent.rmdir()
            lock.release()

    def stage(self) -> Path:
        """A new folder for what is not yet shown; gone when the lock is let go, unless it was moved."""
        (self.folder / "stage").mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=self.folder / "stage"))
        place.chmod(0o755)
        return place

    def change(
        self, moves: Iterable[Move], log: Path | None = None, told: Mapping[str, object] | None = None
    ) -> None:
        """Make all moves or none: written down first, so that an interruption is made good by whoever comes next.

        What is `told` of the change is added to the log as a line, as part of it.
        """
        plan = json.dumps({"moves": [asdict(move) for move in moves], "log": str(log or ""), "told": told})
        draft = self.folder / f"{_CHANGE}.draft"
        put(draft, plan.encode())
        draft.replace(self.folder / _CHANGE)
        self._finish()

    def _finish(self) -> None:
        path = self.folder / _CHANGE
        if not path.exists():
            return
        plan = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(plan, list):  # written down by a version that told nothing
            plan = {"moves": plan, "told": None}
        for move in plan["moves"]:
            Move(**{**move, "ours": tuple(move["ours"])}).make()
        if plan["told"]:
            _tell(Path(plan["log"]), json.dumps(plan["told"], ensure_ascii=False).encode() + b"\n")
        path.unlink()


def move(new: Path | None, target: Path, old: Path, ours: tuple[str, ...] = ()) -> Move:
    """The move by which `new` takes the target's place, or, without `new`, the target goes away."""
    inode = new.stat().st_ino if new else 0
    return Move(str(new or ""), str(target.absolute()), str(old), inode, ours)


def put(path: Path, data: bytes) -> None:
    """Write a file so that it is on the disk when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _tell(log: Path, line: bytes) -> None:
    """Add a line, unless it is the last one already: an interrupted change is finished a second time."""
    with log.open("a+b") as file:
        file.seek(max(file.seek(0, os.SEEK_END) - 2**16, 0))
        last = file.read()
        if not last.endswith(line):
            file.write(
                line if last.endswith(b"\n") or not last else b"\n" + line
            )  # one that was cut stays alone
            file.flush()
            os.fsync(file.fileno())


def sync(path: Path) -> None:
    """See to it that what was written to a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _fresh(folder: Path) -> None:
    """Make room for a folder: nothing stands there, and its parent does."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)


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
