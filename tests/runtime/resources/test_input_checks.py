"""Checks of what is given: each fails in the plan at its attribute, before the vendor is asked to change anything."""

from __future__ import annotations

from typing import Any

import pytest

import providers.entra
import providers.okta
import providers.scim
import providers.splunk
import providers.tanzu
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import start
from rolecall.specification.schema import Provider
from tests.runtime.resources.okta_people import ADA
from tests.runtime.resources.practitioner import Practitioner
from tests.runtime.resources.tanzu_people import VIEW

ASKED_FIRST = "It is refused before a server is asked."
APPLICATION = "1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20"
CREDENTIALS: dict[str, Any] = {
    "tenant_url": "https://scim.example.com/scim/v2",
    "secret_token_wo": "x",
    "secret_token_wo_version": 1,
}


def told(shim: Provider, label: str, severity: str = "error", **config: Any) -> list[str]:
    """The attributes at which a plan says something of this severity."""
    with start(shim.name, seed=1) as box:
        found = Practitioner(shim, box.environment).plan(label, **config).diagnostics
        return [str(item.path[0]) for item in found if item.severity == severity and item.path]


@pytest.mark.caveat("Among", rule=ASKED_FIRST)
def test_one_of_several_words() -> None:
    assert told(providers.okta.PROVIDER, "okta_user.ada", **ADA, on_destroy="remove") == ["on_destroy"]


@pytest.mark.caveat("Length", rule=ASKED_FIRST)
def test_no_text_longer_than_the_vendor_keeps() -> None:
    assert told(providers.okta.PROVIDER, "okta_group.sales", name="x" * 256) == ["name"]


@pytest.mark.caveat("Matches", rule=ASKED_FIRST)
def test_the_form_of_an_address() -> None:
    assert told(providers.okta.PROVIDER, "okta_user.ada", **{**ADA, "login": "ada"}) == ["login"]


@pytest.mark.caveat("Forbidden", rule=ASKED_FIRST)
def test_characters_that_a_path_would_read_otherwise() -> None:
    member: dict[str, Any] = {"group_id": "00g1", "user_id": "ada@example.com"}
    assert told(providers.okta.PROVIDER, "okta_group_member.x", **member) == ["user_id"]


@pytest.mark.caveat("Between", rule=ASKED_FIRST)
def test_a_number_beyond_what_there_is() -> None:
    more: dict[str, Any] = {
        **CREDENTIALS,
        "service_principal_id": APPLICATION,
        "accidental_deletion_threshold": 100_001,
    }
    found = told(providers.entra.PROVIDER, "entra_provisioning_credentials.x", **more)
    assert found == ["accidental_deletion_threshold"]


@pytest.mark.caveat("Unlikely", rule=ASKED_FIRST)
def test_what_looks_like_something_else_is_a_warning() -> None:
    more: dict[str, Any] = {
        **CREDENTIALS,
        "service_principal_id": APPLICATION,
        "tenant_url": "https://www.example.com/login",
    }
    assert "tenant_url" in told(providers.entra.PROVIDER, "entra_provisioning_credentials.x", "warning", **more)


@pytest.mark.caveat("FutureTime", rule=ASKED_FIRST)
def test_an_end_that_is_past() -> None:
    token: dict[str, Any] = {"user": "admin", "name": "ci", "expires_on": "2001-02-03T04:05:06Z"}
    assert told(providers.splunk.PROVIDER, "splunk_token.x", **token) == ["expires_on"]


@pytest.mark.caveat("EarlierThan", rule=ASKED_FIRST)
def test_a_begin_that_is_after_the_end() -> None:
    def refused(not_before: Any, expires_on: Any) -> list[str]:
        times = {"not_before": not_before, "expires_on": expires_on}
        return told(providers.splunk.PROVIDER, "splunk_token.x", user="admin", name="ci", **times)

    assert refused("+30d", "+20d") == refused("2099-01-01T00:00:00Z", "+30d") == ["not_before"]
    assert refused("+1d", "+1d") == ["not_before"]
    assert refused("+1d", "+30d") == refused("+1d", UNKNOWN) == refused(UNKNOWN, "+1d") == refused("+1d", None) == []


@pytest.mark.caveat("WellKnown", rule=ASKED_FIRST)
def test_a_role_that_nearly_is_one_of_the_vendors() -> None:
    def warned(role: str) -> list[str]:
        return told(providers.tanzu.PROVIDER, "tanzu_role_binding.x", "warning", **{**VIEW, "role": role})

    assert warned("cluster.admn") == warned("clustergroup.veiw") == ["role"]
    assert warned("cluster.admin") == warned("payroll.auditor") == []


@pytest.mark.caveat("NotItself", rule=ASKED_FIRST)
def test_a_role_that_imports_itself() -> None:
    role: dict[str, Any] = {"name": "hunters", "capabilities": []}
    assert told(providers.splunk.PROVIDER, "splunk_role.x", **role, imported_roles=["user", "hunters"]) == [
        "imported_roles"
    ]
    assert told(providers.splunk.PROVIDER, "splunk_role.x", **role, imported_roles=["user"]) == []


