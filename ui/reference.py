"""The reference that tables were read with: countries, regions, vocabularies, as a domain expert may edit them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from etl import paths
from ui.cache import Store, kept
from ui.manifest import Problem, TablesError


class Reference:
    """Files of data/reference by their paths, read as they are asked for; frames are shared, never change one."""

    store: Store
    identity: str
    files: Mapping[str, bytes]
    problems: list[Problem]

    def reference(self, name: str) -> pd.DataFrame:
        """A file of data/reference as it was read with the tables, all text; the frame is shared, never change it."""
        return _frame(self, name)

    @property
    def quality(self) -> dict[str, Any]:
        """What `etl check` measured of the tables that come with the program. Raises `TablesError`."""
        if paths.QUALITY not in self.files:
            raise TablesError(self.problems)
        return dict(json.loads(self.files[paths.QUALITY]))

    @property
    def licences(self) -> bytes:
        """The terms of what the tables were made from, in words."""
        return self.files["reference/LICENSES.md"]

    @cached_property
    def countries(self) -> pd.DataFrame:
        """data/reference/countries.csv and the States that are no more, indexed by iso3, all text."""
        frames = [self.reference(f"{name}.csv") for name in ("countries", "former_states")]
        return pd.concat(frames).set_index("iso3", drop=False)

    @cached_property
    def subregions(self) -> dict[str, str]:
        """iso3 → code of its M49 subregion."""
        return dict(zip(self.countries["iso3"], self.countries["m49_subregion"], strict=True))

    @kept
    def names(self, which: str, lang: str) -> dict[str, str]:
        """Code → name of "countries", "regions" (M49) or "office_regions" in a language; a dictionary for speed."""
        frame: pd.DataFrame = getattr(self, which)
        return dict(zip(frame.index.astype(str), frame[f"name_{lang}"].astype(str), strict=True))

    @cached_property
    def regions(self) -> pd.DataFrame:
        """M49 regions: code, parent, name_zh, name_en."""
        frame = self.reference("regions.csv")
        return frame[frame["scheme"] == "m49"].set_index("code", drop=False)

    @cached_property
    def office_regions(self) -> pd.DataFrame:
        """The Office's own regions: code, name_zh, name_en."""
        frame = self.reference("regions.csv")
        return frame[frame["scheme"] == "ohchr"].set_index("code", drop=False)

    def vocabulary(self, name: str) -> pd.DataFrame:
        """A list of data/reference: id, lang, role, text; the frame is shared, never change it."""
        return self.reference(f"{name}.csv")

    def label(self, name: str, identifier: str, lang: str) -> str:
        """What a list of data/reference calls a thing; its identifier where it has no name."""
        frame = self.vocabulary(name)
        found = frame.loc[(frame["id"] == identifier) & (frame["lang"] == lang), ["role", "text"]]
        labels = found.loc[found["role"] == "label", "text"]
        return str(labels.iloc[0]) if len(labels) else identifier

    @cached_property
    def theme_names(self) -> dict[tuple[str, str], str]:
        """(theme, language) → its name, in the order of the vocabulary."""
        frame = self.reference("themes.csv")
        labels = frame[frame["role"] == "label"]
        return {
            (str(t), str(lang)): str(text)
            for t, lang, text in zip(labels["id"], labels["lang"], labels["text"], strict=True)
        }

    @cached_property
    def tiles(self) -> dict[str, tuple[int, int]]:
        """iso3 → (column, row) of its square on the map of equal tiles, counted from the north-west."""
        frame = self.reference("generated/tiles.csv")
        places = zip(frame["column"].astype(int), frame["row"].astype(int), strict=True)
        return dict(zip(frame["iso3"].astype(str), places, strict=True))


@kept
def _frame(of: Reference, name: str) -> pd.DataFrame:
    path = f"reference/{name}"
    if path in paths.READ_BY_PAGES and path not in of.files:
        raise TablesError(of.problems)
    return texts(of.files[path])


def texts(content: bytes) -> pd.DataFrame:
    """A CSV file, all text."""
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")
