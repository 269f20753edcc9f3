"""Numbers as reports write them: a grammar of number phrases, and what belongs to each number.

Read it in this order: `combinators`, `digits`, `spelled` and `characters` (the two ways of writing number words),
`amounts` (a number with its sign, currency, percent, range, share), then `nouns`, `times` and `relations`
(what is counted, when, and of what it is a part). The words of each language are data: `data/reference/numbers/`.
"""
