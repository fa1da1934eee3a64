from __future__ import annotations

from decimal import Decimal

import pytest

from rolecall.runtime.errors import (
    AmbiguousOutcome,
    Conflict,
    Denied,
    NotFound,
    NotTheApi,
    Rejected,
    Unauthenticated,
    Unavailable,
    VendorError,
)
from rolecall.runtime.http.redaction import Masking
from rolecall.runtime.http.responses import Judge, Repeatable, Sent
from tests.runtime.http.vendor import SHIM

READ = Sent(method="GET", path="/things/1", idempotent=True)
POST = Sent(method="POST", path="/things", idempotent=False)
PUT = Sent(method="PUT", path="/things/1", idempotent=True)
JSON = {"content-type": "application/json"}
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>"

judge = Judge(SHIM.errors, Masking(SHIM), "set `token`")


def verdict(sent: Sent, status: int, headers: dict[str, str], body: bytes = b"") -> tuple[bool, VendorError]:
    """Whether the answer may be another one next time, and the error it is."""
    try:
        answer = judge(sent, status, headers, body)
    except Repeatable as repeatable:
        return True, repeatable.error
    except VendorError as error:
        return False, error
    raise AssertionError(f"no error: {answer}")


@pytest.mark.parametrize("sent", [READ, PUT])
def test_an_answer_that_says_two_things_of_a_member_says_nothing(sent: Sent) -> None:
    again, error = verdict(sent, 200, JSON, b'{"roles": ["user"], "roles": []}')
    assert again
    assert isinstance(error, NotTheApi if sent is READ else AmbiguousOutcome)
    assert judge(sent, 200, JSON, b'{"roles": [], "roles": []}').data == {"roles": []}


def test_json_with_exact_decimals() -> None:
    answer = judge(READ, 200, {**JSON, "x-request-id": "r"}, b'\xef\xbb\xbf{"n": 0.1, "i": 12345678901234567890}')
    assert answer.data == {"n": Decimal("0.1"), "i": 12345678901234567890}
    assert (answer.status, answer.request_id) == (200, "r")


@pytest.mark.parametrize(("status", "body"), [(204, b""), (200, b""), (200, b" \n"), (205, b"")])
def test_no_body_is_no_data(status: int, body: bytes) -> None:
    assert judge(PUT, status, {}, body).data is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Rejected),
        (401, Unauthenticated),
        (402, Rejected),
        (403, Denied),
        (404, NotFound),
        (405, Rejected),
        (409, Conflict),
        (410, NotFound),
        (412, Conflict),
        (415, Rejected),
        (422, Rejected),
        (501, Rejected),
        (505, Rejected),
    ],
)
@pytest.mark.parametrize("sent", [READ, POST, PUT])
def test_refusals_are_final(sent: Sent, status: int, kind: type[VendorError]) -> None:
    repeat, error = verdict(sent, status, {**JSON, "x-request-id": "r"}, b'{"error": {"text": "no\\nway"}}')
    assert (repeat, type(error)) == (False, kind)
    assert (error.message, error.status, error.request_id) == ("no way", status, "r")
    assert (error.method, error.path) == (sent.method, sent.path)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 520])
def test_what_may_pass_is_repeated_where_that_is_safe(status: int) -> None:
    for sent in (READ, PUT):
        repeat, error = verdict(sent, status, {})
        assert (repeat, type(error)) == (True, Unavailable)
    repeat, error = verdict(POST, status, {})
    assert (repeat, type(error)) == ((True, Unavailable) if status == 429 else (False, AmbiguousOutcome))


def test_a_503_with_retry_after_says_nothing_about_what_was_done() -> None:
    repeat, error = verdict(POST, 503, {"retry-after": "7"})
    assert (repeat, type(error)) == (False, AmbiguousOutcome)
    assert "7 s" in error.message
    with pytest.raises(Repeatable) as raised:
        judge(PUT, 503, {"retry-after": "7"}, b"")
    assert (raised.value.asked, raised.value.in_doubt) == (7.0, True)


def test_an_update_that_failed_is_in_doubt() -> None:
    with pytest.raises(Repeatable) as raised:
        judge(PUT, 500, {}, b"")
    assert raised.value.in_doubt


def test_unauthenticated_says_what_to_set() -> None:
    assert verdict(READ, 401, {})[1].advice == "set `token`"


@pytest.mark.parametrize(
    ("sent", "headers", "body", "repeat", "kind"),
    [
        (READ, HTML, PAGE, False, NotTheApi),
        (READ, JSON, PAGE, False, NotTheApi),
        (READ, JSON, b'{"data": [', True, NotTheApi),
        (READ, {}, b'{"data": [', True, NotTheApi),
        (READ, JSON, b'{"n": NaN}', True, NotTheApi),
        (READ, JSON, b"[" * 100_000, True, NotTheApi),
        (READ, {"content-type": "text/plain"}, b"OK", False, NotTheApi),
        (READ, {"content-type": "text/xml"}, b"<?xml version='1.0'?><feed/>", False, NotTheApi),
        (POST, HTML, PAGE, False, AmbiguousOutcome),
        (POST, JSON, b'{"data": [', False, AmbiguousOutcome),
        (PUT, JSON, b'{"data": [', True, AmbiguousOutcome),
    ],
)
def test_what_is_not_json(
    sent: Sent, headers: dict[str, str], body: bytes, repeat: bool, kind: type[VendorError]
) -> None:
    assert [repeat, kind] == [verdict(sent, 200, headers, body)[0], type(verdict(sent, 200, headers, body)[1])]


@pytest.mark.parametrize(
    ("headers", "body", "kind"),
    [
        (JSON, b"{}", NotFound),
        ({}, b"", NotFound),
        ({"content-type": "text/xml"}, b"<response><messages/></response>", NotFound),
        (HTML, PAGE, NotTheApi),
        ({"content-type": "text/plain"}, b"404 page not found\n", NotTheApi),
        ({"content-type": "text/plain"}, b"default backend - 404", NotTheApi),
    ],
)
def test_only_the_api_itself_can_say_that_something_is_gone(
    headers: dict[str, str], body: bytes, kind: type[VendorError]
) -> None:
    assert type(verdict(READ, 404, headers, body)[1]) is kind


def test_a_redirect_names_where_it_leads_without_its_query() -> None:
    repeat, error = verdict(READ, 302, {"location": "https://sso.example.com/login?token=abc"})
    assert (repeat, type(error)) == (False, NotTheApi)
    assert "https://sso.example.com/login" in error.message and "abc" not in error.message


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        (JSON, b'{"error": {"text": "first"}, "message": "second"}', "first: second"),
        (JSON, b'{"error": {"text": ""}, "message": "second"}', "second"),
        (JSON, b'{"message": ["a", {"b": 1}]}', '["a", {"b": 1}]'),
        (JSON, b'{"reason": "other", "password": "p"}', '{"reason": "other", "password": "(secret)"}'),
        (JSON, b"null", ""),
        (HTML, PAGE, "(a web page: Sign in)"),
        ({"content-type": "text/xml"}, b"<msg type='ERROR'>call not\nproperly authenticated</msg>",
         "call not properly authenticated"),
        ({}, b"x" * 2000, "x" * 499 + "…"),
        ({}, b"\xff\xfe", "��"),
    ],
)  # fmt: skip
def test_the_vendors_words(headers: dict[str, str], body: bytes, words: str) -> None:
    assert verdict(READ, 400, headers, body)[1].message == words
