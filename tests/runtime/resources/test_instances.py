"""An id belongs to an instance: what was made at one is never read, changed or deleted at another."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER
from providers.tanzu import PROVIDER as TANZU
from rolecall.runtime.resources.instance_names import normal_url
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_lifecycle

ELSEWHERE = "belongs to another instance of Tanium"


@pytest.fixture
def boxes() -> Iterator[tuple[TaniumBox, TaniumBox]]:
    """Two instances whose ids begin alike: the same id is jane at the one and ceo at the other."""
    with start("tanium", options={"id_offset": 1000}) as ours, start("tanium", options={"id_offset": 1000}) as other:
        other.store.add_user("ceo", email="ceo@example.com", roles=["Analyst"])
        yield ours, other


def settled(box: TaniumBox) -> Practitioner:
    person = Practitioner(PROVIDER, dict(box.environment))
    person.done("tanium_user.jane", name="jane")
    person.done("tanium_role_binding.jane", user_id=person.resources["tanium_user.jane"].state["id"], role="Analyst")
    person.restart()
    return person


def moved(person: Practitioner, to: TaniumBox, **more: str) -> Practitioner:
    """The same state, and a provider that speaks to another instance."""
    person.environment = {**to.environment, **more}
    person.restart()
    return person


class TestAnotherInstance:
    @pytest.mark.parametrize("label", ["tanium_user.jane", "tanium_role_binding.jane"])
    def test_nothing_is_read_changed_or_deleted_there(self, boxes: tuple[TaniumBox, TaniumBox], label: str) -> None:
        ours, other = boxes
        person = settled(ours)
        jane = int(person.resources["tanium_user.jane"].state["id"])
        assert other.store.user("ceo").id == jane
        moved(person, other)
        other.log.clear()
        before = person.resources[label].state
        config = {name: before[name] for name in ("name", "user_id", "role") if name in before}
        refreshed = person.refresh(label)
        assert ELSEWHERE in errors(refreshed)[0]
        assert refreshed.state == before
        assert ELSEWHERE in errors(person.plan(label, **config).diagnostics)[0]
        assert ELSEWHERE in errors(person.plan_destroy(label))[0]
        gone = person.destroy(label)
        assert ELSEWHERE in errors(gone)[0]
        assert gone.state == before
        assert not list(other.log)
        assert other.store.role_names("ceo") == {"Analyst"}

    def test_the_refusal_names_both_instances_and_the_ways_out(self, boxes: tuple[TaniumBox, TaniumBox]) -> None:
        ours, other = boxes
        said = errors(moved(settled(ours), other).refresh("tanium_user.jane"))[0]
        for part in (ours.url, other.url, "`former_urls`", "`terraform state rm`", "terraform import tanium_user."):
            assert part in said

    def test_a_plan_made_for_one_instance_is_not_applied_at_another(self, boxes: tuple[TaniumBox, TaniumBox]) -> None:
        ours, other = boxes
        person = Practitioner(PROVIDER, dict(ours.environment))
        plan = person.plan("tanium_user.joe", name="joe")
        moved(person, other)
        result = person.carry_out("tanium_user.joe", plan, name="joe")
        assert ELSEWHERE in errors(result)[0]
        assert other.store.live_user("joe") is None

    def test_the_plan_that_an_apply_makes_is_compared_with_the_one_that_was_saved(
        self, boxes: tuple[TaniumBox, TaniumBox]
    ) -> None:
        """Terraform 1.15 sends what the saved plan remembers to the plan that it makes once more when it applies."""
        ours, other = boxes
        person = Practitioner(PROVIDER, dict(ours.environment))
        saved = person.plan("tanium_user.joe", name="joe").private
        person.restart()
        assert not errors(person.plan_after(saved, "tanium_user.joe", name="joe").diagnostics)
        moved(person, other)
        other.log.clear()
        said = errors(person.plan_after(saved, "tanium_user.joe", name="joe").diagnostics)[0]
        for part in ("This plan was made at another instance of Tanium", ours.url, other.url, "plan again"):
            assert part in said
        assert not list(other.log)
        moved(person, other, TANIUM_FORMER_URLS=ours.url)
        assert not errors(person.plan_after(saved, "tanium_user.joe", name="joe").diagnostics)

    def test_nothing_is_made_where_the_rest_of_the_plan_does_not_belong(
        self, boxes: tuple[TaniumBox, TaniumBox]
    ) -> None:
        """Older versions of Terraform do not send it: then what the plan changes tells of what it makes."""
        ours, other = boxes
        person = moved(settled(ours), other)
        assert ELSEWHERE in errors(person.apply("tanium_user.jane", name="jane", display_name="Jane"))[0]
        result = person.apply("tanium_user.joe", name="joe")
        assert "This plan was made at another instance" in errors(result)[0]
        assert result.state is None and other.store.live_user("joe") is None
        person.restart()
        person.done("tanium_user.joe", name="joe")

    def test_a_former_url_is_this_instance_and_is_remembered_anew(self, boxes: tuple[TaniumBox, TaniumBox]) -> None:
        ours, _ = boxes
        person = settled(ours)
        held = person.resources["tanium_user.jane"]
        held.private = held.private.replace(ours.url.encode(), b"https://old.example.com")
        person.restart()
        assert ELSEWHERE in errors(person.refresh("tanium_user.jane"))[0]
        person.environment = {
            **ours.environment,
            "TANIUM_FORMER_URLS": "https://older.example.com, https://OLD.example.com/",
        }
        person.restart()
        assert not errors(person.refresh("tanium_user.jane"))
        assert json.loads(held.private)["instance"] == {"url": ours.url}

    def test_state_that_remembers_nothing_is_taken_where_it_is_first_seen(
        self, boxes: tuple[TaniumBox, TaniumBox]
    ) -> None:
        ours, other = boxes
        person = settled(ours)
        held = person.resources["tanium_user.jane"]
        held.private = b""
        result = person.refresh("tanium_user.jane")
        assert not list(result.diagnostics)
        assert json.loads(held.private) == {
            "instance": {"url": ours.url},
            "name": "jane",
            "dialects": {"api_dialect": "classic"},
        }
        moved(person, other)
        assert ELSEWHERE in errors(person.refresh("tanium_user.jane"))[0]

    def test_an_import_remembers_where_it_came_from(self, boxes: tuple[TaniumBox, TaniumBox]) -> None:
        ours, other = boxes
        person = Practitioner(PROVIDER, dict(other.environment))
        person.import_("tanium_user.ceo", "name=ceo")
        moved(person, ours)
        assert ELSEWHERE in errors(person.refresh("tanium_user.ceo"))[0]

    def test_no_secret_is_remembered(self, boxes: tuple[TaniumBox, TaniumBox]) -> None:
        person = settled(boxes[0])
        said = b"".join(held.private for held in person.resources.values())
        assert boxes[0].store.administrator_token.value.encode() not in said

    def test_a_settings_namesake_elsewhere_is_not_taken_over(self, splunk: SplunkBox) -> None:
        """Where names are ids, the namesake at another instance is somebody else all the same."""
        person = Practitioner(SPLUNK, dict(splunk.environment))
        person.done("splunk_role.ops", name="ops")
        with start("splunk") as other:
            other.store.add_role("ops", capabilities=["search"])
            person.environment = dict(other.environment)
            person.restart()
            assert "belongs to another instance" in errors(person.refresh("splunk_role.ops"))[0]
            assert "belongs to another instance" in errors(person.destroy("splunk_role.ops"))[0]


class TestFurtherSystems:
    def test_a_binding_of_another_cluster_is_refused(self, tanzu: TanzuSandbox) -> None:
        def at(cluster: str) -> dict[str, str]:
            access = tanzu.cluster(cluster)
            return {**tanzu.environment, "TANZU_KUBERNETES_HOST": access.host, "TANZU_KUBERNETES_TOKEN": access.token}

        person = Practitioner(TANZU, at("alpha"))
        person.done(
            "tanzu_cluster_role_binding.ops",
            name="ops",
            role_ref={"kind": "ClusterRole", "name": "view"},
            subjects=[{"kind": "User", "name": "ada@example.com", "namespace": None}],
        )
        person.environment = at("beta")
        person.restart()
        refreshed = person.refresh("tanzu_cluster_role_binding.ops")
        assert tanzu.cluster("alpha").host in errors(refreshed)[0]
        assert refreshed.state is not None

    def test_an_organization_is_part_of_the_instance(self, tanzu: TanzuSandbox) -> None:
        person = Practitioner(TANZU, dict(tanzu.environment))
        person.done("tanzu_org_member.ada", email="ada@example.com", role="org_member")
        held = person.resources["tanzu_org_member.ada"]
        organization = tanzu.environment["TANZU_ORG_ID"]
        assert json.loads(held.private)["instance"]["org_id"] == organization
        held.private = held.private.replace(organization.encode(), b"00000000-0000-0000-0000-000000000000")
        assert "belongs to another instance" in errors(person.refresh("tanzu_org_member.ada"))[0]


class TestNameThatCannotChange:
    def renamed(self, box: TaniumBox) -> Practitioner:
        """At the same URL an instance that was set up anew: the id is somebody else."""
        person = settled(box)
        box.store.update_user("jane", name="ceo")
        person.refresh("tanium_user.jane")
        return person

    def test_another_name_under_the_same_id_is_never_a_replacement(self, tanium: TaniumBox) -> None:
        person = self.renamed(tanium)
        assert "is 'ceo' now, and was 'jane'" in errors(person.plan("tanium_user.jane", name="jane").diagnostics)[0]
        assert "is 'ceo' now, and was 'jane'" in errors(person.plan_destroy("tanium_user.jane"))[0]

    def test_state_from_before_the_memory_remembers_the_name_it_holds(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        person.resources["tanium_user.jane"].private = b""
        tanium.store.update_user("jane", name="ceo")
        person.refresh("tanium_user.jane")
        assert "is 'ceo' now, and was 'jane'" in errors(person.plan("tanium_user.jane", name="jane").diagnostics)[0]

    def test_a_configuration_that_follows_plans_no_change(self, tanium: TaniumBox) -> None:
        person = self.renamed(tanium)
        plan = person.plan("tanium_user.jane", name="ceo")
        assert not errors(plan.diagnostics)
        assert not plan.requires_replace
        assert json.loads(plan.private)["name"] == "jane"  # until it is applied

    def test_a_name_that_the_configuration_changes_replaces(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        plan = person.plan("tanium_user.jane", name="joan")
        assert not errors(plan.diagnostics)
        assert plan.requires_replace == [("name",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://Vendor.example.com/", "https://vendor.example.com:443"),
        ("http://vendor.example.com:80/api/", "http://vendor.example.com/api"),
        ("https://vendor.example.com.", "https://vendor.example.com"),
        ("https://[::1]:8443", "https://[::1]:8443/"),
    ],
)
def test_equal_urls_are_one_instance(one: str, other: str) -> None:
    assert normal_url(one) == normal_url(other)


def test_the_port_and_the_path_tell_instances_apart() -> None:
    urls = ["https://h", "http://h", "https://h:8443", "https://h/a", "https://h/A"]
    assert len({normal_url(each) for each in urls}) == len(urls)


class TestIdsThatBeganAnew:
    """Without a refresh the state still has the old name; the object's own read tells that it is somebody else."""

    @pytest.mark.parametrize("disables", [True, False])
    def test_somebody_else_is_not_deleted(self, tanium: TaniumBox, disables: bool) -> None:
        shim = PROVIDER if disables else with_lifecycle(PROVIDER, "tanium_user", deprovision=None)
        person = Practitioner(shim, tanium.environment)
        state = person.done("tanium_user.jane", name="jane")
        tanium.store.user("jane").name = "cfo"
        person.restart()
        assert "is 'cfo' now, and was 'jane'" in errors(person.destroy("tanium_user.jane"))[0]
        assert not tanium.store.users[int(state["id"])].deleted_flag
        assert tanium.store.users[int(state["id"])].active

    def test_somebody_else_is_not_changed(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        person.done("tanium_user.jane", name="jane", roles=["Analyst"])
        tanium.store.user("jane").name = "cfo"
        person.restart()
        found = person.apply("tanium_user.jane", name="jane", roles=[])
        assert "is 'cfo' now, and was 'jane'" in errors(found)[0]
        assert tanium.store.role_names("cfo") == {"Analyst"}

    def test_a_token_of_somebody_else_is_not_revoked(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        person = Practitioner(PROVIDER, tanium.environment)
        state = person.done("tanium_api_token.ci", name="ci", user_id=str(owner.id))
        tanium.store.tokens[int(state["id"])].name = "payroll"
        person.restart()
        assert "is 'payroll' now, and was 'ci'" in errors(person.destroy("tanium_api_token.ci"))[0]
        assert int(state["id"]) in tanium.store.tokens
