"""A search head cluster: members that lag behind each other, and a load balancer that goes by cookies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from providers.splunk import PROVIDER
from rolecall.runtime.http import auth
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors

JANE = {"name": "jane", "password_wo": "correct horse 1", "password_wo_version": 1, "roles": ["user"]}
LABEL = "splunk_user.jane"
AT_ONCE = replace(PROVIDER, eventual_consistency=None)


def made(box: SplunkBox, shim: Provider = PROVIDER) -> Practitioner:
    person = Practitioner(shim, box.environment)
    person.done(LABEL, **JANE)
    return person


@pytest.mark.parametrize("shim", [PROVIDER, AT_ONCE])
def test_a_name_is_taken_for_a_moment_after_it_was_deleted(splunk: SplunkBox, shim: Provider) -> None:
    person = made(splunk, shim)
    assert person.destroy(LABEL).state is None
    splunk.faults.add(Fault("status", method="POST", path="authentication/users$", status=409, times=2))
    result = person.apply(LABEL, **JANE)
    if shim is AT_ONCE:
        assert "clashes" in errors(result)[0]
    else:
        assert not errors(result) and splunk.store.user("jane").roles == ["user"]


def test_a_name_that_somebody_else_has_is_refused_at_once(splunk: SplunkBox) -> None:
    person = made(splunk)
    splunk.faults.add(Fault("status", method="POST", path="authentication/users$", status=409))
    result = person.apply("splunk_user.john", **{**JANE, "name": "john"})
    assert "clashes" in errors(result)[0]
    assert splunk.log.count("POST", "authentication/users$") == 2


@pytest.mark.parametrize("status", [400, 404])
@pytest.mark.parametrize("shim", [PROVIDER, AT_ONCE])
def test_what_was_just_made_may_not_be_there_yet(splunk: SplunkBox, shim: Provider, status: int) -> None:
    person, add = Practitioner(shim, splunk.environment), splunk.log.add

    def lag_after_the_create(method: str, path: str, *more: Any, **others: Any) -> Any:
        if method == "POST" and path.endswith("authentication/users"):
            splunk.faults.add(Fault("status", method="GET", path="users/jane$", status=status, times=3))
        return add(method, path, *more, **others)

    splunk.log.add = lag_after_the_create  # type: ignore[method-assign]  # the sandbox has no such switch
    result = person.apply(LABEL, **JANE)
    assert not errors(result)
    said = [item.summary for item in result.diagnostics]
    assert bool(said) == (shim is AT_ONCE), said


@pytest.mark.parametrize("shim", [PROVIDER, AT_ONCE])
def test_what_an_earlier_run_made_is_gone_only_after_three_looks(splunk: SplunkBox, shim: Provider) -> None:
    person = made(splunk, shim)
    splunk.store.add_user("other", roles=["user"])
    person.restart(refresh="get")
    splunk.faults.add(Fault("not_found", method="GET", path="users/jane$", times=2))
    splunk.faults.add(Fault("row_missing", method="GET", path="users$", words="jane"))
    assert (person.refresh(LABEL).state is None) == (shim is AT_ONCE)


@pytest.mark.parametrize("shim", [PROVIDER, AT_ONCE])
def test_a_read_that_lags_behind_a_write_is_no_reason_to_write_again(splunk: SplunkBox, shim: Provider) -> None:
    person = made(splunk, shim)
    splunk.faults.add(Fault("stale", method="GET", path="users/jane$", times=5, after=1))
    splunk.log.clear()
    person.apply(LABEL, **{**JANE, "roles": ["power"]})
    assert splunk.store.user("jane").roles == ["power"]
    assert (splunk.log.count("POST", "users/jane$") > 1) == (shim is AT_ONCE)


class TestCookies:
    @pytest.fixture
    def balanced(self) -> Iterator[SplunkBox]:
        with start("splunk", options={"members": 3}) as box:
            yield box

    def test_a_session_stays_with_the_member_that_opened_it(self, balanced: SplunkBox) -> None:
        person = made(balanced)
        person.done(LABEL, **{**JANE, "roles": ["power"]})
        assert balanced.log.count("POST", "auth/login") == 1
        assert [each.status for each in balanced.log if each.status == 401] == []
        person.engine.stop()

    def test_without_the_cookies_of_the_login_the_session_is_not_known(
        self, balanced: SplunkBox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(auth, "_keep_cookies", lambda response, request: None)
        Practitioner(PROVIDER, balanced.environment).apply(LABEL, **JANE)
        assert [each.status for each in balanced.log if each.status == 401]

    def test_without_cookies_at_all_every_member_answers(self, balanced: SplunkBox) -> None:
        login = {"username": "admin", "password": balanced.environment["SPLUNK_PASSWORD"], "output_mode": "json"}
        key = httpx.post(f"{balanced.url}/services/auth/login", data=login).json()["sessionKey"]
        url = f"{balanced.url}/services/authentication/users"
        statuses = {httpx.get(url, headers={"Authorization": f"Splunk {key}"}).status_code for _ in range(3)}
        assert statuses == {200, 401}
