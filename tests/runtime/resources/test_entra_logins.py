"""The ways to authenticate at Entra: each against an issuer, and what is said where one does not work."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from providers.entra import PROVIDER
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.engine import Engine
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import full

GROUP = {"display_name": "Analysts", "mail_nickname": "analysts"}
KEY = rsa.generate_private_key(65537, 2048)
PASSWORD = "of-the-file"


def certificate(begins: int = -1, ends: int = 30) -> x509.Certificate:
    """A certificate of KEY, valid from and until so many days from now."""
    now, name = datetime.now(UTC), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rolecall")])
    builder = x509.CertificateBuilder(name, name, KEY.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now + timedelta(days=begins)).not_valid_after(now + timedelta(days=ends))
    return builder.sign(KEY, hashes.SHA256())


def pem(path: Path, made: x509.Certificate, password: str = "") -> Path:
    lock: KeySerializationEncryption = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    key = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    path.write_bytes(key + made.public_bytes(Encoding.PEM))
    return path


def known(box: EntraBox, made: x509.Certificate) -> None:
    """Add the certificate to the application."""
    from base64 import urlsafe_b64encode

    thumbprint = urlsafe_b64encode(made.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
    box.change("certificate.add", thumbprint=thumbprint, modulus=KEY.public_key().public_numbers().n)


def told(box: EntraBox, **arguments: Any) -> list[Diagnostic]:
    """The findings of configuring the provider so, without the client's secret."""
    environment = {name: text for name, text in box.environment.items() if name != "ENTRA_CLIENT_SECRET"}
    engine = Engine(PROVIDER, environment=environment)
    found = engine.configure(full(PROVIDER.schema, arguments), terraform_version="1.14.0", deferral_allowed=False)
    if not found.has_error:
        source = {item.name: None for item in PROVIDER.data_source("entra_user").schema.attributes}
        upn = next(iter(box.store.users.values())).user_principal_name
        read = engine.read_data_source("entra_user", {**source, "user_principal_name": upn}, deferral_allowed=False)
        found.extend(read.diagnostics)
    return list(found)


class TestCertificate:
    @pytest.mark.parametrize("password", ["", PASSWORD])
    @pytest.mark.parametrize("form", ["pem", "p12"])
    def test_it_signs_who_we_are(self, entra: EntraBox, tmp_path: Path, form: str, password: str) -> None:
        made, path = certificate(), tmp_path / f"client.{form}"
        known(entra, made)
        if form == "pem":
            pem(path, made, password)
        else:
            lock: KeySerializationEncryption = (
                BestAvailableEncryption(password.encode()) if password else NoEncryption()
            )
            path.write_bytes(pkcs12.serialize_key_and_certificates(b"c", KEY, made, None, lock))
        given = {"client_certificate_password": password} if password else {}
        assert told(entra, client_certificate_path=str(path), **given) == []

    @pytest.mark.parametrize(("begins", "ends", "words"), [(-9, -2, "expired on"), (2, 9, "is not valid before")])
    def test_out_of_its_time_it_is_refused_before_anything_is_sent(
        self, entra: EntraBox, tmp_path: Path, begins: int, ends: int, words: str
    ) -> None:
        made = certificate(begins, ends)
        known(entra, made)
        (problem,) = told(entra, client_certificate_path=str(pem(tmp_path / "c.pem", made)))
        assert problem.path == ("client_certificate_path",)
        assert words in problem.detail
        assert entra.log.count("POST", "/token$") == 0

    def test_one_that_the_application_does_not_have_is_told_in_the_vendors_words(
        self, entra: EntraBox, tmp_path: Path
    ) -> None:
        (problem,) = told(entra, client_certificate_path=str(pem(tmp_path / "c.pem", certificate())))
        assert problem.path == ("client_certificate_path",)
        assert "AADSTS700027" in problem.detail

    @pytest.mark.parametrize(
        ("content", "given", "words"),
        [
            (None, {}, "cannot be read"),
            (b"nothing of the kind", {}, "no PKCS #12 file"),
            (pem, {"client_certificate_password": "wrong-word"}, "password is another one"),
            (pem, {}, "is encrypted"),
        ],
    )
    def test_a_file_that_does_not_do(
        self, entra: EntraBox, tmp_path: Path, content: Any, given: dict[str, str], words: str
    ) -> None:
        path = tmp_path / "client.pem"
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            pem(path, certificate(), PASSWORD)
        (problem,) = told(entra, client_certificate_path=str(path), **given)
        assert words in problem.detail
        assert not any(secret in problem.detail for secret in (PASSWORD, "wrong-word", "PRIVATE KEY"))


