"""The page at /api: plain HTML that stands alone, in the app's colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from ui import palette, tables
from ui.i18n import LANGUAGES, Words
from ui.markup import esc
from ui.method import data_dictionary
from ui.routes import api_query

# One question a table that shows what its conditions are for.
EXAMPLES = {
    "reports": "language=zh",
    "sections": "level=1",
    "passages": "iso3=TUN",
    "mentions": "iso3=TUN",
    "groups": "kind=region",
    "engagements": "engagement=training",
    "presences": "status=visit",
    "figures": "category=funding",
    "themes": "theme=women_gender",
    "regions": "kind=table",
    "citations": "section=II.E",
}
_CSS = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 FONT;font-variant-numeric:tabular-nums}
:lang(zh) body{line-height:1.75}
main,header>div{max-width:1080px;margin:0 auto;padding:0 24px}
header{border-bottom:1px solid var(--line)}
header>div{display:flex;gap:24px;min-height:56px;align-items:center;justify-content:space-between}
header nav{display:flex;gap:12px;font-size:14px}
a{color:var(--accent);text-decoration:none}
a:hover{text-decoration:underline;text-underline-offset:3px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.brand{color:var(--ink);font-weight:600}
nav [aria-current]{color:var(--ink);font-weight:600}
h1{font-size:28px;line-height:1.35;font-weight:600;margin:32px 0 8px}
h2{font-size:20px;line-height:1.4;font-weight:600;margin:40px 0 8px}
p,li{max-width:44em;margin:8px 0}
ul{padding-left:20px}
.quiet{color:var(--quiet);font-size:14px}
table{width:100%;border-collapse:collapse;font-size:15px}
th,td{text-align:left;vertical-align:top;padding:10px 16px 10px 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--quiet);font-size:14px}
tbody th b{font-weight:600}
tbody th span{display:block;color:var(--quiet);font-size:14px}
.n{text-align:right;white-space:nowrap}
.forms{white-space:nowrap}
.forms a{margin-right:12px}
code,pre{font:14px/1.6 ui-monospace,'SFMono-Regular',Menlo,Consolas,monospace}
pre{background:var(--raised);padding:12px 16px;overflow-x:auto;border-radius:4px}
td code{overflow-wrap:anywhere}
details{border-bottom:1px solid var(--line);padding:8px 0}
summary{cursor:pointer}
details code{margin-right:12px;white-space:nowrap}
.wide{overflow-x:auto}
footer{margin:40px 0 48px;border-top:1px solid var(--line);padding-top:16px}
@media (max-width:640px){
main,header>div{padding:0 16px}h1{font-size:22px}
thead{display:none}tr{display:block;border-bottom:1px solid var(--line);padding:10px 0}
th,td{display:block;border:0;padding:2px 0}.n{text-align:left;color:var(--quiet);font-size:14px}
.forms a{display:inline-block;padding:4px 0}
}
"""


def html(atlas: tables.Atlas, say: Words, formats: Sequence[str], base: str, origin: str) -> str:
    """The whole page; `base` is what our addresses begin with, `origin` how the reader reached us."""
    tongues = "".join(
        f'<a href="?lang={lang}" lang="{lang}"{" aria-current=true" if lang == say.lang else ""}>'
        f"{esc(say(f'languages.{lang}'))}</a>"
        for lang in LANGUAGES
    )
    rules = "".join(
        f"<li>{esc(say(f'api.rule_{name}', cap=say.number(api_query.CAP), longest=api_query.LONGEST))}</li>"
        for name in ("conditions", "through", "short", "paging", "fresh", "csv", "errors")
    )
    title = esc(say("api.title"))
    return (
        f'<!doctype html><html lang="{say.lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title} · {esc(say('app.name'))}</title><style>{_style()}</style></head><body>"
        f'<header><div><a class="brand" href="{esc(base)}/?lang={say.lang}">{esc(say("app.name"))}</a>'
        f'<nav aria-label="{esc(say("app.switch_language"))}">{tongues}</nav></div></header>'
        f"<main><h1>{title}</h1><p>{esc(say('api.lead'))}</p>"
        f'<p><a href="{esc(base)}/api/package.zip">{esc(say("api.package"))}</a> · '
        f'<a href="{esc(base)}/api/openapi.json">{esc(say("api.openapi"))}</a> · '
        f'<a href="{esc(base)}/method?lang={say.lang}">{esc(say("pages.method"))}</a></p>'
        f"<h2>{esc(say('api.tables'))}</h2>{_tables(atlas, say, formats, base)}"
        f"<h2>{esc(say('api.rules'))}</h2><ul>{rules}</ul>"
        f"<h2>{esc(say('api.conditions'))}</h2>{_conditions()}"
        f"<h2>{esc(say('api.programs'))}</h2>{_programs(say, f'{origin}{base}')}"
        f'<footer class="quiet"><p>{esc(say("api.licence"))}</p><p>{esc(say("api.disclaimer"))} '
        f"{esc(say('countries.kosovo'))}</p>"
        f"<p>{esc(say('api.dated', date=say.date(atlas.date), version=atlas.version))}</p></footer>"
        "</main></body></html>"
    )


def _style() -> str:
    def variables(colours: palette.Palette) -> str:
        return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(colours).items())

    dark = f"@media (prefers-color-scheme:dark){{:root{{{variables(palette.DARK)}}}}}"
    return f":root{{{variables(palette.LIGHT)}}}{dark}{_CSS.replace('FONT', palette.FONT)}"


def _tables(atlas: tables.Atlas, say: Words, formats: Sequence[str], base: str) -> str:
    rows = ""
    for table in tables.NAMES:
        known = atlas.frames.get(table)
        number = say.count("rows", len(known)) if known is not None else "–"
        forms = "".join(
            f'<a href="{esc(base)}/api/{table}.{form}{_in(say, form)}">{form.upper() if form != "parquet" else "Parquet"}</a>'
            for form in formats
        )
        example, meaning = EXAMPLES[table], data_dictionary.table_words(say, table)
        rows += (
            f'<tr><th scope="row"><b>{esc(say(f"tables.{table}"))}</b> <code>{table}</code>'
            f"<span>{esc(meaning)}</span></th>"
            f'<td class="n">{esc(number)}</td>'
            f'<td class="forms">{forms}</td>'
            f'<td><a href="{esc(base)}/api/{table}.json?{esc(example)}"><code>?{esc(example)}</code></a></td></tr>'
        )
    head = "".join(
        f'<th scope="col"{" class=n" if name == "rows" else ""}>{esc(say(f"api.column_{name}"))}</th>'
        for name in ("table", "rows", "files", "example")
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _in(say: Words, form: str) -> str:
    """Notes and the source sheet in the reader's language; bare rows need none."""
    return f"?lang={say.lang}" if form in ("json", "xlsx") else ""


def _conditions() -> str:
    items = ""
    for table in tables.NAMES:
        names = [
            *api_query.filters_of(table),
            *(["q"] if table == "passages" else []),
            "limit",
            "offset",
            "lang",
        ]
        codes = "".join(f"<code>{esc(name)}</code> " for name in names)
        items += f"<details><summary><code>{table}</code></summary><p>{codes}</p></details>"
    return items


def _programs(say: Words, root: str) -> str:
    shell = f'curl -o tunisia.xlsx "{root}/api/passages.xlsx?iso3=TUN&lang={say.lang}"'
    python = f'import pandas as pd\nmentions = pd.read_csv("{root}/api/mentions.csv?iso3=TUN")'
    return "".join(f'<pre tabindex="0">{esc(code)}</pre>' for code in (shell, python))
