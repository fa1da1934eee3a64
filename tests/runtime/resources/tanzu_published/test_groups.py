"""Groups of a Cloud Services organization and who is in them, in the API that the vendor publishes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import ObjectLifecycle, Provider
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanzu_published.ada import alone

pytestmark = pytest.mark.real_time

GROUP, MEMBER = "tanzu_group.team", "tanzu_group_member.ada"
WHO = "ada@example.com"


@pytest.fixture
def published(published: TanzuSandbox) -> TanzuSandbox:
    published.change("member.create", email=WHO)
    return published


def plain(*, failed: bool) -> Provider:
    """The dialect without the trait that looks at who is put in; `failed`: with the one for refusals in answers."""
    lifecycle = alone().resource("tanzu_group_member").lifecycle
    assert isinstance(lifecycle, ObjectLifecycle) and lifecycle.delete is not None
    create, delete = lifecycle.create, lifecycle.delete
    if not failed:
        create, delete = replace(create, failed=""), replace(delete, failed="")
    return with_lifecycle(alone(), "tanzu_group_member", create=create, delete=delete, prerequisites=())


def members(published: TanzuSandbox) -> list[str]:
    cloud = published.store.cloud
    return [cloud.members[each].email for group in cloud.groups.values() for each in group.members]


def test_somebody_comes_and_goes_beside_others(published: TanzuSandbox, team: Practitioner) -> None:
    group = team.done(GROUP, name="Payments team", description="Who runs the clusters.")
    published.change("member.create", email="bob@example.com")
    cloud = published.store.cloud
    cloud.groups[group["id"]].members.append(cloud.member("bob@example.com").user_id)
    state = team.done(MEMBER, group_id=group["id"], email="Ada@Example.com")
    assert state["id"].casefold() == f"{group['id']}/{WHO}"
    assert state["user_id"] == f"vmware.com:{cloud.member(WHO).user_id}"
    assert members(published) == ["bob@example.com", WHO]
    team.restart()
    assert team.refresh(MEMBER).state == state
    assert team.destroy(MEMBER).state is None
    assert members(published) == ["bob@example.com"]
    assert team.destroy(GROUP).state is None and cloud.groups == {}


@pytest.mark.parametrize("trusted", [True, False])
def test_who_is_no_member_of_the_organization_is_refused_by_the_answer(
    published: TanzuSandbox, team: Practitioner, trusted: bool
) -> None:
    team = Practitioner(plain(failed=trusted), published.environment)
    group = team.done(GROUP, name="Payments team")
    found = errors(team.apply(MEMBER, group_id=group["id"], email="eve@example.com"))
    assert ("It answered that this failed" in found[0]) is trusted
    assert members(published) == []


@pytest.mark.parametrize("waiting", [False, True])
def test_who_is_no_active_member_is_refused_in_the_plan(
    published: TanzuSandbox, team: Practitioner, waiting: bool
) -> None:
    group = team.done(GROUP, name="Payments team")
    if waiting:
        published.change("invitation.send", email="eve@example.com")
    (problem,) = team.plan(MEMBER, group_id=group["id"], email="eve@example.com").diagnostics
    assert problem.path == ("email",) and "tanzu_org_member" in problem.detail
    assert ("not yet an active" in problem.summary) is waiting
    assert published.log.count("POST", "/users") == 0


def test_who_is_invited_in_the_same_run_is_waited_for(published: TanzuSandbox, team: Practitioner) -> None:
    published.options.accept_seconds = 0.2
    group = team.done(GROUP, name="Payments team")
    eve = {"email": "eve@example.com", "roles": ["org_member"]}
    planned = team.plan("tanzu_org_member.eve", **eve)
    assert not planned.diagnostics.has_error
    assert not errors(team.plan(MEMBER, group_id=group["id"], email="eve@example.com").diagnostics)
    team.done("tanzu_org_member.eve", **eve)
    assert team.done(MEMBER, group_id=group["id"], email="eve@example.com")["user_id"]
    assert members(published) == ["eve@example.com"]


def test_somebody_who_does_not_accept_in_time_is_an_error_that_names_them(
    published: TanzuSandbox, team: Practitioner
) -> None:
    group = team.done(GROUP, name="Payments team")
    eve = {"email": "eve@example.com", "roles": ["org_member"]}
    team.plan("tanzu_org_member.eve", **eve)
    planned = team.plan(MEMBER, group_id=group["id"], email="eve@example.com", timeouts={"create": "0s"})
    assert not planned.diagnostics.has_error
    team.done("tanzu_org_member.eve", **eve)
    found = errors(team.apply(MEMBER, group_id=group["id"], email="eve@example.com", timeouts={"create": "0s"}))
    assert found and "eve@example.com" in found[0]
    assert members(published) == []


def test_who_left_meanwhile_is_gone(published: TanzuSandbox, team: Practitioner) -> None:
    group = team.done(GROUP, name="Payments team")
    team.done(MEMBER, group_id=group["id"], email=WHO)
    published.change("group.leave", id=group["id"], email=WHO)
    assert team.destroy(MEMBER).state is None


@pytest.mark.parametrize(("kind", "words"), [("enterprise", "come from its directory"), ("shared", "is shared by")])
def test_groups_that_are_not_ours_are_refused_in_the_vendors_words(
    published: TanzuSandbox, team: Practitioner, kind: str, words: str
) -> None:
    key = published.change("group.create", name="Directory", kind=kind)["id"]
    assert words in errors(team.apply(MEMBER, group_id=key, email=WHO))[0]
    assert team.import_(GROUP, "name=Directory").state is not None
    assert words in errors(team.apply(GROUP, name="Mine"))[0]
    assert "It answered that this failed" in errors(team.destroy(GROUP))[0]
    assert published.store.cloud.groups[key].name == "Directory"


def test_a_group_that_is_there_already_is_not_taken_over(published: TanzuSandbox, team: Practitioner) -> None:
    published.change("group.create", name="Payments team")
    assert "import" in errors(team.apply(GROUP, name="Payments team"))[0]
    assert len(published.store.cloud.groups) == 1


@pytest.mark.parametrize(
    ("arguments", "attribute"),
    [
        ({"group_id": "a/b", "email": WHO}, "group_id"),
        ({"group_id": "", "email": WHO}, "group_id"),
        ({"group_id": "1", "email": "ada"}, "email"),
    ],
)
def test_bad_input_is_refused_at_the_argument(
    published: TanzuSandbox, team: Practitioner, arguments: dict[str, Any], attribute: str
) -> None:
    found = team.plan(MEMBER, **arguments).diagnostics
    assert (attribute,) in {each.path[:1] for each in found if each.severity == "error"}
    assert published.log.count("POST", "/groups") == 0


def test_the_guides_api_has_no_groups() -> None:
    with start("tanzu") as box:
        found = errors(Practitioner(PROVIDER, box.environment).plan(GROUP, name="Payments team").diagnostics)
        assert 'csp_dialect = "v2"' in found[0]
