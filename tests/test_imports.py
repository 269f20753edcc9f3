"""The import law of the house: who may import whom. Each test names all that break it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANNOTATORS = {
    f"etl.{name}"
    for name in (
        "mentions", "groups", "presences", "figures", "statements", "themes", "engagements", "citations",
    )
}  # fmt: skip
# What a renderer writes in; content knows none of them.
MEDIA = ("htpy", "markupsafe", "jinja2", "plotly", "pptx", "docx", "pypdf", "xlsxwriter", "vl_convert")
# Who goes through the list of pages: the frame of the app, and what is served beside it.
READERS_OF_THE_LIST = (
    "app", "pages", "ui.shell", "ui.chrome", "ui.picture_links", "ui.request_view", "ui.routes", "ui.slides",
)  # fmt: skip


def imported(path: Path) -> frozenset[str]:
    """Dotted names that a module imports, `from a import b` as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def read() -> tuple[dict[str, Path], dict[str, frozenset[str]]]:
    """Every module of ours by its dotted name, and what each imports."""
    paths = [
        ROOT / "app.py",
        *(p for folder in ("etl", "ui", "pages") for p in (ROOT / folder).rglob("*.py")),
    ]
    files = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(paths)
    }
    return files, {name: imported(path) for name, path in files.items()}


FILES, IMPORTS = read()
PAGES = sorted(name.removeprefix("pages.") for name in FILES if name.startswith("pages."))
# Everything in the folder of a page.
OF_PAGES = [name for name in FILES if name.startswith("ui.") and name.split(".")[1] in PAGES]


def within(name: str, parts: Iterable[str]) -> bool:
    """Whether a dotted name is one of the parts or below one."""
    return any(f"{name}.".startswith(f"{part}.") for part in parts)


def those(*parts: str) -> list[str]:
    """The modules that are or lie below these."""
    found = [name for name in FILES if within(name, parts)]
    assert found, parts
    return found


def offences(modules: Iterable[str], forbidden: Iterable[str], allowed: Iterable[str] = ()) -> list[str]:
    """What of the forbidden is imported, as `module: name`."""
    return [
        f"{module}: {name}"
        for module in modules
        for name in sorted(IMPORTS[module])
        if within(name, forbidden) and not within(name, allowed)
    ]


def none(found: Iterable[str]) -> None:
    """Fails with all that was found."""
    listed = sorted(found)
    assert not listed, "\n".join(listed)


def test_etl_knows_no_page() -> None:
    none(offences(those("etl"), ("ui", "pages", "app", "streamlit", "plotly")))


def test_etl_is_imported_for_the_schema_the_paths_phrases_pairing_and_its_processes_alone() -> None:
    starters = {"ui.reports.reading_process", "ui.slides.export_process"}
    readers = {"ui.tables", "ui.reference", "ui.manifest", "ui.contract"}
    speakers = {"ui.i18n", "ui.reports.warning_text"}
    pairing = {"ui.readings"}
    none(offences(set(those("ui", "pages", "app")) - readers - starters - speakers - pairing, ("etl",)))
    none(offences(pairing, ("etl",), ("etl.readings",)))
    none(offences(speakers, ("etl",), ("etl.phrases",)))
    none(offences(starters, ("etl",), ("etl.audit", "etl.child_process", "etl.limited")))
    none(offences(readers, ("etl",), ("etl.schema", "etl.paths")))


def test_annotators_are_siblings() -> None:
    assert set(FILES) >= ANNOTATORS
    none(said for one in ANNOTATORS for said in offences([one], ANNOTATORS - {one}))


def test_pages_are_storyboards_of_ui_and_streamlit() -> None:
    for name in those("pages"):
        assert all(within(other, ("ui", "streamlit", "__future__")) for other in IMPORTS[name]), name
        assert len(FILES[name].read_text(encoding="utf-8").splitlines()) <= 80, name


# Parts of one medium among inputs, which are no content: refusals and progress, the head of an upload, cards of slides.
# They are made of typed elements where they stand (decision 67).
INPUTS = {"ui.reports.widgets", "ui.reports.upload_preview", "ui.present.cards", "ui.present.deck_editor"}


def test_content_never_imports_a_renderer() -> None:
    """Only what offers inputs among blocks asks for them to be put on the page; it writes no markup either."""
    says = [name for name in FILES if name.rpartition(".")[2].endswith(("content", "exhibits", "brief"))]
    says += [*those("ui.queries"), *those("ui.content")]
    assert {"ui.content", "ui.exhibits"} <= set(says)
    none(offences(says, ("streamlit",)))
    others = {name for name in OF_PAGES if not any(within(other, ("streamlit",)) for other in IMPORTS[name])}
    media = ("ui.render", "ui.routes", *MEDIA)
    none(
        [
            *offences({*says, *others} - INPUTS, media),
            *offences(set(OF_PAGES) - others - INPUTS, media, ("ui.render.html.show", "ui.render.html.put")),
        ]
    )


def test_the_folder_of_a_page_never_imports_that_of_another() -> None:
    folders = {f"ui.{page}" for page in PAGES}
    none(said for one in OF_PAGES for said in offences([one], folders - {_folder(one)}))


def test_renderers_do_not_count() -> None:
    """They are given what they show: neither what is counted, nor a page, nor the list of pages."""
    pages = (f"ui.{page}" for page in PAGES)
    none(offences(those("ui.render"), ("ui.queries", "ui.registry", "ui.routes", *pages)))


def test_only_the_frame_and_what_is_served_read_the_list_of_pages() -> None:
    none(offences(set(FILES) - set(those(*READERS_OF_THE_LIST)), ("ui.registry",)))


def test_no_two_modules_import_each_other() -> None:
    """Neither directly nor through others: whoever reads one need not know the other."""

    def needed(name: str) -> set[str]:
        of_ours = {other if other in FILES else other.rpartition(".")[0] for other in IMPORTS[name]}
        return (of_ours & FILES.keys()) - {name}

    needs = {name: needed(name) for name in those("etl", "ui")}
    assert sum(map(len, needs.values())) > 300
    TopologicalSorter(needs).prepare()
    TopologicalSorter(_by_folder(needs)).prepare()


def _by_folder(needs: Mapping[str, set[str]]) -> dict[str, set[str]]:
    folders: dict[str, set[str]] = {}
    for name, others in needs.items():
        folders.setdefault(_folder(name), set()).update(
            {_folder(other) for other in others} - {_folder(name)}
        )
    return folders


def _folder(name: str) -> str:
    return ".".join(name.split(".")[:2])


def test_only_renderers_write_tags() -> None:
    """Everything else makes blocks or elements, in which no text can be forgotten to be escaped."""
    tag = re.compile(r"(?<!\?P)</?[a-z][a-z0-9]*[\s>](?!\.)")
    others = set(those("ui")) - set(those("ui.render", "ui.palette"))  # the palette makes the style sheet
    none(f"{name}: {text[:60]}" for name in others for text in _texts(FILES[name]) if tag.search(text))


def _texts(path: Path) -> list[str]:
    """The string literals of a module, but for its docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docs)
    return [node.value for node in texts if isinstance(node.value, str)]


def test_no_document_text_is_trusted_as_html() -> None:
    for name in those("ui", "pages", "app"):
        source = FILES[name].read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in source and "unsafe_allow_javascript" not in source, name
