"""A secret that an answer shows under its name, and says again elsewhere."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator
from dataclasses import replace

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime import logging
from rolecall.runtime.errors import VendorError
from rolecall.runtime.http.client import Client, Settings
from rolecall.runtime.http.redaction import Masking
from rolecall.runtime.secrets import redact
from tests.runtime.http.conftest import Start
from tests.runtime.http.vendor import CREATE, SHIM, Reply, Request

ISSUING = replace(SHIM, resources=PROVIDER.resources)
"""With `token_string` as what a create shows once."""


@pytest.fixture
def token() -> str:
    return f"token-{secrets.token_hex(12)}"


@pytest.fixture
def traced() -> Iterator[None]:
    logging.configure("trace")
    yield
    logging.configure()


@pytest.mark.usefixtures("traced")
class TestNothingIsToldBeforeItIsKnown:
    @pytest.mark.parametrize(
        ("status", "member"),
        [
            (201, {"message": "use session: {token}"}),
            (201, {"links": [{"href": "/x?t={token}"}]}),
            (201, {"raw": "{base64}"}),
            (201, {"{token}": 1}),
            (400, {"error": {"text": "could not store {token}"}}),
            (500, {"error": {"text": "could not store {base64}"}}),
        ],
    )
    def test_in_other_members(
        self, vendor: Start, capsys: pytest.CaptureFixture[str], token: str, status: int, member: dict[str, object]
    ) -> None:
        text = json.dumps({**member, "data": {"token_string": "{token}"}})
        self.check(vendor, capsys, token, Reply(status, self.filled(text, token), {"content-type": "application/json"}))

    @pytest.mark.parametrize(
        "body",
        [
            '{"message": "made {token}", "data": {"token_string": "{token}", "id"',
            '{"message": "made {token}", "token_string": "{token}',
            '{"token_string": "{token}", "token_string": "another-1-token-of-no-use"}',
            'Cannot store {token}: {"token_string": "{token}"}',
            r'{"error": {"text": "{\"token_string\": \"{token}\"} {base64}"}}',
            '{"error": {"text": "{token}"}, "Tokens": ["x"], "access_token": "{token}"}',
        ],
    )
    @pytest.mark.parametrize("status", [201, 400, 500])
    def test_in_a_body_that_is_no_json_or_has_json_in_it(
        self, vendor: Start, capsys: pytest.CaptureFixture[str], token: str, status: int, body: str
    ) -> None:
        self.check(vendor, capsys, token, Reply(status, self.filled(body, token), {"content-type": "text/plain"}))

    @pytest.mark.parametrize("status", [201, 302, 409, 500])
    def test_in_headers(self, vendor: Start, capsys: pytest.CaptureFixture[str], token: str, status: int) -> None:
        headers = {"x_request_id": token, "location": f"/{token}", "retry_after": token, "content_type": f"x/{token}"}
        self.check(vendor, capsys, token, Reply.json({"token_string": token}, status, **headers))

    def test_a_body_that_does_not_arrive_keeps_the_request_id_out_of_the_log(
        self, vendor: Start, capsys: pytest.CaptureFixture[str], token: str
    ) -> None:
        body = json.dumps({"token_string": token}).encode()
        self.check(vendor, capsys, token, Reply(201, body, {"x-request-id": token}, length=len(body) + 100))

    def filled(self, text: str, token: str) -> bytes:
        encoded = base64.b64encode(token.encode()).decode()
        return text.replace("{token}", token).replace("{base64}", encoded).encode()

    def check(self, vendor: Start, capsys: pytest.CaptureFixture[str], token: str, reply: Reply) -> None:
        def script(_: Request) -> Reply:
            return reply

        client = Client(ISSUING, Settings(url=vendor(script).url, arguments={"token": "s3cr3t-token"}))
        told = ""
        try:
            client.call(CREATE, body={"name": "x"})
        except VendorError as error:
            told = f"{error} {error.diagnostic()}"
        logged = capsys.readouterr().err
        assert "request" in {json.loads(line)["@message"] for line in logged.splitlines()}
        told += logged
        assert token not in told
        assert base64.b64encode(token.encode()).decode()[:-4] not in told


class TestOrdinaryWordsStay:
    @pytest.mark.parametrize(
        "body",
        [
            {"token_string": "opaque"},
            {"token_string": "disabled", "password": "REDACTED"},
            {"token_string": "token-****"},
            {"token_string": None, "token": ""},
            {"next_page_token": "b3BhcXVlLWN1cnNvcg12"},
            {"token_id": "0b1e5a2c-7d1f-4a3b-9c55-aa0011223344"},
            {"secret": "name-of-a-secret"},
            {"password_changed": "2026-11-30T10:00:00Z", "session": "2026-11-30T10:00:00Z"},
            {"kind": "token", "name": "0oa1b2c3d4e5f6g7h8"},
            {"access_token": "https://vendor.example.com/tokens/42"},
        ],
    )
    def test_a_member_without_a_secret_hides_nothing(self, body: dict[str, object]) -> None:
        Masking(ISSUING).register(json.dumps(body).encode())
        text = f"opaque disabled REDACTED {json.dumps(body)}"
        assert redact(text) == text

    def test_what_an_argument_is_called_is_no_secret_of_an_answer(self) -> None:
        shim = replace(
            SHIM, schema=replace(SHIM.schema, attributes=(replace(SHIM.schema.attributes[1], name="value"),))
        )
        Masking(shim).register(b'{"members": [{"value": "id-of-somebody-12"}]}')
        assert redact("id-of-somebody-12") == "id-of-somebody-12"

    @pytest.mark.parametrize("escaped", [r"pa\u0073s/w0rd-\"%s\"", r"p\\q\/%s", "%s ends here: ü"])
    def test_escapes_of_a_value_are_undone(self, token: str, escaped: str) -> None:
        Masking(ISSUING).register(b'{"token_string": "%b"}' % (escaped % token).encode())
        value = json.loads(f'"{escaped % token}"')
        assert redact(f"<{value}>") == "<(secret)>"
