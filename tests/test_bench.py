"""What the README says was measured is what was measured."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from tests.bench import PICTURE, README, RESULTS
from tests.bench_figures import BEGIN, END, number, picture, put, shown


@pytest.fixture(scope="module")
def results():
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def test_the_table_of_the_readme_says_what_was_measured(results):
    readme = README.read_text(encoding="utf-8")
    assert put(readme, results) == readme
    told = readme[readme.index(BEGIN) : readme.index(END)]
    for figure in shown(results):
        assert f"| {figure['what']} | {number(figure['ratio'])} | {figure['base']} |" in told


def test_the_picture_says_what_was_measured(results):
    drawn = PICTURE.read_text(encoding="utf-8")
    assert drawn == picture(results)
    said = {"".join(text.itertext()) for text in ElementTree.fromstring(drawn).findall(".//{*}text")}
    for figure in shown(results):
        assert {figure["what"].replace("`", ""), f"{number(figure['ratio'])} × {figure['base']}"} <= said


def test_every_ratio_is_of_what_was_measured(results):
    for figure in results["figures"]:
        assert figure["ratio"] == pytest.approx(figure["measured"] / figure["base_measured"], rel=0.01)
