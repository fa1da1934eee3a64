"""What a binding takes away beside itself where each element has a call of its own: an error that names it."""

from __future__ import annotations

from providers.entra import PROVIDER as ENTRA
from providers.tanium import PROVIDER as TANIUM
from rolecall.sandbox import start
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import Practitioner, errors


def test_another_role_that_a_new_one_takes_the_place_of() -> None:
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        user = str(box.store.add_user("jane", roles=["Administrator"]).id)
        person = Practitioner(TANIUM, box.environment)
        box.options.pair_replaces = True
        result = person.apply("tanium_role_binding.new", user_id=user, role="Analyst")
        (problem,) = errors(result)
        assert "1 of the roles of" in problem and "Administrator" in problem
        assert f"terraform import tanium_role_binding.<label> '{user}/Analyst'" in problem
        assert result.state is None


def test_another_member_whom_a_new_one_takes_the_place_of(entra: EntraBox) -> None:
    one, two = list(entra.store.users)[:2]
    group = entra.store.add_group("Team", [one]).id
    person = Practitioner(ENTRA, entra.environment)
    entra.options.link_replaces = True
    result = person.apply("entra_group_member.two", group_id=group, member_id=two)
    (problem,) = errors(result)
    assert "1 of the members of" in problem and one in problem
    assert result.state is None
