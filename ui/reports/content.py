"""The report library: a row a report with how well it was read, adding one, removing one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ui import sessions, tables, url_state
from ui.cache import kept
from ui.markup import current, esc, link
from ui.method import content as method_content
from ui.method import downloads
from ui.params import CountriesParams
from ui.queries import country_counts
from ui.reports import reading_process, warning_text
from ui.view import View

SHARED = "ATLAS_SHARED"
# Building every report anew takes longer than reading one.
SECONDS_SHARED = 300
_SAID = "said in the library"
_FOUND = ("mentions", "engagements", "presences", "figures", "themes")


def may_share() -> bool:
    """Whether the server's owner lets visitors change what everyone sees."""
    return os.environ.get(SHARED) == "1"


def of_report(view: View, report: str) -> View:
    """The same page about another report."""
    return replace(view, report=view.report.atlas.report(report))


def to(view: View, page: str) -> str:
    """Where a page about the view's report is."""
    several = len(view.report.atlas.reports) > 1
    shared = {**view.here.shared, **({url_state.REPORT: view.report.report} if several else {})}
    return url_state.href(page, shared, view.here.base)


@kept
def title_html(view: View) -> str:
    """The finding in a sentence: how many reports there are."""
    say, reports = view.words, view.report.atlas.reports
    n = sum(int(view.report.atlas.report(report).row["paragraphs"]) for report in reports)
    title = say(
        "library.title", reports=say.count("reports", len(reports)), paragraphs=say.count("paragraphs", n)
    )
    return f'<h1>{esc(title)}</h1><p class="subtitle">{esc(say("library.subtitle"))}</p>'


def period(view: View) -> str:
    """The period reported on, in words."""
    row, say = view.report.row, view.words
    if not row["period_start"] or not row["period_end"]:
        return say("app.no_period")
    return say("app.period", start=say.date(row["period_start"]), end=say.date(row["period_end"]))


def gaps(report: tables.Report) -> list[int]:
    """Numbers that no paragraph has, from 1 to the last."""
    passages = report.passages
    numbers = {int(n) for n in passages.loc[passages["kind"] == "paragraph", "number"]}
    return [n for n in range(1, max(numbers, default=0) + 1) if n not in numbers]


def warnings(report: tables.Report) -> list[str]:
    """What was odd in the document, a remark each."""
    return str(report.row["warnings"]).splitlines()


def folded(summary: str, items: Sequence[str], kind: str) -> str:
    """A number with its words, and under it everything that it counts; both are HTML."""
    if not items:
        return f"<p>{summary}</p>"
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<details class="{kind}"><summary>{summary}</summary><ul>{inner}</ul></details>'


def quality_html(view: View) -> str:
    """Gaps in the numbering and warnings of the view's report; each number opens what it counts."""
    say, missing, odd = view.words, gaps(view.report), warnings(view.report)
    gap = say.count("gaps", len(missing)) if missing else say("library.no_gaps")
    warning = say.count("warnings", len(odd)) if odd else say("library.no_warnings")
    run = folded(esc(gap), [str(n) for n in missing], "numbers") if view.report.row["paragraphs"] else ""
    return run + folded(esc(warning), [esc(warning_text.remark(say, line)) for line in odd], "remarks")


@kept
def row_html(view: View, shown: bool) -> str:
    """One report: what it is and how well it was read; `shown` is the one that all pages are about."""
    say, row = view.words, view.report.row
    about = [
        str(row["symbol"]),
        say(f"app.report_language_{view.text_lang}"),
        period(view),
        say("library.own" if view.report.own else "library.everyone"),
    ]
    doubtful = len(method_content.doubtful(view))
    total = sum(len(view.report.table(name)) for name in _FOUND)
    cells = _cell(to(view, "paragraphs"), say.number(row["paragraphs"]), say("library.paragraphs"))
    cells += _cell(
        to(view, "countries"),
        say.number(len(country_counts.counts(view.on(CountriesParams)))),
        say("library.countries"),
    )
    share = say("library.doubtful", n=say.number(doubtful), total=say.number(total))
    cells += _cell(to(view, "method"), say.share(doubtful, total), share)
    mark = f'<span class="here">{esc(say("library.here"))}</span>' if shown else ""
    title = link(to(view, "overview"), esc(view.title or row["symbol"]), aria_current=current(shown))
    return (
        f'<article class="loaded"><header><h2>{title}{mark}</h2><p class="quiet">{esc(" · ".join(about))}</p></header>'
        f'<ul class="loaded-numbers">{cells}</ul><div class="loaded-quality">{quality_html(view)}</div></article>'
    )


def _cell(target: str, number: str, label: str) -> str:
    return f"<li>{link(target, f'<strong>{esc(number)}</strong><span>{esc(label)}</span>')}</li>"


def draw(view: View, report: str) -> None:
    """One report, and the way to remove it where that may be."""
    of = of_report(view, report)
    st.html(row_html(of, report == view.report.report))
    if of.report.own or (may_share() and len(tables.load().reports) > 1):
        _removal(of, report == view.report.report)


