"""Who may see and who may change: an optional sign-in, off where the settings name none.

Either people sign in by OpenID Connect (`ATLAS_SIGN_IN=oidc`, which is Streamlit's: `[auth]` in its secrets), or a proxy
has signed them in and names them in a header (`ATLAS_SIGN_IN=header`), which is believed of stated proxies alone.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

import streamlit as st
from streamlit import auth_util
from streamlit.errors import StreamlitAuthError
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

OIDC, HEADER = "oidc", "header"
# The variables of the environment.
WAY, NAMED, PROXIES = "ATLAS_SIGN_IN", "ATLAS_SIGN_IN_HEADER", "ATLAS_PROXIES"
READERS, EDITORS, HOURS = "ATLAS_READERS", "ATLAS_EDITORS", "ATLAS_SIGN_IN_HOURS"
SHARED = "ATLAS_SHARED"
_THIS_MACHINE = "127.0.0.1,::1"
_SECRET = 32  # characters of a secret that nobody guesses
_LONGEST = 200


class Misconfigured(Exception):
    """The settings cannot be meant; what is wrong, in one line."""


@dataclass(frozen=True)
class Settings:
    """How people sign in ("" for not at all), whom to believe, who may read (empty: all who are signed in) and change."""

    way: str
    header: str
    proxies: tuple[IPv4Network | IPv6Network, ...]
    readers: tuple[str, ...]
    editors: tuple[str, ...]
    hours: float


@dataclass(frozen=True)
class Person:
    """Who is signed in, and what they may do."""

    name: str
    may_read: bool
    may_change: bool


def settings() -> Settings:
    """As the environment says at present. Raises `Misconfigured`."""
    return _read(*(os.environ.get(name, "") for name in (WAY, NAMED, PROXIES, READERS, EDITORS, HOURS)))


@lru_cache(maxsize=8)
def _read(way: str, header: str, proxies: str, readers: str, editors: str, hours: str) -> Settings:
    if way not in ("", OIDC, HEADER):
        raise Misconfigured(f"{WAY} is {way[:40]!r}: it may be {OIDC}, {HEADER}, or left out")
    if way == HEADER and not (header and proxies):
        raise Misconfigured(
            f"{WAY}={HEADER} needs {NAMED}, the header's name, and {PROXIES}, who may send it"
        )
    try:
        believed = tuple(ip_network(part) for part in _parts(proxies or _THIS_MACHINE))
    except ValueError as error:
        raise Misconfigured(f"{PROXIES}: {error}") from None
    try:
        lasting = float(hours or 12)
    except ValueError:
        lasting = math.nan
    if not 0 < lasting < math.inf:
        raise Misconfigured(f"{HOURS} is no number of hours: {hours[:40]!r}")
    return Settings(way, header.lower(), believed, _parts(readers), _parts(editors), lasting)


def _parts(said: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in said.split(",") if part.strip())


def check() -> None:
    """Raise `Misconfigured` where nobody could sign in, or anybody could."""
    if settings().way != OIDC:
        return
    try:
        for name in providers():
            auth_util.validate_auth_credentials(name)
    except StreamlitAuthError as error:
        raise Misconfigured(" ".join(str(error).split())) from None
    if not auth_util.is_authlib_installed():
        raise Misconfigured(f"{WAY}={OIDC} needs Authlib: pip install 'rights-report-atlas[sign-in]'")
    if len(str(get_cookie_secret())) < _SECRET:
        raise Misconfigured(f"auth.cookie_secret has to be {_SECRET} random characters or more")


def providers() -> list[str]:
    """The names of those by whom people sign in, as the secrets have them; `default` where there is one without a name."""
    auth = auth_util.get_secrets_auth_section()
    named = [name for name, value in auth.items() if isinstance(value, Mapping) and "client_id" in value]
    return named or ["default"]


def trusted(address: str) -> bool:
    """Whether what this address says of others is believed."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in settings().proxies)


def who(headers: Mapping[str, str], cookies: Mapping[str, str]) -> Person | None:
    """Who asks, by the header of a proxy or the cookie that signing in left; None for nobody who is known.

    Headers are those that were let in: the one with a name is taken away before, unless a proxy sent it.
    """
    now = settings()
    said = headers.get(now.header, "") if now.way == HEADER else _signed_in(cookies, now.hours)
    name = " ".join(said.split()).lower()
    if not name or len(name) > _LONGEST or not name.isprintable():
        return None
    return Person(
        name, not now.readers or _among(name, (*now.readers, *now.editors)), _among(name, now.editors)
    )


def _signed_in(cookies: Mapping[str, str], hours: float) -> str:
    """The name in the cookie that Streamlit has signed, as long as it holds."""

    def one(name: str) -> bytes | None:
        return decode_signed_value(
            get_cookie_secret(), name, cookies.get(name, "").encode("latin-1", "ignore")
        )

    try:
        told: dict[str, Any] = json.loads(auth_util.get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return ""
    ours = told.get("is_logged_in") is True and told.get("origin") == auth_util.get_origin_from_redirect_uri()
    begun = told.get("iat")
    if not ours or not isinstance(begun, int | float) or time.time() - begun > hours * 3600:
        return ""
    if told.get("email_verified") is False:  # anybody may claim an address
        return ""
    return str(told.get("email") or told.get("sub") or "")


def _among(name: str, listed: tuple[str, ...]) -> bool:
    """Whether a name is listed, itself or by the domain of its address (`@example.org`)."""
    return name in listed or (f"@{name.rpartition('@')[2]}" in listed and "@" in name)


def visitor() -> Person | None:
    """Who looks at the page that is being drawn; None for nobody who is known, and where nobody signs in."""
    return who(st.context.headers, st.context.cookies) if settings().way else None


def actor() -> str:
    """The visitor's name in the log of changes."""
    person = visitor()
    return person.name if person else "a visitor"


def may_change() -> bool:
    """Whether the visitor may change what everybody sees."""
    if not settings().way:
        return os.environ.get(SHARED) == "1"
    person = visitor()
    return person is not None and person.may_change
