"""What stands between a provider and its vendor: URL, network, certificates, credentials, proxies."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import Fault, Sandbox, start
from tests.terraform.installation import Installation
from tests.terraform.result import Result
from tests.terraform.scene import Scene, refused
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

USERS: dict[str, dict[str, Any]] = {
    "tanium": {"tanium_user": {"this": {"name": "ada", "roles": ["Analyst"]}}},
    "splunk": {"splunk_user": {"this": {"name": "ada", "password_wo": "Correct-Horse-1", "roles": ["user"]}}},
}


def plan(scene: Scene, **arguments: Any) -> Result:
    """Plan a user, with a provider block of these arguments; nothing is tried twice."""
    scene.configure(USERS[scene.box.name], {"max_retries": 0, **arguments})
    return scene.workspace.plan()


def says(result: Result, *words: str) -> None:
    """One error of the result says all `words`."""
    assert result.code == 1, result.report()
    assert any(all(word in each.text for word in words) for each in result.errors), result.report()


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("tanium.example.com", "https://"),
        ("ftp://tanium.example.com", "https://"),
        ("https://", "host"),
        ("https://host:port", "https://host:port"),
        ("https://me:secret@tanium.example.com", "credentials"),
        ("https://tanium.example.com/api/v2", "adds that itself"),
        ("https://tanium.example.com/?x=1", "before any '?'"),
    ],
)
def test_a_malformed_url_is_refused_at_the_argument(tanium: Scene, url: str, word: str) -> None:
    tanium.configure(USERS["tanium"], {"url": url})
    refused(tanium.workspace.validate(), "url", word)


def test_a_malformed_url_in_the_environment_is_refused(tanium: Scene) -> None:
    tanium.workspace.environment["TANIUM_URL"] = "tanium.example.com"
    says(plan(tanium), "'tanium.example.com'", "https://")


def test_a_missing_url_names_argument_and_variable(either: Scene) -> None:
    del either.workspace.environment[f"{either.box.name.upper()}_URL"]
    says(plan(either), "`url`", f"{either.box.name.upper()}_URL")


def test_missing_credentials_name_arguments_and_variables(tanium: Scene, splunk: Scene) -> None:
    del tanium.workspace.environment["TANIUM_API_TOKEN"]
    says(plan(tanium), "`api_token`", "TANIUM_API_TOKEN")
    del splunk.workspace.environment["SPLUNK_PASSWORD"]
    says(plan(splunk), "`password`", "SPLUNK_PASSWORD")
    del splunk.workspace.environment["SPLUNK_USERNAME"]
    says(plan(splunk), "`auth_token`", "SPLUNK_USERNAME", "SPLUNK_PASSWORD")
    assert not tanium.writes()
    assert not splunk.writes()


def test_a_wrong_token_is_told_from_an_expired_one_by_nobody_but_said_clearly(tanium: Scene) -> None:
    token = tanium.box.store.administrator_token
    tanium.workspace.environment["TANIUM_API_TOKEN"] = "token-" + "x" * 58
    says(plan(tanium), "401", "api_token")
    tanium.workspace.environment["TANIUM_API_TOKEN"] = token.value
    tanium.box.store.expire_token(token.id)
    says(plan(tanium), "401", "api_token")
    assert tanium.writes() == []


def test_wrong_splunk_credentials_are_refused(splunk: Scene) -> None:
    splunk.workspace.environment["SPLUNK_PASSWORD"] = "not the password"
    says(plan(splunk), "password")
    token = splunk.box.store.add_token(splunk.box.store.admin, "provider")
    splunk.workspace.environment = {"SPLUNK_URL": splunk.box.url, "SPLUNK_AUTH_TOKEN": token.value}
    splunk.box.change("token.expire", id=token.id)
    says(plan(splunk), "401", "auth_token")
    assert splunk.writes() == []


def test_an_account_without_rights_is_refused(tanium: Scene) -> None:
    store = tanium.box.store
    token = store.add_token(store.add_user("reader", roles=["Read Only User"]), "reader", 7)
    existing = store.add_user("ada")
    tanium.configure(USERS["tanium"])
    tanium.workspace.import_("tanium_user.this", str(existing.id)).ok()
    tanium.workspace.environment["TANIUM_API_TOKEN"] = token.value
    says(tanium.workspace.plan(), "403", "Administrator")
    assert list(tanium.workspace.state()) == ["tanium_user.this"], "what may not be seen is not gone"


def test_a_host_that_cannot_be_reached(either: Scene) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    either.workspace.environment[f"{either.box.name.upper()}_URL"] = f"http://127.0.0.1:{port}"
    says(plan(either), f"127.0.0.1:{port}", "Connection refused", "Check the URL")


def test_a_host_that_does_not_exist(tanium: Scene) -> None:
    says(plan(tanium, url="https://tanium.invalid"), "tanium.invalid")


@pytest.mark.parametrize("kind", ["html", "broken_json"])
def test_an_answer_that_is_not_the_api(either: Scene, kind: str) -> None:
    either.box.faults.add(Fault(kind, method="GET"))
    says(plan(either), "does not speak", "Check that the URL leads to the API")
    assert either.writes() == []
    assert either.workspace.state() == {}


def test_another_path_of_the_right_host(tanium: Scene) -> None:
    says(plan(tanium, url=f"{tanium.box.url}/console"), "404", "Check that the URL leads to the API")


def test_a_listing_that_never_ends(tanium: Scene) -> None:
    tanium.box.faults.add(Fault("endless_pages", path="/roles$"))
    says(plan(tanium), "never ends")
    assert len(tanium.box.log) < 1000
    assert tanium.writes() == []


def test_a_refresh_that_fails_leaves_the_state_alone(tanium: Scene) -> None:
    tanium.configure(USERS["tanium"], {"max_retries": 0})
    tanium.workspace.apply().ok()
    before = tanium.workspace.state()
    for fault in (Fault("html"), Fault("status", status=500)):
        tanium.box.faults.add(fault)
        assert tanium.workspace.refresh().code == 1, fault.kind
        assert tanium.workspace.state() == before, fault.kind
        tanium.box.faults.clear()
    assert tanium.workspace.plan().code == 0


@pytest.fixture
def behind_tls(certificate: tuple[str, str], installation: Installation, tmp_path: Path) -> Iterator[Scene]:
    box: Sandbox[Any, Any]
    with start("tanium", tls=certificate) as box:
        yield Scene(box, Workspace(tmp_path / "tls", box.environment, installation))


def test_an_untrusted_certificate_says_what_to_set(behind_tls: Scene, certificate: tuple[str, str]) -> None:
    says(plan(behind_tls), "certificate", "ca_file", "insecure_skip_verify")
    assert list(behind_tls.box.log) == []
    assert plan(behind_tls, ca_file=certificate[0]).expect(2).actions == {"tanium_user.this": "create"}
    assert plan(behind_tls, insecure_skip_verify=True).expect(2).actions == {"tanium_user.this": "create"}


def test_a_ca_file_that_is_missing_or_no_certificate(behind_tls: Scene, tmp_path: Path) -> None:
    says(plan(behind_tls, ca_file=str(tmp_path / "nothing.pem")), "ca_file", "nothing.pem")
    (tmp_path / "text.pem").write_text("no certificate")
    says(plan(behind_tls, ca_file=str(tmp_path / "text.pem")), "ca_file", "text.pem")


def test_a_self_signed_certificate_is_for_its_host_alone(behind_tls: Scene, certificate: tuple[str, str]) -> None:
    url = behind_tls.box.url.replace("127.0.0.1", "localhost")
    says(plan(behind_tls, url=url, ca_file=certificate[0]), "localhost", "certificate")
