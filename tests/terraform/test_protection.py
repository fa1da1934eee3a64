"""What a provider never does, whatever the configuration says, and what two resources may not do at once."""

from __future__ import annotations

import pytest

from tests.terraform.scene import Scene, refused

pytestmark = pytest.mark.terraform


def test_the_built_in_administrator_of_splunk_is_never_destroyed(splunk: Scene) -> None:
    # The account we run as is another one, so that it is the name alone that protects.
    splunk.box.store.add_user("robot", password="Robot-Horse-9", roles=["admin"])
    splunk.workspace.environment |= {"SPLUNK_USERNAME": "robot", "SPLUNK_PASSWORD": "Robot-Horse-9"}
    splunk.configure({"splunk_user": {"this": {"name": "admin"}}})
    splunk.workspace.import_("splunk_user.this", "admin").ok()
    refused(splunk.workspace.plan("-destroy"), "name", "never deleted", "terraform state rm")
    refused(splunk.workspace.destroy(), "name", "never deleted")
    assert splunk.writes() == []
    assert list(splunk.workspace.state()) == ["splunk_user.this"]


def test_a_built_in_role_of_splunk_is_never_destroyed(splunk: Scene) -> None:
    splunk.configure({"splunk_role": {"this": {"name": "power"}}})
    splunk.workspace.import_("splunk_role.this", "power").ok()
    refused(splunk.workspace.destroy(), "name", "never deleted")
    assert splunk.writes() == []


def test_our_own_account_is_never_destroyed_nor_disabled(tanium: Scene) -> None:
    admin = tanium.box.store.administrator
    tanium.configure({"tanium_user": {"this": {"name": admin.name}}})
    tanium.workspace.import_("tanium_user.this", f"name={admin.name}").ok()
    refused(tanium.workspace.destroy(), "", "account we run as", str(admin.id))
    tanium.configure({"tanium_user": {"this": {"name": admin.name, "active": False}}})
    refused(tanium.workspace.plan(), "active", "account we run as is never disabled")
    assert tanium.writes() == []
    assert list(tanium.workspace.state()) == ["tanium_user.this"]


def test_our_own_splunk_account_is_never_destroyed(splunk: Scene) -> None:
    splunk.box.store.add_user("robot", password="Robot-Horse-9", roles=["admin"])
    splunk.workspace.environment |= {"SPLUNK_USERNAME": "robot", "SPLUNK_PASSWORD": "Robot-Horse-9"}
    splunk.configure({"splunk_user": {"this": {"name": "robot"}}})
    splunk.workspace.import_("splunk_user.this", "robot").ok()
    refused(splunk.workspace.destroy(), "", "account we run as")
    assert splunk.writes() == []


def test_our_own_tanium_token_is_never_revoked(tanium: Scene) -> None:
    own = tanium.box.store.administrator_token
    tanium.configure({"tanium_api_token": {"this": {"name": own.name}}})
    tanium.workspace.import_("tanium_api_token.this", str(own.id)).ok()
    refused(tanium.workspace.destroy(), "", "may be the token we run with")
    assert tanium.writes() == []


def test_our_own_splunk_token_is_never_revoked_but_another_may_be(splunk: Scene) -> None:
    store = splunk.box.store
    own, other = (store.add_token(store.admin, name) for name in ("provider", "other"))
    splunk.workspace.environment = {"SPLUNK_URL": splunk.box.url, "SPLUNK_AUTH_TOKEN": own.value}
    splunk.configure({"splunk_token": {name: {"user": "admin", "name": name} for name in ("provider", "other")}})
    for token in (own, other):
        splunk.workspace.import_(f"splunk_token.{token.audience}", token.id).ok()
    refused(splunk.workspace.destroy(), "", "never revoked", address="splunk_token.provider")
    assert splunk.writes() == []
    splunk.workspace.destroy("-target=splunk_token.other").ok()
    assert list(store.tokens) == [own.id]


def test_a_user_of_an_identity_provider_is_not_created(splunk: Scene) -> None:
    splunk.box.store.login_person("ada", type="SAML", roles=["user"])
    splunk.configure({"splunk_user": {"this": {"name": "ada", "password_wo": "Correct-Horse-1", "roles": ["user"]}}})
    found = refused(splunk.workspace.plan(), "name", "SAML", "splunk_saml_group", address="splunk_user.this")
    assert "cannot be created" in found.text
    assert splunk.writes() == []


