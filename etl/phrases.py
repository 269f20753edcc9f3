"""Phrases of `data/text`, filled in: `{n}` is a value, `{n:country|countries}` the first word where n is one, else the second."""

from __future__ import annotations

import string
from collections.abc import Mapping


class _Forms(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        """A value, or a word in the form that goes with it."""
        one, several, more = format_spec.partition("|")
        return (one if str(value) == "1" else more) if several else format(value, format_spec)


_FORMS = _Forms()


def filled(phrase: str, values: Mapping[str, object]) -> str:
    """A phrase with its values."""
    return _FORMS.vformat(phrase, (), values)


def places(phrase: str) -> list[str]:
    """The names of the values that a phrase has places for."""
    return [name for _, name, _, _ in _FORMS.parse(phrase) if name]
