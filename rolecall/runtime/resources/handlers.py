"""The table of handlers by lifecycle class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rolecall.runtime.resources.document import handler as document
from rolecall.runtime.resources.handler import Handler
from rolecall.runtime.resources.membership import handler as membership
from rolecall.runtime.resources.object import handler as object_
from rolecall.runtime.resources.principal import handler as principal
from rolecall.runtime.resources.settings import handler as settings
from rolecall.specification.schema import (
    Lifecycle,
    MembershipLifecycle,
    ObjectLifecycle,
    PartLifecycle,
    PrincipalLifecycle,
    Resource,
    SettingsLifecycle,
)

HANDLERS: Final[Mapping[type[Lifecycle], Handler[Any]]] = {
    ObjectLifecycle: object_.HANDLER,
    MembershipLifecycle: membership.HANDLER,
    SettingsLifecycle: settings.HANDLER,
    PartLifecycle: document.HANDLER,
    PrincipalLifecycle: principal.HANDLER,
}


def handler_of(resource: Resource) -> Handler[Any]:
    """The handler of the kind that a resource type is of."""
    return HANDLERS[type(resource.lifecycle)]
