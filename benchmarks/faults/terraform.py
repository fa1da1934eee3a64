"""Terraform's part where something goes wrong: what it keeps, what it taints, and what it tells.

The contract suite's client stops at the first error. This one goes on as Terraform does: a failed plan changes
nothing, a failed create leaves a tainted resource, a failed delete leaves what the provider says is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.specification.schema import Provider
from rolecall.testing import rules
from rolecall.testing.client import Client
from rolecall.testing.configuration import references
from rolecall.testing.provider import CallFailed, ProviderCalls, read
from rolecall.testing.resource_states import Current, Planned, Recorded

NOBODY: Final = 2**22 + 1
"""The id of a process that there is not: Linux gives none above 2**22."""
UNEXPECTED: Final = "The provider failed unexpectedly"


@dataclass(frozen=True)
class Finding:
    """One diagnostic: `path` is the attribute it is at, empty for the whole resource."""

    severity: str
    summary: str
    detail: str
    path: str

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.summary}: {self.detail}"


@dataclass
class Outcome:
    """What a command did and said. `broken` are the rules of Terraform that the provider broke."""

    findings: list[Finding] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    done: dict[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> list[Finding]:
        """The errors among the diagnostics."""
        return [item for item in self.findings if item.severity == "error"]

    @property
    def well(self) -> bool:
        """True if nothing went wrong."""
        return not self.errors and not self.broken


@dataclass(frozen=True)
class Held:
    """All that a Terraform state holds."""

    resources: Mapping[str, Recorded]
    tainted: frozenset[str]


class _Calls(ProviderCalls):
    """A provider whose diagnostics are noted in `outcome`."""

    def __init__(
        self, shim: Provider, environment: Mapping[str, str], outcome: Outcome, neighbours: Neighbours | None
    ) -> None:
        self._outcome = outcome
        super().__init__(shim, environment, [], neighbours)

    def call(self, name: str, /, **fields: Any) -> Any:
        """As `ProviderCalls.call`."""
        try:
            answer = super().call(name, **fields)
        except CallFailed as failed:
            self._note(failed.answer)
            raise
        self._note(answer)
        return answer

    def _note(self, answer: Any) -> None:
        for item in answer.diagnostics:
            severity = "error" if item.severity == pb.Diagnostic.ERROR else "warning"
            path = ".".join(step.attribute_name or str(step.element_key_int) for step in item.attribute.steps)
            self._outcome.findings.append(Finding(severity, item.summary, item.detail, path))


class Terraform(Client):
    """A configuration, a state, and commands that end in an `Outcome` whatever happens."""

    def __init__(self, vendor: str, environment: Mapping[str, str]) -> None:
        super().__init__(vendor, environment, secrets=lambda: (), issuers=())
        self._tainted: set[str] = set()
        self._outcome = Outcome()
        self._processes: Iterator[Neighbours] = iter(())

    @property
    def held(self) -> Held:
        """The state, to go back to."""
        return Held(dict(self._state), frozenset(self._tainted))

    @held.setter
    def held(self, held: Held) -> None:
        self._state, self._tainted = dict(held.resources), set(held.tainted)

    @property
    def read_paths(self) -> frozenset[str]:
        """The members of answers that the provider reads."""
        attributes = (each for schema in self._schemas.values() for each in schema.attributes)
        return frozenset(each.read_path for each in attributes if each.read_path)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The resources of the configuration."""
        return tuple(self._configuration.blocks)

    def run_apply(self, between: Callable[[Mapping[str, Planned]], None] = lambda plans: None) -> Outcome:
        """`terraform apply`; `between` is called with what is planned, before any of it happens."""
        with self._command() as outcome:
            before = self.held
            try:
                plans = self._plan()
            except AssertionError:
                self.held = before
                raise
            between(plans)
            with self._provider() as provider:
                values: dict[str, dict[str, Any]] = {}
                failed: set[str] = set()
                for address, plan in plans.items():
                    if failed & set(references(self._configuration.blocks[address])):
                        failed.add(address)
                        continue
                    if plan.action != "no-op":
                        with self._attempt(failed, address):
                            self._apply(provider, address, plan, values)
                            outcome.done[address] = plan.action
                    if address in self._state:
                        values[address] = self._attributes(address)
        return outcome

    def run_destroy(self, address: str) -> Outcome:
        """`terraform destroy -target=address`."""
        with self._command() as outcome:
            before = self.held
            try:
                with self._provider() as provider:
                    for each in list(self._state):
                        self._refresh(provider, each)
                    if address in self._state:
                        private = self._plan_destroy(provider, address, self._current(provider, address))
            except AssertionError:
                self.held = before
                raise
            if address in self._state:
                with self._provider() as provider:
                    self._remove(provider, address, self._current(provider, address), private)
                    outcome.done[address] = "delete"
        return outcome

    def run_import(self, address: str, given: str) -> Outcome:
        """`terraform import`."""
        with self._command() as outcome:
            self.import_(address, given)
        return outcome

    def run_new_label(self, old: str, new: str, *, ends_first: bool) -> Outcome:
        """A plan in which `old` of the state ends and `new` of the configuration is made, in either order."""
        with self._command() as outcome, self._provider() as provider:
            for address in list(self._state):
                self._refresh(provider, address)
            values = {address: self._attributes(address) for address in self._state}

            def end() -> None:
                self._plan_destroy(provider, old, self._current(provider, old))

            def make() -> None:
                self._plan_one(provider, new, self._evaluate(new, values), None)

            for step in (end, make) if ends_first else (make, end):
                with suppress(CallFailed):
                    step()
        return outcome

    def run_replace(self, address: str, folder: Path) -> Outcome:
        """`terraform apply -replace=address` where the new one is made before the old one is destroyed.

        In `folder` the process of the plan tells that of the apply.
        """
        self._processes = (Neighbours(lambda: folder, process=NOBODY + number) for number in range(2))
        with self._command() as outcome:
            with self._provider() as provider:
                for each in list(self._state):
                    self._refresh(provider, each)
                config = self._evaluate(address, {each: self._attributes(each) for each in self._state})
                old = self._current(provider, address)
                kept = self._ask_for_plan(provider, address, config, old.state, old).planned_private
                told = self._ask_for_plan(provider, address, config, None, Current({}, kept)).planned_private
            with self._provider() as provider:
                old = self._current(provider, address)
                final = self._plan_one(provider, address, config, None, told if self.sends_plans else b"")
                made = self._ask_to_apply(provider, address, None, final)
                self._remove(provider, address, old, told)
                self._keep(address, made, tainted=False)
                outcome.done[address] = "replace"
        return outcome

    def hold_twice(self, address: str, other: str) -> None:
        """Have the state hold what is at `address` at the address `other` too."""
        self._state[other] = self._state[address]

    def required(self, type_name: str, attribute: str) -> bool:
        """True if a resource of this type cannot do without this argument."""
        return any(each.name == attribute and each.required for each in self._schemas[type_name].attributes)

    @contextmanager
    def _command(self) -> Iterator[Outcome]:
        """One command: its errors are in the outcome, not raised."""
        self._outcome = Outcome()
        try:
            yield self._outcome
        except CallFailed:
            pass
        except AssertionError as broken:
            self._outcome.broken.append(str(broken).splitlines()[0])
        self._tainted &= set(self._state)

    @contextmanager
    def _attempt(self, failed: set[str], address: str) -> Iterator[None]:
        """One resource of an apply: when it fails, only what depends on it is left out."""
        try:
            yield
        except AssertionError as problem:
            failed.add(address)
            if not isinstance(problem, CallFailed):
                self._outcome.broken.append(str(problem).splitlines()[0])

    def _plan_one(
        self, provider: ProviderCalls, address: str, config: Any, current: Current | None, saved: bytes = b""
    ) -> Planned:
        if current is None or address not in self._tainted:
            return super()._plan_one(provider, address, config, current, saved)
        return replace(super()._plan_one(provider, address, config, None), action="replace")

    def _apply(self, provider: ProviderCalls, address: str, plan: Planned, values: Mapping[str, Any]) -> None:
        schema = self._kind(address)[1]
        current, final = self._plan_again(provider, address, plan, values)
        try:
            answer = self._ask_to_apply(provider, address, current, final)
        except CallFailed as failed:
            self._keep(address, failed.answer, tainted=current is None)
            raise
        made = read(schema, answer.new_state)
        self._keep(address, answer, tainted=False)
        assert made is not None, f"{address} was applied and is not there"
        try:
            rules.check_recorded(schema, made, f"apply of {address}")
            rules.check_kept(final.state, made, f"apply of {address}")
        except AssertionError:
            self._keep(address, answer, tainted=current is None)
            raise

    def _remove(self, provider: ProviderCalls, address: str, current: Current, private: bytes) -> None:
        try:
            super()._remove(provider, address, current, private)
        except CallFailed as failed:
            self._keep(address, failed.answer, tainted=address in self._tainted)
            raise
        self._tainted.discard(address)

    def _keep(self, address: str, answer: Any, *, tainted: bool) -> None:
        """Record what an apply says is there."""
        self._tainted.discard(address)
        if not isinstance(answer, pb.ApplyResourceChange.Response) or not answer.new_state.msgpack:
            return
        state = read(self._kind(address)[1], answer.new_state)
        if state is None:
            self._state.pop(address, None)
            return
        self._record(address, state, answer.private, answer.new_identity.identity_data.msgpack)
        if tainted:
            self._tainted.add(address)

    @contextmanager
    def _provider(self) -> Iterator[ProviderCalls]:
        provider = _Calls(self._shim, self._environment, self._outcome, next(self._processes, None))
        try:
            yield provider
        finally:
            provider.close()
