"""Credentials of provisioning in Entra: tried before they are saved, never compared, never lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import CREDENTIALS, TOKEN, URL, made
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings
from tests.runtime.resources.switches import impatient, with_lifecycle

TYPE = "entra_provisioning_credentials"
OTHER_TOKEN = f"token-{'b' * 58}"


def given(box: EntraBox, **changes: Any) -> dict[str, Any]:
    place = made(box)
    return {**place, "tenant_url": URL, "secret_token_wo": TOKEN, "secret_token_wo_version": 1, **changes}


def saved(box: EntraBox) -> dict[str, str]:
    return box.store.principal("Tanium").secrets


class TestConnection:
    def test_credentials_are_tried_before_they_are_saved(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        result = person.apply(CREDENTIALS, **{**values, "secret_token_wo": "a" * 58})
        (problem,) = result.diagnostics
        assert problem.path == ("secret_token_wo",)
        assert "begins with `token-`" in problem.detail
        assert saved(entra) == {}
        person.done(CREDENTIALS, **values)

    def test_without_the_hook_anything_is_saved(self, entra: EntraBox) -> None:
        person = Practitioner(with_lifecycle(PROVIDER, TYPE, hooks=()), entra.environment)
        person.done(CREDENTIALS, **given(entra, secret_token_wo="a" * 58))
        assert saved(entra)["SecretToken"] == "a" * 58

    @pytest.mark.parametrize(
        ("url", "severities"),
        [
            ("http://one.example.com/scim/v2", ["error"]),
            ("one.example.com/scim/v2", ["error"]),
            ("https://one.example.com", ["warning"]),
            ("https://one.example.com/admin/users", ["warning"]),
            ("https://one.example.com/scim/v1?aadOptscim062020", []),
            ("https://api.one.example.com/scim/directory/1", []),
        ],
    )
    def test_a_url_is_looked_at_before_the_plan(self, entra: EntraBox, url: str, severities: list[str]) -> None:
        engine = Practitioner(PROVIDER, entra.environment).engine
        found = engine.validate_resource(TYPE, full(engine.resource_schemas()[TYPE], given(entra, tenant_url=url)))
        assert [(item.severity, item.path) for item in found] == [(each, ("tenant_url",)) for each in severities]

    def test_a_name_is_no_service_principal(self, entra: EntraBox) -> None:
        engine = Practitioner(PROVIDER, entra.environment).engine
        values = given(entra, service_principal_id="Tanium SSO")
        found = engine.validate_resource(TYPE, full(engine.resource_schemas()[TYPE], values))
        assert [(item.severity, item.path) for item in found] == [("error", ("service_principal_id",))]


class TestAnotherMail:
    @pytest.mark.parametrize("kept", ["merge", "replace"])
    def test_it_loses_no_secret_however_the_vendor_saves(self, kept: str) -> None:
        with start("entra", options={"secrets_put": kept}) as box:
            person, values = Practitioner(PROVIDER, box.environment), given(box)
            person.done(CREDENTIALS, **values)
            person.done(CREDENTIALS, **values, notification_email="ada@example.com")
            assert (saved(box)["SecretToken"], saved(box)["BaseAddress"]) == (TOKEN, URL)
            assert json.loads(saved(box)["SyncNotificationSettings"])["Recipients"] == "ada@example.com"
            assert "*" not in saved(box).values()

    def test_the_plan_says_that_the_token_is_saved_too(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values)
        (told,) = person.plan(CREDENTIALS, **values, notification_email="ada@example.com").diagnostics
        assert (told.severity, told.path) == ("warning", ("secret_token_wo",))
        assert "secret_token_wo_version is unchanged" in told.detail
        person.restart()
        assert not list(person.plan(CREDENTIALS, **{**values, "secret_token_wo_version": 2}).diagnostics)

    def test_another_token_of_the_same_version_is_saved_along(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values)
        values["secret_token_wo"] = OTHER_TOKEN
        person.done(CREDENTIALS, **values)
        assert saved(entra)["SecretToken"] == TOKEN
        person.done(CREDENTIALS, **values, notification_email="ada@example.com")
        assert saved(entra)["SecretToken"] == OTHER_TOKEN

    def test_a_token_that_does_not_work_is_not_saved_along(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values)
        before = dict(saved(entra))
        changed = {**values, "secret_token_wo": "old", "notification_email": "ada@example.com"}
        assert "The connection test failed" in errors(person.apply(CREDENTIALS, **changed))[0]
        assert saved(entra) == before


class TestMasks:
    def test_what_others_keep_is_never_written_back_as_it_is_shown(self, entra: EntraBox) -> None:
        values = given(entra)
        entra.change("secrets.set", principal="Tanium", secrets={"AppKey": "theirs"})
        Practitioner(PROVIDER, entra.environment).done(CREDENTIALS, **values)
        assert saved(entra)["AppKey"] == "theirs"

    def test_without_masks_it_is_lost(self, entra: EntraBox) -> None:
        values = given(entra)
        entra.change("secrets.set", principal="Tanium", secrets={"AppKey": "theirs"})
        with pytest.raises(AssertionError, match="differs from the plan"):  # it takes masks for values, too
            Practitioner(with_lifecycle(PROVIDER, TYPE, masks=()), entra.environment).apply(CREDENTIALS, **values)
        assert saved(entra)["AppKey"] == "*"

    def test_what_a_save_dropped_is_told(self) -> None:
        with start("entra", options={"secrets_put": "replace"}) as box:
            values = given(box)
            box.change("secrets.set", principal="Tanium", secrets={"AppKey": "theirs"})
            result = Practitioner(PROVIDER, box.environment).apply(CREDENTIALS, **values)
            assert "Saving dropped AppKey" in errors(result)[0]

    def test_what_no_read_shows_after_a_create_is_a_warning_that_taints_nothing(self, entra: EntraBox) -> None:
        values = given(entra)
        entra.faults.add(Fault("stale", method="GET", path="/secrets$"))
        result = Practitioner(impatient(PROVIDER), entra.environment).apply(CREDENTIALS, **values)
        assert errors(result) == []
        assert result.state is not None
        assert "did not keep" in warnings(result)[0]

    def test_nor_where_the_read_before_the_save_left_it_out(self) -> None:
        with start("entra", options={"secrets_put": "replace"}) as box:
            values = given(box)
            box.change("secrets.set", principal="Tanium", secrets={"AppKey": "theirs"})
            fault = box.faults.add(Fault("row_missing", method="GET", path="/secrets$", words="AppKey", times=1))
            result = Practitioner(PROVIDER, box.environment).apply(CREDENTIALS, **values)
            assert fault.fired == 1
            assert "Saving dropped AppKey" in errors(result)[0]
            assert result.state is not None

    def test_a_setting_that_the_answer_does_not_say_is_a_warning_and_stays_in_state(self, entra: EntraBox) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.done(CREDENTIALS, **given(entra))
        del saved(entra)["BaseAddress"]
        person.restart()
        result = person.refresh(CREDENTIALS)
        (found,) = result.diagnostics
        assert (found.severity, found.summary, found.path) == ("warning", f"{UNSAID} tenant_url", ("tenant_url",))
        assert result.state is not None
        assert result.state["tenant_url"] == URL

    def test_a_value_that_cannot_be_seen_is_no_drift(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        state = person.done(CREDENTIALS, **values)
        entra.change("secrets.set", principal="Tanium", secrets={"SecretToken": OTHER_TOKEN})
        assert person.refresh(CREDENTIALS).state == state
        entra.log.clear()
        person.done(CREDENTIALS, **values)
        assert [event for event in entra.log if event.method != "GET"] == []


class TestOneOfThem:
    def test_two_for_one_application_are_refused_in_the_plan(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        assert not errors(person.plan(CREDENTIALS, **values).diagnostics)
        other = {**values, "service_principal_id": values["service_principal_id"].upper(), "sync_scope": "all"}
        (problem,) = person.plan(f"{TYPE}.d", **other).diagnostics
        assert (problem.severity, problem.path) == ("error", ("service_principal_id",))
        assert "managed twice" in problem.summary

    def test_what_is_there_already_is_not_taken_over(self, entra: EntraBox) -> None:
        values = given(entra)
        entra.change("secrets.set", principal="Tanium", secrets={"SyncAll": "true"})
        assert (
            "settings already: SyncAll"
            in errors(Practitioner(PROVIDER, entra.environment).apply(CREDENTIALS, **values))[0]
        )
        assert saved(entra) == {"SyncAll": "true"}

    def test_without_a_mail_nobody_is_told_and_once_all_is_removed_it_is_gone(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values)
        assert set(saved(entra)) == {"BaseAddress", "SecretToken", "SyncAll"}
        entra.change("secrets.set", principal="Tanium", secrets=dict.fromkeys(saved(entra), ""))
        assert person.refresh(CREDENTIALS).state is None

    def test_destroying_leaves_others(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        entra.change("secrets.set", principal="Tanium", secrets={"AppKey": "theirs"})
        person.done(CREDENTIALS, **values)
        assert warnings(person.destroy(CREDENTIALS)) == []
        assert saved(entra) == {"AppKey": "theirs"}


GUARD = {"DeleteThresholdEnabled": True, "DeleteThresholdValue": 500}


def notifications(box: EntraBox) -> Any:
    return json.loads(saved(box)["SyncNotificationSettings"])


def set_in_the_portal(box: EntraBox, **more: Any) -> None:
    text = json.dumps({**GUARD, **more})
    box.change("secrets.set", principal="Tanium", secrets={"SyncNotificationSettings": text})


class TestGuardAgainstDeletion:
    def test_a_save_that_sets_nothing_of_it_leaves_it_alone(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values)
        set_in_the_portal(entra)
        changed = {**values, "sync_scope": "all"}
        assert not [each for each in warnings(person.plan(CREDENTIALS, **changed).diagnostics) if "overwritten" in each]
        person.restart()
        person.done(CREDENTIALS, **changed)
        assert notifications(entra) == GUARD

    def test_removing_the_mail_leaves_it_alone(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values, notification_email="ada@example.com", accidental_deletion_threshold=20)
        before = notifications(entra)
        person.done(CREDENTIALS, **values)
        person.done(CREDENTIALS, **values, sync_scope="all")
        assert notifications(entra) == before

    def test_a_mail_alone_says_nothing_of_it(self, entra: EntraBox) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.done(CREDENTIALS, **given(entra), notification_email="ada@example.com")
        assert notifications(entra) == {"Recipients": "ada@example.com", "Enabled": True}

    @pytest.mark.parametrize(("threshold", "on"), [(20, True), (0, False)])
    def test_it_is_an_argument(self, entra: EntraBox, threshold: int, on: bool) -> None:
        person = Practitioner(PROVIDER, entra.environment)
        person.done(CREDENTIALS, **given(entra), accidental_deletion_threshold=threshold)
        assert notifications(entra) == {"DeleteThresholdEnabled": on, "DeleteThresholdValue": threshold}

    def test_a_save_that_overwrites_what_it_cannot_see_warns_in_the_plan(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values)
        set_in_the_portal(entra)
        (told,) = [
            item
            for item in person.plan(CREDENTIALS, **values, notification_email="ada@example.com").diagnostics
            if "overwritten" in item.summary
        ]
        assert (told.severity, told.path) == ("warning", ("notification_email",))
        assert "Set accidental_deletion_threshold too" in told.detail
        whole = {**values, "notification_email": "ada@example.com", "accidental_deletion_threshold": 500}
        assert "overwritten" not in str(list(person.plan(CREDENTIALS, **whole).diagnostics))

    def test_what_goes_along_is_what_state_knows(self, entra: EntraBox) -> None:
        person, values = Practitioner(PROVIDER, entra.environment), given(entra)
        person.done(CREDENTIALS, **values, notification_email="ada@example.com", accidental_deletion_threshold=20)
        person.done(CREDENTIALS, **values, accidental_deletion_threshold=30)
        assert notifications(entra) == {
            "Recipients": "ada@example.com",
            "Enabled": True,
            "DeleteThresholdEnabled": True,
            "DeleteThresholdValue": 30,
        }

    def test_where_a_save_drops_it_all_the_same_that_is_an_error(self) -> None:
        with start("entra", options={"secrets_put": "replace"}) as box:
            person, values = Practitioner(PROVIDER, box.environment), given(box)
            person.done(CREDENTIALS, **values)
            set_in_the_portal(box)
            result = person.apply(CREDENTIALS, **values, sync_scope="all")
            assert "Saving dropped SyncNotificationSettings" in errors(result)[0]
