"""The commands that the life of a resource needs, run by the real Terraform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.testing.commands import Resources
from tests.terraform.installation import requirements
from tests.terraform.workspace import Workspace


class Terraform:
    """The commands of the real Terraform in `workspace`."""

    def __init__(self, vendor: str, workspace: Workspace) -> None:
        self._vendor = vendor
        self._workspace = workspace

    def configure(self, resources: Resources, variables: Mapping[str, str]) -> None:
        """As `Commands.configure`."""
        self._workspace.environment |= {f"TF_VAR_{name}": value for name, value in variables.items()}
        self._workspace.write({**requirements(self._vendor), **declared(variables), "resource": resources})

    def plan(self) -> dict[str, str]:
        """As `Commands.plan`."""
        result = self._workspace.plan()
        assert result.code in (0, 2), result.report()
        assert (result.code == 2) is bool(result.actions), result.report()
        return result.actions

    def planned_changes(self, address: str) -> set[str]:
        """As `Commands.planned_changes`."""
        _, shown = self._workspace.saved_plan()
        change = next(each["change"] for each in shown["resource_changes"] if each["address"] == address)
        before, after, unknown = change["before"] or {}, change["after"], change["after_unknown"]
        return {name for name in after | unknown if unknown.get(name) or before.get(name) != after.get(name)}

    def apply(self) -> dict[str, str]:
        """As `Commands.apply`."""
        return self._workspace.apply().ok().actions

    def destroy(self, *, refresh: bool = True) -> dict[str, str]:
        """As `Commands.destroy`."""
        return self._workspace.destroy(*([] if refresh else ["-refresh=false"])).ok().actions

    def forget(self, address: str) -> None:
        """As `Commands.forget`."""
        self._workspace.run("state", "rm", address).ok()

    def import_(self, address: str, given: str) -> None:
        """As `Commands.import_`."""
        self._workspace.import_(address, given).ok()

    def state(self) -> dict[str, dict[str, Any]]:
        """As `Commands.state`."""
        return self._workspace.state()


def declared(variables: Mapping[str, str]) -> dict[str, Any]:
    """The variable blocks for `variables`."""
    return {"variable": {name: {"type": "string", "ephemeral": True} for name in variables}} if variables else {}
