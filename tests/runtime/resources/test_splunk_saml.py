"""Splunk's SAML groups and users: absence in the words of an error, and changes that remove and make again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from providers.splunk import PROVIDER
from rolecall.sandbox import Fault
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_collection, with_lifecycle

GROUP, SAM = "splunk_saml_group.soc", "splunk_saml_user.sam"
MAP = "SAML-user-role-map"


@pytest.fixture
def splunk(splunk: SplunkBox) -> SplunkBox:
    for name in ("sam", "tess"):
        splunk.store.add_user(name, type="SAML")
    splunk.store.saml_users["tess"] = ["can_delete"]
    return splunk


def practitioner(box: SplunkBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)


def sam(box: SplunkBox, shim: Provider = PROVIDER) -> Practitioner:
    person = practitioner(box, shim)
    person.done(SAM, name="sam", roles=["user"])
    return person


class TestGroups:
    @pytest.mark.parametrize("status", [400, 404])
    def test_a_group_that_is_gone_is_gone_in_either_way_of_saying_so(self, splunk: SplunkBox, status: int) -> None:
        splunk.options.missing_saml_group_status = status
        splunk.store.saml_groups["other"] = ["user"]
        person = practitioner(splunk)
        person.done(GROUP, name="soc", roles=["user"])
        person.restart(refresh="get")
        assert person.refresh(GROUP).state is not None
        del splunk.store.saml_groups["soc"]
        person.restart(refresh="get")
        assert person.refresh(GROUP).state is None

    @pytest.mark.parametrize("status", [400, 404])
    def test_a_slash_in_its_name_is_part_of_it(self, splunk: SplunkBox, status: int) -> None:
        """Where it is not encoded, Splunk takes what follows for an action and says that there is none."""
        splunk.options.unencoded_slash_status = status
        person = practitioner(splunk)
        person.done(GROUP, name="ops/emea", roles=["user"])
        person.restart(refresh="get")
        assert person.refresh(GROUP).state is not None
        person.done(GROUP, name="ops/emea", roles=["power"])
        assert splunk.store.saml_groups == {"ops/emea": ["power"]}
        assert not errors(person.destroy(GROUP)) and splunk.store.saml_groups == {}

    def test_without_the_meaning_the_400_is_just_an_error(self, splunk: SplunkBox) -> None:
        shim = replace(PROVIDER, errors=replace(PROVIDER.errors, meanings=()))
        found = errors(practitioner(splunk, shim).plan(GROUP, name="soc", roles=["user"]).diagnostics)
        assert "Unable to find a role mapping" in found[0]

    @pytest.mark.parametrize("text", ["Invalid custom action for this internal handler", "Something else"])
    def test_another_400_says_nothing_about_the_group(self, splunk: SplunkBox, text: str) -> None:
        person = practitioner(splunk)
        person.done(GROUP, name="soc", roles=["user"])
        person.restart(refresh="get")
        splunk.faults.add(Fault("status", method="GET", path="SAML-groups/soc", status=400))
        assert errors(person.refresh(GROUP))
        assert person.resources[GROUP].state is not None

    def test_such_words_prove_nothing_where_the_listing_has_it(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done(GROUP, name="soc", roles=["user"])
        person.restart(refresh="get")
        splunk.faults.add(Fault("not_found", method="GET", path="SAML-groups/"))
        assert "cannot be told" in errors(person.refresh(GROUP))[0]
        assert person.resources[GROUP].state is not None

    @pytest.mark.parametrize("name", ["EU/Security", "a b", "Größe", "100%"])
    def test_every_name_of_a_group_is_one_part_of_the_path(self, splunk: SplunkBox, name: str) -> None:
        person = practitioner(splunk)
        person.done(GROUP, name=name, roles=["user"])
        person.restart(refresh="get")
        assert person.refresh(GROUP).state is not None
        person.done(GROUP, name=name, roles=["power"])
        assert splunk.store.saml_groups == {name: ["power"]}
        person.destroy(GROUP)
        assert splunk.store.saml_groups == {}


class TestUsers:
    @pytest.mark.caveat("Recreate", rule="The vendor has no call that changes the roles of one.")
    def test_a_change_removes_and_makes_again_and_the_plan_says_so(self, splunk: SplunkBox) -> None:
        person = sam(splunk)
        plan = person.plan(SAM, name="sam", roles=["power"])
        assert plan.requires_replace == []
        assert "removed and made again" in warnings(plan.diagnostics)[0]
        splunk.log.clear()
        person.done(SAM, name="sam", roles=["power"])
        assert [each.method for each in splunk.log if MAP in each.path and each.method != "GET"] == ["DELETE", "POST"]
        assert splunk.store.saml_users == {"sam": ["power"], "tess": ["can_delete"]}

    def test_without_the_trait_every_change_replaces_the_resource(self, splunk: SplunkBox) -> None:
        person = sam(splunk, with_lifecycle(PROVIDER, "splunk_saml_user", recreate=None))
        assert person.plan(SAM, name="sam", roles=["power"]).requires_replace == [("roles",)]

    def test_a_role_that_somebody_gave_since_the_plan_stays(self, splunk: SplunkBox) -> None:
        person = sam(splunk)
        splunk.store.saml_users["sam"] = ["can_delete", "user"]
        person.apply(SAM, name="sam", roles=["power"])
        assert set(splunk.store.saml_users["sam"]) == {"can_delete", "power"}

    def test_what_is_refused_is_put_back(self, splunk: SplunkBox) -> None:
        person = sam(splunk)
        splunk.faults.add(Fault("status", method="POST", path=MAP, status=400, times=1))
        assert "refused" in errors(person.apply(SAM, name="sam", roles=["power"]))[0]
        assert splunk.store.saml_users["sam"] == ["user"]
        assert person.resources[SAM].state["roles"] == ["user"]

    def test_what_cannot_be_put_back_is_said_with_what_it_was(self, splunk: SplunkBox) -> None:
        person = sam(splunk)
        fault = splunk.faults.add(Fault("status", method="POST", path=MAP, status=400))
        [error] = errors(person.apply(SAM, name="sam", roles=["power"]))
        assert "'sam' is away" in error and "roles ['user']" in error
        assert "sam" not in splunk.store.saml_users
        splunk.faults.remove(fault)
        person.restart()
        assert person.refresh(SAM).state is None
        person.done(SAM, name="sam", roles=["power"])
        assert splunk.store.saml_users["sam"] == ["power"]

    def test_a_name_that_is_taken_for_a_moment_longer_is_asked_for_again(self, splunk: SplunkBox) -> None:
        person = sam(splunk)
        splunk.faults.add(Fault("status", method="POST", path=MAP, status=409, times=2))
        person.done(SAM, name="sam", roles=["power"])
        assert splunk.store.saml_users["sam"] == ["power"]

    @pytest.mark.parametrize("kind", ["drop_after", "status_after", "html", "empty_body", "broken_json"])
    @pytest.mark.parametrize("method", ["DELETE", "POST"])
    def test_a_lost_answer_loses_no_roles(self, splunk: SplunkBox, kind: str, method: str) -> None:
        person = sam(splunk)
        splunk.faults.add(Fault(kind, method=method, path=MAP, times=1))
        person.apply(SAM, name="sam", roles=["power"])
        assert splunk.store.saml_users == {"sam": ["power"], "tess": ["can_delete"]}

    def test_a_refused_removal_changes_nothing(self, splunk: SplunkBox) -> None:
        person = sam(splunk)
        splunk.faults.add(Fault("status", method="DELETE", path=MAP, status=403))
        assert "not allowed" in errors(person.apply(SAM, name="sam", roles=["power"]))[0]
        assert splunk.store.saml_users["sam"] == ["user"]

    def test_somebody_unknown_to_the_identity_provider_is_the_vendors_refusal(self, splunk: SplunkBox) -> None:
        result = practitioner(splunk).apply(SAM, name="nobody", roles=["user"])
        assert "cachedUserInfo" in errors(result)[0] and result.state is None

    def test_one_who_has_roles_already_is_imported_not_taken_over(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        found = errors(person.plan("splunk_saml_user.tess", name="tess", roles=["user"]).diagnostics)
        assert "already exists" in found[0] and "import" in found[0]
        person.import_("splunk_saml_user.tess", "name=tess")
        assert person.refresh("splunk_saml_user.tess").state is not None
        person.done("splunk_saml_user.tess", name="tess", roles=["can_delete"])
        assert splunk.log.count("DELETE") == 0

    def test_no_roles_at_all_is_refused_in_the_plan(self, splunk: SplunkBox) -> None:
        (problem,) = practitioner(splunk).plan(SAM, name="sam", roles=[]).diagnostics
        assert problem.path == ("roles",)

    def test_the_last_one_goes_with_proof(self, splunk: SplunkBox) -> None:
        person = sam(splunk)
        assert person.destroy(SAM).state is None
        assert splunk.store.saml_users == {"tess": ["can_delete"]}
        person = sam(splunk)
        splunk.faults.add(Fault("route_missing", method="GET", path=MAP))
        person.restart()
        assert errors(person.refresh(SAM))

    def test_a_listing_is_all_there_is_to_read(self) -> None:
        assert with_collection(PROVIDER, "saml_users").collection("saml_users").get is None
