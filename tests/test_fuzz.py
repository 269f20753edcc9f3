"""A minute of made-up documents, addresses, decks and questions; `make fuzz` tries ten minutes of others each time."""

from __future__ import annotations

import fuzz
import pytest

pytestmark = pytest.mark.long
SECONDS = {"readers": 16, "addresses": 12, "api": 5, "decks": 5, "pages": 8}


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_whatever_is_asked_is_answered_or_refused(kind: str) -> None:
    tried, found = fuzz.wrong(kind, fuzz.counting(1), SECONDS[kind])
    assert tried and not found