class TestWorkloadIdentity:
    def test_a_token_in_the_environment_as_gitlab_gives_it(self, entra: EntraBox) -> None:
        assert told(entra, oidc_token=entra.store.workload.issued(entra.store.clock.now())) == []

    def test_a_token_in_a_file_which_may_change(self, entra: EntraBox, tmp_path: Path) -> None:
        path = tmp_path / "token"
        path.write_text(entra.store.workload.issued(entra.store.clock.now()) + "\n")
        assert told(entra, oidc_token_file_path=str(path)) == []
        path.unlink()
        (problem,) = told(entra, oidc_token_file_path=str(path))
        assert (problem.path, "cannot be read" in problem.detail) == (("oidc_token_file_path",), True)

    @pytest.mark.caveat("IssuedStatement", rule="Whom the application trusts is part of what a test makes.")
    def test_github_is_asked_for_one(self, entra: EntraBox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ACTIONS_ID_TOKEN_REQUEST_URL", f"{entra.url}/ci/token?api-version=2.0")
        monkeypatch.setenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN", entra.store.workload.ci_token)
        assert told(entra, use_github_oidc=True) == []

    def test_a_job_without_the_permission_is_told_which(self, entra: EntraBox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("ACTIONS_ID_TOKEN_REQUEST_URL", raising=False)
        (problem,) = told(entra, use_github_oidc=True)
        assert problem.path == ("use_github_oidc",)
        assert "id-token: write" in problem.detail

    @pytest.mark.parametrize(
        ("claims", "code"),
        [
            ({"iss": "https://token.actions.other.example.com"}, "AADSTS700211"),
            ({"sub": "repo:example/access:ref:refs/heads/other"}, "AADSTS700213"),
            ({"aud": "https://elsewhere.example.com"}, "AADSTS700212"),
            ({"exp": 1}, "AADSTS700024"),
        ],
    )
    def test_what_the_application_does_not_trust(self, entra: EntraBox, claims: dict[str, Any], code: str) -> None:
        token = entra.store.workload.issued(entra.store.clock.now(), **claims)
        (problem,) = told(entra, oidc_token=token)
        assert problem.path == ("oidc_token",)
        assert code in problem.detail
        assert token not in f"{problem.summary}{problem.detail}"


class TestManagedIdentity:
    @pytest.mark.caveat("MachineToken", rule="The machine's own service is asked, and no vendor.")
    def test_the_machine_is_asked(self, entra: EntraBox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("IDENTITY_ENDPOINT", raising=False)
        monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", entra.url)
        assert told(entra, use_managed_identity=True) == []

    def test_a_platform_is_asked_with_its_header(self, entra: EntraBox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{entra.url}/msi/token")
        monkeypatch.setenv("IDENTITY_HEADER", entra.store.workload.machine_secret)
        assert told(entra, use_managed_identity=True) == []
        monkeypatch.setenv("IDENTITY_HEADER", "another")
        (problem,) = told(entra, use_managed_identity=True)
        assert (problem.path, "gives no token" in problem.detail) == (("use_managed_identity",), True)


@pytest.fixture
def az(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A command line of Azure that says what the file beside it holds."""
    program, answer = tmp_path / "az", tmp_path / "answer"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat {answer}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    yield answer


class TestAzureCli:
    def _token(self, box: EntraBox, tenant: str) -> str:
        now = int(box.store.clock.now())
        claims = {"tid": tenant, "roles": list(box.options.permissions), "exp": now + 3600}
        return json.dumps({"accessToken": box.store.add_token(claims), "expires_on": now + 3600})

    @pytest.mark.caveat("CommandToken", rule="A program of this machine is asked, and no server.")
    def test_whoever_is_signed_in_there_is_who_we_are(self, entra: EntraBox, az: Path) -> None:
        az.write_text(self._token(entra, entra.store.tenant_id))
        assert told(entra, use_cli=True) == []
        asked = (az.parent / "asked").read_text()
        assert f"--resource {entra.url} --tenant {entra.store.tenant_id}" in asked

    def test_a_token_of_another_tenant_is_not_used(self, entra: EntraBox, az: Path) -> None:
        other = "11111111-2222-3333-4444-555555555555"
        az.write_text(self._token(entra, other))
        (problem,) = told(entra, use_cli=True)
        assert problem.path == ("use_cli",)
        assert other in problem.detail
        assert "az login" in problem.detail
        assert entra.log.count("GET", "/v1.0/") == 0

    @pytest.mark.parametrize("content", ["", "Please run az login", "{}"])
    def test_nobody_is_signed_in(self, entra: EntraBox, az: Path, content: str) -> None:
        az.write_text(content)
        (problem,) = told(entra, use_cli=True)
        assert "az login" in problem.detail

    def test_it_is_not_installed(self, entra: EntraBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        (problem,) = told(entra, use_cli=True)
        assert "does not start" in problem.detail


@pytest.mark.parametrize(
    ("cloud", "graph", "authority"),
    [
        ("global", "https://graph.microsoft.com", "https://login.microsoftonline.com"),
        ("usgovernment", "https://graph.microsoft.us", "https://login.microsoftonline.us"),
        ("china", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"),
    ],
)
def test_a_national_cloud_by_name(cloud: str, graph: str, authority: str) -> None:
    block = full(PROVIDER.schema, {"environment": cloud, "tenant_id": "t", "client_id": "c", "client_secret": "s"})
    settings, found = resolve(PROVIDER, block, {})
    assert not found.has_error
    assert settings is not None
    assert (settings.url, settings.arguments["authority_url"]) == (graph, authority)
    settings, _ = resolve(PROVIDER, {**block, "graph_url": "https://proxy.example.com"}, {})
    assert settings is not None
    assert settings.url == "https://proxy.example.com"


def test_without_any_way_all_are_named(entra: EntraBox) -> None:
    (problem,) = told(entra)
    assert all(name in problem.detail for name in ("use_cli", "client_certificate_path", "oidc_token", "client_secret"))


def test_no_library_for_signatures_is_loaded_where_none_is_made() -> None:
    code = (
        "import sys, rolecall.runtime.engine, providers.entra, rolecall.runtime.http.client\n"
        "assert 'rolecall.runtime.http.signed_assertions' not in sys.modules\n"
        "assert 'rolecall.runtime.http.borrowed_tokens' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
