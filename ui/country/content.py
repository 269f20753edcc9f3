"""The country page's parts: finding, pickers, tiles, bars, lists, and the panel that every number opens."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui import charts, evidence, filters, findings
from ui.cache import kept
from ui.markup import chips, current, esc, link
from ui.paragraphs import content as paragraphs_content
from ui.queries import country_profile, presence_places
from ui.view import View

_TOP = 10
_NAMES = 2  # more names than these make no title
_GROUPS = ("ldc", "lldc", "sids")
# Letter of a set → parameter of the list of paragraphs.
_LISTED = {"t": "t", "s": "s", "e": "e"}


def name_of(view: View, block: str, code: str) -> str:
    """What a bar stands for, in words."""
    if block == "work":
        return view.words(f"engagements.{code}")
    if block == "sections":
        return view.section(code)
    return view.theme(code) if block == "themes" else view.country(code)


def target(view: View, iso3: str, code: str) -> str:
    """The link that opens a set; the one that is open already is closed by it."""
    here, main = view.here, country_profile.country_of(view)
    again = country_profile.opened(view) == (iso3, code)
    return here.link(
        iso3=main,
        who=None if again or iso3 == main else iso3,
        of=None if again or code == country_profile.NAMED else code,
    )


def to_country(view: View, iso3: str) -> str:
    """The link to another country's page; those set beside stay."""
    others = [other for other in country_profile.beside(view) if other != iso3]
    return view.here.link(iso3=iso3, of=None, who=None, **{"with": ",".join(others) or None})


def finding(view: View, iso3: str) -> str:
    """How much the report says of a country, in a sentence."""
    words, name = view.words, view.country(iso3)
    place = country_profile.standing(view.report, iso3)
    paragraphs = words.count("paragraphs", place.n)
    if place.n:
        form = "tied" if place.tied else "first" if place.rank == 1 else "rank"
        return words(
            f"profile.finding_{form}", name=name, paragraphs=paragraphs, rank=place.rank, total=place.total
        )
    places = country_profile.number(view.report, iso3, country_profile.PLACES)
    if places:
        return words("profile.finding_places", name=name, paragraphs=words.count("paragraphs", places))
    return words("profile.finding_absent", name=name)


def regions(view: View, iso3: str) -> list[tuple[str, str]]:
    """(what it belongs to in words, parameter and code on the page of countries): regions, then groups."""
    words, row = view.words, view.report.atlas.countries.loc[iso3]
    found = []
    code = row["m49_intermediate"] or row["m49_subregion"]
    if code:
        found.append((words("profile.m49", name=view.region(code)), f"r={code}"))
    if row["ohchr_region"]:
        said = words("profile.office", name=view.office_region(row["ohchr_region"]))
        found.append((said, f"r={row['ohchr_region']}"))
    found += [(words(f"countries.{g}_long"), f"g={g}") for g in _GROUPS if row[g] == "1"]
    return found


@kept
def title_html(view: View) -> str:
    """The way to its neighbours in the ranking, the finding, and where the country lies."""
    words, iso3 = view.words, country_profile.country_of(view)
    steps = ""
    for other, which, rel in zip(
        country_profile.neighbours(view.report, iso3), ("previous", "next"), ("prev", "next"), strict=True
    ):
        if other:
            label = words(f"profile.{which}", name=view.country(other))
            said = words(f"profile.{which}_said", name=view.country(other))
            steps += link(to_country(view, other), esc(label), rel=rel, title=said, aria_label=said)
    lies = ""
    for said, asked in regions(view, iso3):
        param, _, code = asked.partition("=")
        lies += f"<li>{link(view.here.to('countries', **{param: code}), esc(said))}</li>"
    kosovo = (
        f'<p class="caption">{esc(words("countries.kosovo"))}</p>'
        if "XKX" in country_profile.columns(view)
        else ""
    )
    return (
        f'<div class="over"><p class="eyebrow">{esc(words("pages.country"))}</p>'
        f'<nav class="steps" aria-label="{esc(words("profile.ranking"))}">{steps}</nav></div>'
        f'<h1>{esc(finding(view, iso3))}</h1><ul class="lies">{lies}</ul>{kosovo}'
    )


