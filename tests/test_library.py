"""The report library without a browser: the child that reads, what a session has of its own, refusals, removal."""

from __future__ import annotations

import ast
import gc
import io
import os
import pickle
import re
import shutil
import string
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import making
import pytest
import test_pages
from asking import ask
from browsing import ROOT
from commands import last
from pptx import Presentation
from shown import html_of, run_page

from etl import errors
from ui import deck, i18n, sessions, tables
from ui.registry import PAGES
from ui.reports import reading_process, warning_text
from ui.slides import content as slide_content
from ui.slides import export_process

LANGUAGES = ("zh", "en")
DATA = ROOT / "data"


def quiet(*_: object) -> None:
    """Nobody wants to know how far it is."""


def printed(name: str, folder: Path) -> Path:
    """A made report as a text file."""
    path = folder / f"{name}.txt"
    how = making.Print(front=True, blank_lines=True)
    path.write_text(making.text(making.load(name), making.language_of(name), how), "utf-8")
    return path


def added(file: Path, folder: Path, *more: str) -> str:
    places = ["--reports", str(folder / "reports"), "--out", str(folder / "tables")]
    return str(last("add", file, *more, *places)["report"])


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[str, tuple[str, Path]]:
    """Language → (report, folder with its tables) of a small second report, as a session keeps it."""
    found = {}
    for lang in LANGUAGES:
        folder = tmp_path_factory.mktemp(lang)
        said = ["--title=A small report", "--period-start=2020-07-01", "--period-end=2021-06-30"]
        found[lang] = (added(printed(f"field.{lang}", folder), folder, *said), folder)
    return found


def own_of(made, *langs: str) -> sessions.Own:
    own = sessions.Own()
    for lang in langs:
        report, folder = made[lang]
        copy = own.new_folder()
        shutil.copytree(folder / "tables", copy / "tables")
        own.keep(report, copy)
    return own


# the child


def test_a_document_is_read_step_by_step_in_a_child(tmp_path):
    steps: list[str] = []
    file = printed("field.en", tmp_path)
    told = reading_process.run(
        ["extract", str(file), "--out", str(tmp_path / "tables"), "--progress=json"],
        lambda step, done, total: steps.append(step),
    )
    assert told["report"] == "A-HRC-48-3.en" and told["tables"]["passages"] == 17
    known = ("reading", "structure", "names", "figures", "themes", "writing")
    order = [step for step in dict.fromkeys(steps) if step in known]
    assert order and order == [step for step in known if step in order]
    assert not tables.read(tmp_path / "tables")[1]


def test_a_child_that_takes_too_long_is_ended_and_leaves_nothing(tmp_path, monkeypatch):
    own = tmp_path / "jobs"  # others make theirs at the same time
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    file = printed("field.en", tmp_path)
    with pytest.raises(sessions.Refused) as refused:
        reading_process.run(
            ["extract", str(file), "--out", str(tmp_path / "t"), "--progress=json"], quiet, seconds=0.3
        )
    assert refused.value.code == "late"
    assert not list(own.iterdir()) and not (tmp_path / "t").exists()


def test_a_child_that_takes_too_much_memory_is_refused(tmp_path):
    file = printed("field.en", tmp_path)
    with pytest.raises(sessions.Refused) as refused:
        reading_process.run(["extract", str(file), "--out", str(tmp_path / "t")], quiet, memory=60 * 2**20)
    assert refused.value.code == "crashed"


def test_whoever_stops_asking_ends_the_child(tmp_path):
    class Left(BaseException):
        pass

    def leave(step: str, done: int, total: int) -> None:
        raise Left

    with pytest.raises(Left):
        reading_process.run(
            ["extract", str(printed("field.en", tmp_path)), "--out", str(tmp_path / "t")], leave
        )
    time.sleep(1)
    assert not (tmp_path / "t").exists()
    with reading_process.TURNS.turn(quiet):
        pass


