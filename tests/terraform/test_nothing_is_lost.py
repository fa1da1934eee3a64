"""Faults in the middle of an apply: whatever exists at the vendor is in state, and exists once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from rolecall.sandbox import Fault
from tests.terraform.installation import AS_SHIPPED
from tests.terraform.scene import Scene

pytestmark = pytest.mark.terraform

USER: dict[str, dict[str, Any]] = {
    "tanium": {"tanium_user": {"this": {"name": "ada", "roles": ["Analyst"]}}},
    "splunk": {"splunk_user": {"this": {"name": "ada", "password_wo": "Correct-Horse-1", "roles": ["user"]}}},
}
TOKEN: dict[str, dict[str, Any]] = {
    "tanium": {"tanium_api_token": {"this": {"name": "pipeline", "expire_in_days": 1}}},
    "splunk": {"splunk_token": {"this": {"user": "admin", "name": "pipeline"}}},
}
USERS = r"/users/?$"
ONE_USER = r"/users/[^/]+$"
TOKENS = r"/(api_)?tokens/?$"
LOGIN = "/services/auth/login"


def users_called_ada(scene: Scene) -> list[str]:
    """The keys of all live users of that name."""
    found = [user for user in scene.box.store.users.values() if user.name == "ada"]
    return [str(getattr(user, "id", user.name)) for user in found if not getattr(user, "deleted_flag", False)]


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that is about to be true."""
    for _ in range(3000):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it never became true")


def test_a_later_step_that_fails_leaves_the_id_in_state(either: Scene) -> None:
    either.configure(USER[either.box.name], {"max_retries": 0})
    add_user = either.box.store.add_user

    def add_and_fail_afterwards(*arguments: Any, **named: Any) -> Any:
        either.box.faults.add(Fault("status", method="GET", path=ONE_USER, status=500))
        return add_user(*arguments, **named)

    either.box.store.add_user = add_and_fail_afterwards
    address = f"{either.box.name}_user.this"
    result = either.workspace.apply()
    assert result.code == 0 and result.warnings, result.report()
    assert [either.workspace.state()[address]["id"]] == users_called_ada(either), result.report()

    either.box.faults.clear()
    either.box.store.add_user = add_user
    either.workspace.apply().ok()
    assert [either.workspace.state()[address]["id"]] == users_called_ada(either)
    assert either.workspace.plan().code == 0


def test_a_create_whose_answer_is_lost_happens_once(either: Scene) -> None:
    either.configure(USER[either.box.name])
    fault = either.box.faults.add(Fault("drop_after", method="POST", path=USERS, times=1))
    either.workspace.apply().ok()
    assert fault.fired == 1
    assert either.box.log.count("POST", USERS) == 1
    assert [each["id"] for each in either.workspace.state().values()] == users_called_ada(either)
    assert either.workspace.plan().code == 0


def test_a_create_that_never_arrived_is_not_repeated_blindly(either: Scene) -> None:
    either.configure(USER[either.box.name])
    either.box.faults.add(Fault("drop_before", method="POST", path=USERS, times=1))
    result = either.workspace.apply()
    assert either.box.log.count("POST", USERS) == 1
    assert users_called_ada(either) == []
    assert result.code == 1
    assert any("safe to apply again" in each.text for each in result.errors), result.report()
    either.workspace.apply().ok()
    assert len(users_called_ada(either)) == 1


def test_a_token_whose_answer_is_lost_is_revoked_and_made_again(either: Scene) -> None:
    kind = next(iter(TOKEN[either.box.name]))
    before = set(either.box.store.tokens)
    either.configure(TOKEN[either.box.name])
    either.box.faults.add(Fault("drop_after", method="POST", path=TOKENS, times=1))
    result = either.workspace.apply()
    assert result.code == 1
    assert any("secret was lost" in each.text for each in result.errors), result.report()
    lost = set(either.box.store.tokens) - before
    assert len(lost) == 1
    assert either.workspace.tainted() == {f"{kind}.this"}
    assert str(either.workspace.state()[f"{kind}.this"]["id"]) in {str(id) for id in lost}

    either.workspace.apply().ok()
    (made,) = set(either.box.store.tokens) - before
    assert made not in lost
    assert either.workspace.state()[f"{kind}.this"]["token"] == either.box.store.tokens[made].value


