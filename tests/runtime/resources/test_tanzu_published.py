"""Members of a Cloud Services organization, in the API that the vendor publishes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime import shims
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import ObjectLifecycle, Provider
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, warnings
from tests.runtime.resources.switches import with_lifecycle

LABEL = "tanzu_org_member.ada"
ADA: dict[str, Any] = {"email": "ada@example.com", "roles": ["org_member"]}
TMC = "TmcDefinition_"


@pytest.fixture
def published() -> Iterator[TanzuSandbox]:
    with start("tanzu", options={"cloud_services": "v2"}) as box:
        yield box


@pytest.fixture
def team(published: TanzuSandbox) -> Practitioner:
    return Practitioner(PROVIDER, published.environment)


def shim() -> Provider:
    return shims.dialect("tanzu", "v2")


def state_of(team: Practitioner) -> dict[str, Any]:
    """The state of Ada after a refresh."""
    state = team.refresh(LABEL).state
    assert state is not None
    return state


def joined(published: TanzuSandbox, team: Practitioner, **arguments: Any) -> dict[str, Any]:
    """The state of Ada, who was invited by this configuration and accepted."""
    team.done(LABEL, **{**ADA, **arguments})
    published.change("invitation.accept", email="ada@example.com")
    team.restart()
    return state_of(team)


class TestMembers:
    def test_somebody_is_invited_joins_changes_and_leaves(self, published: TanzuSandbox, team: Practitioner) -> None:
        state = team.done(LABEL, **ADA, service_roles={TMC: ["tmc:member"]})
        assert (state["id"], state["status"]) == ("ada@example.com", "INVITED")
        published.change("invitation.accept", email="ada@example.com")
        team.restart()
        state = state_of(team)
        ada = published.store.cloud.member("ada@example.com")
        assert (state["id"], state["status"]) == (f"vmware.com:{ada.user_id}", "ACTIVE")
        assert state["service_roles"] == {TMC: ["tmc:member"]} and state["inherited_roles"] == []
        team.done(
            LABEL,
            email="ada@example.com",
            roles=["developer", "org_member"],
            service_roles={TMC: ["tmc:admin", "tmc:member"]},
        )
        assert ada.roles == ["developer", "org_member"] and ada.service_roles == {TMC: ["tmc:admin", "tmc:member"]}
        assert team.destroy(LABEL).state is None
        assert ada.status == "REMOVED"
        assert published.log.count("DELETE", "/v2/orgs/") == 1

    @pytest.mark.caveat("AddRemoveLists", rule="The published API takes changes in no other form.")
    def test_a_change_takes_away_only_what_state_knew(self, published: TanzuSandbox, team: Practitioner) -> None:
        joined(published, team, service_roles={TMC: ["tmc:member"]})
        others = {TMC: ["tmc:member"], "AutomationDefinition_": ["automationservice:user"]}
        published.change("member.update", email="ada@example.com", roles=["org_member", "support_user"])
        published.change("member.update", email="ada@example.com", service_roles=others)
        team.done(LABEL, **{**ADA, "roles": ["developer"]}, service_roles={TMC: ["tmc:admin"]})
        ada = published.store.cloud.member("ada@example.com")
        assert ada.roles == ["developer", "support_user"]
        assert ada.service_roles == {TMC: ["tmc:admin"], "AutomationDefinition_": ["automationservice:user"]}

    def test_the_same_again_plans_nothing(self, published: TanzuSandbox, team: Practitioner) -> None:
        state = joined(published, team, service_roles={TMC: ["tmc:member"]})
        planned = team.plan(LABEL, **ADA, service_roles={TMC: ["tmc:member"]}).planned
        assert planned == state

    def test_an_import_knows_who_is_only_invited(self, published: TanzuSandbox, team: Practitioner) -> None:
        published.change("invitation.send", email="ada@example.com")
        for given in ("ada@example.com", "name=ada@example.com"):
            found = team.import_(LABEL, given)
            assert found.state is not None and found.state["status"] == "INVITED", errors(found)
            assert found.state["roles"] == ["org_member"]
        assert team.import_(LABEL, "eve@example.com").state is None


class TestQuirks:
    @pytest.mark.parametrize("trusted", [True, False])
    def test_a_removal_that_the_answer_calls_failed_is_refused(
        self, published: TanzuSandbox, team: Practitioner, trusted: bool
    ) -> None:
        published.options.kept_members = ["ada@example.com"]
        if not trusted:
            team = practitioner_without(published, failed="")
        joined(published, team)
        found = errors(team.destroy(LABEL))
        assert ("It answered that this failed" in found[0]) is trusted
        assert team.resources[LABEL].state is not None

    @pytest.mark.parametrize("answer", ["failed", "not_found"])
    def test_somebody_who_left_meanwhile_is_gone(
        self, published: TanzuSandbox, team: Practitioner, answer: str
    ) -> None:
        published.options.gone_members = answer
        joined(published, team)
        published.change("member.remove", email="ada@example.com")
        assert team.destroy(LABEL).state is None

    def test_the_last_owner_is_refused_in_the_vendors_words(self, published: TanzuSandbox) -> None:
        owner = published.store.cloud.administrator
        published.change("member.create", email="robot@example.com", role="org_admin")
        token = published.change("api_token.create", email="robot@example.com")["api_token"]
        unguarded = with_lifecycle(shim(), "tanzu_org_member", administrators=None)
        team = Practitioner(unguarded, {**published.environment, "TANZU_API_TOKEN": token})
        team.import_("tanzu_org_member.owner", f"vmware.com:{owner.user_id}")
        changed = team.apply("tanzu_org_member.owner", email=owner.email, roles=["org_member"])
        assert "The last owner of the organization must remain one." in errors(changed)[0]
        assert "The last org owner cannot be removed." in errors(team.destroy("tanzu_org_member.owner"))[0]
        assert owner.status == "ACTIVE" and owner.roles == ["org_owner"]

    @pytest.mark.caveat("Administrators", option="tanzu.guards_last_owner")
    def test_the_last_owner_stays_one_whatever_the_vendor_takes(self, published: TanzuSandbox) -> None:
        published.options.guards_last_owner = False
        owner = published.store.cloud.administrator
        published.change("member.create", email="robot@example.com", role="org_admin")
        token = published.change("api_token.create", email="robot@example.com")["api_token"]
        team = Practitioner(PROVIDER, {**published.environment, "TANZU_API_TOKEN": token})
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

    def test_the_last_two_owners_do_not_go_together(self, published: TanzuSandbox) -> None:
        published.options.guards_last_owner = False
        published.change("member.create", email="second@example.com", role="org_owner")
        published.change("member.create", email="robot@example.com", role="org_admin")
        token = published.change("api_token.create", email="robot@example.com")["api_token"]
        team = Practitioner(PROVIDER, {**published.environment, "TANZU_API_TOKEN": token})
        first = published.store.cloud.administrator.email
        for label, name in (("first", first), ("second", "second@example.com")):
            team.import_(f"tanzu_org_member.{label}", f"name={name}")
        assert (
            errors(team.plan("tanzu_org_member.second", email="second@example.com", roles=["org_member"]).diagnostics)
            == []
        )
        assert "same run" in errors(team.plan_destroy("tanzu_org_member.first"))[0]

    def test_our_own_account_goes_on_administering(self, published: TanzuSandbox, team: Practitioner) -> None:
        published.change("member.create", email="owner@example.com", role="org_owner")
        own = published.store.cloud.administrator
        team.import_("tanzu_org_member.me", f"name={own.email}")
        (problem,) = errors(team.plan("tanzu_org_member.me", email=own.email, roles=["org_member"]).diagnostics)
        assert "The account we run as would lose 'org_owner'" in problem
        team.done("tanzu_org_member.me", email=own.email, roles=["org_member", "org_owner"])

    @pytest.mark.parametrize("subject", ["encoded", "account"])
    @pytest.mark.parametrize("prefixed", [True, False])
    def test_our_own_account_is_known_by_whatever_the_token_says(
        self, published: TanzuSandbox, subject: str, prefixed: bool
    ) -> None:
        published.options.token_subject, published.options.prefixed_token_ids = subject, prefixed
        published.change("member.create", email="owner@example.com", role="org_owner")
        team = Practitioner(PROVIDER, published.environment)
        team.import_("tanzu_org_member.me", f"name={published.store.cloud.administrator.email}")
        team.import_("tanzu_org_member.other", "name=owner@example.com")
        assert "The account we run as is never" in errors(team.plan_destroy("tanzu_org_member.me"))[0]
        assert errors(team.plan_destroy("tanzu_org_member.other")) == []

    def test_a_token_of_nobody_who_is_a_member_ends_nobody(self, published: TanzuSandbox) -> None:
        published.options.token_subject = "unknown"
        published.change("member.create", email="owner@example.com", role="org_owner")
        team = Practitioner(PROVIDER, published.environment)
        team.import_("tanzu_org_member.me", f"name={published.store.cloud.administrator.email}")
        assert "cannot be told which account we run as" in errors(team.plan_destroy("tanzu_org_member.me"))[0]
        assert errors(team.destroy("tanzu_org_member.me"))
        assert published.store.cloud.administrator.status == "ACTIVE"

    @pytest.mark.parametrize(("rows", "token"), [(True, False), (True, True), (False, True), (False, False)])
    def test_our_own_account_is_never_removed(self, published: TanzuSandbox, rows: bool, token: bool) -> None:
        published.options.prefixed_ids, published.options.prefixed_token_ids = rows, token
        published.change("member.create", email="owner@example.com", role="org_owner")
        team = Practitioner(PROVIDER, published.environment)
        own = published.store.cloud.administrator
        team.import_("tanzu_org_member.me", f"vmware.com:{own.user_id}" if rows else own.user_id)
        assert "The account we run as is never" in errors(team.destroy("tanzu_org_member.me"))[0]
        assert own.status == "ACTIVE"

    def test_what_a_group_gives_is_shown_apart_and_never_written(
        self, published: TanzuSandbox, team: Practitioner
    ) -> None:
        joined(published, team, service_roles={TMC: ["tmc:member"]})
        ada = published.store.cloud.member("ada@example.com")
        ada.inherited_roles, ada.inherited_service_roles = ["support_user"], {TMC: ["tmc:admin"]}
        team.restart()
        state = state_of(team)
        assert state["roles"] == ["org_member"] and state["inherited_roles"] == ["support_user"]
        assert state["service_roles"] == {TMC: ["tmc:member"]}
        assert state["inherited_service_roles"] == {TMC: ["tmc:admin"]}
        planned = team.plan(LABEL, **ADA, service_roles={TMC: ["tmc:member"]}).planned
        assert planned == state

    @pytest.mark.parametrize("shown", ["empty", "missing"])
    def test_roles_that_are_not_shown_are_unknown_and_not_none(
        self, published: TanzuSandbox, team: Practitioner, shown: str
    ) -> None:
        joined(published, team)
        published.options.member_roles = shown
        team.restart()
        read = team.refresh(LABEL)
        assert read.state is not None and read.state["roles"] == ["org_member"]
        assert any("did not say roles" in each for each in warnings(read))
        refused = team.apply(LABEL, **{**ADA, "roles": ["developer"]})
        assert "did not say roles" in errors(refused)[0]
        assert published.store.cloud.member("ada@example.com").roles == ["org_member"]

    @pytest.mark.parametrize("traits", [True, False])
    def test_an_invitation_whose_time_is_over_has_expired(
        self, published: TanzuSandbox, team: Practitioner, traits: bool
    ) -> None:
        if not traits:
            team = practitioner_without(published, expires="")
        team.done(LABEL, **ADA)
        published.change("invitation.expire", email="ada@example.com")
        team.restart()
        assert (team.refresh(LABEL).state is None) is traits
        if traits:
            again = team.plan(LABEL, **ADA)
            assert any("invitation of ada@example.com expired" in each for each in warnings(again.diagnostics))

    def test_roles_that_do_not_say_how_they_came_are_ours(self, published: TanzuSandbox, team: Practitioner) -> None:
        published.options.membership_types = False
        assert joined(published, team)["roles"] == ["org_member"]

    def test_a_role_that_does_not_say_how_it_came_is_not_removed(
        self, published: TanzuSandbox, team: Practitioner
    ) -> None:
        joined(published, team, service_roles={TMC: ["tmc:member"]})
        member = published.store.cloud.member("ada@example.com")
        member.inherited_roles = ["support_user"]
        published.options.membership_types = False
        published.log.clear()
        team.restart()
        assert state_of(team)["roles"] == ["org_member", "support_user"]
        (problem,) = errors(team.plan(LABEL, **ADA).diagnostics)
        assert "'support_user' can be taken away" in problem
        (problem,) = errors(team.plan(LABEL, email="ada@example.com", service_roles={}).diagnostics)
        assert "'tmc:member' can be taken away" in problem
        team.done(LABEL, email="ada@example.com", roles=["org_member", "support_user", "developer"])
        assert "developer" in member.roles
        published.options.membership_types = True
        team.restart()
        team.done(LABEL, **ADA)
        assert (member.roles, member.inherited_roles) == (["org_member"], ["support_user"])

    def test_a_change_that_does_not_take_is_an_error(self, published: TanzuSandbox, team: Practitioner) -> None:
        joined(published, team)
        published.options.role_changes = "ignore"
        assert "did not store roles" in errors(team.apply(LABEL, **{**ADA, "roles": ["developer"]}))[0]

    def test_an_invitation_is_taken_back_by_address(self, published: TanzuSandbox, team: Practitioner) -> None:
        team.done(LABEL, **ADA, invitation_expires_in_days=14)
        (invitation,) = published.store.cloud.invitations.values()
        assert invitation.expires - invitation.generated == 14 * 86400
        team.restart()
        assert team.destroy(LABEL).state is None
        assert invitation.status == "REVOKED"
        assert published.log.count("DELETE") == 0


class TestBadInput:
    @pytest.mark.parametrize(
        ("arguments", "attribute"),
        [
            ({"role": "org_admin"}, "role"),
            ({"roles": ["org_ower"]}, "roles"),
            ({"roles": ["org_member"], "invitation_expires_in_days": 91}, "invitation_expires_in_days"),
        ],
    )
    def test_it_is_refused_at_the_argument(
        self, published: TanzuSandbox, team: Practitioner, arguments: dict[str, Any], attribute: str
    ) -> None:
        found = team.plan(LABEL, email="ada@example.com", **{"roles": ["org_member"], **arguments}).diagnostics
        assert (attribute,) in {each.path[:1] for each in found if each.severity == "error"}
        assert published.log.count("POST", "invitations") == 0

    def test_attributes_of_the_published_api_are_refused_in_the_guides(self) -> None:
        with start("tanzu") as box:
            found = Practitioner(PROVIDER, box.environment).plan(LABEL, email="ada@example.com", roles=["org_admin"])
            (error,) = [each for each in found.diagnostics if each.severity == "error"]
            assert error.path == ("roles",) and "`role`" in error.detail

    def test_the_address_of_another_product_is_no_dialect(self, published: TanzuSandbox) -> None:
        away = {**published.environment, "TANZU_CSP_DIALECT": "auto", "TANZU_CSP_URL": f"{published.url}/k8s/alpha"}
        found = errors(Practitioner(PROVIDER, away).apply(LABEL, **ADA))
        assert found and published.log.count("POST", "invitations") == 0


class TestRequests:
    @pytest.mark.parametrize(
        ("dialect", "organization", "more"), [("v2", True, 2), ("auto", True, 3), ("auto", False, 3)]
    )
    def test_a_refresh_of_everybody_reads_pages(self, dialect: str, organization: bool, more: int) -> None:
        with start("tanzu", seed=2_000, options={"cloud_services": "v2"}) as box:
            environment = {**box.environment, "TANZU_CSP_DIALECT": dialect}
            if not organization:
                del environment["TANZU_ORG_ID"]
            team = Practitioner(PROVIDER, environment)
            attributes = shim().resource("tanzu_org_member").schema.attributes
            known = {f"vmware.com:{each.user_id}": each.email for each in box.store.cloud.members.values()}
            for number, (key, email) in enumerate(known.items()):
                state = dict.fromkeys(each.name for each in attributes)
                held = {**state, "id": key, "email": email, "status": "ACTIVE"}
                team.resources[f"tanzu_org_member.u{number}"] = Resource(held)
            with ThreadPoolExecutor(16) as pool:
                states = [each.state for each in pool.map(team.refresh, list(team.resources))]
            assert len(states) == 2_001 and all(each is not None and each["roles"] for each in states)
            pages = -(-len(known) // 200)
            assert box.log.count("GET", "/v2/orgs/") <= pages + 1
            assert box.log.count() <= pages + more


class TestDetection:
    def test_each_system_is_asked_for_itself_and_once(self, published: TanzuSandbox) -> None:
        team = Practitioner(PROVIDER, {**published.environment, "TANZU_CSP_DIALECT": "auto"})
        published.log.clear()
        team.done(LABEL, **ADA)
        team.done("tanzu_org_member.bob", email="bob@example.com", roles=["org_member"])
        assert published.log.count("GET", "/api/orgs/") == published.log.count("GET", "invitations")
        assert published.store.cloud.find("bob@example.com") is not None

    def test_the_guides_is_found_by_the_second_question(self) -> None:
        with start("tanzu") as box:
            team = Practitioner(PROVIDER, {**box.environment, "TANZU_CSP_DIALECT": "auto"})
            team.done(LABEL, email="ada@example.com")
            team.done("tanzu_org_member.bob", email="bob@example.com")
            assert box.log.count("GET", "/v2/orgs/") == 1

    def test_a_system_that_is_away_does_not_disturb_the_other(self, published: TanzuSandbox) -> None:
        away = {"TANZU_TMC_URL": "http://127.0.0.1:9", "TANZU_TMC_DIALECT": "auto", "TANZU_MAX_RETRIES": "0"}
        team = Practitioner(PROVIDER, {**published.environment, **away, "TANZU_CSP_DIALECT": "auto"})
        assert team.done(LABEL, **ADA)["roles"] == ["org_member"]


def practitioner_without(
    published: TanzuSandbox, *, failed: str | None = None, expires: str | None = None
) -> Practitioner:
    """Somebody whose shim lacks a trait of the dialect."""
    given = shim()
    if failed is not None:
        member = given.resource("tanzu_org_member")
        lifecycle = member.lifecycle
        assert isinstance(lifecycle, ObjectLifecycle) and lifecycle.delete is not None
        plain = replace(lifecycle, delete=replace(lifecycle.delete, failed=failed))
        others = tuple(each for each in given.resources if each.name != member.name)
        given = replace(given, resources=(replace(member, lifecycle=plain), *others))
    if expires is not None:
        members = given.collection("members")
        assert members.invitation is not None and members.invitation.listing is not None
        listing = replace(members.invitation.listing, expires=expires)
        plain_members = replace(members, invitation=replace(members.invitation, listing=listing))
        others_of = tuple(each for each in given.collections if each.name != "members")
        given = replace(given, collections=(plain_members, *others_of))
    return Practitioner(replace(given, dialects=(), spoken=()), published.environment)