def test_one_runs_four_wait_and_the_sixth_is_told():
    line, done, gate = reading_process.Turns(), [], threading.Event()

    def take(k: int) -> None:
        with line.turn(quiet):
            gate.wait(10)
            done.append(k)

    threads = [threading.Thread(target=take, args=(k,)) for k in range(5)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    with pytest.raises(sessions.Refused) as refused, line.turn(quiet):
        pass
    assert refused.value.code == "queue_full"
    gate.set()
    for thread in threads:
        thread.join(10)
    assert done == [0, 1, 2, 3, 4]
    with line.turn(quiet):
        pass


# refusals, in the reader's language


def bad_documents(folder: Path) -> dict[str, tuple[Path, str]]:
    """Name → (file, code) for some documents of reliability §6."""
    with zipfile.ZipFile(folder / "entity.docx", "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>')
    files = {
        "empty.txt": (b"", "empty"),
        "program.pdf": (b"MZ\x90\0\x03 This program", "not_as_named"),
        "pdf.docx": (b"%PDF-1.7 ...", "not_as_named"),
        "cut.pdf": (b"%PDF-1.7\n1 0 obj <<", "pdf_unreadable"),
        "macro.docm": (b"PK\x03\x04", "wrong_type"),
        "page.html": (b"<html>", "wrong_type"),
        "arabic.txt": (("حقوق الإنسان في العالم، تقرير المفوض السامي. " * 40).encode(), "other_language"),
        "binary.txt": (bytes(range(256)) * 20, "binary"),
    }
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    return {name: (folder / name, code) for name, (_, code) in files.items()} | {
        "entity.docx": (folder / "entity.docx", "word_entities")
    }


def test_bad_documents_are_refused_with_a_reason_in_both_languages(tmp_path):
    for name, (file, code) in bad_documents(tmp_path).items():
        told = last("extract", file, "--out", tmp_path / "t")
        assert told["refused"] == code and not (tmp_path / "t").exists(), name
        zh, en = (warning_text.refusal(i18n.words(lang), code, told["facts"]) for lang in LANGUAGES)
        assert re.search("[一-鿿]", zh) and not re.search("[一-鿿]", en), name
        assert "{" not in zh + en and not re.search(r"[a-z]{3,} [a-z]{3,}", zh), name
        assert name in en or code == "other_language"


def test_a_child_that_refuses_says_why(tmp_path):
    file, code = bad_documents(tmp_path)["cut.pdf"]
    with pytest.raises(sessions.Refused) as refused:
        reading_process.run(["extract", str(file), "--out", str(tmp_path / "t"), "--progress=json"], quiet)
    assert refused.value.code == code and refused.value.facts["file"] == "cut.pdf"
    assert not (tmp_path / "t").exists()


def told() -> Iterator[tuple[str, set[str]]]:
    """(key of the words, names of the facts) of everything that `etl` may refuse or find odd, from its source."""
    for path in (ROOT / "etl").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Refused", "odd")
            ):
                facts = {str(k.arg): k.value for k in node.keywords}
                what = f"_{ast.literal_eval(facts.pop('what'))}" if "what" in facts else ""
                for name in (n.attr for n in ast.walk(node.args[0]) if isinstance(n, ast.Attribute)):
                    codes = errors.Odd if node.func.id == "odd" else errors.Code
                    section = "remarks" if node.func.id == "odd" else "refused"
                    yield f"{section}.{codes[name]}{what}", set(facts)


def test_all_that_is_told_has_its_words_and_every_word_its_fact():
    every = list(told())
    assert {f"remarks.{code}" for code in errors.Odd} <= {key for key, _ in every}
    for code in errors.Code:
        assert [key for key, _ in every if key.startswith(f"refused.{code}")], code
    for key, facts in every:
        for lang in LANGUAGES:
            phrase = i18n.words(lang).phrases[key]
            assert {name for _, name, _, _ in string.Formatter().parse(phrase) if name} <= facts, (key, lang)


def test_the_same_refusal_in_both_languages_and_on_the_command_line():
    refused = errors.Refused(
        errors.Code.CORRECTION, what="passage", file="/srv/r/corrections.csv, line 2", passage="999"
    )
    assert str(refused) == (
        "/srv/r/corrections.csv, line 2: there is no passage 999. Mend or remove the correction."
    )
    en, zh = (warning_text.refusal(i18n.words(lang), refused.code, refused.facts) for lang in ("en", "zh"))
    assert en.startswith("corrections.csv, line 2: there is no passage 999.") and "owner" in en
    assert zh.startswith("corrections.csv, line 2：没有段落 999") and "管理者" in zh
    supported = {"supported": "zh en"}
    assert "Chinese, English" in warning_text.refusal(i18n.words("en"), "other_language", supported)
    assert warning_text.refusal(i18n.words("en"), "crashed", {}) and warning_text.refusal(
        i18n.words("zh"), "late", {}
    )
    assert pickle.loads(pickle.dumps(refused)).facts == refused.facts


def test_a_remark_is_said_in_the_readers_language():
    remark = errors.odd(errors.Odd.HEADING, label="A. <b>", path="II.A")
    assert errors.Remark.decode(remark.encode()) == remark
    en, zh = (warning_text.remark(i18n.words(lang), remark.encode()) for lang in ("en", "zh"))
    assert en == str(remark) == "The heading A. <b> stands twice (II.A)."
    assert zh == "标题 A. <b> 出现两次（II.A）。"


@pytest.mark.parametrize(
    "name",
    ["../../x", "CON.pdf", "a" * 300 + ".TXT", "a\nb.txt", "<script>alert(1)</script>.txt", "", "..", "报告 (1).docx",
     "\u202etxt.exe", "-rf.txt", ".hidden", "x/../../y.pdf", "nul"],
)  # fmt: skip
def test_hostile_file_names_become_plain_ones(name):
    safe = reading_process.safe_name(name)
    assert re.fullmatch(r"[\w][\w.-]*", safe) and ".." not in safe and len(safe.encode()) <= 200
    assert not re.fullmatch(r"(?i)(con|nul|prn|aux)(\..*)?", safe)


# what a session has of its own


def test_the_same_report_twice_replaces_and_never_doubles(made, tmp_path):
    report, folder = made["en"]
    file = folder / "field.en.txt"
    before = tables.read(folder / "tables")[0]["passages"]
    assert added(file, folder, "--title=A small report") == report
    after = tables.read(folder / "tables")[0]
    assert len(after["passages"]) == len(before) and list(after["reports"]["report"]) == [report]
    own = own_of(made, "en", "en")
    assert own.atlas(tables.load(), report).reports.count(report) == 1
    assert len(own.atlas(tables.load(), report).table("passages", report)) == len(before)
    assert len(list(Path(own.place.name).iterdir())) == 1


def test_an_own_report_stands_for_a_shared_one_of_the_same_name(atlas):
    own, shared = sessions.Own(), tables.load()
    report = shared.reports[0]
    folder = own.new_folder()
    shutil.copytree(shared.where, folder / "tables")
    own.keep(report, folder)
    seen = own.atlas(shared, report)
    assert seen.report(report).own and seen.where == folder / "tables"
    for name in tables.NAMES:
        assert len(seen.whole(name)) == len(shared.whole(name))
    own.remove(report)
    assert not folder.exists() and not own.folders


def test_two_sessions_see_nothing_of_each_other(made):
    shared = tables.load()
    one, two = own_of(made, "zh"), own_of(made, "en")
    zh, en = made["zh"][0], made["en"][0]
    first, second = one.atlas(shared, zh), two.atlas(shared, en)
    assert (
        zh in first.reports and en not in first.reports and en in second.reports and zh not in second.reports
    )
    assert not {zh, en} & set(shared.reports) and tables.load() is shared
    assert first.store is not second.store is not shared.store
    assert one.atlas(shared, zh) is first and one.atlas(shared, shared.reports[0]) is not first
    # A shared report keeps its own date and version, an own one has those of its tables.
    assert one.atlas(shared, shared.reports[0]).version == shared.version != first.version
    assert first.report(zh).own and not first.report(shared.reports[0]).own


def test_the_folder_goes_with_the_session_and_old_ones_are_swept(made, tmp_path, monkeypatch):
    own = own_of(made, "en")
    place = Path(own.place.name)
    assert place.is_dir()
    sessions.sweep()
    assert sessions.of_key(own.key, "").own, "it was looked at a moment ago"
    own.used -= 25 * 60 * 60
    sessions.sweep()
    with pytest.raises(LookupError):
        sessions.of_key(own.key, "")
    del own
    assert not place.exists()
    monkeypatch.setattr(sessions.tempfile, "gettempdir", lambda: str(tmp_path))
    names = (f"{os.getpid()}-old", f"{os.getpid()}-new", "999999999-gone", "999999999-just")
    old, new, gone, just = (tmp_path / f"atlas-session-{name}" for name in names)
    other, now = tmp_path / "other", time.time()
    for path, age in ((old, 90_000), (new, 7_200), (gone, 7_200), (just, 60), (other, 90_000)):
        path.mkdir()
        (path / "file").write_text("x", encoding="utf-8")
        os.utime(path, (now - age, now - age))
    sessions.sweep()
    assert [path.exists() for path in (old, new, gone, just, other)] == [False, True, False, True, True]
    sessions.close()
    assert [path.exists() for path in (new, just, other)] == [False, True, True]


# pages


def shown(page: str, own: sessions.Own | None = None, **params: str):
    return run_page(page, {} if own is None else {"own reports": own}, **params)


@pytest.mark.parametrize(("page", "lang"), [(page, LANGUAGES[k % 2]) for k, page in enumerate(PAGES)])
def test_every_page_opens_with_a_report_of_the_session(made, page, lang):
    report = made[lang][0]
    app = shown(page, own_of(made, lang), lang=lang, report=report)
    assert not app.exception
    markup = html_of(app)
    assert 'class="broken"' not in markup and "A/HRC/48/3" in markup


BESIDE = re.compile(r'(?:href|src)="(/(?:(?:api|picture|list|brief|slide|deck)/|show\?)[^"]*)"')


def test_files_and_pictures_of_an_own_report_are_for_its_session_alone(made):
    own, report = own_of(made, "en"), made["en"][0]
    found: dict[str, str] = {}
    for page in PAGES:
        markup = html_of(shown(page, own, lang="en", report=report))
        beside = {unescape(href).partition("#")[0] for href in BESIDE.findall(markup)}
        assert beside and all(f"own={own.key}" in href for href in beside), page
        found |= {href.partition("?")[0]: href for href in beside}
    assert len(found) > 20
    for href in found.values():
        answer = ask(href)
        assert answer.status == 200 and "public" not in answer.headers.get("cache-control", ""), href
        if report in href:
            assert ask(href.replace(f"own={own.key}", "")).status in (400, 404), href
            assert ask(href.replace(own.key, sessions.Own().key)).status == 404, href
    own.revoke()
    gc.collect()
    for href in found.values():
        assert ask(href).status == 404, "gone with the session"


@pytest.fixture(scope="module")
def annexed(tmp_path_factory) -> tuple[str, Path]:
    """A PDF of which an annex names a country and money, and its body neither."""
    folder = tmp_path_factory.mktemp("annexed")
    body, annex = test_pages.opened(), test_pages.Page()
    annex.block("Annex I", "Contributions by donor", size=14, face="B")
    annex.paragraph(1, "it worked with Kenya, which gave $5 million.")
    annex.paragraph(2, "it visited Kenya.")
    test_pages.pdf(folder / "annexed.pdf", body, annex)
    said = ["--symbol=A/80/36", "--title=A report with an annex"]
    said += ["--period-start=2020-07-01", "--period-end=2021-06-30"]
    return added(folder / "annexed.pdf", folder, *said), folder


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_annex_is_shown_by_its_name_and_not_counted(annexed, lang):
    report, own, say = annexed[0], own_of({"en": annexed}, "en"), i18n.words(lang)
    for page in PAGES:
        app = shown(page, own, lang=lang, report=report)
        assert not app.exception, page
    reading = html_of(shown("paragraphs", own, lang=lang, report=report, passage="annex1.1"))

    def named(key: str) -> str:
        return re.escape(say(key, annex="@", n=1)).replace("@", "[^<>]+")

    listed = html_of(shown("paragraphs", own, lang=lang, report=report, place="KEN"))
    assert re.search(named("paragraphs.annex"), reading) and say("paragraphs.annexed_hits", n=2) in listed
    country = html_of(shown("country", own, lang=lang, report=report, country="KEN"))
    assert country.count('class="card card-annex"') == 2 and 'class="card card-paragraph"' not in country
    assert say.count("annexed", 2) in country and re.search(named("evidence.annex_mark"), country)
    asked = f"report={report}&lang={lang}&country=KEN&own={own.key}"
    taken = {kind: ask(f"/brief/country.{kind}?{asked}") for kind in ("html", "pdf", "docx")}
    assert {answer.status for answer in taken.values()} == {200}
    told = say("profile.finding_beside", name={"en": "Kenya", "zh": "肯尼亚"}[lang], n=2)
    assert told in taken["html"].body.decode() and told in country


def test_the_tables_of_an_own_report_are_a_package(made):
    own, report = own_of(made, "en"), made["en"][0]
    markup = html_of(shown("reports", own, lang="en", report=report))
    (href,) = re.findall(r'href="(/api/package[^"]*)"', markup)
    answer = ask(unescape(href))
    assert f'filename="{report}_' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.body)) as package:
        rows = package.read("reports.csv").decode("utf-8-sig").splitlines()
    assert len(rows) == 2 and report in rows[1]


