"""A small OpenID provider for tests: signs in whoever it is told to, by the authorization code flow with PKCE."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "atlas", "a secret of the client"


class Provider(ThreadingHTTPServer):
    """`person` is who is signed in next; with `forged` tokens are signed by a key that nobody vouches for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = RSAKey.generate_key(2048, {"kid": "ours"})
        self.other = RSAKey.generate_key(2048, {"kid": "ours"})
        self.person: dict[str, Any] = {}
        self.forged = False
        self.asked: dict[str, dict[str, str]] = {}

    def metadata(self) -> dict[str, Any]:
        """Where everything is."""
        ways = {"authorization": "authorize", "token": "token", "end_session": "out"}
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ways.items()},
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def token(self, asked: dict[str, str]) -> dict[str, Any]:
        """What a code is exchanged for."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        key = self.other if self.forged else self.key
        signed = jwt.encode({"alg": "RS256", "kid": "ours"}, {**claims, **self.person}, key)
        return {
            "access_token": secrets.token_hex(8),
            "token_type": "Bearer",
            "id_token": signed,
            "expires_in": 300,
        }


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/.well-known/openid-configuration":
            return self._json(self.server.metadata())
        if parts.path == "/keys":
            return self._json({"keys": [self.server.key.as_dict(private=False)]})
        asked = dict(parse_qsl(parts.query))
        if parts.path == "/out":
            return self._to(asked["post_logout_redirect_uri"])
        assert parts.path == "/authorize" and asked["client_id"] == CLIENT, self.path
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(8)
        self.server.asked[code] = asked
        return self._to(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    def do_POST(self) -> None:
        given = {
            name: values[0]
            for name, values in parse_qs(
                self.rfile.read(int(self.headers["Content-Length"])).decode()
            ).items()
        }
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        known = self.headers.get("Authorization") == f"Basic {basic}" or given.get("client_secret") == SECRET
        asked = self.server.asked.pop(given["code"], None)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not known or asked is None or asked["code_challenge"] != proof:
            return self._json({"error": "invalid_grant"}, 400)
        return self._json(self.server.token(asked))

    def _json(self, body: dict[str, Any], status: int = 200) -> None:
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _to(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider on a free port of this machine."""
    provider = Provider()
    thread = Thread(target=provider.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
