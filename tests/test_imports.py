"""The import law of the house: who may import whom."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ANNOTATORS = {
    "mentions",
    "groups",
    "presences",
    "figures",
    "statements",
    "themes",
    "engagements",
    "citations",
}


def imported(path: Path) -> set[str]:
    """Dotted names that a module imports, `from a import b` as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", modules("etl"), ids=str)
def test_etl_knows_no_page(path: Path) -> None:
    forbidden = {"ui", "pages", "app", "streamlit", "plotly"}
    assert not {name.split(".")[0] for name in imported(path)} & forbidden


@pytest.mark.parametrize("path", modules("ui"), ids=str)
def test_only_ui_tables_imports_etl_and_only_the_schema_and_the_paths(path: Path) -> None:
    from_etl = {name for name in imported(path) if name.split(".")[0] == "etl"}
    if path == ROOT / "ui" / "tables.py":
        assert from_etl == {"etl.schema", "etl.paths"}
    else:
        assert not from_etl


@pytest.mark.parametrize("path", modules("pages"), ids=str)
def test_pages_import_ui_and_streamlit(path: Path) -> None:
    assert {name.split(".")[0] for name in imported(path)} <= {"ui", "streamlit", "__future__"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120, "a page is a storyboard"


@pytest.mark.parametrize("name", sorted(ANNOTATORS))
def test_annotators_are_siblings(name: str) -> None:
    others = {f"etl.{other}" for other in ANNOTATORS - {name}}
    assert not {
        n for n in imported(ROOT / "etl" / f"{name}.py") if n in others or n.rsplit(".", 1)[0] in others
    }


def test_no_two_modules_import_each_other() -> None:
    """Neither directly nor through others: whoever reads one need not know the other."""
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for folder in ("etl", "ui")
        for path in modules(folder)
    }

    def needed(path: Path) -> set[str]:
        asked = imported(path)
        return {name if name in names else name.rpartition(".")[0] for name in asked} & names.keys()

    needs = {name: needed(path) - {name} for name, path in names.items()}
    assert sum(map(len, needs.values())) > 300
    TopologicalSorter(needs).prepare()
    folders: dict[str, set[str]] = {}
    for name, others in needs.items():  # nor any two folders
        folders.setdefault(_folder(name), set()).update({_folder(o) for o in others} - {_folder(name)})
    TopologicalSorter(folders).prepare()


def _folder(name: str) -> str:
    return ".".join(name.split(".")[:2])


def texts_in(path: Path) -> list[str]:
    """The string literals of a module, but for its docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


# Pages that still write their HTML as text.
AS_TEXT = {
    "charts", "evidence", "exports", "findings", "markup",
    "compare", "countries", "overview", "paragraphs", "plates", "presences", "themes",
}  # fmt: skip


@pytest.mark.parametrize("path", modules("ui"), ids=str)
def test_only_renderers_write_tags(path: Path) -> None:
    """Everything else makes blocks or elements, in which no text can be forgotten to be escaped."""
    place = path.relative_to(ROOT / "ui").with_suffix("").parts[0]
    if place in {"render", "palette", *AS_TEXT}:  # the palette makes the style sheet
        return
    tag = re.compile(r"(?<!\?P)</?[a-z][a-z0-9]*[\s>](?!\.)")
    assert not [text for text in texts_in(path) if tag.search(text)]


def test_no_document_text_is_trusted_as_html() -> None:
    for path in [*modules("ui"), *modules("pages"), ROOT / "app.py"]:
        assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), path
