"""Two reports to compare: the registered one, and a later one that was made in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OLD, ZH, EN = "A-74-36.zh", "A-75-36.zh", "A-75-36.en"
# In paragraph 3 English leaves Chad out, in 4 it has another number; paragraph 6 stands in Chinese only.
TEXTS = {
    "zh": """一. 导言
1. 本报告介绍 2019 年 7 月 1 日至 2020 年 6 月 30 日期间的工作。
2. 人权高专办在肯尼亚培训了法官。
二. 活动
3. 人权高专办在乍得和约旦支持了妇女组织。
4. 在突尼斯，人权高专办培训了 657 名警官。
5. 冰岛和加拿大作出了捐款，共计 200 万美元。
6. 人权高专办感谢斐济。
""",
    "en": """I. Introduction
1. The present report describes the work done from 1 July 2019 to 30 June 2020.
2. In Kenya, OHCHR trained judges.
II. Activities
3. In Jordan, OHCHR supported organizations of women.
4. In Tunisia, OHCHR trained 675 police officers.
5. Iceland and Canada made contributions, US$ 2 million in all.
""",
}


@pytest.fixture(scope="session")
def two_reports(tmp_path_factory) -> Path:
    """The folder of their tables."""
    from etl import build

    root, out = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("tables")
    shutil.copytree(ROOT / "data" / "reports" / OLD, root / OLD)
    for lang, text in TEXTS.items():
        path = tmp_path_factory.mktemp(lang) / "report.txt"
        path.write_text(text, encoding="utf-8")
        build.add(path, lang, root, out, {"symbol": "A/75/36", "title": "Annual report"})
    return out
