"""Objects that their deletion and every single read do not find, while the listing shows them."""

from __future__ import annotations

from typing import Any, Final

import pytest

from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors

OBJECTS: Final = {
    "okta_group": (OKTA, {"name": "team"}, "/groups/"),
    "scim_group": (SCIM, {"display_name": "team"}, "/Groups/"),
    "splunk_role": (SPLUNK, {"name": "team"}, "/roles/"),
    "tanium_user": (TANIUM, {"name": "ada", "on_destroy": "delete"}, "/users/"),
}
EVERY: Final = pytest.mark.parametrize(
    ("resource", "shim", "config", "path"), [(name, *rest) for name, rest in OBJECTS.items()], ids=list(OBJECTS)
)


@EVERY
def test_what_is_listed_stays_in_state(resource: str, shim: Provider, config: dict[str, Any], path: str) -> None:
    with start(shim.name) as box:
        person = Practitioner(shim, box.environment)
        state = person.done(f"{resource}.it", **config)
        person.done(f"{resource}.beside", **{**config, next(iter(config)): "beside"})
        person.restart()
        box.faults.add(Fault("not_found", path=f"{path}{state['id']}$"))
        result = person.destroy(f"{resource}.it")
        assert "is listed, and cannot be deleted" in errors(result)[0]
        assert result.state is not None
        box.faults.clear()
        assert not errors(person.destroy(f"{resource}.it"))


@EVERY
def test_what_no_listing_shows_is_gone(resource: str, shim: Provider, config: dict[str, Any], path: str) -> None:
    with start(shim.name) as box:
        person, other = Practitioner(shim, box.environment), Practitioner(shim, box.environment)
        person.done(f"{resource}.it", **config)
        other.resources[f"{resource}.it"] = person.resources[f"{resource}.it"]
        assert not errors(other.destroy(f"{resource}.it"))
        person.restart()
        result = person.destroy(f"{resource}.it")
        assert not errors(result)
        assert result.state is None