def _removal(view: View, shown: bool) -> None:
    say, report, own = view.words, view.report.report, view.report.own
    kind = "own" if own else "everyone"
    with st.container(horizontal=True, key=f"remove_{report}"):
        if own:
            there = esc(downloads.package_href(view))
            st.html(
                f'<a class="file" href="{there}" download>{esc(say("library.tables"))}</a>', width="content"
            )
        with st.popover(say("library.remove")):
            st.html(f"<p>{esc(say(f'library.remove_{kind}', symbol=str(view.report.row['symbol'])))}</p>")
            if st.button(say("library.remove_yes"), key=f"yes_{report}"):
                _remove(view, shown)


def _remove(view: View, shown: bool) -> None:
    report, symbol = view.report.report, str(view.report.row["symbol"])
    if view.report.own:
        sessions.own().remove(report)
    else:
        try:
            progress(view, ["remove", report], SECONDS_SHARED)
        except sessions.Refused as refused:
            refuse(view, refused)
            return
    say_next("removed", symbol=symbol)
    if shown and report not in tables.load().reports:
        st.query_params.from_dict({url_state.LANG: view.lang})
    st.rerun()


def progress(
    view: View, arguments: Sequence[str], seconds: float = reading_process.SECONDS
) -> dict[str, object]:
    """Run `etl` and show how far it is."""
    place = st.empty()
    steps = ("reading", "structure", "names", "figures", "themes", "writing")

    def tell(step: str, done: int, total: int) -> None:
        if step == reading_process.WAITING:
            place.html(f'<p class="notice" role="status">{esc(view.words("library.waiting", n=done))}</p>')
            return
        items = "".join(
            f"<li{_state(k, done if total else -1)}>{esc(view.words(f'library.step_{name}'))}</li>"
            for k, name in enumerate(steps)
        )
        name = view.words("library.progress")
        place.html(
            f'<div class="reading-steps" role="status"><progress max="{len(steps)}" value="{done}" '
            f'aria-label="{esc(name)}"></progress><ol>{items}</ol></div>'
        )

    tell("starting", 0, 0)
    try:
        return reading_process.run(arguments, tell, seconds)
    finally:
        place.empty()


def _state(k: int, done: int) -> str:
    return ' class="done"' if k < done else ' aria-current="step"' if k == done else ""


def say_next(key: str, **values: str) -> None:
    """Say something when the page is drawn next."""
    st.session_state[_SAID] = (key, values)


def said(view: View) -> None:
    """What was just done."""
    if _SAID in st.session_state:
        key, values = st.session_state.pop(_SAID)
        report = values.get("report", "")
        way = ""
        if report in view.report.atlas.reports:
            way = " " + link(to(of_report(view, report), "overview"), esc(view.words("library.open")))
        st.html(f'<p class="notice" role="status">{esc(view.words(f"library.{key}", **values))}{way}</p>')


def refuse(view: View, refused: sessions.Refused) -> None:
    """Say why a document is refused; what the reader of documents said itself, folded away."""
    say = view.words
    reason = warning_text.refusal(say, refused.code, refused.facts)
    details = ""
    if refused.message:
        summary = esc(say("refused.details"))
        details = (
            f'<details><summary>{summary}</summary><p lang="en">{esc(refused.message[:400])}</p></details>'
        )
    st.html(
        f'<div class="refused" role="alert"><p><b>{esc(say("refused.title"))}</b> {esc(reason)}</p>{details}</div>'
    )


@kept
def adding_html(view: View) -> str:
    """The heading over the upload, and what can be given; Streamlit's own words of the field in this language."""
    say = view.words
    names = ("drop", "browse", "limit", "too_large")
    words = "".join(
        f'--upload-{name.replace("_", "-")}:"{_quoted(say(f"library.upload_{name}"))}";' for name in names
    )
    return (
        f'<h2 class="part">{esc(say("library.add"))}</h2><p>{esc(say("library.add_note"))}</p>'
        f"<style>:root{{{words}}}</style>"
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "").replace('"', "").replace("<", "")


def upload(view: View) -> None:
    """Take a document and read it."""
    own = sessions.own()
    given = st.file_uploader(
        view.words("library.add"), key=f"upload_{own.round}", label_visibility="collapsed", max_upload_size=10
    )
    if given is not None:
        folder = own.new_folder()
        file = folder / reading_process.safe_name(given.name)
        file.write_bytes(given.getbuffer())
        own.discard()
        read(view, sessions.Draft(folder, file, "", "auto"))
        st.rerun()
    if own.refused:
        refuse(view, own.refused)


def read(view: View, draft: sessions.Draft) -> None:
    """Read a document into its folder; what comes of it is the session's draft, or the reason why there is none."""
    own = sessions.own()
    own.draft = own.refused = None
    own.round += 1
    try:
        out = draft.folder / "tables"
        ended = progress(
            view, ["extract", str(draft.file), "--out", str(out), f"--lang={draft.lang}", "--progress=json"]
        )
        own.draft = replace(draft, report=str(ended["report"]))
    except sessions.Refused as refused:
        own.refused = refused
    finally:
        if own.draft is None:
            sessions.forget(draft)
