"""The golden texts leave out what changes by itself, and nothing else."""

from __future__ import annotations

from datetime import date

from golden import __main__ as golden
from golden import text, views

TIDY = text.Tidy((date(2026, 3, 5),))


def test_markup_is_a_tag_a_line_with_attributes_in_order():
    given = '<p class="a" aria-label="b">One  <b>two</b><br>three</p>'
    expected = '<p aria-label="b" class="a">\n One \n <b>\n  two\n </b>\n <br>\n three\n</p>'
    assert text.markup(given, TIDY) == expected
    assert text.markup('<p aria-label="b" class="a">One <b>two</b><br/>three</p>', TIDY) == expected


def test_links_are_their_paths_unless_addresses_count():
    given = '<a href="/countries?lang=zh&amp;c=TUN&v=17#top">Is it?</a>'
    assert 'href="/countries#top"' in text.markup(given, TIDY) and "Is it?" in text.markup(given, TIDY)
    assert 'href="/countries?lang=zh&c=TUN&v=…#top"' in text.markup(given, text.Tidy(addresses=True))


def test_days_are_left_out_however_they_are_written_and_only_those():
    given = "2026-03-05, 2026 年 3 月 5 日, 5 March 2026, 15 March 2026, 2026-03-06"
    assert TIDY.text(given) == "DAY, DAY, DAY, 15 March 2026, 2026-03-06"


def test_long_paths_differ_when_one_number_does():
    path = "M" + "1.5,2.5 " * 40
    first, second = (text.markup(f'<path d="{d}"/>', TIDY) for d in (path, path.replace("2.5", "2.6", 1)))
    assert first != second and len(first) < len(path)


def test_elements_say_what_they_hold_but_not_their_ids():
    chart = {"id": "$$ID-1", "spec": '{"data": [{"z": [0.123456, 2.0]}]}'}
    assert text.element("plotly_chart", chart, TIDY) == text.element(
        "plotly_chart", {"id": "$$ID-2", "spec": '{"data": [{"z": [0.123461, 2.0]}]}'}, TIDY
    )
    options = [text.element("selectbox", {"id": "1", "options": each}, TIDY) for each in (["a"], ["b"])]
    assert options[0] != options[1] and '"a"' in options[0]


def test_addresses_are_listed_alone_and_with_each_query():
    assert views.listed("\n?c=1 ?d=2\nmap ?m=3\n ?m=4\n") == ["", "?c=1", "?d=2", "map", "map?m=3", "map?m=4"]


def test_differences_are_counted_and_shown(tmp_path, capsys):
    for folder, files in {
        "a": {"x": "1\n2", "y": "same", "z": "old"},
        "b": {"x": "1\n3", "y": "same", "w": ""},
    }.items():
        (tmp_path / folder).mkdir()
        for name, said in files.items():
            (tmp_path / folder / f"{name}.txt").write_text(said, encoding="utf-8")
    assert golden.differences(tmp_path / "a", tmp_path / "b", 100)
    said = capsys.readouterr().out
    assert "-2\n+3" in said and "gone: z.txt" in said and "new: w.txt" in said
    assert said.endswith("1 the same, 1 differ, 1 gone, 1 new\n")
    assert not golden.differences(tmp_path / "a", tmp_path / "a", 100)
