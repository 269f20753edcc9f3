"""Addresses beside the pages refuse what they do not understand, with what they would; the gate refuses what is too much."""

from __future__ import annotations

import asyncio
import base64
import csv
import json
import threading
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from asking import ask

from ui import cache, gate, metrics
from ui.gate import Busy, Gate, PerMinute
from ui.routes import package

HERE = Path(__file__).parent
CASES = list(csv.DictReader((HERE / "cases" / "addresses_refused.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["address"])
def test_what_is_not_understood_is_refused_with_the_list(case: Mapping[str, str]) -> None:
    answer = ask(case["address"])
    assert answer.status == int(case["status"]) and answer.raised is None
    assert answer.json["error"] and (not case["allowed"] or case["allowed"] in answer.json["allowed"])


@pytest.mark.parametrize(
    "path", ["/brief/country.html", "/list/countries.csv", "/picture/countries.svg", "/show"]
)
@pytest.mark.parametrize("query", ["x=" + "a" * 100_000, "&".join(f"a{k}=1" for k in range(200))])
def test_long_queries_are_refused(path: str, query: str) -> None:
    assert ask(f"{path}?{query}").status == 400


def packed(slides: object) -> str:
    raw = zlib.compress(json.dumps(slides).encode())
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.mark.parametrize(
    "slides",
    [
        [],
        [["nothing.here", {}, "", ""]],
        [["countries", {"country": "\ud800"}, "", ""]],
        [["countries", {"\ud800": "x"}, "\udfff", "\ud800"]],
        [["countries", {"theme": "\x00"}, "a\ud800b", ""]],
    ],
)
@pytest.mark.parametrize("path", ["/show", "/deck/file.json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_decks_that_are_empty_or_made_up_open(slides: object, path: str, lang: str) -> None:
    answer = ask(f"{path}?lang={lang}&deck={packed(slides)}")
    assert answer.status == 200 and answer.raised is None


@pytest.mark.parametrize(
    "slides", [[], [["nothing.here", {}, "", ""]], [["countries", {"c": "\ud800"}, "", ""]]]
)
def test_the_page_of_such_a_deck_opens(open_page, slides: object) -> None:
    assert not open_page("present", lang="en", deck=packed(slides)).exception


@pytest.mark.parametrize(
    "path",
    ["/picture/countries.svg", "/brief/theme.html?theme=nhri", "/brief/country.html?country=TUN", "/api"],
)
def test_the_host_of_a_request_stands_in_no_answer(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_ORIGIN", raising=False)
    assert b"evil.test" not in ask(path, host="evil.test").body
    monkeypatch.setenv("ATLAS_ORIGIN", "https://reports.example.int/anything")
    said = ask(path, host="evil.test").body
    assert b"evil.test" not in said and b"https://reports.example.int" in said


def test_a_page_from_elsewhere_may_read_the_api() -> None:
    asked = {"origin": "https://else.test", "access_control_request_method": "GET"}
    answer = ask("/api/mentions.json", "OPTIONS", **asked)
    assert answer.status == 204 and answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["access-control-allow-methods"]
    assert "access-control-allow-origin" not in ask("/api/mentions.json?own=x", "OPTIONS", **asked).headers
    assert ask("/api/mentions.json", "DELETE").status == 405


# for those who run it


def test_health_is_alive_and_ready_is_drawn() -> None:
    assert ask("/healthz").json == {"status": "ok"}
    answer = ask("/readyz")
    assert answer.status == 200 and answer.json["status"] == "ok" and answer.json["tables"]["passages"] == 129


def test_metrics_are_as_prometheus_reads_them() -> None:
    with metrics.view("overview"):
        pass
    lines = ask("/metrics").body.decode().splitlines()
    values = {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#")
    }
    assert values['atlas_views_total{page="overview"}'] >= 1 and values["atlas_memory_bytes"] > 10**7
    assert values['atlas_view_seconds_bucket{le="+Inf"}'] == values["atlas_view_seconds_count"]
    assert any(name.startswith("atlas_info{version=") for name in values)
    named = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    families = {name.partition("{")[0].removesuffix("_bucket") for name in values}
    assert {f.removesuffix("_sum").removesuffix("_count") for f in families} <= named


# the gate


def small(**changes: float) -> Gate:
    settings = {"workers": 1, "waiting": 2, "each": 9, "seconds": 5.0} | changes
    return Gate("test", per_minute=PerMinute(1000), **settings)  # type: ignore[arg-type]


async def all_of(of: Gate, client: str, n: int, work) -> list[object]:
    return await asyncio.gather(*(of.do(client, work) for _ in range(n)), return_exceptions=True)


def test_more_than_the_line_holds_are_told_at_once() -> None:
    go, now, most = threading.Event(), [0], [0]

    def work() -> str:
        now[0] += 1
        most[0] = max(most[0], now[0])
        go.wait(5)
        now[0] -= 1
        return "made"

    async def run() -> list[object]:
        asyncio.get_running_loop().call_later(0.2, go.set)
        return await all_of(small(), "a", 8, work)

    got = asyncio.run(run())
    assert got.count("made") == 3 and sum(isinstance(x, Busy) and x.why == "busy" for x in got) == 5
    assert most == [1]


def test_one_client_does_not_take_the_whole_line() -> None:
    """Many behind one address may have more than one client's share, as long as nobody else is there; some places stay free."""

    async def run() -> list[object]:
        of = small(waiting=10, each=2)
        return [
            *await asyncio.gather(
                all_of(of, "a", 11, lambda: time.sleep(0.02)), all_of(of, "b", 1, lambda: 7)
            )
        ]

    office, other = asyncio.run(run())  # type: ignore[misc]
    assert sum(isinstance(x, Busy) for x in office) == 3 and other == [7]


def test_where_others_wait_a_client_has_its_share() -> None:
    async def run() -> list[object]:
        of = small(waiting=10, each=2)
        return [
            *await asyncio.gather(all_of(of, "b", 1, lambda: 7), all_of(of, "a", 6, lambda: time.sleep(0.02)))
        ]

    other, greedy = asyncio.run(run())  # type: ignore[misc]
    assert sum(isinstance(x, Busy) for x in greedy) == 4 and other == [7]


@pytest.mark.parametrize("people", [10, 50])
def test_an_office_behind_one_address_is_not_taken_for_one_greedy_client(people: int) -> None:
    """Each opens a presentation of eight slides at once, and is served."""

    async def run() -> list[object]:
        of = small(workers=2, waiting=200, each=60)
        rounds = [await all_of(of, "office", 8 * 10, lambda: 1) for _ in range(people // 10)]
        return [x for one in rounds for x in one]

    assert asyncio.run(run()) == [1] * (8 * people)


def test_nobody_waits_longer_than_the_limit_and_an_error_is_the_askers() -> None:
    async def run() -> list[object]:
        return await all_of(small(seconds=0.1), "a", 2, lambda: time.sleep(0.5))

    begun = time.monotonic()
    assert all(isinstance(x, Busy) for x in asyncio.run(run())) and time.monotonic() - begun < 0.45
    with pytest.raises(ZeroDivisionError):
        asyncio.run(small().do("a", lambda: 1 / 0))


def test_when_it_closes_those_who_wait_are_told_and_what_is_begun_is_done() -> None:
    of, begun = small(), threading.Event()

    def work() -> str:
        begun.set()
        time.sleep(0.3)
        return "made"

    async def run() -> list[object]:
        threading.Thread(target=lambda: (begun.wait(5), of.close())).start()
        return await all_of(of, "a", 3, work)

    got = asyncio.run(run())
    assert got.count("made") == 1 and sum(isinstance(x, Busy) for x in got) == 2
    with pytest.raises(Busy):
        asyncio.run(of.do("a", lambda: 1))


def test_a_client_asks_so_often_in_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    of = PerMinute(3)
    for _ in range(3):
        of.count("a")
    of.count("b")
    with pytest.raises(Busy) as told:
        of.count("a")
    assert told.value.why == "many" and 1 <= told.value.seconds <= 61
    clock[0] += 61
    of.count("a")


@pytest.mark.parametrize(("lang", "said"), [("zh", "过多"), ("en", "Too many")])
def test_who_is_refused_is_told_when_to_come_again_in_their_language(
    monkeypatch, lang: str, said: str
) -> None:
    monkeypatch.setattr(gate, "LIGHT", small(workers=0, waiting=0))
    answer = ask(f"/picture/countries.svg?lang={lang}")
    assert answer.status == 503 and int(answer.headers["retry-after"]) > 0 and said in answer.json["error"]


# what is kept


def test_a_shelf_is_bounded_in_bytes() -> None:
    shelf = cache.Shelf(100, largest=50_000)
    for k in range(20):
        shelf.get(k, lambda: "x" * 10_000)
    assert len(shelf) == 4 and shelf.size <= 50_000
    shelf.get("huge", lambda: "x" * 100_000)
    assert shelf.size <= 50_000


def test_no_cell_of_the_package_is_a_formula() -> None:
    plain = b"\xef\xbb\xbfa,b\n-1,ok\n"
    assert package.without_formulas(plain) == plain
    harmful = b'\xef\xbb\xbfa,b\n=1+1,"@SUM(A1)"\n-1,"+x, y"\n'
    assert package.without_formulas(harmful).decode("utf-8-sig") == "a,b\n'=1+1,'@SUM(A1)\n-1,\"'+x, y\"\n"
