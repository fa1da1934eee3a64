"""One vendor and one workspace, and the steps that every lifecycle test is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.contract import snapshot
from tests.contract.case import Attributes, Box, ResourceCase, resolve
from tests.contract.snapshot import Row, Snapshot
from tests.terraform.installation import requirements
from tests.terraform.result import Result
from tests.terraform.secrets import Secrets
from tests.terraform.workspace import Workspace


@dataclass
class Stage:
    """A sandbox, a workspace that points to it, and the secrets of the first."""

    box: Box
    workspace: Workspace
    secrets: Secrets

    def begin(self, case: ResourceCase) -> Snapshot:
        """Make what `case` needs at the vendor, and give what is there before Terraform does anything."""
        if case.prepare is not None:
            case.prepare(self.box)
        return self.look()

    def look(self) -> Snapshot:
        """What the vendor has now."""
        return snapshot.take(self.box)

    def configure(self, case: ResourceCase, values: Mapping[str, Any], **more: Any) -> None:
        """Make `values` the configuration of the resource under test, beside its prerequisites."""
        resources: dict[str, dict[str, Any]] = {
            kind: dict(resolve(self.box, labelled)) for kind, labelled in case.prerequisites.items()
        }
        resources.setdefault(case.type, {})["this"] = resolve(self.box, values)
        self.workspace.environment |= {f"TF_VAR_{name}": value for name, value in case.variables.items()}
        self.workspace.write({**requirements(case.vendor), **variables(case), "resource": resources, **more})

    def create(self, case: ResourceCase) -> Attributes:
        """Apply the basic configuration; gives the attributes in state."""
        self.configure(case, case.basic)
        self.workspace.apply().ok()
        return self.attributes(case)

    def attributes(self, case: ResourceCase) -> Attributes:
        """What the state says of the resource under test."""
        return self.workspace.state()[case.address]

    def row(self, case: ResourceCase) -> Row:
        """What the vendor has of the resource under test; raises AssertionError when it has nothing."""
        found = case.find(self.look(), self.attributes(case))
        assert found is not None, f"the vendor has no {case.address}"
        return found

    def expect_empty_plan(self) -> Result:
        """Plan, and want nothing to change."""
        result = self.workspace.plan()
        assert result.code == 0, f"the plan is not empty:\n{result.report()}"
        return result


def variables(*cases: ResourceCase) -> dict[str, Any]:
    """The variable blocks that these cases need."""
    names = [name for case in cases for name in case.variables]
    return {"variable": {name: {"type": "string", "ephemeral": True} for name in names}} if names else {}
