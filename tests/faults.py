"""Tables that are switched while ten people read: `make faults`, after the tests of damage and of kills.

Two versions that differ in a number and a date take each other's place; every view must be of one of them, and none an error.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from etl.paths import ROOT, TABLES
from etl.workplace import Workplace, move
from tests.visitors import serving

READERS, SECONDS, EVERY = 10, 40.0, 2.0


def other_version(folder: Path) -> None:
    """Make the tables in a folder those of another day, with half of the mentions."""
    path = folder / "mentions.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: len(lines) // 2]))
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == "mentions":
            resource["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    package["created"] = "2001-02-03T00:00:00Z"
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


async def reader(there: str, ends: float, seen: Counter[tuple[str, str]], wrong: list[str]) -> None:
    """Look at a page again and again; note what its title and its foot say."""
    async with connect(f"{there}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        while time.monotonic() < ends:
            asked, body = BackMsg(), ""
            asked.rerun_script.query_string = "lang=en"
            await socket.send(asked.SerializeToString())
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(await socket.recv())
                kind = answer.WhichOneof("type")
                if kind == "delta":
                    body += answer.delta.new_element.html.body
                if kind == "script_finished":
                    break
            title = re.search(r"names? (\d+)|<h1[^>]*>(.*?)</h1>", body)
            foot = re.search(r'class="foot".*?(\d+ \w+ 20\d\d)\D*</p>', body, re.S)
            if 'class="broken"' in body or not title or not foot:
                wrong.append(body[:300])
            else:
                seen[re.sub("<[^>]+>", "", title[0]), foot[1]] += 1
            await asyncio.sleep(0.2)


def main() -> int:
    """Read while versions change; 1 where a view was mixed or an error."""
    with tempfile.TemporaryDirectory(prefix="atlas-faults-") as place:
        out = Path(place) / "tables"
        versions = [Path(place) / "one", Path(place) / "two"]
        for version in versions:
            shutil.copytree(TABLES, version)
        other_version(versions[1])
        shutil.copytree(versions[0], out)
        os.environ["ATLAS_TABLES"] = str(out)
        stop, switched = Event(), [0]

        def switching() -> None:
            work = Workplace(out)
            while not stop.wait(EVERY):
                switched[0] += 1
                with work.alone():
                    stage = work.stage()
                    for path in versions[switched[0] % 2].iterdir():
                        shutil.copy2(path, stage / path.name)
                    work.change([move(stage, out, work.folder / "stage" / "old")])

        seen, wrong = Counter[tuple[str, str]](), list[str]()
        with serving(ROOT / "app.py") as (address, _):
            thread = Thread(target=switching)
            thread.start()
            ends = time.monotonic() + SECONDS

            async def all_read() -> None:
                there = address.replace("http", "ws", 1)
                await asyncio.gather(*(reader(there, ends, seen, wrong) for _ in range(READERS)))

            try:
                asyncio.run(all_read())
            finally:
                stop.set()
                thread.join()
        print(f"{sum(seen.values())} views, {switched[0]} switches, {len(wrong)} errors")
        for (title, date), n in seen.most_common():
            print(f"  {n:4d} × {title!r} with the foot of {date}")
        mixed = len(seen) != len({date for _, date in seen}) or len(seen) != len({title for title, _ in seen})
        print("MIXED" if mixed else "every view was of one version")
        return int(mixed or bool(wrong) or len(seen) < 2)


if __name__ == "__main__":
    sys.exit(main())