def test_a_presentation_of_an_own_report_is_made_by_the_worker(made):
    own, report = own_of(made, "en"), made["en"][0]
    asked = {"lang": "en", "report": report, "own": own.key}
    given = slide_content.worth(deck.ready_made(), asked)
    said: list[tuple[int, int]] = []
    made_file = export_process.export("pptx", deck.encode(given), asked, "", lambda k, n: said.append((k, n)))
    slides = Presentation(io.BytesIO(made_file)).slides
    assert len(slides) == len(given.slides) >= 4 and said[-1] == (len(slides), len(slides))
    assert all(
        "A/HRC/48/3" in "".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        for slide in slides
    )
    with pytest.raises(export_process.Failed):
        export_process.export("pptx", deck.encode(given), {**asked, "own": "nobody"}, "", lambda k, n: None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_that_is_not_here_is_said_and_no_other_shown(made, lang):
    app = shown("paragraphs", None, lang=lang, report=made[lang][0])
    markup = html_of(app)
    assert i18n.words(lang)("missing.report", value=made[lang][0]) in markup
    assert "A/HRC/48/3" not in markup and 'class="results"' not in markup


def test_the_card_of_a_report_is_opened_and_each_number_opens_what_it_counts(made):
    own, (zh, en) = own_of(made, "zh", "en"), (made[lang][0] for lang in LANGUAGES)
    app = shown("reports", own, lang="en", report=en, open=zh)
    markup = html_of(app)
    assert "3 reports loaded" in markup and markup.count('<article class="loaded"') == 1
    assert f"/paragraphs?lang=en&amp;report={zh}" in markup and "<strong>16</strong>" in markup
    app = shown("reports", own, lang="en", report=en, open="A-74-36.zh")
    assert "<strong>121</strong>" in html_of(app) and not [b for b in app.button if b.key.startswith("yes_")]
    app = shown("reports", own, lang="en", report=en)
    app.button(key=f"yes_{en}").click().run()
    assert not app.exception
    after = html_of(app)
    assert "2 reports loaded" in after and "A/HRC/48/3 was removed" in after


HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) $\\href{javascript:alert(1)}{y}$"


