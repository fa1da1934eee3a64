"""A name is one name, however Unicode composes its letters: found in either form, and sent as the vendor writes it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.values.texts import caseless_name, other_spellings, same_name
from rolecall.sandbox import start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors

COMPOSED = unicodedata.normalize("NFC", "prüfer_zoë")
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)
FORMS = pytest.mark.parametrize("stored, asked", [(DECOMPOSED, COMPOSED), (COMPOSED, DECOMPOSED)])
ZOE: dict[str, Any] = {"name": "zoe", "password_wo": "correct horse 1", "password_wo_version": 1}


def test_the_forms_of_a_name() -> None:
    assert COMPOSED != DECOMPOSED
    assert same_name(COMPOSED, DECOMPOSED)
    assert caseless_name(DECOMPOSED.upper()) == caseless_name(COMPOSED)
    assert other_spellings(COMPOSED) == [DECOMPOSED]
    assert other_spellings("zoe") == []


@FORMS
def test_a_role_is_found_and_sent_as_the_vendor_writes_it(splunk: SplunkBox, stored: str, asked: str) -> None:
    splunk.store.add_role(stored)
    person = Practitioner(SPLUNK, splunk.environment)
    assert not person.plan("splunk_user.zoe", **ZOE, roles=[asked]).diagnostics.items
    person.apply("splunk_user.zoe", **ZOE, roles=[asked])
    assert splunk.store.user("zoe").roles == [stored]


@FORMS
def test_a_binding_is_made_found_and_taken_away(splunk: SplunkBox, stored: str, asked: str) -> None:
    splunk.store.add_role(stored)
    splunk.store.add_user("zoe", roles=["user"])
    person = Practitioner(SPLUNK, splunk.environment)
    person.done("splunk_role_binding.zoe", user="zoe", role=asked)
    assert set(splunk.store.user("zoe").roles) == {"user", stored}
    person.restart()
    read = person.refresh("splunk_role_binding.zoe").state
    assert read is not None
    assert read["role"] == asked
    assert "already has" in errors(person.apply("splunk_role_binding.again", user="zoe", role=stored))[0]
    assert not errors(person.destroy("splunk_role_binding.zoe"))
    assert splunk.store.user("zoe").roles == ["user"]


@FORMS
def test_an_account_that_is_there_is_never_made_twice(tanium: TaniumBox, stored: str, asked: str) -> None:
    tanium.store.add_user(stored)
    result = Practitioner(TANIUM, tanium.environment).apply("tanium_user.zoe", name=asked)
    assert "already exists" in errors(result)[0]
    assert tanium.log.count("POST", "/users") == 0


@FORMS
def test_an_account_is_imported_by_its_name_in_either_form(splunk: SplunkBox, stored: str, asked: str) -> None:
    splunk.store.add_user(stored, roles=["user"])
    found = Practitioner(SPLUNK, splunk.environment).import_("splunk_user.zoe", f"name={asked}")
    assert found.state is not None
    assert found.state["id"] == stored


@FORMS
def test_a_name_is_searched_for_in_either_form_where_case_is_no_matter(stored: str, asked: str) -> None:
    with start("scim") as box:
        person = Practitioner(SCIM, box.environment)
        person.done("scim_user.zoe", user_name=stored)
        person.restart()
        result = person.apply("scim_user.again", user_name=asked)
        assert "already exists" in errors(result)[0]


def test_plain_names_cost_no_second_question(tanium: TaniumBox) -> None:
    person = Practitioner(TANIUM, tanium.environment)
    person.apply("tanium_user.plain", name="plain")
    plain = tanium.log.count("GET", "/users")
    person.restart()
    tanium.log.clear()
    person.apply("tanium_user.other", name=COMPOSED)
    assert tanium.log.count("GET", "/users") == plain + 2  # the plan looks, and the create looks again


NAMED: list[tuple[Provider, str, Callable[[str], dict[str, Any]]]] = [
    (OKTA, "okta_group", lambda name: {"name": name}),
    (ENTRA, "entra_group", lambda name: {"display_name": name, "mail_nickname": "team"}),
    (SCIM, "scim_group", lambda name: {"display_name": name}),
    (SCIM, "scim_user", lambda name: {"user_name": name}),
    (SPLUNK, "splunk_saml_group", lambda name: {"name": name, "roles": ["user"]}),
    (TANIUM, "tanium_user", lambda name: {"name": name}),
]
EVERYWHERE = pytest.mark.parametrize("shim, kind, config", NAMED, ids=[kind for _, kind, _ in NAMED])


@EVERYWHERE
def test_two_labels_in_two_forms_are_one_object(
    shim: Provider, kind: str, config: Callable[[str], dict[str, Any]]
) -> None:
    with start(shim.name) as box:
        person = Practitioner(shim, box.environment)
        assert not errors(person.plan(f"{kind}.one", **config(DECOMPOSED)).diagnostics)
        assert "managed twice" in errors(person.plan(f"{kind}.other", **config(COMPOSED)).diagnostics)[0]


@EVERYWHERE
def test_the_other_form_in_the_configuration_is_no_change(
    shim: Provider, kind: str, config: Callable[[str], dict[str, Any]]
) -> None:
    with start(shim.name) as box:
        person = Practitioner(shim, box.environment)
        before = person.done(f"{kind}.one", **config(DECOMPOSED))
        person.restart()
        plan = person.plan(f"{kind}.one", **config(COMPOSED))
        assert (plan.planned, plan.requires_replace) == (before, [])


def test_the_other_form_of_an_element_is_no_change(splunk: SplunkBox) -> None:
    splunk.store.add_role(DECOMPOSED)
    person = Practitioner(SPLUNK, splunk.environment)
    before = person.done("splunk_user.zoe", **ZOE, roles=[DECOMPOSED, "user"])
    assert person.plan("splunk_user.zoe", **ZOE, roles=["user", COMPOSED]).planned == before
    more = person.plan("splunk_user.zoe", **ZOE, roles=["user", "power", COMPOSED]).planned
    assert more is not None and COMPOSED in more["roles"]
