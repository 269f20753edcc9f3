"""Whole documents from templates (`ui/templates/`, Jinja, escaped by itself): the screen of slides, the API's page, briefs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.content import Brief
from ui.i18n import Words
from ui.palette import FONT, LIGHT, STATIC, Palette
from ui.render.html.passages import marked

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def document(name: str, **facts: object) -> str:
    """The template `name` with its facts; a fact that the template names and that is not given raises UndefinedError."""
    return _environment().get_template(name).render(facts)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests["of_kind"] = lambda block, kind: type(block).__name__ == kind
    return made


def notice(say: Words, title: str, said: str, ways: Iterable[tuple[str, str]]) -> str:
    """A page in place of one that is not shown: what is said, and ways on as (address, words)."""
    facts = {"title": title, "said": said, "ways": ways, "brand": say("app.name")}
    return document("notice.html", lang=say.lang, fonts=FONT, **facts)


def brief(said: Brief, say: Words) -> Markup:
    """A brief as an <article> and its own style, always in the colours of paper."""
    return Markup("{}<style>{}</style>").format(_article(said, say), _brief_style())


def _article(said: Brief, say: Words) -> Markup:
    return Markup(document("brief_article.html", brief=said, lang=say.lang, say=say, marked=marked))


def _brief_style() -> Markup:
    return Markup(".brief{{{}font-family:{}}}{}").format(variables(LIGHT), Markup(FONT), style("brief.css"))


def variables(colours: Palette) -> Markup:
    """A palette as CSS variables: `--ink:#17222E;…`."""
    declared = (f"--{name.replace('_', '-')}:{value};" for name, value in asdict(colours).items())
    return Markup("").join(map(Markup, declared))


def style(file: str, fill_in: Callable[[str], str] = str) -> Markup:
    """A style sheet of ours to stand inside a document; `fill_in` may complete it."""
    return Markup(fill_in((STATIC / file).read_text(encoding="utf-8")))