def pickers(view: View, files: str) -> None:
    """Two menus: which country, and which to set beside it; then what there is to take away, as HTML."""
    words, here, counts = view.words, view.here, country_profile.ranking(view.report)
    main, others = country_profile.country_of(view), country_profile.beside(view)
    labels = option_labels(view)

    def choose() -> None:
        iso3 = st.session_state["choose_country"]
        kept_beside = ",".join(other for other in others if other != iso3)
        here.put(iso3=iso3, of=None, who=None, **{"with": kept_beside or None})

    def add() -> None:
        if other := st.session_state["add_country"]:
            here.put(iso3=main, **{"with": ",".join([*others, other])})

    with st.container(key="conditions"):
        left, right, last = st.columns([3, 3, 7], gap="small", vertical_alignment="bottom")
        st.session_state["choose_country"] = main
        left.selectbox(
            words("profile.pick"),
            list(labels),
            key="choose_country",
            format_func=labels.__getitem__,
            on_change=choose,
        )
        full = len(others) == country_profile.MOST_BESIDE
        st.session_state["add_country"] = None
        right.selectbox(
            words("profile.compare"),
            [iso3 for iso3 in counts if iso3 not in (main, *others)],
            key="add_country",
            index=None,
            format_func=labels.__getitem__,
            placeholder=words("profile.full" if full else "profile.add"),
            disabled=full,
            on_change=add,
        )
        last.html(files)


@kept
def option_labels(view: View) -> dict[str, str]:
    """iso3 → name and number: those named, most first, then the others by name."""
    words, counts = view.words, country_profile.ranking(view.report)
    rest = sorted((set(view.report.atlas.countries.index) - set(counts)), key=view.country)
    said = {iso3: words.count("paragraphs", n) for iso3, n in counts.items()}
    absent = words("nothing.absent")
    return {iso3: f"{view.country(iso3)} · {said.get(iso3, absent)}" for iso3 in (*counts, *rest)}


@kept
def beside_html(view: View) -> str:
    """The countries set beside, to take away; where there are none, those most often named with it."""
    words, main, others = view.words, country_profile.country_of(view), country_profile.beside(view)
    inner = ""
    if others:
        for iso3 in others:
            left = ",".join(other for other in others if other != iso3)
            label = words("profile.remove", name=view.country(iso3))
            href = view.here.link(iso3=main, who=None, of=None, **{"with": left or None})
            inner += link(
                href, f"{esc(view.country(iso3))} <span>×</span>", class_="chip chip-on", aria_label=label
            )
        cleared = view.here.link(iso3=main, who=None, of=None, **{"with": None})
        inner += link(cleared, esc(words("profile.alone", name=view.country(main))), class_="alone")
        return chips(words("profile.compare"), inner, shown=True)
    with_it = country_profile.bars_of(view.report, country_profile.sets(view.report, main), "together")
    for iso3 in list(with_it)[:4]:
        href = view.here.link(iso3=main, **{"with": iso3})
        label = words("profile.add_one", name=view.country(iso3))
        inner += link(href, f"+ {esc(view.country(iso3))}", class_="chip", aria_label=label)
    return chips(words("profile.suggested"), inner, shown=True) if inner else ""


def numbers_html(view: View) -> str:
    """What stands beside it, and its numbers; side by side they stand in the table."""
    return beside_html(view) + ("" if country_profile.beside(view) else tiles_html(view))


@kept
def tiles_html(view: View) -> str:
    """The country's numbers; each is a link to its sentences, and where there are none, said so."""
    words, iso3 = view.words, country_profile.country_of(view)
    if not country_profile.spoken_of(view.report, iso3):
        absent, searched = words("nothing.absent"), words("profile.searched", name=view.country(iso3))
        return f'<p class="nothing-said"><b>{esc(absent)}</b> <span class="quiet">{esc(searched)}</span></p>'
    items = ""
    for tile in country_profile.TILES:
        n = country_profile.number(view.report, iso3, tile)
        if n:
            label = tile_label(view, tile, n)
            note = _note(view, iso3, tile)
            more = f'<span class="note">{esc(note)}</span>' if note else ""
            inner = f"<strong>{esc(words.number(n))}</strong><span>{esc(label)}</span>{more}"
            chosen = current(country_profile.opened(view) == (iso3, tile))
            items += f"<li>{link(target(view, iso3, tile), inner, aria_current=chosen)}</li>"
        else:
            none = esc(words(f"profile.none_{tile}"))
            label = words(f"profile.row_{tile}")
            items += f'<li><div><strong class="in-words">{none}</strong><span>{esc(label)}</span></div></li>'
    return f'<ul class="tiles" aria-label="{esc(words("overview.tiles"))}">{items}</ul>'


def tile_label(view: View, tile: str, n: int) -> str:
    """What a tile's number counts."""
    return view.words(f"profile.tile_{tile}_{'one' if n == 1 else 'other'}")


