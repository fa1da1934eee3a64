"""Facts of the real vendors that a careless edit of their definitions would lose."""

from __future__ import annotations

import pytest

from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle
from rolecall.specification.traits import Among, Forbidden
from tests.generators.real_vendors import NAMES, schemas, spec


def lifecycle(name: str) -> ObjectLifecycle:
    for vendor in NAMES:
        for item in spec(vendor).provider.resources:
            if item.name == name and isinstance(item.lifecycle, ObjectLifecycle):
                return item.lifecycle
    raise KeyError(name)


def test_traps_of_tanium_are_stated() -> None:
    user = lifecycle("tanium_user")
    assert user.full_replace is not None
    assert user.full_replace.carry == ("*",)
    assert set(user.full_replace.strip) == {"id", "last_login", "deleted_flag"}
    assert user.deprovision is not None
    assert user.deprovision.disable == (("active", False),)
    assert user.protect_self
    assert lifecycle("tanium_api_token").protect_self
    users = next(item for item in spec("tanium").provider.collections if item.name == "users")
    assert users.absent("deleted") is not None
    assert users.list_omits is not None
    assert "roles" in users.list_omits.fields
    assert users.pagination is not None
    assert (users.pagination.default, users.pagination.maximum) == (100, 500)
    (forbidden,) = (
        check for check in schemas("resources")["tanium_user"].attribute("name").checks if isinstance(check, Forbidden)
    )
    assert set(forbidden.characters) == set("/\\[]:;|=,+*?<>")


def test_traps_of_splunk_are_stated() -> None:
    provider = spec("splunk").provider
    assert provider.query == (("output_mode", "json"),)
    for name in ("splunk_user", "splunk_role", "splunk_saml_group"):
        made = lifecycle(name)
        assert made.create is not None
        assert made.create.body == "form"
        assert made.update is not None
        assert (made.update.method, made.update.body) == ("POST", "form")
    user = lifecycle("splunk_user")
    assert user.full_replace is not None
    assert user.full_replace.carry == ("roles",)
    assert user.guards[0].values == ("admin",)
    assert user.federated is not None
    assert user.federated.instead == "splunk_saml_group"
    schema = schemas("resources")["splunk_user"]
    assert schema.attribute("name").sent_on == "create"
    assert schema.attribute("locked_out").checks == (Among(values=(False,)),)
    assert schema.attribute("locked_out").sent_on == "update"
    roles = schema.attribute("roles").reference
    assert roles is not None
    assert (roles.key, roles.wire, roles.made_by) == ("name", "name", "splunk_role")
    token = lifecycle("splunk_token").secret
    assert token is not None
    assert (token.live, token.jwt_id, token.rotate) == (("status", "enabled"), True, "rotate_before_days")


@pytest.mark.parametrize("vendor", NAMES)
def test_a_set_with_an_additive_binding_is_authoritative(vendor: str) -> None:
    for item in spec(vendor).provider.resources:
        if isinstance(item.lifecycle, MembershipLifecycle):
            assert item.lifecycle.of in lifecycle(item.lifecycle.parent).authoritative


def test_traps_of_scim_servers_are_stated() -> None:
    provider = spec("scim").provider
    assert provider.capabilities is not None
    assert dict(provider.capabilities.members).keys() == {"patch", "filter", "etag"}
    names = [preset.value for preset in provider.presets]
    assert names == ["tanium", "splunk", "tmc", "aws", "atlassian", "databricks", "entra", "github", "slack"]
    users, groups = provider.collections
    assert users.natural_key is not None
    assert users.natural_key.caseless
    assert users.pagination is not None
    assert users.pagination.first == 1
    assert groups.large_set is not None
    assert (groups.large_set.field, groups.large_set.leave_out) == ("members", "excludedAttributes")
    for name in ("scim_user", "scim_group"):
        made = lifecycle(name)
        assert made.patch is not None
        assert made.patch.media_type == "application/scim+json"
        assert made.full_replace is not None
    assert lifecycle("scim_group").authoritative == ("members",)
