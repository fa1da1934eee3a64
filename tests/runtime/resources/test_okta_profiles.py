"""Profiles as the organization's own user schema has them: custom attributes, forms of logins, statuses in full."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.okta_people import ADA, HER, practitioner
from tests.runtime.resources.practitioner import Practitioner, errors

LOGIN = "ada@example.com"


@pytest.fixture
def schema(okta: OktaBox) -> OktaBox:
    """An organization with custom attributes of each type."""
    okta.change("schema.define", name="badge", type="integer")
    okta.change("schema.define", name="onCall", type="boolean")
    okta.change("schema.define", name="size", enum=["S", "M"])
    okta.change("schema.define", name="teams", type="array", items={"type": "string"})
    okta.change("schema.define", name="hired", mutability="READ_ONLY")
    return okta


def custom(**values: Any) -> dict[str, Any]:
    return {**ADA, "custom_profile_attributes": json.dumps(values)}


def profile(box: OktaBox) -> dict[str, Any]:
    """What Okta has of her."""
    return dict(box.store.user(LOGIN).profile)


class TestCustomAttributes:
    def test_they_are_written_changed_and_taken_away(self, schema: OktaBox) -> None:
        person = practitioner(schema)
        made = person.done(HER, **custom(badge=1843, onCall=True, teams=["soc", "red"], city="London"))
        assert profile(schema)["badge"] == 1843
        schema.change("user.update", user=LOGIN, size="M", title="Lady")
        person.restart()
        assert person.refresh(HER).state == {**made, "title": "Lady"}, "what nobody manages is no difference"
        person.done(HER, **custom(badge=1844, onCall=None))
        assert {name: profile(schema).get(name) for name in ("badge", "onCall", "teams", "size", "city", "title")} == {
            "badge": 1844,
            "onCall": None,
            "teams": ["soc", "red"],
            "size": "M",
            "city": "London",
            "title": "Lady",
        }

    def test_drift_is_seen_in_what_is_managed(self, schema: OktaBox) -> None:
        person = practitioner(schema)
        person.done(HER, **custom(badge=1843, teams=["soc"]))
        schema.change("user.update", user=LOGIN, teams=["soc", "red"], onCall=True)
        person.restart()
        state = person.refresh(HER).state
        assert state is not None
        assert json.loads(state["custom_profile_attributes"]) == {"badge": 1843, "teams": ["soc", "red"]}
        person.done(HER, **custom(badge=1843, teams=["soc"]))
        assert (profile(schema)["teams"], profile(schema)["onCall"]) == (["soc"], True)

    def test_left_out_they_stay(self, schema: OktaBox) -> None:
        person = practitioner(schema)
        person.done(HER, **ADA)
        schema.change("user.update", user=LOGIN, badge=1843)
        person.done(HER, **ADA, title="Lady")
        assert profile(schema)["badge"] == 1843

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"bagde": 1}, "'badge' meant"),
            ({"badge": "1843"}, "a whole number"),
            ({"badge": True}, "a whole number"),
            ({"badge": 1.5}, "a whole number"),
            ({"onCall": "yes"}, "true or false"),
            ({"size": "XL"}, "'S', 'M'"),
            ({"teams": "soc"}, "a list"),
            ({"teams": [1]}, "must be text"),
            ({"hired": "1843"}, "read-only"),
            ({"countryCode": "GBR"}, "3 characters"),
        ],
    )
    @pytest.mark.caveat("FurtherMembers", rule="Custom attributes are there or not, as the schema of a test says.")
    def test_what_the_schema_does_not_have_is_refused_in_the_plan(
        self, schema: OktaBox, values: dict[str, Any], said: str
    ) -> None:
        (problem,) = practitioner(schema).plan(HER, **custom(**values)).diagnostics
        assert problem.path == ("custom_profile_attributes",)
        assert said in problem.detail
        assert repr(next(iter(values))) in problem.detail

    def test_what_has_an_argument_is_written_there(self, schema: OktaBox) -> None:
        person = practitioner(schema)
        config = {item.name: None for item in person.engine.resource_schemas()["okta_user"].attributes}
        found = person.engine.validate_resource("okta_user", {**config, **custom(title="Lady")})
        assert "write it as `title`" in errors(found)[0]

    def test_a_provider_that_may_not_read_the_schema_lets_okta_decide(self, schema: OktaBox) -> None:
        schema.faults.add(Fault("status", path="/meta/schemas", status=403))
        person = practitioner(schema)
        person.done(HER, **custom(badge=1843))
        assert "bagde: The field is not allowed." in errors(person.apply(HER, **custom(bagde=1)))[0]


class TestUserTypes:
    @pytest.fixture
    def contractor(self, schema: OktaBox) -> str:
        """The id of a user type whose profiles have an agency and no badge."""
        id = str(schema.change("user_type.create", name="contractor")["id"])
        schema.change("schema.define", name="agency", user_type=id)
        return id

    @pytest.mark.caveat("FurtherMembers", rule="Which attributes a type has is what the schemas of a test say.")
    def test_a_profile_is_measured_by_the_schema_of_its_own_type(self, schema: OktaBox, contractor: str) -> None:
        person = practitioner(schema)
        (problem,) = person.plan(HER, **custom(badge=1843), type_id=contractor).diagnostics
        assert "'badge'" in problem.detail
        assert "/meta/schemas/user/osc" in problem.detail
        (problem,) = person.plan(HER, **custom(agency="Engines")).diagnostics
        assert "/meta/schemas/user/default" in problem.detail
        person.done(HER, **custom(agency="Engines"), type_id=contractor)
        assert schema.store.user(LOGIN).type == contractor
        person.restart()
        person.refresh(HER)
        assert "agency" in errors(person.plan(HER, **custom(agenci="Engines")).diagnostics)[0]
        person.done(HER, **custom(agency="Looms"))
        assert profile(schema)["agency"] == "Looms"

    def test_somebody_imported_keeps_the_type_that_is_not_configured(self, schema: OktaBox, contractor: str) -> None:
        schema.change("user.create", login=LOGIN, firstName="Ada", lastName="Lovelace")
        schema.store.user(LOGIN).type = contractor
        person = practitioner(schema)
        person.import_(HER, f"name={LOGIN}")
        assert person.refresh(HER).state["type_id"] == contractor  # type: ignore[index]
        person.done(HER, **custom(agency="Engines"))
        assert schema.store.user(LOGIN).type == contractor

    def test_another_type_makes_another_user(self, schema: OktaBox, contractor: str) -> None:
        person = practitioner(schema)
        made = person.done(HER, **ADA)
        assert person.plan(HER, **ADA, type_id=made["type_id"]).planned == made
        assert person.plan(HER, **ADA, type_id=contractor).requires_replace == [("type_id",)]

    @pytest.mark.parametrize("path", ["/meta/types", "/meta/schemas/user/osc"])
    def test_a_provider_that_may_not_read_types_lets_okta_decide(
        self, schema: OktaBox, contractor: str, path: str
    ) -> None:
        schema.faults.add(Fault("status", path=path, status=403))
        person = practitioner(schema)
        person.done(HER, **custom(agency="Engines"), type_id=contractor)
        assert "agenci: The field is not allowed." in errors(person.apply(HER, **custom(agenci="Looms")))[0]

    def test_a_type_that_there_is_not_is_told_by_okta(self, schema: OktaBox) -> None:
        found = errors(practitioner(schema).apply(HER, **ADA, type_id="oty0"))
        assert "There is no user type 'oty0'" in found[0]

    def test_the_schema_is_asked_where_the_provider_is_whatever_host_its_url_names(
        self, schema: OktaBox, contractor: str
    ) -> None:
        schema.store.types[contractor].href = lambda base: f"https://elsewhere.example/api/v1/meta/schemas/user/{id}"  # type: ignore[method-assign]
        id = schema.store.types[contractor].id
        person = practitioner(schema)
        assert "'badge'" in errors(person.plan(HER, **custom(badge=1), type_id=contractor).diagnostics)[0]


class TestLogins:
    @pytest.mark.parametrize(
        ("pattern", "login", "said"),
        [
            (None, "ada.lovelace", "'ada.lovelace'"),
            (".+", "ada.lovelace", None),
            ("[a-z]+", "lovelace", None),
            ("[a-z]+", "ada@example.com", "[a-z]+"),
        ],
    )
    def test_they_have_the_form_of_the_user_schema(
        self, okta: OktaBox, pattern: str | None, login: str, said: str | None
    ) -> None:
        okta.change("schema.login_pattern", pattern=pattern)
        person = practitioner(okta)
        config = {**ADA, "login": login}
        found = person.plan(HER, **config).diagnostics
        if said is None:
            assert person.done(HER, **config)["login"] == login
            person.restart()
            assert person.refresh(HER).state == person.resources[HER].state
        else:
            assert [item.path for item in found] == [("login",)]
            assert said in errors(found)[0]

    def test_another_attribute_is_measured_too(self, okta: OktaBox) -> None:
        (problem,) = practitioner(okta).plan(HER, **{**ADA, "email": "a" * 95 + "@b.example"}).diagnostics
        assert problem.path == ("email",)


class TestStatuses:
    def active(self, okta: OktaBox) -> Practitioner:
        person = practitioner(okta)
        person.done(HER, **ADA, status="ACTIVE")
        okta.change("user.status", user=LOGIN, status="ACTIVE")
        return person

    def test_the_plan_knows_the_vendors_own_word(self, okta: OktaBox) -> None:
        person = self.active(okta)
        for status in ("PROVISIONED", "RECOVERY", "PASSWORD_EXPIRED"):
            okta.change("user.status", user=LOGIN, status=status)
            person.restart()
            state = person.refresh(HER).state
            assert state is not None
            assert (state["status"], state["raw_status"]) == ("ACTIVE", status)
            assert person.plan(HER, **ADA, status="ACTIVE").planned == state
            assert "cannot go from" in errors(person.plan(HER, **ADA, status="SUSPENDED").diagnostics)[0]

    def test_who_is_locked_out_is_shown_and_unlocked(self, okta: OktaBox) -> None:
        person = self.active(okta)
        okta.change("user.lock", user=LOGIN)
        person.restart()
        state = person.refresh(HER).state
        assert state is not None
        assert (state["status"], state["raw_status"]) == ("LOCKED_OUT", "LOCKED_OUT")
        assert person.done(HER, **ADA, status="ACTIVE")["raw_status"] == "ACTIVE"
        assert okta.store.user(LOGIN).status == "ACTIVE"

    def test_who_is_locked_out_stays_so_where_nobody_asks(self, okta: OktaBox) -> None:
        person = self.active(okta)
        okta.change("user.lock", user=LOGIN)
        person.restart()
        person.refresh(HER)
        person.done(HER, **ADA, title="Lady")
        assert okta.store.user(LOGIN).status == "LOCKED_OUT"

    @pytest.mark.parametrize("status", ["SUSPENDED", "DEPROVISIONED"])
    def test_who_is_locked_out_can_be_shut_out(self, okta: OktaBox, status: str) -> None:
        person = self.active(okta)
        okta.change("user.lock", user=LOGIN)
        person.restart()
        person.refresh(HER)
        assert person.done(HER, **ADA, status=status)["raw_status"] == status