def test_a_group_that_is_its_own_member() -> None:
    with start("scim", seed=1) as box:
        group = box.store.add_group("Team").id
        person = Practitioner(providers.scim.PROVIDER, box.environment)
        found = person.plan("scim_group_member.x", group_id=group, user_id=group).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [("user_id",)]


@pytest.mark.parametrize("namespace", ["a@b", "Web", "-web", "x" * 64])
def test_a_namespace_of_a_form_that_kubernetes_refuses(namespace: str) -> None:
    binding = {**BINDING, "subjects": [], "namespace": namespace}
    assert told(providers.tanzu.PROVIDER, "tanzu_namespace_role_binding.x", **binding) == ["namespace"]


@pytest.mark.caveat("NotGiven", rule="The vendor drops it in silence, so that no read would show it.")
def test_what_an_imported_role_gives_already() -> None:
    with start("splunk", seed=1) as box:
        given = box.store.roles["user"].capabilities[0]
    role: dict[str, Any] = {"name": "hunters", "imported_roles": ["user"], "capabilities": [given]}
    assert told(providers.splunk.PROVIDER, "splunk_role.x", **role) == ["capabilities"]


@pytest.mark.caveat("ExactlyOne", rule=ASKED_FIRST)
def test_one_scope_and_no_second() -> None:
    both: dict[str, Any] = {**VIEW, "scope": {"cluster": {"name": "alpha"}, "organization": {"name": "b"}}}
    assert told(providers.tanzu.PROVIDER, "tanzu_role_binding.x", **both) == ["scope"]


SERVICE: Any = {"kind": "ServiceAccount", "name": "deployer"}
BINDING: Any = {"name": "editors", "role_ref": {"kind": "ClusterRole", "name": "app-editor"}, "subjects": [SERVICE]}


@pytest.mark.caveat("NeedsMember", rule=ASKED_FIRST)
def test_a_service_account_of_no_namespace() -> None:
    def refused(**subject: Any) -> list[str]:
        shim, binding = providers.tanzu.PROVIDER, {**BINDING, "subjects": [{**SERVICE, **subject}]}
        return told(shim, "tanzu_cluster_role_binding.x", **binding)

    assert refused() == ["subjects"]
    assert refused(namespace="apps") == refused(namespace=UNKNOWN) == refused(kind="User") == []
    elsewhere = {**BINDING, "namespace": "apps"}
    assert told(providers.tanzu.PROVIDER, "tanzu_namespace_role_binding.x", **elsewhere) == []


def test_a_value_of_a_label_that_kubernetes_refuses() -> None:
    binding = {**BINDING, "subjects": []}
    assert told(providers.tanzu.PROVIDER, "tanzu_cluster_role_binding.x", **binding, labels={"a": "-a"}) == ["labels"]


@pytest.mark.parametrize("roles", [{}, {"roles": []}])
def test_a_group_at_an_identity_provider_without_roles(roles: dict[str, Any]) -> None:
    assert told(providers.splunk.PROVIDER, "splunk_saml_group.x", name="soc", **roles) == ["roles"]


@pytest.mark.caveat("KeysMatch", rule=ASKED_FIRST)
@pytest.mark.parametrize("labels", [{"two words": "a"}, {"/team": "a"}])
def test_labels_that_kubernetes_refuses(labels: dict[str, str]) -> None:
    binding = {**BINDING, "subjects": []}
    assert told(providers.tanzu.PROVIDER, "tanzu_cluster_role_binding.x", **binding, labels=labels) == ["labels"]
    fine = {"app.example.com/team-1": "a.b", "tier": ""}
    assert told(providers.tanzu.PROVIDER, "tanzu_cluster_role_binding.x", **binding, labels=fine) == []


@pytest.mark.parametrize(
    ("shim", "kind", "config"),
    [
        (providers.splunk.PROVIDER, "splunk_user", {"name": "zed", "roles": ["user"]}),
        (
            providers.entra.PROVIDER,
            "entra_user",
            {"user_principal_name": "zed@example.onmicrosoft.com", "display_name": "Zed", "mail_nickname": "zed"},
        ),
        (providers.scim.PROVIDER, "scim_user", {"user_name": "zed"}),
    ],
)
def test_a_secret_that_is_empty(shim: Provider, kind: str, config: dict[str, Any]) -> None:
    assert told(shim, f"{kind}.x", **config, password_wo="", password_wo_version=1) == ["password_wo"]


@pytest.mark.parametrize("name", ["given_name", "surname", "job_title", "office_location", "preferred_language"])
def test_an_empty_text_that_entra_refuses(name: str) -> None:
    user: dict[str, Any] = {"user_principal_name": "zed@example.onmicrosoft.com", "display_name": "Zed"}
    user |= {"mail_nickname": "zed", "password_wo": "correct horse 1 B", "password_wo_version": 1}
    assert told(providers.entra.PROVIDER, "entra_user.zed", **user, **{name: ""}) == [name]
    assert told(providers.entra.PROVIDER, "entra_user.zed", **user, **{name: "x"}) == []
