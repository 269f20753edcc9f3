"""Where countries, territories and the places in them are named."""

from __future__ import annotations

import pandas as pd

from etl import eras, homonyms, name_context, schema, short_forms
from etl.language import Language
from etl.matcher import Matcher
from etl.records import records

_EITHER = "either"  # the form of a weak word that no word beside it can decide


def find(passages: pd.DataFrame, matcher: Matcher, language: Language) -> pd.DataFrame:
    """The table `mentions`: one row an occurrence, the longest name.

    Kind is the vocabulary's; a country inside the name of a body, title, nationality, language or publication becomes
    `name`. `rule` is `vocabulary`, or what made it a name. A weak row of the vocabulary, a name that may be a person's or
    a town's, or whose edge may belong to another word, is `ambiguous`; behind Ms. or Judge it is a person's, before translation
    a language, and no row. States named by one character each (中美两国) have the rule `short_form`.
    """
    rows: list[dict[str, object]] = []
    for report, passage, text in records(passages, "report", "passage", "text"):
        hits = eras.settle(text, homonyms.settle(text, matcher.find(text), language), language)
        inside = name_context.inside_names(text, hits, language)
        for i, hit in enumerate(hits):
            if name_context.is_other(text, hit, language):
                continue
            named = hit.entry.kind == "country" and i in inside
            other = i not in inside and name_context.may_be_other(text, hit, language)
            weak = hit.entry.role == "weak" and not (
                name_context.means_state(text, hit, language) and hit.entry.form != _EITHER
            )
            rows.append(
                {
                    "report": report,
                    "passage": passage,
                    **hit.cells(text),
                    "iso3": hit.entry.id,
                    "kind": "name" if named else hit.entry.kind,
                    "rule": f"inside_{inside[i]}" if named else "vocabulary",
                    "certainty": "ambiguous" if hit.doubtful or weak or other else "rule",
                }
            )
        rows += [
            {
                "report": report,
                "passage": passage,
                **hit.cells(text),
                "iso3": hit.entry.id,
                "kind": "country",
                "rule": "short_form",
                "certainty": "ambiguous" if hit.entry.role == "weak" else "rule",
            }
            for hit in short_forms.find(text, hits, language)
        ]
    return schema.frame("mentions", rows)