def _note(view: View, iso3: str, tile: str) -> str:
    """What a tile's number is mostly made of."""
    words, report = view.words, view.report
    if tile == country_profile.WORK:
        counts = country_profile.bars_of(report, country_profile.sets(report, iso3), "work")
        names = [
            words(f"engagements.{kind}") for kind in list(counts)[:_NAMES] if kind != country_profile.OTHER
        ]
        names = names[:1] + [words.inside(name) for name in names[1:]]
        return words.listing(names)
    if tile in (country_profile.PRESENCES, country_profile.VISITS):
        official = presence_places.GROUPS["official"]
        kinds = dict.fromkeys(country_profile.rows_of(report, iso3)["presences"]["presence"].astype(str))
        chosen = [kind for kind in kinds if (kind in official) == (tile == country_profile.VISITS)]
        section = "officials" if tile == country_profile.VISITS else "presences"
        return words.listing(words(f"{section}.{kind}") for kind in chosen)
    return ""


def heading(view: View, block: str, counts: Mapping[str, int]) -> str:
    """The heading of a block of bars, with what it shows most."""
    words = view.words
    first = findings.leaders(counts)
    title = words(f"profile.{block}")
    if not 0 < len(first) <= _NAMES or len(counts) == len(first):
        return title
    # Kinds of work and themes are common nouns, the others are names.
    common = words.inside if block in ("work", "themes") else str
    return words(
        "profile.mostly",
        title=title,
        names=words.listing(common(name_of(view, block, code)) for code in first),
    )


def bars_html(view: View, block: str) -> str:
    """One block of bars, each a link to its sentences."""
    words, iso3 = view.words, country_profile.country_of(view)
    counts = country_profile.bars_of(view.report, country_profile.sets(view.report, iso3), block)
    note = words(f"profile.{block}_note")
    head = f'<h2>{esc(heading(view, block, counts))}</h2><p class="subtitle">{esc(note)}</p>'
    if not counts:
        return f'<section class="block">{head}<p class="none">{esc(words(f"profile.{block}_none"))}</p></section>'
    letter, longest = country_profile.BARS[block], max(counts.values())
    rows = [
        charts.Bar(
            name_of(view, block, code),
            target(view, iso3, f"{letter}.{code}"),
            (n,),
            words.number(n),
            country_profile.opened(view) == (iso3, f"{letter}.{code}"),
        )
        for code, n in counts.items()
    ]
    first = charts.bars(rows[:_TOP], longest, words(f"profile.{block}"))
    rest = rows[_TOP:]
    if rest:
        opened = " open" if any(row.chosen for row in rest) else ""
        said = esc(words("profile.more", countries=words.count("countries", len(rest))))
        more = charts.bars(rest, longest, words(f"profile.{block}"))
        first += f'<details class="rest"{opened}><summary>{said}</summary>{more}</details>'
    return f'<section class="block block-{block}">{head}{first}</section>'


def presences_html(view: View) -> str:
    """Presences and visits in words: type, number of paragraphs, the report's own phrase."""
    words, iso3 = view.words, country_profile.country_of(view)
    rows = country_profile.rows_of(view.report, iso3)["presences"]
    head = f"<h2>{esc(words('profile.posted'))}</h2>"
    items = ""
    for kind, same in rows.groupby("presence", sort=False):
        code = f"p.{kind}"
        n = country_profile.number(view.report, iso3, code)
        said = f'<b>{esc(words(f"presences.{kind}"))}</b><span class="quiet">{esc(words.count("paragraphs", n))}</span>'
        phrases = "".join(
            f'<q lang="{view.text_lang}">{esc(phrase)}</q>' for phrase in dict.fromkeys(same["phrase"])
        )
        chosen = current(country_profile.opened(view) == (iso3, code))
        items += f"<li>{link(target(view, iso3, code), said, aria_current=chosen)}{phrases}</li>"
    body = (
        f'<ul class="postings">{items}</ul>'
        if items
        else f'<p class="none">{esc(words("profile.posted_none"))}</p>'
    )
    return f'<section class="block">{head}{body}</section>'


def figures_html(view: View) -> str:
    """The figures in sentences that name the country; each leads to its own."""
    words, iso3 = view.words, country_profile.country_of(view)
    rows = country_profile.rows_of(view.report, iso3)["figures"]
    head = f'<h2>{esc(words("profile.figures"))}</h2><p class="subtitle">{esc(words("profile.figures_note"))}</p>'
    passages = evidence.rows_by_passage(view)
    items = ""
    for passage, same in rows.groupby("passage", sort=False):
        code, row = f"f.{passage}", passages[str(passage)]
        mark = f"{row['kind']}_mark"
        where = esc(words(f"evidence.{mark}", n=row["number"]))
        phrases = "".join(f'<span lang="{view.text_lang}">{esc(p)}</span>' for p in same["phrase"])
        chosen = current(country_profile.opened(view) == (iso3, code))
        items += f"<li>{link(target(view, iso3, code), f'<b>{where}</b>{phrases}', aria_current=chosen)}</li>"
    named = country_profile.standing(view.report, iso3).n
    none = words("nothing.no_figure" if named else "nothing.absent")
    body = f'<ul class="stated-figures">{items}</ul>' if items else f'<p class="none">{esc(none)}</p>'
    return f'<section class="block">{head}{body}</section>'


