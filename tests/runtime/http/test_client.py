"""Requests and answers of the client: addresses, bodies, authentication, cookies."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qsl

import pytest

from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.errors import (
    AmbiguousOutcome,
    NotFound,
    NotTheApi,
    ReadOnly,
    Unauthenticated,
    Unreachable,
)
from rolecall.runtime.http import channel as channel_module
from rolecall.runtime.http.client import Settings
from rolecall.specification.schema import Operation
from rolecall.version import version
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.vendor import CREATE, DELETE, FORM, GET, LIST, SHIM, UPDATE, Drop, Reply, Request


def ok(_: Request) -> Reply:
    return Reply.json({"data": 1}, x_request_id="r-1")


def test_a_call_carries_what_the_shim_says(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    answer = connect(server.url + "/").call(GET, {"id": "a/b ü?#"})
    assert (answer.status, answer.data, answer.request_id) == (200, {"data": 1}, "r-1")
    (request,) = server.requests
    assert request.target == "/api/things/a%2Fb%20%C3%BC%3F%23?mode=json"
    assert (request.headers["x-acme"], request.headers["x-token"]) == ("yes", "s3cr3t-token")
    assert (request.headers["accept"], request.headers["user-agent"]) == (
        "application/json",
        f"rolecall-acme/{version()}",
    )
    assert "content-type" not in request.headers


def test_encoded_dots_and_percents_reach_the_vendor_as_they_are(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    client = connect(server.url)
    for value in ("%2e%2e", "a%2Fb", "...", "a..b"):
        client.call(GET, {"id": value})
    assert [request.path.rpartition("/")[2] for request in server.requests] == ["%252e%252e", "a%252Fb", "...", "a..b"]


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_that_leads_elsewhere_is_never_sent(vendor: Start, connect: Connect, value: str) -> None:
    server = vendor(ok)
    with pytest.raises(Refusal):
        connect(server.url).call(DELETE, {"id": value})
    assert server.requests == []


@pytest.mark.parametrize("given", [{}, {"org_id": ""}, {"org_id": None}])
def test_an_empty_argument_of_the_provider_is_called_by_its_variable(
    vendor: Start, connect: Connect, given: dict[str, Any]
) -> None:
    server = vendor(lambda _: Reply.json({}))
    with pytest.raises(Refusal) as caught:
        client = connect(server.url, arguments={"token": "s3cr3t-token", **given})
        client.call(Operation(method="GET", path="/orgs/{provider.org_id}/things"))
    (error,) = caught.value.diagnostics
    assert error.summary == "The provider acme has no org_id"
    assert "Set `org_id` in the provider block or ACME_ORG_ID in the environment. Nothing was sent." in error.detail
    assert server.requests == []


def test_queries_are_joined_and_the_calls_own_win(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    operation = Operation(method="GET", path="/things", query=(("kind", "{kind}"), ("limit", "5")))
    connect(server.url).call(operation, {"kind": "a b"}, query={"limit": 7, "tag": ["x", "y"], "none": None})
    assert server.requests[0].target == "/api/things?mode=json&kind=a%20b&limit=7&tag=x&tag=y"


def test_json_and_form_bodies(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    client = connect(server.url)
    client.call(CREATE, body={"name": "ü", "roles": [], "flag": False, "none": None})
    client.call(FORM, body={"name": "ü", "roles": ["a", "b"], "tags": [], "flag": False, "none": None})
    as_json, as_form = server.requests
    assert as_json.headers["content-type"] == "application/json"
    assert json.loads(as_json.body) == {"name": "ü", "roles": [], "flag": False, "none": None}
    assert as_form.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(as_form.body.decode(), keep_blank_values=True) == [
        ("name", "ü"), ("roles", "a"), ("roles", "b"), ("tags", ""), ("flag", "false")
    ]  # fmt: skip


def test_a_body_where_none_belongs_is_a_mistake(vendor: Start, connect: Connect) -> None:
    with pytest.raises(ValueError, match="takes no body"):
        connect(vendor(ok).url).call(DELETE, {"id": 1}, body={"a": 1})


def test_an_operation_without_authentication(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    connect(server.url, arguments={}).call(Operation(method="GET", path="/health", authenticated=False))
    assert "x-token" not in server.requests[0].headers


def test_nothing_is_sent_without_credentials(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    with pytest.raises(Unauthenticated):
        connect(server.url, arguments={}).call(LIST)
    assert server.requests == []


def test_cookies_lead_to_the_same_copy_of_the_same_host(vendor: Start, connect: Connect) -> None:
    """A balancer before many copies tells by them which one has seen what we wrote."""
    server = vendor(lambda _: Reply.json({}, set_cookie="copy=3; Path=/"))
    client = connect(server.url)
    client.call(LIST)
    client.call(LIST)
    assert server.requests[1].headers["cookie"] == "copy=3"


def test_cookies_of_another_host_and_those_of_a_session_that_ended_are_not_sent(
    vendor: Start, connect: Connect
) -> None:
    server = vendor(lambda _: Reply.json({}, set_cookie="copy=3; Path=/; Domain=elsewhere.example.com"))
    client = connect(server.url)
    client.call(LIST)
    client.call(LIST)
    assert "cookie" not in server.requests[1].headers
    server.script = lambda _: Reply.json({}, status=401, set_cookie="copy=3; Path=/")
    with pytest.raises(Unauthenticated):
        client.call(LIST)
    server.script = lambda _: Reply.json({})
    client.call(LIST)
    assert "cookie" not in server.requests[-1].headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(vendor: Start, connect: Connect, status: int) -> None:
    """The token would go to whoever the answer names, in clear text where that is an http:// URL."""
    other = vendor(lambda _: Reply.json({}))
    server = vendor(lambda _: Reply(status, headers={"location": f"{other.url}/api/things"}))
    with pytest.raises(NotTheApi, match="redirect"):
        connect(server.url).call(LIST)
    assert (server.count(), other.count()) == (1, 0)


