"""The golden texts: everything users see as plain text, to compare two trees with.

`python -m tests.golden write DIR` writes the texts of a tree, one file a thing; `python -m tests.golden against REV`
compares this tree with a revision and fails if anything differs. With `--addresses` the queries of links count too.

A server is started as users start it and asked as browsers ask: pages over its websocket, all else over HTTP. No module
of the product is imported, so that revisions can be compared whose modules have other names.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from . import text, views
from .text import Tidy
from .views import LANGUAGES, listed
from .visiting import Server, serving, visiting

HERE = Path(__file__).resolve().parent
MOST_LINES, MOST_OF_FILE = 400, 40
LONGEST_NAME = 60


class Texts:
    """Writes the texts of a server into a folder."""

    def __init__(self, server: Server, target: Path, addresses: bool) -> None:
        self.server, self.target = server, target
        data = json.loads(server.ask("api/reports.json")[2])["data"]
        days = (date.today(), datetime.now(UTC).date(), date.fromisoformat(data["date"][:10]))
        self.tidy = Tidy(tuple(dict.fromkeys(days)), addresses)

    def put(self, folder: str, lang: str, address: str, said: str) -> None:
        """Write one text."""
        name = re.sub(r"[^\w.,=&-]+", "_", address) or "_"
        if len(name) > LONGEST_NAME:
            name = f"{name[:LONGEST_NAME]}…{hashlib.sha256(name.encode()).hexdigest()[:6]}"
        place = self.target / folder / lang / f"{name}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(said + "\n", encoding="utf-8")

    def pages(self, addresses: Iterable[str]) -> None:
        """Pages, each as a new visitor meets it."""
        for lang in LANGUAGES:
            for address in addresses:
                page, _, query = address.partition("?")
                with visiting(self.server) as visitor:
                    visitor.open(page, with_language(query, lang))
                    self.put("pages", lang, address or "overview", visitor.text(self.tidy))

    def files(self, folder: str, addresses: Iterable[str]) -> None:
        """Whatever is asked for over HTTP, with its status and name."""
        for lang in LANGUAGES:
            for address in dict.fromkeys(addresses):
                path, _, query = address.partition("?")
                inside = path if folder == "other" else f"{folder}/{path}"
                status, headers, body = self.server.ask(f"{inside}?{with_language(query, lang)}")
                media = headers.get("Content-Type", "")
                head = f"{status} {media} {headers.get('Content-Disposition', '')}".strip()
                said = text.answer(body, media, self.tidy)
                self.put(folder, lang, address, f"{self.tidy.text(head)}\n{said}")

    def acts(self) -> None:
        """What only comes when something is done: a presentation as PowerPoint, a report of the visitor's own."""
        for lang in LANGUAGES:
            with visiting(self.server) as visitor:
                visitor.open("present", f"lang={lang}")
                self.put("acts", lang, "style.css", visitor.styles())
                visitor.press(visitor.find("button", label="PowerPoint"))
                _, headers, body = self.server.ask(visitor.find("download_button").url)
                said = text.answer(body, headers.get("Content-Type", ""), self.tidy)
                self.put("acts", lang, "presentation.pptx", said)
            with visiting(self.server) as visitor:
                visitor.open("reports", f"lang={lang}")
                visitor.upload("report.txt", views.TEXTS["en"].encode())
                self.put("acts", lang, "upload", visitor.text(self.tidy))
                symbol = visitor.find("text_input").id
                visitor.press(visitor.find("button", type="primary"), **{symbol: views.SYMBOL})
                self.put("acts", lang, "kept", visitor.text(self.tidy))

    def names(self, folder: str) -> list[str]:
        """The names that a refusal lists: `/picture/<name>.svg` or the name alone."""
        allowed = json.loads(self.server.ask(f"{folder}/nothing.nothing")[2])["allowed"]
        return [str(each).removeprefix(f"/{folder}/") for each in allowed]


def with_language(query: str, lang: str) -> str:
    """A query in a language."""
    return urlencode([("lang", lang), *parse_qsl(query, keep_blank_values=True)])


def compared_tables(tree: Path, place: Path) -> dict[str, str]:
    """Tables of the tree's reports and of a later one in two languages; the environment of a server that shows them."""
    reports, out = place / "reports", place / "tables"
    shutil.copytree(tree / "data" / "reports", reports)
    for lang, said in views.TEXTS.items():
        file = place / f"report.{lang}.txt"
        file.write_text(said, encoding="utf-8")
        what = ["--lang", lang, "--symbol", views.SYMBOL, "--title", views.TITLE]
        where = ["--reports", str(reports), "--out", str(out)]
        command = [sys.executable, "-m", "etl", "add", str(file), *what, *where]
        subprocess.run(command, cwd=tree, check=True, capture_output=True)
    return {"ATLAS_REPORTS": str(reports), "ATLAS_TABLES": str(out)}