def test_a_user_whom_only_the_identity_provider_knows_is_not_created(splunk: Scene) -> None:
    splunk.box.store.login_person("ada", type="LDAP", roles=["user"])
    splunk.box.store.delete_user("ada")
    splunk.configure({"splunk_user": {"this": {"name": "ada", "password_wo": "Correct-Horse-1", "roles": ["user"]}}})
    result = splunk.workspace.apply()
    assert result.code == 1
    assert any("managed by LDAP" in each.text for each in result.errors), result.report()
    assert splunk.workspace.state() == {}


def test_roles_and_a_role_binding_of_one_splunk_user_are_refused(splunk: Scene) -> None:
    splunk.configure(
        {
            "splunk_user": {"this": {"name": "ada", "password_wo": "Correct-Horse-1", "roles": ["user"]}},
            "splunk_role_binding": {"this": {"user": "ada", "role": "power"}},
        }
    )
    _managed_twice(splunk, "plan")
    assert splunk.writes() == []


def test_roles_and_a_role_binding_of_one_tanium_user_are_refused(tanium: Scene) -> None:
    user = {"name": "ada", "roles": ["Analyst"]}
    tanium.configure({"tanium_user": {"this": user}})
    tanium.workspace.apply().ok()
    tanium.box.log.clear()
    binding = {"user_id": "${tanium_user.this.id}", "role": "Operator"}
    tanium.configure({"tanium_user": {"this": user}, "tanium_role_binding": {"this": binding}})
    _managed_twice(tanium, "plan")
    assert tanium.writes() == []


def test_roles_and_a_role_binding_of_a_new_tanium_user_are_refused(tanium: Scene) -> None:
    """The user's id is known only once it exists, so the apply shows this: the user stays, no binding is made."""
    binding = {"user_id": "${tanium_user.this.id}", "role": "Operator"}
    tanium.configure(
        {
            "tanium_user": {"this": {"name": "ada", "roles": ["Analyst"]}},
            "tanium_role_binding": {"this": binding},
        }
    )
    _managed_twice(tanium, "apply")
    assert tanium.box.store.role_names("ada") == {"Analyst"}
    assert list(tanium.workspace.state()) == ["tanium_user.this"]


def _managed_twice(scene: Scene, command: str) -> None:
    result = scene.workspace.plan() if command == "plan" else scene.workspace.apply()
    assert result.code == 1, result.report()
    assert any("managed twice" in each.text and "role_binding" in each.text for each in result.errors), result.report()


def test_what_is_retained_or_deactivated_stays(tanium: Scene) -> None:
    tanium.configure(
        {
            "tanium_user": {
                "kept": {"name": "kept", "on_destroy": "retain"},
                "off": {"name": "off", "on_destroy": "deactivate"},
            }
        }
    )
    tanium.workspace.apply().ok()
    store = tanium.box.store
    for name in ("kept", "off"):
        store.add_token(store.user(name), f"of {name}", 7)
    tanium.workspace.destroy().ok()
    assert (store.user("kept").active, store.user("off").active) == (True, False)
    assert sorted(token.name for token in store.tokens.values()) == ["of kept", "sandbox"]


def test_offboarding_goes_in_order(tanium: Scene) -> None:
    """Deactivate, revoke the user's tokens, delete: at no moment does a token outlive the access it stands for."""
    tanium.configure({"tanium_user": {"this": {"name": "ada"}}})
    tanium.workspace.apply().ok()
    store = tanium.box.store
    ada = store.user("ada")
    tokens = [store.add_token(ada, name, 7) for name in ("one", "two")]
    tanium.box.log.clear()
    tanium.workspace.destroy().ok()
    done = [(event.method, event.path.rpartition("/api/v2")[2]) for event in tanium.writes()]
    assert done[0] == ("PUT", f"/users/{ada.id}")
    assert sorted(done[1:-1]) == sorted(("DELETE", f"/api_tokens/{token.id}") for token in tokens)
    assert done[-1] == ("DELETE", f"/users/{ada.id}")
    assert (ada.active, ada.deleted_flag) == (False, True)