@pytest.mark.parametrize("status", [301, 302, 303, 304, 307, 308])
def test_a_create_that_is_answered_by_a_redirect_may_be_done(vendor: Start, connect: Connect, status: int) -> None:
    """By RFC 9110 section 15.4.4 a 303 even says so."""
    server = vendor(lambda _: Reply(status, headers={"location": "/sign-in"}))
    with pytest.raises(AmbiguousOutcome, match="redirect"):
        connect(server.url).call(CREATE)
    assert server.count() == 1


def test_a_token_is_never_sent_in_clear_text_to_another_machine(connect: Connect) -> None:
    with pytest.raises(Unreachable) as raised:
        connect("http://vendor.invalid").call(LIST)
    detail = raised.value.diagnostic().detail
    assert "clear text" in detail and "`allow_insecure_http = true`" in detail and "ACME_ALLOW_INSECURE_HTTP" in detail
    with pytest.raises(Unreachable, match="cannot be found"):
        connect("http://vendor.invalid", allow_insecure_http=True).call(LIST)


def test_compressed_answers(vendor: Start, connect: Connect) -> None:
    body = gzip.compress(b'{"data": 7}')
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    assert connect(vendor(lambda _: Reply(200, body, headers)).url).call(LIST).data == {"data": 7}
    with pytest.raises(NotTheApi):
        connect(vendor(lambda _: Reply(200, b"no gzip", headers)).url).call(LIST)


def test_an_answer_without_end_is_not_read_to_it(
    vendor: Start, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "MAX_ANSWER_BYTES", 2**20)
    server = vendor(lambda _: Reply(200, b" " * (3 * 2**20)))
    with pytest.raises(NotTheApi, match="longer than 1 MiB"):
        connect(server.url).call(LIST)
    with pytest.raises(AmbiguousOutcome):
        connect(server.url).call(CREATE, body={})


def test_read_only_lets_nothing_but_reads_out(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    client = connect(server.url, read_only=True)
    client.call(LIST)
    for operation in (CREATE, UPDATE, DELETE, Operation(method="PATCH", path="/things", body="json")):
        with pytest.raises(ReadOnly) as raised:
            client.call(operation, {"id": 1})
        assert raised.value.method == operation.method
    assert [request.method for request in server.requests] == ["GET"]


@pytest.mark.parametrize("url", ["vendor.example.com", "https://", "https://user:pw@vendor.example.com"])
def test_a_url_that_is_none_is_an_error_in_words(connect: Connect, url: str) -> None:
    with pytest.raises(Unreachable, match="cannot be used"):
        connect(url).call(LIST)


def test_settings_do_not_show_secrets() -> None:
    assert "s3cr3t" not in repr(Settings(url="https://vendor.example.com", arguments={"token": "s3cr3t-token"}))


def test_secrets_are_neither_in_logs_nor_in_errors(vendor: Start) -> None:
    """In a process of its own, since the log level is read once."""
    server = vendor(lambda _: Reply.json({"error": {"text": "bad token s3cr3t-token"}, "token": "fresh"}, status=400))
    program = f"""
from rolecall.runtime.http.client import Client, Settings
from rolecall.runtime.errors import VendorError
from tests.runtime.http.vendor import CREATE, SHIM
client = Client(SHIM, Settings(url={server.url!r}, arguments={{"token": "s3cr3t-token"}}))
try:
    client.call(CREATE, body={{"name": "visible", "password": "not-registered", "nested": [{{"secret": "also-not"}}]}})
except VendorError as error:
    print(error, error.diagnostic())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env={"TF_LOG": "trace", "PATH": ""}, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert {line["@message"] for line in lines} >= {"request", "request body", "answer body"}
    request = next(line for line in lines if line["@message"] == "request")
    assert (request["method"], request["path"], request["status"]) == ("POST", "/api/things", 400)
    assert "visible" in done.stderr
    for secret in ("s3cr3t", "not-registered", "also-not", "fresh"):
        assert secret not in done.stderr + done.stdout


def test_importing_the_client_loads_no_http_library() -> None:
    program = (
        "import sys, rolecall.runtime.http.client, rolecall.runtime.collections.listings; print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_error_names_the_request(vendor: Start, connect: Connect) -> None:
    server = vendor(lambda _: Reply.json({"message": "no such thing"}, status=404, x_request_id="r-9"))
    with pytest.raises(NotFound) as raised:
        connect(server.url).call(GET, {"id": 42}, query={"a": "b"})
    error = raised.value
    assert (error.method, error.path, error.status, error.request_id) == ("GET", "/api/things/42", 404, "r-9")
    assert error.message == "no such thing"


def test_the_shims_own_shape(vendor: Start, connect: Connect) -> None:
    assert SHIM.base_path == "/api"
    server = vendor(lambda request: ok(request) if request.path.startswith("/prefix/api/") else Reply(500))
    assert connect(server.url + "/prefix").call(LIST).status == 200


def test_a_dropped_create_is_never_sent_twice(vendor: Start, connect: Connect) -> None:
    def script(_: Request) -> Reply:
        raise Drop

    server = vendor(script)
    with pytest.raises(AmbiguousOutcome):
        connect(server.url).call(CREATE, body={})
    assert server.count() == 1
