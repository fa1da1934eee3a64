"""Objects that an earlier run made, at several vendors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from rolecall.runtime import shims
from rolecall.sandbox import Sandbox, start
from tests.runtime.resources.practitioner import Practitioner

Box: TypeAlias = Sandbox[Any, Any]
REMOVALS: Mapping[str, Callable[[Box, str], Any]] = {
    "tanium": lambda box, key: box.store.purge_user(int(key)),
    "splunk": lambda box, key: box.store.users.pop(key),
    "okta": lambda box, key: box.store.groups.pop(key),
    "scim": lambda box, key: box.store.delete(box.store.resource(key)),
}
JANE = {"name": "jane", "email": "jane@example.com"}
OBJECTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "tanium": ("tanium_user", JANE),
    "splunk": (
        "splunk_user",
        {"name": "jane", "password_wo": "long enough", "password_wo_version": 1, "roles": ["user"]},
    ),
    "okta": ("okta_group", {"name": "Leavers"}),
    "entra": ("entra_gallery_application", {"display_name": "Tessian", "template": "Tessian"}),
    "scim": ("scim_user", {"user_name": "jane@example.com"}),
}


def practitioner(vendor: str, box: Box) -> Practitioner:
    """Somebody with a configured provider of `vendor` for `box`."""
    shim = shims.load(vendor)
    assert shim is not None
    return Practitioner(shim, box.environment)


@contextmanager
def made(vendor: str) -> Iterator[tuple[Box, Practitioner, str]]:
    """A vendor with an object that an earlier run made."""
    kind, values = OBJECTS[vendor]
    with start(vendor, seed=3) as box:
        person = practitioner(vendor, box)
        person.done(f"{kind}.jane", **values)
        person.restart()
        box.log.clear()
        yield box, person, f"{kind}.jane"