@kept
def blocks_html(view: View) -> str:
    """All that is known of the country: bars and lists; where it is not mentioned, its neighbours that are."""
    iso3 = country_profile.country_of(view)
    if not country_profile.spoken_of(view.report, iso3):
        return near_html(view)
    blocks = [bars_html(view, block) for block in ("work", "sections")]
    blocks += [presences_html(view), figures_html(view)]
    blocks += [bars_html(view, block) for block in ("themes", "together")]
    return f'<div class="portrait">{"".join(blocks)}</div>'


def near_html(view: View) -> str:
    """Countries of the same region that the report names, as bars that lead to their pages."""
    words, iso3 = view.words, country_profile.country_of(view)
    found = country_profile.near(view.report, iso3)
    if not found:
        return ""
    rows = [
        charts.Bar(view.country(i), view.here.to("country", iso3=i), (n,), words.count("paragraphs", n))
        for i, n in found.items()
    ]
    title = words("profile.near")
    return (
        f'<section class="block near"><h2>{esc(title)}</h2>'
        f'<p class="subtitle">{esc(words("profile.near_note"))}</p>'
        + charts.bars(rows, max(found.values()), title)
        + "</section>"
    )


@kept
def caption_html(view: View) -> str:
    """What the numbers mean and whence they come."""
    words = view.words
    said = [
        words("profile.counted"),
        words("profile.select"),
        words("profile.rules"),
        words("profile.meaning"),
    ]
    said.append(words("app.source", symbol=view.report.row["symbol"]))
    return f'<p class="caption">{esc(words("app.sentence_gap").join(said))}</p>'


def set_name(view: View, code: str) -> str:
    """What a set holds, in words; "" for the paragraphs that name the country."""
    words = view.words
    letter, dot, what = code.partition(".")
    if not dot:
        return "" if code == country_profile.NAMED else words(f"profile.of_{code}")
    if letter == "w":
        return words("profile.of_together", name=view.country(what))
    if letter == "f":
        return words("profile.of_figures")
    if letter == "p":
        return words(f"presences.{what}")
    block = next(block for block, other in country_profile.BARS.items() if other == letter)
    return name_of(view, block, what)


@kept
def panel_html(view: View) -> str:
    """The sentences of what was opened; at first, all that name the country."""
    words = view.words
    iso3, code = country_profile.opened(view)
    name, said = view.country(iso3), set_name(view, code)
    title = f"{name} · {said}" if said else name
    chosen = bool(view.here.get("of") or view.here.get("who"))
    close = view.here.link(of=None, who=None) if chosen else ""
    gathered = country_profile.sets(view.report, iso3).get(code)
    if gathered is None and code == country_profile.NAMED:
        gathered = country_profile.sets(view.report, iso3).get(country_profile.PLACES)
    if gathered is None:
        key = "profile.searched" if code == country_profile.NAMED else "profile.searched_set"
        return evidence.nothing_html(view, title, words(key, name=name), close)
    lead = _as_list(view, iso3, code, gathered) + _places(view, iso3, code)
    return evidence.panel_html(view, title, gathered, close, key=code if chosen else "", lead=lead)


def _places(view: View, iso3: str, code: str) -> str:
    """The way to paragraphs that name only a place in the country."""
    n = country_profile.number(view.report, iso3, country_profile.PLACES)
    if code != country_profile.NAMED or not n or not country_profile.number(view.report, iso3, code):
        return ""
    said = view.words("profile.places", paragraphs=view.words.count("paragraphs", n))
    return f'<p class="as-list">{link(target(view, iso3, country_profile.PLACES), esc(said))}</p>'


def _as_list(view: View, iso3: str, code: str, gathered: findings.Evidence) -> str:
    """The way to the same paragraphs as a list, where the list can show exactly these."""
    letter, _, what = code.partition(".")
    if code != country_profile.NAMED and letter not in _LISTED:
        return ""
    asked = {"c": iso3} | ({_LISTED[letter]: what} if what else {})
    names = {param: name for name, param in paragraphs_content.PARAMS.items()}
    facets = paragraphs_content.facets_of(view.report, [names[param] for param in asked])
    chosen = {names[param]: value for param, value in asked.items()}
    same = filters.keep(view.report.passages, facets, chosen, "").paragraphs == gathered.paragraphs
    return evidence.as_list(view, **asked) if same else ""


def page_title(view: View) -> str:
    """What the browser calls the page."""
    words = view.words
    return (
        f"{view.country(country_profile.country_of(view))} · {words('pages.country')} · {words('app.name')}"
    )
