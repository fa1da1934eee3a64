"""Which API Mission Control speaks, beside which Cloud Services, and who cannot log in there."""

from __future__ import annotations

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.tanzu_policies.bindings import JANE, JOE, binding

pytestmark = pytest.mark.real_time


def test_mission_control_is_asked_which_api_it_speaks(box: TanzuSandbox, tanzu: TanzuSandbox) -> None:
    for each in (box, tanzu):
        environment = {name: value for name, value in each.environment.items() if name != "TANZU_TMC_DIALECT"}
        team = Practitioner(PROVIDER, environment)
        team.done("tanzu_role_binding.jane", **binding())
        team.done("tanzu_role_binding.joe", **binding(JOE))
        assert each.log.count(path="/v1alpha1/clustergroups") == 1
        assert (each.log.count("GET", "/iam/rolebindings") == 0) is (each is box)


def test_a_url_of_something_else_is_said_at_the_argument(box: TanzuSandbox) -> None:
    environment = {name: value for name, value in box.environment.items() if name != "TANZU_TMC_DIALECT"}
    team = Practitioner(PROVIDER, {**environment, "TANZU_TMC_URL": f"{box.url}/console"})
    [error] = errors(team.plan("tanzu_role_binding.jane", **binding()).diagnostics)
    assert "tmc_dialect" in error


def test_the_login_of_a_self_managed_instance_is_refused_in_words_at_the_argument(box: TanzuSandbox) -> None:
    box.options.self_managed = True
    for dialect in ("classic", "policy", "auto"):
        team = Practitioner(PROVIDER, {**box.environment, "TANZU_TMC_DIALECT": dialect})
        found = team.plan("tanzu_role_binding.jane", **binding()).diagnostics
        assert [each.path for each in found if each.severity == "error"] == [("tmc_url",)]
        assert "Pinniped" in errors(found)[0]
    assert box.log.count("PATCH") == 0


@pytest.mark.caveat("Elements", option="tanzu.mission_control")
def test_members_of_the_published_cloud_services_are_bound_too() -> None:
    with start("tanzu", seed=3, options={"mission_control": "policy", "cloud_services": "v2"}) as both:
        team = Practitioner(PROVIDER, both.environment)
        team.done("tanzu_role_binding.jane", **binding())
        [error] = errors(team.plan("tanzu_role_binding.x", **binding("nobody@example.com")).diagnostics)
        assert "tanzu_org_member.<label>.email" in error
        team.restart()
        team.import_("tanzu_org_member.jane", f"name={JANE}")
        assert team.resources["tanzu_org_member.jane"].state["roles"] == ["org_member"]
        assert team.destroy("tanzu_org_member.jane").state is None
        assert not both.store.mission.bindings
