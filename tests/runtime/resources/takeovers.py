"""Bindings that the tests of takeovers share."""

from __future__ import annotations

from typing import Any

from providers.tanium import PROVIDER
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner

BINDING = "tanium_role_binding.analyst"


def bound(box: TaniumBox) -> tuple[Practitioner, dict[str, Any]]:
    """A user of somebody else's, whom a binding gives a role."""
    user = box.store.add_user("ada", roles=["Operator"])
    person = Practitioner(PROVIDER, box.environment)
    config = {"user_id": str(user.id), "role": "Analyst"}
    person.done(BINDING, **config)
    person.restart()
    person.refresh(BINDING)
    box.log.clear()
    return person, config


def writes(box: TaniumBox | SplunkBox) -> int:
    return sum(event.method in ("POST", "PUT", "PATCH", "DELETE") for event in box.log)


def owned(person: Practitioner, user: str, **more: Any) -> None:
    """An object that this state made, as the next run's refresh sees it."""
    person.done(user, **more)
    person.restart()
    person.refresh(user)
