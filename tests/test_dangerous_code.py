"""What no line of the program does: run what comes from outside, trust it as markup, or unpack objects from it.

Looked for in the parsed source, so that no comment is a false alarm and no other spelling a way around.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.paths import ROOT

FILES = [
    ROOT / "app.py",
    *(p for name in ("etl", "ui", "pages", "rights_report_atlas") for p in (ROOT / name).rglob("*.py")),
]
# They make objects, and so run code, of bytes.
UNPACKERS = {
    "pickle",
    "cPickle",
    "_pickle",
    "dill",
    "cloudpickle",
    "marshal",
    "shelve",
    "joblib",
    "jsonpickle",
}
RUNNERS = {"eval", "exec", "compile", "__import__", "execfile"}
SHELLS = {
    "os.system", "os.popen", "os.startfile", "subprocess.getoutput", "subprocess.getstatusoutput", "pty.spawn",
    "commands.getoutput", "asyncio.create_subprocess_shell",
}  # fmt: skip
OBJECTS = {
    "yaml.load",
    "yaml.unsafe_load",
    "yaml.full_load",
    "pandas.read_pickle",
    "pd.read_pickle",
    "numpy.load",
    "np.load",
}
# Marks a text as markup that needs no escaping.
TRUSTERS = {"Markup", "markupsafe.Markup", "mark_safe"}
# What marks as markup a text that is no literal of its own: each makes it of a template or of a file that comes with the program.
TRUSTED = {
    "ui/render/documents.py": 4,
    "ui/render/svg/shapes.py": 1,
}


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a name or an attribute; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}" if dotted(node.value) else ""
    return ""


def renamed(tree: ast.AST) -> dict[str, str]:
    """What names of a module stand for: `from os import system as s` makes s os.system."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname: alias.name for alias in node.names if alias.asname}
    return found


