"""Restart and on-demand provisioning as actions of the plugin protocol, against the stand-in Entra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from providers.entra import PROVIDER
from providers.hooks.entra.on_demand import HOOK
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.connection import Connection
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.sandbox.entra.default_schema import default_schema
from rolecall.testing.provider import CallFailed, ProviderCalls, wire
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import TOKEN, URL, job_of, made

pytestmark = pytest.mark.real_time

RESTART, ON_DEMAND = "entra_restart_provisioning", "entra_provision_on_demand"
NOBODY = "11111111-2222-3333-4444-555555555555"


class Actions:
    """Somebody who asks for actions as Terraform 1.14 does: validate, plan, invoke."""

    def __init__(self, box: EntraBox) -> None:
        self.said: list[str] = []
        self.box = box
        self.place = made(box, job=True, secrets=True)
        box.change("endpoint.set", url=URL, tokens=[TOKEN])
        self._calls = ProviderCalls(PROVIDER, box.environment, self.said)

    def plan(self, name: str, **config: Any) -> Any:
        sent = self._config(name, config)
        self._calls.call("ValidateActionConfig", type_name=name, config=sent)
        return self._calls.call("PlanAction", action_type=name, config=sent)

    def refused(self, name: str, **config: Any) -> tuple[str, str]:
        """The attribute and the words of the one error of a plan."""
        with pytest.raises(CallFailed) as caught:
            self.plan(name, **config)
        (found,) = caught.value.answer.diagnostics
        return found.attribute.steps[0].attribute_name, f"{found.summary}: {found.detail}"

    def invoke(self, name: str, **config: Any) -> tuple[list[str], list[Any]]:
        """The lines of progress, and the findings in the end."""
        *told, end = self._calls.events("InvokeAction", action_type=name, config=self._config(name, config))
        return [item.progress.message for item in told], list(end.completed.diagnostics)

    def assigned(self, at: int = 0) -> str:
        """Somebody who is assigned to the application."""
        user: str = sorted(self.box.store.users)[at]
        self.box.change("assignment.create", principal="Tanium", to=user)
        return user

    def _config(self, name: str, config: dict[str, Any]) -> pb.DynamicValue:
        kind = PROVIDER.action(name).schema.type
        return wire(kind, {**dict.fromkeys(kind.names()), **self.place, **config})

    def close(self) -> None:
        self._calls.close()


@pytest.fixture
def actions(entra: EntraBox) -> Iterator[Actions]:
    found = Actions(entra)
    yield found
    found.close()


class TestRestart:
    def test_a_restart_lifts_the_quarantine_and_says_so(self, actions: Actions) -> None:
        actions.box.change("job.quarantine", principal="Tanium")
        assert not actions.plan(RESTART).diagnostics
        told, found = actions.invoke(RESTART)
        assert not found
        assert "starts over (QuarantineState,Watermark,Escrows)" in told[0]
        assert (job_of(actions.box).state, job_of(actions.box).quarantine) == ("Active", None)

    def test_what_it_forgets_is_chosen(self, actions: Actions) -> None:
        actions.box.change("job.quarantine", principal="Tanium")
        actions.invoke(RESTART, reset_scope="Watermark, Escrows")
        assert job_of(actions.box).quarantine is not None

    @pytest.mark.parametrize("scope", ["ForceDeletes", "Watermark,Full"])
    def test_what_deletes_accounts_is_warned_of(self, actions: Actions, scope: str) -> None:
        found = actions.plan(RESTART, reset_scope=scope).diagnostics
        assert any("the end of accounts" in item.detail for item in found)
        assert {item.severity for item in found} == {pb.Diagnostic.WARNING}

    def test_a_scope_that_there_is_not_is_refused_before_anything_is_sent(self, actions: Actions) -> None:
        path, text = actions.refused(RESTART, reset_scope="Everything")
        assert (path, "QuarantineState" in text) == ("reset_scope", True)

    def test_a_job_that_is_not_there_is_an_error_of_the_plan(self, actions: Actions) -> None:
        assert actions.refused(RESTART, job_id="scim.0.none")[0] == "job_id"
        _, (found,) = actions.invoke(RESTART, job_id="scim.0.none")
        assert found.attribute.steps[0].attribute_name == "job_id"
        assert actions.box.log.count("POST", "/restart") == 0

    def test_a_job_without_credentials_says_what_it_lacks(self, actions: Actions) -> None:
        actions.box.store.job("Tanium")[0].secrets.clear()
        told, (found,) = actions.invoke(RESTART)
        assert not told
        assert "its credentials lack BaseAddress" in found.detail


class TestOnDemand:
    def test_a_user_is_provisioned_step_by_step(self, actions: Actions) -> None:
        user = actions.assigned()
        asked = {"object": "user", "object_id": user}
        assert not actions.plan(ON_DEMAND, **asked).diagnostics
        told, found = actions.invoke(ON_DEMAND, **asked)
        assert not found
        assert told[0].startswith("EntryImport: Success: Retrieved User")
        assert told[-1] == f"The user {user} was provisioned."
        assert user in actions.box.store.provisioned[actions.place["service_principal_id"]]
        again, found = actions.invoke(ON_DEMAND, **asked)
        assert not found
        assert "is as it should be" in again[-2]

    def test_a_group_goes_with_the_members_that_are_named(self, actions: Actions) -> None:
        box = actions.box
        users = sorted(box.store.users)[:3]
        group = box.store.add_group("Analysts")
        group.members += users
        box.change("assignment.create", principal="Tanium", to=group.id)
        _, found = actions.invoke(ON_DEMAND, object="group", object_id=group.id, members=users[:2])
        assert not found
        assert box.store.provisioned[actions.place["service_principal_id"]].keys() == {group.id, *users[:2]}

    def test_who_is_not_in_scope_is_skipped_with_a_warning(self, actions: Actions) -> None:
        told, (found,) = actions.invoke(ON_DEMAND, object="user", object_id=sorted(actions.box.store.users)[0])
        assert found.severity == pb.Diagnostic.WARNING
        assert "NotEffectivelyEntitled" in found.detail
        assert not any("was provisioned" in line for line in told)

    def test_who_is_not_in_the_directory_is_an_error_at_the_object(self, actions: Actions) -> None:
        _, (found,) = actions.invoke(ON_DEMAND, object="user", object_id=NOBODY)
        assert (found.severity, found.attribute.steps[0].attribute_name) == (pb.Diagnostic.ERROR, "object_id")
        assert "EntryNotFound" in found.detail

    @pytest.mark.parametrize(
        ("kind", "many", "said"), [("user", 1, "Only a group has members"), ("group", 6, "At most 5 members")]
    )
    def test_members_are_checked_in_the_plan(self, actions: Actions, kind: str, many: int, said: str) -> None:
        members = [f"{NOBODY[:-1]}{at}" for at in range(many)]
        path, text = actions.refused(ON_DEMAND, object=kind, object_id=NOBODY, members=members)
        assert (path, said in text) == ("members", True)

    def test_a_job_that_provisions_no_groups_is_refused(self, actions: Actions) -> None:
        document = default_schema("scim", "Tanium SSO")
        rule = document["synchronizationRules"][0]
        rule["objectMappings"] = [each for each in rule["objectMappings"] if each["sourceObjectName"] == "User"]
        actions.box.change("schema.set", principal="Tanium", document=document)
        path, text = actions.refused(ON_DEMAND, object="group", object_id=NOBODY)
        assert (path, "provisions no groups" in text) == ("object", True)

    def test_more_than_a_few_in_ten_seconds_wait(self, actions: Actions) -> None:
        actions.box.options.on_demand_limit, actions.box.options.retry_after = 1, 0
        actions.box.store.on_demand.append(actions.box.store.clock.now() - 9.8)
        told, found = actions.invoke(ON_DEMAND, object="user", object_id=actions.assigned())
        assert told and not found
        asked = [event.status for event in actions.box.log if event.path.endswith("/provisionOnDemand")]
        assert (asked[0], asked[-1]) == (429, 200)

    @pytest.mark.parametrize("wrapped", [True, False])
    def test_values_of_accounts_in_the_details_are_told_to_nobody(self, wrapped: bool) -> None:
        step = '{"name":"EntryExportAdd","status":"Failure","details":{"password":"Hunter2!","ErrorCode":"Refused"}}'
        value = f'[{{"provisioningSteps":[{step}]}}]' if wrapped else f"[{step}]"
        settings = Settings(url="https://graph.example.com", arguments={})
        call = HOOK(Connection(PROVIDER, settings), PROVIDER.action(ON_DEMAND))
        told = list(call.outcome({"object": "user", "object_id": NOBODY}, {"key": "StatusInfo", "value": value}))
        assert "Refused" in str(told)
        assert "Hunter2" not in str(told)

    def test_an_answer_without_steps_is_no_success(self) -> None:
        settings = Settings(url="https://graph.example.com", arguments={})
        call = HOOK(Connection(PROVIDER, settings), PROVIDER.action(ON_DEMAND))
        (found,) = call.outcome({"object": "user", "object_id": NOBODY}, {"value": "no JSON"})
        assert not isinstance(found, str)
        assert found.severity == "warning"
