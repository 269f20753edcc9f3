"""What was odd in a document, and why one was refused, in the reader's language: codes and facts put into words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath

from etl import phrases
from ui.i18n import Words

# Why a document is refused that its reader cannot help: something on the server has to be mended.
_OWNERS = ("cannot_write", "registry", "correction", "installation")
_LISTS = ("known", "allowed", "columns")


def remark(say: Words, line: str) -> str:
    """A remark on a document, from a line of the column `warnings`."""
    facts = json.loads(line)
    code, what = facts.pop("code"), facts.pop("what", "")
    return say(f"remarks.{code}_{what}" if what else f"remarks.{code}", **facts)


def refusal(say: Words, code: str, facts: Mapping[str, object]) -> str:
    """Why a document was refused."""
    keys = (f"refused.{code}_{facts.get('what', '')}", f"refused.{code}", "refused.other")
    phrase = next(say.phrases[key] for key in keys if key in say.phrases)
    said = phrases.filled(
        phrase, {name: _fact(say, name, facts.get(name)) for name in phrases.places(phrase)}
    )
    return f"{said}{say('app.sentence_gap')}{say('refused.owner')}" if code in _OWNERS else said


def _fact(say: Words, name: str, value: object) -> str:
    if name in ("bytes", "limit") and isinstance(value, int) and value >= 2**20:
        return say("refused.megabytes", n=say.number(round(value / 2**20, 1)))
    if name == "supported":
        known = (f"library.language_{code}" for code in str(value or "").split())
        return say.listing(say.phrases[key] for key in known if key in say.phrases)
    if name == "found":
        return say.phrases.get(f"refused.found_{value}", say("refused.found_other"))
    if name == "option":
        return say.phrases.get(f"refused.named_{str(value).replace('-', '_')}", str(value))
    if isinstance(value, int):
        return say.number(value)
    if name in _LISTS:
        return say.listing(str(value or "").split())
    if name == "file":  # where it lies on the server is nobody's business
        return PurePath(str(value)).name or "—"
    return "—" if value in (None, "") else str(value)[:120]
