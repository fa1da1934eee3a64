"""A vendor, a workspace that points to it, and the questions that tests of refusals ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rolecall.sandbox import Event, Sandbox
from tests.terraform.installation import requirements
from tests.terraform.result import Diagnostic, Result
from tests.terraform.workspace import Workspace

_SESSIONS = ("/services/auth/login", "/services/authentication/httpauth-tokens/")


@dataclass
class Scene:
    """One sandbox and one workspace."""

    box: Sandbox[Any, Any]
    workspace: Workspace

    def configure(self, resources: Mapping[str, Any], provider: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Make `resources` (type, label, arguments) the configuration, with a provider block if one is given."""
        block = {} if provider is None else {"provider": {self.box.name: dict(provider)}}
        self.workspace.write({**requirements(self.box.name), **block, "resource": dict(resources), **more})

    def writes(self) -> list[Event]:
        """The requests that may have changed something at the vendor; logging in and out is none."""
        return [event for event in self.box.log if event.method != "GET" and not event.path.startswith(_SESSIONS)]


def refused(result: Result, attribute: str, *words: str, address: str = "") -> Diagnostic:
    """The error at `attribute` (and `address`, if given) that says all `words`; AssertionError when there is none."""
    assert result.code == 1, f"nothing was refused:\n{result.report()}"
    for each in result.errors:
        here = each.attribute == attribute and (not address or each.address == address)
        if here and all(word in each.text for word in words):
            return each
    raise AssertionError(f"no error at {attribute!r} with {words}:\n{result.report()}")
