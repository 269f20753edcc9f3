"""A server of a tree as users start it, and a visitor who asks it as browsers do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from google.protobuf.json_format import MessageToDict
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

from .text import Tidy, element

HOST = "atlas.example"  # of the addresses in what is made; no port of today
SECONDS = 60
_EARLY = (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Server:
    """A server of a tree on a free port."""

    def __init__(self, tree: Path, environment: Mapping[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1", "--server.enableXsrfProtection", "false"],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def ask(
        self, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        """(status, headers, body) of an address; a body is put there."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path.lstrip('/')}",
            body,
            {"Host": HOST, **headers},
            method="PUT" if body else "GET",
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(4 * SECONDS):
            if self.process.poll() is not None:
                raise SystemExit(f"the server stopped with {self.process.returncode}")
            try:
                self.ask("healthz")
                return
            except OSError:
                time.sleep(0.25)
        raise SystemExit("the server did not answer")


@contextmanager
def serving(tree: Path, **environment: str) -> Iterator[Server]:
    """A server that answers; stopped at the end."""
    server = Server(tree, environment)
    try:
        server.wait()
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=SECONDS)


@contextmanager
def visiting(server: Server) -> Iterator[Visitor]:
    """A visitor with a session of its own, which ends with the visit."""
    there = socket.create_connection(("127.0.0.1", server.port))
    address = f"ws://{HOST}/_stcore/stream"
    with connect(address, sock=there, subprotocols=["streamlit"], max_size=None) as line:  # type: ignore[list-item]
        yield Visitor(server, line)


class Visitor:
    """Somebody who opens pages, presses buttons and uploads files, without a browser."""

    def __init__(self, server: Server, line: Any) -> None:
        self.server, self.line = server, line
        self.page, self.query, self.title, self.session = "", "", "", ""
        self.drawn = dict[tuple[int, ...], tuple[str, Any]]()
        self.faults, self.known = list[str](), dict[str, ForwardMsg]()

    def open(self, page: str, query: str, *states: WidgetState) -> None:
        """Open a page and wait until it is drawn."""
        self.page, self.query = page, query
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        asked.rerun_script.context_info.url = f"http://{HOST}/{page}"
        asked.rerun_script.context_info.locale = "en-US"
        asked.rerun_script.widget_states.widgets.extend(states)
        self.drawn.clear()
        self.line.send(asked.SerializeToString())
        while not self._take(self._next()):
            pass

    def press(self, button: Any, **filled: str) -> None:
        """Press a button, with texts in the fields whose ids are given."""
        states = [WidgetState(id=field, string_value=said) for field, said in filled.items()]
        self.open(self.page, self.query, *states, WidgetState(id=button.id, trigger_value=True))

    def upload(self, name: str, content: bytes) -> None:
        """Give a file to the page's first field for files."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "file"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session
        self.line.send(asked.SerializeToString())
        while (message := self._next()).WhichOneof("type") != "file_urls_response":
            pass
        place: FileURLs = message.file_urls_response.file_urls[0]
        body = (
            f'--end\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
            + content
            + b"\r\n--end--\r\n"
        )
        status, _, said = self.server.ask(
            place.upload_url, body, **{"Content-Type": "multipart/form-data; boundary=end"}
        )
        if status >= 300:
            raise SystemExit(f"the file was not taken: {status} {said!r}")
        given = UploadedFileInfo(file_id=place.file_id, name=name, size=len(content), file_urls=place)
        state = WidgetState(id=self.find("file_uploader").id)
        state.file_uploader_state_value.uploaded_file_info.append(given)
        self.open(self.page, self.query, state)

    def find(self, kind: str, **like: str) -> Any:
        """The first element of a kind whose fields have these words in them."""
        for _, (name, message) in sorted(self.drawn.items(), key=lambda each: each[0]):
            if name == kind and all(words in getattr(message, field) for field, words in like.items()):
                return message
        raise SystemExit(f"no {kind} like {like} at /{self.page}?{self.query}")

    def text(self, tidy: Tidy) -> str:
        """The page: an element after the other, indented by where they stand."""
        said = [f"title: {self.title}", *self.faults]
        for path, (kind, message) in sorted(self.drawn.items(), key=lambda each: each[0]):
            fields = MessageToDict(message)
            if kind != "empty" and not str(fields.get("body", "")).startswith("<style>"):
                indent = " " * len(path)
                said += [indent + line for line in element(kind, fields, tidy).splitlines()]
        return "\n".join(said)

    def styles(self) -> str:
        """The style sheets in the page."""
        bodies = (message.body for kind, message in self.drawn.values() if kind == "html")
        return "\n".join(body for body in bodies if body.startswith("<style>"))

    def _next(self) -> ForwardMsg:
        """The next message, with its content where it only names one that came before."""
        received, message = self.line.recv(timeout=2 * SECONDS), ForwardMsg()
        message.ParseFromString(received)
        if message.WhichOneof("type") == "ref_hash":
            full = ForwardMsg()
            full.CopyFrom(self.known[message.ref_hash])
            full.metadata.CopyFrom(message.metadata)
            return full
        if message.hash:
            self.known[message.hash] = message
        return message

    def _take(self, message: ForwardMsg) -> bool:
        """Take a message; whether it is the last of a run that no other follows."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self.drawn.clear()
            self.faults.clear()
        elif kind == "page_config_changed" and message.page_config_changed.title:
            self.title = message.page_config_changed.title
        elif kind == "navigation":
            here = message.navigation.page_script_hash
            names = {each.page_script_hash: each.page_name for each in message.navigation.app_pages}
            self.title = names.get(here, "")
        elif kind in ("page_not_found", "session_event"):
            self.faults.append(str(kind))
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self._draw(tuple(message.metadata.delta_path), message.delta)
        return kind == "script_finished" and message.script_finished not in _EARLY

    def _draw(self, path: tuple[int, ...], delta: Any) -> None:
        if delta.WhichOneof("type") == "new_element":
            kind = str(delta.new_element.WhichOneof("type"))
            self.drawn[path] = kind, getattr(delta.new_element, kind)
        elif delta.WhichOneof("type") == "add_block":
            self.drawn[path] = f"block {delta.add_block.WhichOneof('type')}", delta.add_block