def test_text_from_a_document_is_never_markup(made, tmp_path):
    lines = printed("field.en", tmp_path).read_text("utf-8")
    file = tmp_path / reading_process.safe_name("<img src=x onerror=alert(1)>.txt")
    file.write_text(lines.replace("The Board of Trustees", f"{HOSTILE} The Board of Trustees", 1), "utf-8")
    own = sessions.Own()
    draft = sessions.Draft(own.new_folder(), file, "", "auto")
    out = ["--out", str(draft.folder / "tables")]
    draft.report = str(last("extract", file, *out)["report"])
    own.draft = draft
    app = shown("reports", own, lang="en")
    assert not app.exception
    markup = html_of(app)
    assert "<script>" not in markup and "&lt;script&gt;" in markup
    assert "<img" not in markup
    app.text_input(key="title_0").set_value("<script>alert(2)</script>")
    app.text_input(key="start_0").set_value("2020-07-01")
    app.text_input(key="end_0").set_value("2019-07-01")
    app.button(key="mine_0").click().run()
    assert i18n.words("en")("library.wrong_order") in html_of(app)
    app.text_input(key="end_0").set_value("2021-06-30")
    app.button(key="mine_0").click().run()
    assert not app.exception and not app.session_state["own reports"].draft
    report = next(iter(app.session_state["own reports"].folders))
    markup = html_of(app)
    assert "A/HRC/48/3 is kept under a private address" in markup and "<script>" not in markup
    kept = app.session_state["own reports"]
    (report,) = kept.folders
    cells = ask(f"/grid/reports.json?lang=en&own={kept.key}&report={report}").json["cells"][report]
    assert "<script>" not in "".join(cells) and "&lt;script&gt;alert(2)" in cells[0]
    assert "<script>" not in html_of(shown("paragraphs", own, lang="en", report=report))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_without_numbers_is_shown_and_cannot_be_kept(tmp_path, lang):
    file = tmp_path / "plain.txt"
    file.write_text("The High Commissioner spoke of Chad and of Mali.\n\n" * 40, "utf-8")
    app = shown("reports", None, lang=lang)
    app.get("file_uploader")[0].upload(file.name, file.read_bytes(), "text/plain").run()
    assert not app.exception
    say, markup = i18n.words(lang), html_of(app)
    assert say("library.preview_empty") in markup and say("remarks.none") in markup
    assert not [t for t in app.text_input if t.key != "q"] and not [
        b for b in app.button if (b.key or "").startswith("mine")
    ]
    app.button(key="discard").click().run()
    assert say("library.preview_empty") not in html_of(app)


