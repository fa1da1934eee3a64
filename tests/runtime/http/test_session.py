"""Sessions over the wire, against the stand-in Splunk, whose sessions really expire."""

from __future__ import annotations

import dataclasses
import json
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import pytest

from rolecall.runtime import logging
from rolecall.runtime.errors import AmbiguousOutcome, Unauthenticated, Unavailable, Unreachable
from rolecall.sandbox import Fault, Sandbox, start
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore
from rolecall.specification.schema import Operation, Provider
from rolecall.specification.traits import BasicLogin, TokenExchange
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.vendor import SHIM, Reply, Request

Box: TypeAlias = Sandbox[SplunkStore, SplunkOptions]

LOGIN = "/services/auth/login"
USERS = Operation(method="GET", path="/services/authentication/users")
SET_REALNAME = Operation(method="POST", path="/services/authentication/users/admin", body="form")

SPLUNK: Provider = dataclasses.replace(
    SHIM,
    base_path="",
    query=(("output_mode", "json"),),
    authentication=(
        TokenExchange(
            path=LOGIN,
            credentials=(("username", "username"), ("password", "password")),
            token="sessionKey",
            prefix="Splunk ",
        ),
        BasicLogin(username="username", password="password"),
    ),
)


@pytest.fixture
def splunk() -> Iterator[Box]:
    with start("splunk") as box:
        yield box


def credentials(box: Box) -> dict[str, str]:
    environment = box.environment
    return {"username": environment["SPLUNK_USERNAME"], "password": environment["SPLUNK_PASSWORD"]}


def test_ten_threads_log_in_once_and_renew_once(splunk: Box, connect: Connect) -> None:
    client = connect(splunk.url, SPLUNK, arguments=credentials(splunk), read_only=True)
    with ThreadPoolExecutor(10) as pool:
        for expected in (1, 2):
            assert {answer.status for answer in pool.map(lambda _: client.call(USERS), range(30))} == {200}
            assert splunk.log.count("POST", LOGIN) == expected
            splunk.change("clock.advance", seconds=7200)


def test_a_create_whose_session_has_expired_is_sent_again(splunk: Box, connect: Connect) -> None:
    """The 401 says that it was not done."""
    client = connect(splunk.url, SPLUNK, arguments=credentials(splunk))
    client.call(USERS)
    splunk.change("clock.advance", seconds=7200)
    assert client.call(SET_REALNAME, body={"realname": "Root"}).status == 200
    assert [event.status for event in splunk.log.matching("POST", "users/admin")] == [401, 200]


def test_a_wrong_password_is_tried_once(splunk: Box, connect: Connect) -> None:
    client = connect(splunk.url, SPLUNK, arguments={"username": "admin", "password": "wrong-password"})
    with ThreadPoolExecutor(10) as pool:
        failures = [pool.submit(client.call, USERS).exception(20) for _ in range(20)]
    assert {type(failure) for failure in failures} == {Unauthenticated}
    assert splunk.log.count() == 1


@pytest.mark.parametrize("status", [404, 405])
def test_basic_where_there_is_no_login(splunk: Box, connect: Connect, status: int) -> None:
    splunk.faults.add(Fault("status", path=LOGIN, status=status))
    client = connect(splunk.url, SPLUNK, arguments=credentials(splunk))
    assert [client.call(USERS).status, client.call(USERS).status] == [200, 200]
    assert splunk.log.count("POST", LOGIN) == 1


def test_a_login_that_fails_in_passing_is_repeated(splunk: Box, connect: Connect) -> None:
    splunk.faults.add(Fault("status", path=LOGIN, status=500, times=1))
    splunk.faults.add(Fault("drop_after", path=LOGIN, times=1))
    client = connect(splunk.url, SPLUNK, arguments=credentials(splunk))
    assert client.call(USERS).status == 200


def test_a_create_is_not_in_doubt_when_only_the_login_was_lost(splunk: Box, connect: Connect) -> None:
    splunk.faults.add(Fault("drop_after", path=LOGIN))
    client = connect(splunk.url, SPLUNK, arguments=credentials(splunk), max_retries=1)
    with pytest.raises((Unavailable, Unreachable)) as raised:
        client.call(SET_REALNAME, body={"realname": "Root"})
    assert not isinstance(raised.value, AmbiguousOutcome)
    assert splunk.log.count("POST", LOGIN) == 2
    assert splunk.log.count("POST", "users") == 0


def test_an_id_that_repeats_the_session_is_logged_as_none(
    vendor: Start, connect: Connect, capsys: pytest.CaptureFixture[str]
) -> None:
    sessions = [secrets.token_hex(16) for _ in range(2)]

    def script(request: Request) -> Reply:
        if request.path == LOGIN:
            session = sessions.pop(0)
            given.append(session)
            return Reply.json({"sessionKey": session}, x_request_id=session)
        return Reply.json({}, 200 if not sessions else 401, x_request_id="r-1")

    given: list[str] = []
    logging.configure("trace")
    connect(vendor(script).url, SPLUNK, arguments={"username": "u", "password": "p"}).call(USERS)
    logging.configure()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    asked = [(line["path"], line["request_id"]) for line in lines if line["@message"] == "request"]
    assert sorted(asked) == sorted([(LOGIN, "(secret)")] * 2 + [(USERS.path, "r-1")] * 2)
    assert len(given) == 2
    assert not any(session in json.dumps(lines) for session in given)