def test_a_role_that_the_vendor_drops_is_written_again(either: Scene) -> None:
    either.configure(USER[either.box.name])
    fault = either.box.faults.add(Fault("drop_roles", path="/users", times=1))
    either.workspace.apply().ok()
    assert fault.fired == 1
    assert either.workspace.plan().code == 0
    assert either.box.store.user("ada").roles


def test_a_role_that_the_vendor_keeps_dropping_is_reported_with_what_is_there(either: Scene) -> None:
    either.configure(USER[either.box.name])
    either.box.faults.add(Fault("drop_roles", path="/users"))
    result = either.workspace.apply()
    assert result.code == 0
    assert any("did not store roles" in each.summary for each in result.warnings), result.report()
    (state,) = either.workspace.state().values()
    assert [state["id"]] == users_called_ada(either)
    assert either.workspace.plan().code == 2, "what is there shows in the next plan"


def test_too_many_requests_are_waited_out(either: Scene) -> None:
    either.configure(USER[either.box.name])
    fault = either.box.faults.add(Fault("status", status=429, retry_after=0.1, times=3))
    either.workspace.apply().ok()
    assert fault.fired == 3
    assert len(users_called_ada(either)) == 1


def test_sessions_that_end_all_the_time_are_renewed(splunk: Scene) -> None:
    """Each session lasts for two requests, so that reads, writes and the read back all meet one that has ended."""
    add, answered = splunk.box.log.add, 0

    def add_and_end_sessions(*arguments: Any, **named: Any) -> Any:
        nonlocal answered
        event = add(*arguments, **named)
        answered += event.path != LOGIN and event.status != 401
        if answered == 2:
            answered = 0
            splunk.box.store.sessions.clear()
        return event

    splunk.box.log.add = add_and_end_sessions  # type: ignore[method-assign]  # the sandbox has no such switch
    splunk.configure(USER["splunk"])
    splunk.workspace.apply().ok()
    assert len(users_called_ada(splunk)) == 1
    assert any(event.status == 401 for event in splunk.box.log)
    assert splunk.workspace.plan().code == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_in_the_middle_of_a_create_loses_nothing(either: Scene, number: signal.Signals) -> None:
    users = {**USER[either.box.name]}
    kind = next(iter(users))
    later = {"name": "later", "depends_on": [f"{kind}.this"], "roles": users[kind]["this"]["roles"]}
    if either.box.name == "splunk":
        later["password_wo"] = "Correct-Horse-2"
    either.configure({kind: {**users[kind], "later": later}})
    either.box.faults.add(Fault("slow", method="POST", path=USERS, seconds=1.5))
    either.workspace.environment |= AS_SHIPPED  # a signal to the group reaches no fork
    process = either.workspace.start("apply", "-auto-approve")
    wait_until(lambda: bool(users_called_ada(either)) or process.poll() is not None)
    os.killpg(process.pid, number)
    result = either.workspace.finish("apply", process)
    assert result.code == 1
    assert list(either.workspace.state()) == [f"{kind}.this"], result.report()
    assert [either.workspace.state()[f"{kind}.this"]["id"]] == users_called_ada(either)
    assert not (either.workspace.directory / ".terraform.tfstate.lock.info").exists()

    either.box.faults.clear()
    either.workspace.apply().ok()
    assert len(users_called_ada(either)) == 1
    assert len(either.workspace.state()) == 2


def test_what_a_second_interrupt_cuts_off_is_named_by_the_next_plan(either: Scene) -> None:
    """Terraform then ends at once, and writes no state of what is under way."""
    users = USER[either.box.name]
    kind = next(iter(users))
    either.configure(users)
    fault = either.box.faults.add(Fault("slow", method="POST", path=USERS, seconds=8.0))
    either.workspace.environment |= AS_SHIPPED
    process = either.workspace.start("apply", "-auto-approve")
    wait_until(lambda: bool(users_called_ada(either)) or process.poll() is not None)
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    assert either.workspace.finish("apply", process).code != 0
    made = users_called_ada(either)
    either.box.faults.remove(fault)
    again = either.workspace.apply()
    if either.workspace.state():  # the state was written all the same
        again.ok()
    else:
        assert f"terraform import {kind}.<label> {made[0]}" in again.expect(1).report()
    assert users_called_ada(either) == made
