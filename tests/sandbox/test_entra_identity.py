"""The identity platform: tokens, what its clients discover, and Microsoft's own client library."""

from __future__ import annotations

import base64
import json
import ssl
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msal
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from rolecall.sandbox import Fault, start
from rolecall.sandbox.entra.options import PERMISSIONS
from tests.runtime.resources.boxes import EntraBox

SCOPE = "https://graph.microsoft.com/.default"


def token_url(box: EntraBox, tenant: str = "") -> str:
    return f"{box.url}/{tenant or box.environment['ENTRA_TENANT_ID']}/oauth2/v2.0/token"


def form(box: EntraBox, **more: str) -> dict[str, str]:
    values = box.environment
    given = {
        "grant_type": "client_credentials",
        "client_id": values["ENTRA_CLIENT_ID"],
        "client_secret": values["ENTRA_CLIENT_SECRET"],
        "scope": SCOPE,
        **more,
    }
    return {name: value for name, value in given.items() if value}


def claims(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def test_a_token_says_who_may_do_what_until_when(entra: EntraBox) -> None:
    answer = httpx.post(token_url(entra), data=form(entra))
    assert answer.status_code == 200
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 3599)
    said = claims(answer.json()["access_token"])
    assert said["exp"] - said["iat"] == 3599
    assert (said["appid"], said["tid"]) == (entra.store.client_id, entra.store.tenant_id)
    assert (said["aud"], said["roles"]) == ("https://graph.microsoft.com", list(PERMISSIONS))


def test_the_secret_may_come_in_basic_authentication(entra: EntraBox) -> None:
    values = entra.environment
    auth = (values["ENTRA_CLIENT_ID"], values["ENTRA_CLIENT_SECRET"])
    body = {"grant_type": "client_credentials", "scope": f"{entra.url}/.default"}
    assert httpx.post(token_url(entra, "Example.onmicrosoft.com"), data=body, auth=auth).status_code == 200
    refused = httpx.post(token_url(entra), data=body, auth=(auth[0], "wrong"))
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("change", "status", "error", "number"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client", 7000215),
        ({"client_secret": ""}, 401, "invalid_client", 7000216),
        ({"client_id": "3f2b5f1c-0000-0000-0000-000000000000"}, 400, "unauthorized_client", 700016),
        ({"client_id": ""}, 400, "invalid_request", 900144),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
        ({"grant_type": ""}, 400, "invalid_request", 900144),
        ({"scope": ""}, 400, "invalid_request", 900144),
        ({"scope": "https://graph.microsoft.com/User.Read"}, 400, "invalid_scope", 1002012),
        ({"scope": "https://vault.example.com/.default"}, 400, "invalid_resource", 500011),
    ],
)
def test_what_the_token_endpoint_refuses(
    entra: EntraBox, change: dict[str, str], status: int, error: str, number: int
) -> None:
    answer = httpx.post(token_url(entra), data=form(entra, **change))
    body = answer.json()
    assert (answer.status_code, body["error"], body["error_codes"]) == (status, error, [number])
    assert body["error_description"].startswith(f"AADSTS{number}: ")
    assert body["trace_id"] in body["error_description"]
    assert entra.environment["ENTRA_CLIENT_SECRET"] not in answer.text


def test_an_unknown_tenant(entra: EntraBox) -> None:
    answer = httpx.post(token_url(entra, "nobody.example.com"), data=form(entra))
    assert (answer.status_code, answer.json()["error_codes"]) == (400, [90002])


def test_the_log_masks_the_secret(entra: EntraBox) -> None:
    httpx.post(token_url(entra), data=form(entra))
    assert "client_secret=********" in entra.log[0].body


def test_graph_wants_a_token_that_lasts(entra: EntraBox, graph: httpx.Client) -> None:
    assert graph.get("/users").status_code == 200
    entra.store.clock.advance(3600)
    late = graph.get("/users")
    assert (late.status_code, late.json()["error"]["code"]) == (401, "InvalidAuthenticationToken")
    assert "expired" in late.json()["error"]["message"]
    for header in ({}, {"Authorization": "Bearer"}, {"Authorization": "Bearer a.b.c"}):
        answer = httpx.get(f"{entra.url}/v1.0/users", headers=header)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_tokens_can_be_ended_and_the_secret_changed(entra: EntraBox, graph: httpx.Client) -> None:
    entra.change("access_token.end")
    assert graph.get("/users").status_code == 401
    old = form(entra)
    entra.change("client_secret.set", client_secret="another")
    assert httpx.post(token_url(entra), data=old).status_code == 401
    assert httpx.post(token_url(entra), data=form(entra)).status_code == 200