def offences(source: str) -> Iterator[tuple[str, int]]:
    """(what, line) of everything that is not done here."""
    tree = ast.parse(source)
    known = renamed(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = (
                [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            )
            yield from (
                ("unpacks objects", node.lineno) for name in names if name.partition(".")[0] in UNPACKERS
            )
        if not isinstance(node, ast.Call):
            continue
        first, dot, rest = dotted(node.func).partition(".")
        name = known.get(first, first) + dot + rest
        if name.removeprefix("builtins.") in RUNNERS:
            yield "runs a text", node.lineno
        elif name in SHELLS:
            yield "runs a shell", node.lineno
        elif name in OBJECTS and not _safe(node):
            yield "unpacks objects", node.lineno
        for word in node.keywords:
            if word.arg is None:
                continue
            on = not (isinstance(word.value, ast.Constant) and word.value.value in (False, None))
            if word.arg == "shell" and on:
                yield "runs a shell", node.lineno
            if word.arg.startswith("unsafe_allow") and on:
                yield "trusts markup", node.lineno
            if word.arg == "autoescape" and not (
                isinstance(word.value, ast.Constant) and word.value.value is True
            ):
                yield "trusts markup", node.lineno
        if name == "jinja2.Environment" and not any(word.arg == "autoescape" for word in node.keywords):
            yield "trusts markup", node.lineno
        if any(known.get(dotted(arg), dotted(arg)) in TRUSTERS for arg in node.args):  # map(Markup, texts)
            yield "marks as markup", node.lineno
        if name in TRUSTERS and node.args and not _literal(node.args[0]):
            yield "marks as markup", node.lineno
        if (
            isinstance(node.func, ast.Attribute)
            and node.func.attr in ("format", "__mod__")
            and _joined(node.func.value)
        ):
            yield "trusts markup", node.lineno


def _safe(call: ast.Call) -> bool:
    """numpy.load without objects, yaml.load with the loader that makes none."""
    said = {word.arg: word.value for word in call.keywords}
    loader = said.get("Loader")
    return isinstance(said.get("allow_pickle"), ast.Constant) or (
        loader is not None and dotted(loader).endswith("SafeLoader")
    )


def _literal(node: ast.expr) -> bool:
    """A text as it stands, nothing put in; `"…" "…"` is one."""
    return isinstance(node, ast.Constant)


def _joined(node: ast.expr) -> bool:
    """`Markup(f"…")`, whose text is put in before anything could escape it."""
    return (
        isinstance(node, ast.Call)
        and dotted(node.func) in TRUSTERS
        and any(isinstance(a, ast.JoinedStr) for a in node.args)
    )


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_dangerous_is_done(path: Path) -> None:
    found = [
        (what, line) for what, line in offences(path.read_text(encoding="utf-8")) if what != "marks as markup"
    ]
    assert not found, found


def test_what_is_marked_as_markup_is_our_own() -> None:
    """Not more places than are known, in renderers alone; a new one is to be looked at."""
    found: dict[str, int] = {}
    for path in FILES:
        n = sum(what == "marks as markup" for what, _ in offences(path.read_text(encoding="utf-8")))
        if n:
            found[path.relative_to(ROOT).as_posix()] = n
    assert found == TRUSTED


@pytest.mark.parametrize("path", sorted((ROOT / "ui" / "templates").glob("*")), ids=lambda p: p.name)
def test_templates_escape_what_they_are_given(path: Path) -> None:
    from jinja2 import Environment, nodes

    tree = Environment().parse(path.read_text(encoding="utf-8"))
    trusted = [f for f in tree.find_all(nodes.Filter) if f.name == "safe"]
    # the list of typefaces, which is a constant of the program
    assert [str(getattr(f.node, "name", "")) for f in trusted] in ([], ["font"])
    assert not list(tree.find_all(nodes.ScopedEvalContextModifier))


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("eval('1')", "runs a text"),
        ("import builtins\nbuiltins.exec(x)", "runs a text"),
        ("from os import system as s\ns('ls')", "runs a shell"),
        ("import os as o\no.popen('ls')", "runs a shell"),
        ("import subprocess\nsubprocess.run('ls', shell=True)", "runs a shell"),
        ("import subprocess\nsubprocess.run('ls', shell=not False)", "runs a shell"),
        ("import pickle as p", "unpacks objects"),
        ("from marshal import loads", "unpacks objects"),
        ("import pandas as pd\npd.read_pickle(x)", "unpacks objects"),
        ("import yaml\nyaml.load(x)", "unpacks objects"),
        ("st.markdown(x, unsafe_allow_html=True)", "trusts markup"),
        ("import jinja2\njinja2.Environment()", "trusts markup"),
        ("from jinja2 import Environment\nEnvironment(autoescape=False)", "trusts markup"),
        ("from markupsafe import Markup\nMarkup(f'<b>{x}</b>')", "marks as markup"),
        ("from markupsafe import Markup as M\nM('<b>' + x)", "marks as markup"),
        ("from markupsafe import Markup\nMarkup('<b>%s</b>' % x)", "marks as markup"),
        ("from markupsafe import Markup\nmap(Markup, said)", "marks as markup"),
    ],
)
def test_the_search_finds_what_it_looks_for(source: str, what: str) -> None:
    assert what in {found for found, _ in offences(source)}


@pytest.mark.parametrize(
    "source",
    [
        "# eval(x)",
        "'shell=True'",
        "re.compile('a')",
        "subprocess.run(['ls'], shell=False)",
        "Markup('<b>{}</b>').format(x)",
    ],
)
def test_what_is_harmless_is_left_alone(source: str) -> None:
    assert not list(offences(source))


@pytest.mark.parametrize("kept", [".gitignore", ".dockerignore", "pyproject.toml"])
def test_secrets_are_in_no_repository_no_image_and_no_wheel(kept: str) -> None:
    assert "secrets.toml" in (ROOT / kept).read_text(encoding="utf-8")
