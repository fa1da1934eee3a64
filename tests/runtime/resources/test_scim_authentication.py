"""Ways to be let in by a SCIM server, each against one that takes no other."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from providers.scim import PROVIDER
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.engine import Engine
from rolecall.sandbox import start
from tests.runtime.resources.practitioner import Practitioner, errors, full
from tests.runtime.resources.scim_people import box_of, practitioner, server
from tests.sandbox.test_tanzu_box import Authority


def tokens_asked_for(box: Any) -> int:
    """How often the issuer was asked."""
    return int(box.log.count("POST", "/oauth/token"))


def refused(environment: Mapping[str, str], **arguments: Any) -> list[Diagnostic]:
    """The errors of a provider block."""
    engine = Engine(PROVIDER, environment=environment)
    found = engine.configure(full(PROVIDER.schema, arguments), terraform_version="1.11.4", deferral_allowed=False)
    return [item for item in found if item.severity == "error"]


class TestClientCredentials:
    @pytest.mark.parametrize("client_auth", ["any", "basic", "body"])
    @pytest.mark.caveat("TokenExchange", option="scim.auth")
    def test_one_token_for_all(self, client_auth: str) -> None:
        with server(0, auth=["oauth"], client_auth=client_auth) as (box, person, _):
            for number in range(3):
                person.done(f"scim_user.u{number}", user_name=f"u{number}")
            assert tokens_asked_for(box) == (2 if client_auth == "body" else 1)

    def test_a_token_that_ended_is_renewed(self) -> None:
        with server(0, auth=["oauth"]) as (box, person, _):
            person.done("scim_user.a", user_name="ada")
            box.change("clock.advance", seconds=4000)
            person.done("scim_user.b", user_name="bob")
            assert tokens_asked_for(box) == 2

    def test_a_token_that_lives_for_seconds_is_renewed_in_time(self) -> None:
        with box_of(auth=["oauth"], token_seconds=0) as box:
            assert "401" in errors(practitioner(box).apply("scim_user.a", user_name="ada"))[0]
            assert tokens_asked_for(box) <= 3

    def test_scopes_are_asked_for(self) -> None:
        with box_of(auth=["oauth"], scope="scim.write") as box:
            (found,) = refused(box.environment)
            assert "invalid_scope" in found.detail
            login = box.store.login
            oauth = {
                "token_url": f"{box.url}/oauth/token",
                "client_id": login.name,
                "client_secret": login.secret,
                "scopes": ["scim.read", "scim.write"],
            }
            assert not refused({"SCIM_URL": box.environment["SCIM_URL"]}, oauth=oauth)

    def test_a_wrong_secret_is_an_error_at_the_argument(self) -> None:
        with box_of(auth=["oauth"]) as box:
            (found,) = refused({**box.environment, "SCIM_OAUTH_CLIENT_SECRET": "wrong-secret-1843"})
            assert found.path == ("oauth", "client_secret")
            assert "invalid_client" in found.detail
            assert "wrong-secret-1843" not in found.detail
            assert tokens_asked_for(box) == 2, "as HTTP Basic and in the form, once"

    def test_half_of_a_client_is_an_error_at_the_argument(self) -> None:
        engine = Engine(PROVIDER, environment={"SCIM_URL": "https://x.example.com/scim/v2"})
        config = full(PROVIDER.schema, {"oauth": {"token_url": "https://x.example.com/t", "client_id": "a"}})
        found = list(engine.configure(config, terraform_version="1.11.4", deferral_allowed=False))
        assert [item.path for item in found if item.severity == "error"] == [("oauth.client_secret",)]


@pytest.mark.caveat("BasicLogin", option="scim.auth")
def test_http_basic() -> None:
    with box_of(auth=["basic"]) as box:
        practitioner(box).done("scim_user.a", user_name="ada")
        person = Practitioner(PROVIDER, {**box.environment, "SCIM_PASSWORD": "wrong-secret-1843"})
        (said,) = errors(person.apply("scim_user.b", user_name="bob"))
        assert "401" in said
        assert "wrong-secret-1843" not in said


class TestHeaders:
    @pytest.mark.caveat("FurtherHeaders", option="scim.auth")
    def test_one_of_another_name_is_all_it_needs(self) -> None:
        with box_of(auth=["header"]) as box:
            practitioner(box).done("scim_user.a", user_name="ada")

    def test_they_go_beside_a_token_and_never_to_the_issuer(self) -> None:
        with box_of(auth=["oauth"]) as box, box_of(auth=["header"]) as other:
            person = Practitioner(PROVIDER, box.environment)
            person.restart(headers={"X-Api-Key": other.store.api_key})
            person.done("scim_user.a", user_name="ada")

    def test_a_map_that_is_none_is_an_error_at_the_argument(self) -> None:
        engine = Engine(PROVIDER, environment={"SCIM_URL": "https://x.example.com/scim/v2", "SCIM_HEADERS": "a=b"})
        found = list(engine.configure(full(PROVIDER.schema, {}), terraform_version="1.11.4", deferral_allowed=False))
        assert [item.path for item in found] == [("headers",)]

    def test_what_no_header_can_carry_is_an_error_at_the_argument(self) -> None:
        engine = Engine(PROVIDER, environment={"SCIM_URL": "https://x.example.com/scim/v2"})
        for headers in ({"X-Key": "secret-1843\nX-Admin: yes"}, {"X Key": "secret-1843"}):
            config = full(PROVIDER.schema, {"headers": headers})
            found = list(engine.configure(config, terraform_version="1.11.4", deferral_allowed=False))
            assert [item.path for item in found] == [("headers",)]
            assert "secret-1843" not in found[0].detail


class TestClientCertificate:
    @pytest.mark.caveat("ClientCertificate", option="scim.auth")
    def test_it_is_shown(self, tmp_path: Path) -> None:
        server, people = Authority(tmp_path, "server"), Authority(tmp_path, "people")
        certificate, key = people.issue("scim-client")
        with start(
            "scim", options={"auth": ["certificate"]}, tls=(server.pem, server.key), client_ca=people.pem
        ) as box:
            environment = {**box.environment, "SCIM_CA_FILE": server.pem}
            stranger = Practitioner(PROVIDER, {**environment, "SCIM_TOKEN": "none"})
            assert "401" in errors(stranger.apply("scim_user.a", user_name="ada"))[0]
            files = {"SCIM_CLIENT_CERTIFICATE_PATH": certificate, "SCIM_CLIENT_KEY_PATH": key}
            Practitioner(PROVIDER, {**environment, **files}).done("scim_user.a", user_name="ada")

    def test_one_of_another_authority_is_an_error_at_the_argument(self, tmp_path: Path) -> None:
        server, people = Authority(tmp_path, "server"), Authority(tmp_path, "people")
        certificate, key = Authority(tmp_path, "others").issue("scim-client")
        with trusting_others(server, people) as url:
            files = {"SCIM_CLIENT_CERTIFICATE_PATH": certificate, "SCIM_CLIENT_KEY_PATH": key}
            environment = {"SCIM_URL": url, "SCIM_CA_FILE": server.pem, **files}
            result = Practitioner(PROVIDER, environment).apply("scim_user.a", user_name="ada")
            (found,) = [item for item in result.diagnostics if item.severity == "error"]
            assert found.path == ("client_certificate_path",)
            assert "an authority that is not trusted there" in found.detail

    @pytest.mark.parametrize("content", [None, "no certificate"])
    def test_a_file_that_is_none_is_an_error_at_the_argument(self, tmp_path: Path, content: str | None) -> None:
        path = tmp_path / "client.pem"
        if content is not None:
            path.write_text(content)
        assert [item.path for item in configured(path)] == [("client_certificate_path",)]

    def test_one_that_has_expired_is_an_error_at_the_argument(self, tmp_path: Path) -> None:
        certificate, key = Authority(tmp_path, "people").issue("scim-client", days=-1)
        (found,) = configured(Path(certificate), key)
        assert found.path == ("client_certificate_path",)
        assert "expired" in found.detail


@contextmanager
def trusting_others(server: Authority, people: Authority) -> Iterator[str]:
    """The URL of a server that ends each handshake with the alert of TLS, as the sandbox cannot."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.pem, server.key)
    context.load_verify_locations(people.pem)
    context.verify_mode = ssl.CERT_REQUIRED

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                try:
                    context.wrap_socket(connection.dup(), server_side=True).close()
                except ssl.SSLError:
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(4096):
                        pass

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, daemon=True).start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/scim/v2"
        listening.shutdown(socket.SHUT_RDWR)


def configured(path: Path, key: str | None = None) -> list[Any]:
    engine = Engine(PROVIDER, environment={"SCIM_URL": "https://x.example.com/scim/v2"})
    config = full(PROVIDER.schema, {"client_certificate_path": str(path), "client_key_path": key})
    return list(engine.configure(config, terraform_version="1.11.4", deferral_allowed=False))