def test_permissions_are_those_of_the_token(entra: EntraBox, graph: httpx.Client) -> None:
    assert graph.get("/users").status_code == 200
    entra.options.permissions = ["Synchronization.ReadWrite.All"]
    fresh = httpx.post(token_url(entra), data=form(entra)).json()["access_token"]
    refused = httpx.get(f"{entra.url}/v1.0/users", headers={"Authorization": f"Bearer {fresh}"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "Authorization_RequestDenied")


def test_faults_are_worded_as_the_platform_words_them(entra: EntraBox) -> None:
    entra.faults.add(Fault("status", path="/token$", status=503, retry_after=2))
    answer = httpx.post(token_url(entra), data=form(entra))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["error"] == "temporarily_unavailable"


def test_msal_gets_a_token_and_keeps_it(certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certificate[0])
    with start("entra", tls=certificate) as box:
        values = box.environment
        app = msal.ConfidentialClientApplication(
            values["ENTRA_CLIENT_ID"],
            client_credential=values["ENTRA_CLIENT_SECRET"],
            authority=f"{values['ENTRA_AUTHORITY_URL']}/{values['ENTRA_TENANT_ID']}",
            validate_authority=False,
            instance_discovery=False,
        )
        first = app.acquire_token_for_client([SCOPE])
        assert first["token_source"] == "identity_provider", first
        second = app.acquire_token_for_client([SCOPE])
        assert (second["token_source"], second["access_token"]) == ("cache", first["access_token"])
        assert box.log.count("POST", "/token$") == 1
        trusting = ssl.create_default_context(cafile=certificate[0])
        headers = {"Authorization": f"Bearer {first['access_token']}"}
        assert httpx.get(f"{box.url}/v1.0/users", headers=headers, verify=trusting).status_code == 200


def test_msal_tells_of_a_wrong_secret(certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certificate[0])
    with start("entra", tls=certificate) as box:
        values = box.environment
        app = msal.ConfidentialClientApplication(
            values["ENTRA_CLIENT_ID"],
            client_credential="wrong",
            authority=f"{values['ENTRA_AUTHORITY_URL']}/{values['ENTRA_TENANT_ID']}",
            instance_discovery=False,
        )
        answer = app.acquire_token_for_client([SCOPE])
        assert (answer["error"], answer["error_codes"]) == ("invalid_client", [7000215])


def test_instances_are_discovered(entra: EntraBox) -> None:
    found = httpx.get(f"{entra.url}/common/discovery/instance").json()
    assert found["metadata"][0]["preferred_network"] == f"127.0.0.1:{entra.port}"
    document = httpx.get(found["tenant_discovery_endpoint"]).json()
    assert document["token_endpoint"] == token_url(entra)
    assert httpx.get(document["jwks_uri"]).json() == {"keys": []}


def test_msal_is_let_in_by_a_certificate(certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certificate[0])
    key = rsa.generate_private_key(65537, 2048)
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "client")]), datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = builder.not_valid_before(now).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    thumbprint = made.fingerprint(hashes.SHA256())
    with start("entra", tls=certificate) as box:
        named = base64.urlsafe_b64encode(thumbprint).rstrip(b"=").decode()
        box.change("certificate.add", thumbprint=named, modulus=key.public_key().public_numbers().n)
        app = msal.ConfidentialClientApplication(
            box.store.client_id,
            authority=f"{box.url}/{box.store.tenant_id}",
            validate_authority=False,
            instance_discovery=False,
            client_credential={"private_key": text, "public_certificate": made.public_bytes(Encoding.PEM).decode()},
        )
        found = app.acquire_token_for_client([SCOPE])
        assert "access_token" in found, found
