"""The last owner of a Cloud Services organization, and the account that we run as."""

from __future__ import annotations

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanzu_published.ada import shim


def robot(published: TanzuSandbox, shim: Provider = PROVIDER) -> Practitioner:
    """Somebody who works with the token of an administrator who is no owner."""
    published.change("member.create", email="robot@example.com", role="org_admin")
    token = published.change("api_token.create", email="robot@example.com")["api_token"]
    return Practitioner(shim, {**published.environment, "TANZU_API_TOKEN": token})


def test_the_last_owner_is_refused_in_the_vendors_words(published: TanzuSandbox) -> None:
    owner = published.store.cloud.administrator
    team = robot(published, with_lifecycle(shim(), "tanzu_org_member", administrators=None))
    team.import_("tanzu_org_member.owner", f"vmware.com:{owner.user_id}")
    changed = team.apply("tanzu_org_member.owner", email=owner.email, roles=["org_member"])
    assert "The last owner of the organization must remain one." in errors(changed)[0]
    assert "The last org owner cannot be removed." in errors(team.destroy("tanzu_org_member.owner"))[0]
    assert owner.status == "ACTIVE" and owner.roles == ["org_owner"]


@pytest.mark.caveat("Administrators", option="tanzu.guards_last_owner")
def test_the_last_owner_stays_one_whatever_the_vendor_takes(published: TanzuSandbox) -> None:
    published.options.guards_last_owner = False
    owner = published.store.cloud.administrator
    team = robot(published)
    label = "tanzu_org_member.owner"
    team.import_(label, f"vmware.com:{owner.user_id}")
    for roles in (["org_member"], []):
        (problem,) = errors(team.plan(label, email=owner.email, roles=roles).diagnostics)
        assert "Nobody else has 'org_owner'" in problem
    assert "Nobody else has 'org_owner'" in errors(team.destroy(label))[0]
    assert owner.status == "ACTIVE" and owner.roles == ["org_owner"]
    published.change("invitation.send", email="late@example.com", roles=["org_owner"])
    team.restart()
    assert errors(team.plan(label, email=owner.email, roles=["org_member"]).diagnostics)
    published.change("invitation.accept", email="late@example.com")
    team.restart()
    team.done(label, email=owner.email, roles=["org_member"])
    assert owner.roles == ["org_member"]


def test_the_last_two_owners_do_not_go_together(published: TanzuSandbox) -> None:
    published.options.guards_last_owner = False
    published.change("member.create", email="second@example.com", role="org_owner")
    team = robot(published)
    first = published.store.cloud.administrator.email
    for label, name in (("first", first), ("second", "second@example.com")):
        team.import_(f"tanzu_org_member.{label}", f"name={name}")
    assert (
        errors(team.plan("tanzu_org_member.second", email="second@example.com", roles=["org_member"]).diagnostics) == []
    )
    assert "same run" in errors(team.plan_destroy("tanzu_org_member.first"))[0]


def test_our_own_account_goes_on_administering(published: TanzuSandbox, team: Practitioner) -> None:
    published.change("member.create", email="owner@example.com", role="org_owner")
    own = published.store.cloud.administrator
    team.import_("tanzu_org_member.me", f"name={own.email}")
    (problem,) = errors(team.plan("tanzu_org_member.me", email=own.email, roles=["org_member"]).diagnostics)
    assert "The account we run as would lose 'org_owner'" in problem
    team.done("tanzu_org_member.me", email=own.email, roles=["org_member", "org_owner"])


@pytest.mark.parametrize("subject", ["encoded", "account"])
@pytest.mark.parametrize("prefixed", [True, False])
def test_our_own_account_is_known_by_whatever_the_token_says(
    published: TanzuSandbox, subject: str, prefixed: bool
) -> None:
    published.options.token_subject, published.options.prefixed_token_ids = subject, prefixed
    published.change("member.create", email="owner@example.com", role="org_owner")
    team = Practitioner(PROVIDER, published.environment)
    team.import_("tanzu_org_member.me", f"name={published.store.cloud.administrator.email}")
    team.import_("tanzu_org_member.other", "name=owner@example.com")
    assert "The account we run as is never" in errors(team.plan_destroy("tanzu_org_member.me"))[0]
    assert errors(team.plan_destroy("tanzu_org_member.other")) == []


def test_a_token_of_nobody_who_is_a_member_ends_nobody(published: TanzuSandbox) -> None:
    published.options.token_subject = "unknown"
    published.change("member.create", email="owner@example.com", role="org_owner")
    team = Practitioner(PROVIDER, published.environment)
    team.import_("tanzu_org_member.me", f"name={published.store.cloud.administrator.email}")
    assert "cannot be told which account we run as" in errors(team.plan_destroy("tanzu_org_member.me"))[0]
    assert errors(team.destroy("tanzu_org_member.me"))
    assert published.store.cloud.administrator.status == "ACTIVE"


@pytest.mark.parametrize(("rows", "token"), [(True, False), (True, True), (False, True), (False, False)])
def test_our_own_account_is_never_removed(published: TanzuSandbox, rows: bool, token: bool) -> None:
    published.options.prefixed_ids, published.options.prefixed_token_ids = rows, token
    published.change("member.create", email="owner@example.com", role="org_owner")
    team = Practitioner(PROVIDER, published.environment)
    own = published.store.cloud.administrator
    team.import_("tanzu_org_member.me", f"vmware.com:{own.user_id}" if rows else own.user_id)
    assert "The account we run as is never" in errors(team.destroy("tanzu_org_member.me"))[0]
    assert own.status == "ACTIVE"