def test_a_language_that_was_told_wrongly_can_be_corrected(tmp_path):
    app = shown("reports", None, lang="zh")
    file = printed("field.zh", tmp_path)
    app.get("file_uploader")[0].upload(file.name, file.read_bytes(), "text/plain").run()
    own = app.session_state["own reports"]
    assert own.draft.report == "A-HRC-48-3.zh"
    app.selectbox(key=f"language_{own.round}").set_value("en").run()
    assert not app.exception and own.draft.lang == "en"
    assert own.draft.report == "A-HRC-48-3.en" and own.draft.file.exists()


def test_kept_for_everyone_where_the_owner_allows_it(tmp_path, monkeypatch):
    shutil.copytree(DATA / "tables", tmp_path / "tables")
    shutil.copytree(DATA / "reports", tmp_path / "reports")
    monkeypatch.setenv("ATLAS_TABLES", str(tmp_path / "tables"))
    monkeypatch.setenv("ATLAS_REPORTS", str(tmp_path / "reports"))

    def waiting() -> sessions.Own:
        own = sessions.Own()
        folder = own.new_folder()
        out = ["--out", str(folder / "tables")]
        file = printed("field.en", folder)
        report = str(last("extract", file, *out)["report"])
        own.draft = sessions.Draft(folder, file, report, "auto")
        return own

    app = shown("reports", waiting(), lang="zh")
    assert not [b for b in app.button if b.key == "ours_0"]
    monkeypatch.setenv("ATLAS_SHARED", "1")
    for _ in range(2):  # the second time in its place
        app = shown("reports", waiting(), lang="zh")
        app.text_input(key="end_0").set_value("2021-06-30")
        app.button(key="ours_0").click().run()
        assert not app.exception and not app.session_state["own reports"].folders
        assert sorted(tables.load().reports) == ["A-74-36.zh", "A-HRC-48-3.en"]
        assert len(tables.load().table("passages", "A-HRC-48-3.en")) == 17
    app = shown("reports", None, lang="zh", report="A-HRC-48-3.en")
    app.button(key="yes_A-HRC-48-3.en").click().run()
    assert not app.exception
    assert tables.load().reports == ["A-74-36.zh"] and not (tmp_path / "reports" / "A-HRC-48-3.en").exists()
    assert "A/HRC/48/3 已移除" in html_of(app)
