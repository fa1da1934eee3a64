"""Authentication without sockets: the generators are driven by hand."""

from __future__ import annotations

import base64
import dataclasses
import threading
from collections.abc import Generator
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from rolecall.runtime.errors import NotTheApi, Unauthenticated, Unavailable, VendorError
from rolecall.runtime.http.auth import BasicAuth, HeaderAuth, SessionAuth, authentication
from rolecall.runtime.http.network import AUTHENTICATION
from rolecall.runtime.http.token_exchange import Tokens
from rolecall.runtime.logging import redact
from rolecall.specification.schema import Provider
from rolecall.specification.traits import BasicLogin, Expiring, HeaderToken, TokenExchange
from tests.runtime.http.vendor import SHIM

SESSION = TokenExchange(
    path="/auth/login",
    credentials=(("username", "username"), ("password", "password")),
    token="sessionKey",
    prefix="Splat ",
)
BASIC = BasicLogin(username="username", password="password")
TOKEN = HeaderToken(header="Authorization", argument="token", prefix="Bearer ")
CREDENTIALS = {"username": "admin", "password": "changeme-please"}

Flow = Generator[httpx.Request, httpx.Response, None]


def shim(*traits: Any) -> Provider:
    return dataclasses.replace(SHIM, authentication=traits)


def auth(*traits: Any, **arguments: str) -> Any:
    def address(path: str) -> str:
        return f"https://vendor.example.com/api{path}?mode=json"

    return authentication(shim(*traits), arguments, address, no_exchange)


def no_exchange(trait: Expiring) -> Tokens:
    raise AssertionError("nothing is exchanged here")


def request() -> httpx.Request:
    return httpx.Request("POST", "https://vendor.example.com/api/things", extensions={"timeout": {"read": 3.0}})


def answer(flow: Flow, status: int, data: Any = None) -> httpx.Request | None:
    """Answer what the flow sent; gives the next request, or None at the end."""
    try:
        return flow.send(httpx.Response(status, json=data))
    except StopIteration:
        return None


def test_the_first_trait_with_all_its_arguments_is_used() -> None:
    traits = (TOKEN, SESSION, BASIC)
    assert isinstance(auth(*traits, token="t0ken", **CREDENTIALS), HeaderAuth)
    assert isinstance(auth(*traits, token="", **CREDENTIALS), SessionAuth)
    assert isinstance(auth(TOKEN, BASIC, **CREDENTIALS), BasicAuth)


def test_without_credentials_every_way_in_is_named() -> None:
    with pytest.raises(Unauthenticated) as raised:
        auth(TOKEN, SESSION, BASIC, username="admin")
    advice = raised.value.diagnostic().detail
    for name in ("`token`", "ACME_TOKEN", "`username` and `password`", "ACME_USERNAME", "ACME_PASSWORD"):
        assert advice.count(name) == 1


def test_header() -> None:
    flow = auth(TOKEN, token="t0ken").auth_flow(request())
    assert next(flow).headers["authorization"] == "Bearer t0ken"
    assert answer(flow, 401) is None


@pytest.mark.parametrize("secret", ["t0ken\n", " t0ken", "t0k\x00en", "tökén"])
def test_a_secret_that_fits_no_header_is_refused_without_showing_it(secret: str) -> None:
    with pytest.raises(Unauthenticated) as raised:
        auth(TOKEN, token=secret)
    said = str(raised.value.diagnostic())
    assert "`token`" in said and "t0k" not in said and "tök" not in said


def test_basic() -> None:
    flow = auth(BASIC, username="admin", password="pä:ss").auth_flow(request())
    header = next(flow).headers["authorization"]
    assert base64.b64decode(header.removeprefix("Basic ")).decode() == "admin:pä:ss"
    assert "(secret)" in redact(header)


def test_basic_cannot_carry_a_colon_in_the_name() -> None:
    with pytest.raises(Unauthenticated, match="colon"):
        auth(BASIC, username="a:b", password="secret-secret")


def test_a_session_is_opened_for_the_first_request_and_used_for_the_next() -> None:
    session = auth(SESSION, **CREDENTIALS)
    flow = session.auth_flow(request())
    login = next(flow)
    assert str(login.url) == "https://vendor.example.com/api/auth/login?mode=json"
    assert (login.method, login.headers["x-acme"]) == ("POST", "yes")
    assert parse_qs(login.content.decode()) == {"username": ["admin"], "password": ["changeme-please"]}
    assert (login.extensions["timeout"], login.extensions[AUTHENTICATION]) == ({"read": 3.0}, True)
    main = answer(flow, 200, {"sessionKey": "first-session"})
    assert main is not None and main.headers["authorization"] == "Splat first-session"
    assert answer(flow, 200) is None
    assert redact("first-session") == "(secret)"
    assert next(session.auth_flow(request())).headers["authorization"] == "Splat first-session"