def write(tree: Path, target: Path, addresses: bool = False) -> None:
    """All texts of a tree."""
    began = time.monotonic()
    with serving(tree) as server:
        texts = Texts(server, target / "one", addresses)
        texts.pages(listed(views.PAGES))
        pictures = [f"{p}.svg{q}" for p, q in parts(views.PICTURES)]
        texts.files("picture", [*texts.names("picture"), *pictures])
        slides = [f"{p}.svg{q}" for p, q in parts(views.SLIDES)]
        texts.files("slide", [*(f"{name}.svg" for name in texts.names("slide")), *slides])
        lists = [f"{p}.{form}{q}" for p, q in parts(views.LISTS) for form in ("csv", "xlsx")]
        texts.files("list", [*texts.names("list"), *lists])
        forms = {"country": ("docx", "html"), "theme": ("docx",)}
        texts.files("brief", [f"{p}.{form}{q}" for p, q in parts(views.BRIEFS) for form in forms[p]])
        tables = [f"api/{name}.json?limit=5" for name in views.TABLES]
        texts.files("other", [*listed(views.FILES), *tables])
        texts.acts()
    with tempfile.TemporaryDirectory() as place:
        environment = compared_tables(tree, Path(place))
        with serving(tree, **environment) as server:
            texts = Texts(server, target / "three", addresses)
            for folder, asked in views.COMPARED.items():
                if folder == "pages":
                    texts.pages(asked)
                else:
                    texts.files(folder, asked)
    n = sum(1 for _ in target.rglob("*.txt"))
    print(f"{n} texts of {tree} in {time.monotonic() - began:.0f} s", file=sys.stderr)


def parts(lines: str) -> list[tuple[str, str]]:
    """Listed addresses as (path, query with its question mark)."""
    return [(path, mark + query) for path, mark, query in (each.partition("?") for each in listed(lines))]


def read(folder: Path) -> dict[str, list[str]]:
    """Texts by name, in lines."""
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.rglob("*.txt"))
    }


def differences(before: Path, after: Path, most: int) -> bool:
    """Print what differs between two folders; whether anything does."""
    old, new = read(before), read(after)
    gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    changed = [name for name in old if name in new and old[name] != new[name]]
    left = most
    for name in changed:
        lines = list(difflib.unified_diff(old[name], new[name], f"a/{name}", f"b/{name}", lineterm="", n=2))
        shown = lines[: min(MOST_OF_FILE, left)]
        print(
            "\n".join(
                shown if len(shown) == len(lines) else [*shown, f"… {len(lines) - len(shown)} more lines"]
            )
        )
        left -= len(shown)
        if left <= 0:
            print("… more files differ:", *changed[changed.index(name) + 1 :])
            break
    for line in (*(f"gone: {name}" for name in gone), *(f"new: {name}" for name in come)):
        print(line)
    same = len(old) - len(gone) - len(changed)
    print(f"{same} the same, {len(changed)} differ, {len(gone)} gone, {len(come)} new")
    return bool(gone or come or changed)


def git(tree: Path, *command: str) -> str:
    """What git says."""
    return subprocess.run(
        ["git", *command], cwd=tree, check=True, capture_output=True, text=True
    ).stdout.strip()


def of_revision(tree: Path, revision: str, addresses: bool) -> Path:
    """The texts of a revision; kept below build/, until this harness changes."""
    code = b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py")))
    edition = hashlib.sha256(code + bytes([addresses])).hexdigest()[:12]
    commit = git(tree, "rev-parse", f"{revision}^{{commit}}")
    kept = tree / "build" / "golden" / f"{commit[:12]}-{edition}"
    if kept.is_dir():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as place:
        other, target = Path(place) / "tree", Path(place) / "texts"
        git(tree, "worktree", "add", "--detach", str(other), commit)
        try:
            write(other, target, addresses)
            target.rename(kept)
        finally:
            git(tree, "worktree", "remove", "--force", str(other))
    return kept


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("write", "against"))
    parser.add_argument("where", help="a folder to write to, or a revision to compare with")
    parser.add_argument("--addresses", action="store_true", help="the queries of links count")
    parser.add_argument("--lines", type=int, default=MOST_LINES, help="most lines of difference shown")
    given = parser.parse_args()
    tree = Path.cwd()
    if given.what == "write":
        write(tree, Path(given.where).resolve(), given.addresses)
        return 0
    before = of_revision(tree, given.where, given.addresses)
    with tempfile.TemporaryDirectory() as place:
        write(tree, Path(place), given.addresses)
        return int(differences(before, Path(place), given.lines))


if __name__ == "__main__":
    sys.exit(main())
