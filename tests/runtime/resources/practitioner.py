"""A practitioner in a test: plans and applies single resources through an `Engine`, as Terraform would.

It keeps Terraform's rules that matter here: a replacement is a second plan without prior state, an applied value must
equal a known planned one, and a failed create leaves a tainted resource.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rolecall.runtime.application import Object, PlanResult, StateResult
from rolecall.runtime.concurrency.addresses import Addresses
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.engine import Engine
from rolecall.runtime.values.canonical import canonical_value
from rolecall.runtime.values.unknown import fits, is_known
from rolecall.specification.schema import Provider, Schema


@dataclass
class Resource:
    state: Object
    private: bytes = b""


@dataclass
class Practitioner:
    shim: Provider
    environment: Mapping[str, str]
    resources: dict[str, Resource] = field(default_factory=dict)
    neighbours: Neighbours | None = None
    """The other provider blocks of the run, if there are any."""
    _planned: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self, **arguments: Any) -> None:
        """A new provider process, as for every Terraform command."""
        self.engine = Engine(self.shim, environment=self.environment, neighbours=self.neighbours)
        self._planned.clear()
        config = full(self.shim.schema, arguments)
        found = self.engine.configure(config, terraform_version="1.11.4", deferral_allowed=False)
        assert not found.has_error, [item.summary for item in found]

    def plan(self, label: str, **config: Any) -> PlanResult:
        return self.plan_after(None, label, **config)

    def plan_after(self, planned_private: bytes | None, label: str, **config: Any) -> PlanResult:
        """Plan; `planned_private` is what a Terraform that sends the first plan's private bytes has of it."""
        wanted, held = self._wanted(label, config), self.resources.get(label)
        self._begin(label)
        return self.engine.plan(
            label.split(".")[0],
            held.state if held else None,
            wanted,
            wanted,
            held.private if held else b"",
            identity=None,
            deferral_allowed=False,
            planned_private=planned_private,
        )

    def plan_anew(self, label: str, private: bytes, **config: Any) -> PlanResult:
        """The second plan of a replacement, which has no prior state; `private` is what the first one gave."""
        wanted = self._wanted(label, config)
        return self.engine.plan(
            label.split(".")[0], None, wanted, wanted, private, identity=None, deferral_allowed=False
        )

    def apply(self, label: str, **config: Any) -> StateResult:
        """Plan and apply; refuses to go on from a plan with errors."""
        type_name = label.split(".")[0]
        plan = self.plan(label, **config)
        if plan.diagnostics.has_error:
            return StateResult(state=None, diagnostics=plan.diagnostics)
        assert not plan.requires_replace, f"replaces {plan.requires_replace}"
        wanted, held = self._wanted(label, config), self.resources.get(label)
        self._planned.discard(label)
        result = self.engine.apply(
            type_name, held.state if held else None, plan.planned, wanted, plan.private, identity=None
        )
        if result.state is not None:
            assert is_known(result.state)
            if not result.diagnostics.has_error and plan.planned is not None:
                for name, value in plan.planned.items():
                    assert fits(result.state[name], value), f"{name} differs from the plan"
            self.resources[label] = Resource(result.state, result.private)
        return result

    def carry_out(self, label: str, plan: PlanResult, **config: Any) -> StateResult:
        """Create what `plan` says, whatever has happened since; `resources` do not learn of it."""
        wanted = self._wanted(label, config)
        return self.engine.apply(label.split(".")[0], None, plan.planned, wanted, plan.private, identity=None)

    def done(self, label: str, **config: Any) -> Object:
        """Apply, and insist that it went well."""
        result = self.apply(label, **config)
        assert not result.diagnostics.has_error, [(item.summary, item.detail) for item in result.diagnostics]
        assert result.state is not None
        return result.state

    def hold(self, label: str, **state: Any) -> None:
        """Have this in the state, as an earlier run left it."""
        self.resources[label] = Resource(self._wanted(label, state))

    def data(self, source: str, **arguments: Any) -> StateResult:
        """Read a data source."""
        config = full(self.engine.data_source_schemas()[source], arguments)
        return self.engine.read_data_source(source, config, deferral_allowed=False)

    def refresh(self, label: str) -> StateResult:
        held = self.resources[label]
        result = self.engine.read(label.split(".")[0], held.state, held.private, identity=None, deferral_allowed=False)
        if result.state is None:
            del self.resources[label]
        else:
            held.state, held.private = result.state, result.private
        return result

    def plan_destroy(self, label: str) -> Diagnostics:
        return self.planned_destroy(label).diagnostics

    def planned_destroy(self, label: str) -> PlanResult:
        self._begin(label)
        held = self.resources[label]
        return self.engine.plan(
            label.split(".")[0], held.state, None, None, held.private, identity=None, deferral_allowed=False
        )

    def _wanted(self, label: str, config: Mapping[str, Any]) -> Object:
        return full(self.engine.resource_schemas()[label.split(".")[0]], config)

    def _begin(self, label: str) -> None:
        """Nothing is planned twice in one command."""
        if label in self._planned:
            self._forget()
        self._planned.add(label)

    def _forget(self) -> None:
        """Another command begins, whose process knows nothing of this one."""
        self._planned.clear()
        if (vendor := self.engine._vendor) is not None:
            vendor.addresses = Addresses(self.neighbours)
            for connection in vendor._made.values():
                connection.addresses = vendor.addresses

    def destroy(self, label: str) -> StateResult:
        self._forget()
        held = self.resources[label]
        result = self.engine.apply(label.split(".")[0], held.state, None, None, held.private, identity=None)
        if result.state is None:
            del self.resources[label]
        else:
            held.state = result.state
        return result

    def import_(self, label: str, given: str) -> StateResult:
        result = self.engine.import_state(label.split(".")[0], given, None, deferral_allowed=False)
        if result.state is not None:
            self.resources[label] = Resource(result.state, result.private)
        return result


def full(schema: Schema, values: Mapping[str, Any]) -> Object:
    """A whole configuration: what is not given is null."""
    assert set(values) <= {item.name for item in schema.attributes}, "no such attribute"
    return {item.name: canonical_value(item.value_type, values.get(item.name)) for item in schema.attributes}


def errors(found: StateResult | Diagnostics) -> list[str]:
    """What went wrong, in words."""
    return _said(found, "error")


def warnings(found: StateResult | Diagnostics) -> list[str]:
    """What the practitioner should know, in words."""
    return _said(found, "warning")


def _said(found: StateResult | Diagnostics, severity: str) -> list[str]:
    items = found.diagnostics if isinstance(found, StateResult) else found
    return [f"{item.summary}: {item.detail}" for item in items if item.severity == severity]