def opened(*traits: Any, key: str = "first-session") -> SessionAuth:
    session: SessionAuth = auth(*(traits or (SESSION,)), **CREDENTIALS)
    flow = session.auth_flow(request())
    next(flow)
    answer(flow, 200, {"sessionKey": key})
    flow.close()
    return session


def test_an_expired_session_is_renewed_once() -> None:
    flow = opened().auth_flow(request())
    assert next(flow).headers["authorization"] == "Splat first-session"
    login = answer(flow, 401)
    assert login is not None and login.url.path == "/api/auth/login"
    again = answer(flow, 200, {"sessionKey": "second-session"})
    assert again is not None and again.headers["authorization"] == "Splat second-session"
    assert answer(flow, 401) is None


def test_a_vendor_that_hands_out_the_same_session_again_is_not_asked_for_ever() -> None:
    flow = opened().auth_flow(request())
    next(flow)
    answer(flow, 401)
    again = answer(flow, 200, {"sessionKey": "first-session"})
    assert again is not None and again.url.path == "/api/things"
    assert answer(flow, 401) is None


def test_whoever_comes_late_with_the_old_session_takes_the_new_one() -> None:
    session = opened()
    early, late = session.auth_flow(request()), session.auth_flow(request())
    next(early), next(late)
    answer(early, 401)
    answer(early, 200, {"sessionKey": "second-session"})
    again = answer(late, 401)
    assert again is not None and again.headers["authorization"] == "Splat second-session"


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_refused_credentials_are_not_tried_again(status: int) -> None:
    session = auth(SESSION, **CREDENTIALS)
    flow = session.auth_flow(request())
    next(flow)
    with pytest.raises(Unauthenticated) as raised:
        answer(flow, status)
    assert (raised.value.method, raised.value.path, raised.value.status) == ("POST", "/auth/login", status)
    with pytest.raises(Unauthenticated):
        next(session.auth_flow(request()))


@pytest.mark.parametrize("status", [404, 405])
def test_where_there_is_no_login_call_basic_takes_over(status: int) -> None:
    session = auth(SESSION, BASIC, **CREDENTIALS)
    flow = session.auth_flow(request())
    next(flow)
    main = answer(flow, status)
    assert main is not None and main.headers["authorization"].startswith("Basic ")
    assert next(session.auth_flow(request())).headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_login_that_cannot_be_answered_may_be_tried_again(status: int) -> None:
    session = auth(SESSION, **CREDENTIALS)
    flow = session.auth_flow(request())
    next(flow)
    with pytest.raises(Unavailable):
        answer(flow, status)
    assert next(session.auth_flow(request())).url.path == "/api/auth/login"


@pytest.mark.parametrize("data", [{}, {"sessionKey": None}, {"sessionKey": ""}, {"sessionKey": "a\nb"}, [], "x"])
def test_a_login_without_a_session_is_not_the_api(data: Any) -> None:
    flow = auth(SESSION, **CREDENTIALS).auth_flow(request())
    next(flow)
    with pytest.raises(NotTheApi):
        answer(flow, 200, data)


def test_many_threads_share_one_login() -> None:
    session = auth(SESSION, **CREDENTIALS)
    leader = session.auth_flow(request())
    assert next(leader).url.path == "/api/auth/login"
    seen: list[str] = []
    threads = [
        threading.Thread(target=lambda: seen.append(next(session.auth_flow(request())).headers["authorization"]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    answer(leader, 200, {"sessionKey": "only-session"})
    for thread in threads:
        thread.join(10)
    assert seen == ["Splat only-session"] * 8


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthenticated), (None, Unavailable)])
def test_many_threads_share_one_failure(status: int | None, kind: type[VendorError]) -> None:
    """Nobody tries for himself what has just failed for another; None: the connection broke."""
    session: SessionAuth = auth(SESSION, **CREDENTIALS)
    leader = session.auth_flow(request())
    next(leader)
    seen: list[type[Exception]] = []
    waiting = threading.Semaphore(0)

    class Announced(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waiting.release()
            return super().wait(timeout)

    flight = session._logins._flight
    assert flight is not None
    flight._ended = Announced()

    def follow() -> None:
        try:
            next(session.auth_flow(request()))
        except VendorError as error:
            seen.append(type(error))

    threads = [threading.Thread(target=follow) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert waiting.acquire(timeout=10)
    if status is None:
        leader.close()
    else:
        with pytest.raises(Unauthenticated):
            answer(leader, status)
    for thread in threads:
        thread.join(10)
    assert seen == [kind] * 4
