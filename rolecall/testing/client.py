"""Terraform's part in the life of resources, played by a client of the plugin protocol.

It calls a provider as Terraform does, command by command, each with fresh providers: state from its JSON, a refresh,
a plan with references that are unknown yet, and in the apply each plan anew, with what is known by then. It is as
strict as Terraform is, see `rolecall.testing.rules`, and stricter in one thing: what was applied must be what a refresh
finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.testing import rules
from rolecall.testing.configuration import Values
from rolecall.testing.provider import ProviderCalls, read, wire
from rolecall.testing.resource_states import Current, Planned, identity_data, state_json
from rolecall.testing.workbench import Workbench


class Client(Workbench):
    """The commands that make of a configuration a state."""

    def plan(self) -> dict[str, str]:
        """What an apply would do, by address."""
        return {address: each.action for address, each in self._plan().items() if each.action != "no-op"}

    def planned_changes(self, address: str) -> set[str]:
        """The attributes of `address` that an apply would change."""
        return set(self._plan()[address].differs)

    def apply(self) -> dict[str, str]:
        """Plan and apply; gives what was done, by address."""
        plans = self._plan()
        with self._provider() as provider:
            values: dict[str, Values] = {}
            for address, plan in plans.items():
                if plan.action != "no-op":
                    self._apply(provider, address, plan, values)
                values[address] = self._attributes(address)
        done = {address: plan.action for address, plan in plans.items() if plan.action != "no-op"}
        # What one resource does may show in what another one reads, such as the roles of a user in a binding.
        self._expect_settled(set(done) - self._configuration.needed)
        return done

    def destroy(self, *, refresh: bool = True) -> dict[str, str]:
        """Destroy everything in the state; gives what was there to destroy."""
        if refresh:
            with self._provider() as provider:
                for address in list(self._state):
                    self._refresh(provider, address)
        with self._provider() as provider:
            currents = {address: self._current(provider, address) for address in self._state}
            private = {address: self._plan_destroy(provider, address, each) for address, each in currents.items()}
        with self._provider() as provider:
            for address in [each for each in reversed(self._configuration.blocks) if each in currents]:
                self._remove(provider, address, self._current(provider, address), private[address])
        assert self._state == {}
        return dict.fromkeys(currents, "delete")

    def move_to(self, environment: Mapping[str, str]) -> None:
        """Have the providers started from now on in another environment."""
        self._environment = environment

    def import_(self, address: str, given: str) -> None:
        """`terraform import`, by id or `name=<value>`."""
        assert address in self._configuration.blocks and address not in self._state
        type_name, schema = self._kind(address)
        with self._provider() as provider:
            answer = provider.call("ImportResourceState", type_name=type_name, id=given)
            (found,) = answer.imported_resources
            assert found.type_name == type_name
            state = read(schema, found.state)
            assert state is not None
            rules.check_recorded(schema, state, f"import of {address}")
            self._record(address, state, found.private, found.identity.identity_data.msgpack)
            self._refresh(provider, address)
            assert address in self._state, f"{given} was imported and is not there"

    def _plan(self) -> dict[str, Planned]:
        """Refresh everything and plan it."""
        assert set(self._state) <= set(self._configuration.blocks), "no test takes single resources out"
        with self._provider() as provider:
            for address in self._configuration.blocks:
                config = self._evaluate(address, None)
                self._validate(provider, address, config)
            for address in list(self._state):
                self._refresh(provider, address)
            plans: dict[str, Planned] = {}
            values: dict[str, Values] = {}
            for address in self._configuration.blocks:
                config = self._evaluate(address, values)
                rules.check_configuration(self._kind(address)[1], config)
                self._validate(provider, address, config)
                current = self._current(provider, address) if address in self._state else None
                plans[address] = self._plan_one(provider, address, config, current)
                values[address] = plans[address].state
            return plans

    def _apply(self, provider: ProviderCalls, address: str, plan: Planned, values: Mapping[str, Values]) -> None:
        """Do what `plan` says, planned once more now that `values` are known."""
        schema = self._kind(address)[1]
        current, final = self._plan_again(provider, address, plan, values)
        assert final.action == ("create" if current is None else "update"), f"{address}: {plan.action}, {final.action}"
        answer = self._ask_to_apply(provider, address, current, final)
        made = read(schema, answer.new_state)
        assert made is not None, f"{address} was applied and is not there"
        rules.check_recorded(schema, made, f"apply of {address}")
        rules.check_kept(final.state, made, f"apply of {address}")
        identity = answer.new_identity.identity_data.msgpack
        assert identity, f"{address} has no identity"
        assert current is None or identity == current.identity, f"{address} has another identity"
        self._record(address, made, answer.private, identity)

    def _plan_again(
        self, provider: ProviderCalls, address: str, plan: Planned, values: Mapping[str, Values]
    ) -> tuple[Current | None, Planned]:
        """What is there when `plan` is applied, and the last plan for it; what is to be replaced is gone by then."""
        current = self._current(provider, address) if address in self._state else None
        if plan.action == "replace":
            assert current is not None
            self._remove(provider, address, current, plan.private)
            current = None
        sent = plan.private if self.sends_plans else b""
        final = self._plan_one(provider, address, self._evaluate(address, values), current, sent)
        rules.check_kept(plan.state, final.state, f"final plan of {address}")
        return current, final

    def _plan_one(
        self, provider: ProviderCalls, address: str, config: Values, current: Current | None, saved: bytes = b""
    ) -> Planned:
        type_name, schema = self._kind(address)
        prior = None if current is None else current.state
        answer = self._ask_for_plan(provider, address, config, prior, current, saved)
        planned = read(schema, answer.planned_state)
        rules.check_planned(schema, prior, config, planned)
        assert planned is not None
        action = "create" if prior is None else "no-op" if planned == prior else "update"
        differs = frozenset(name for name, value in planned.items() if prior is None or prior[name] != value)
        replaced = {path.steps[0].attribute_name for path in answer.requires_replace}
        if prior is not None and replaced & differs:
            action = "replace"
            private = answer.planned_private
            answer = self._ask_for_plan(provider, address, config, None, Current({}, private))
            planned = read(schema, answer.planned_state)
            rules.check_planned(schema, None, config, planned)
            assert planned is not None
        self.said += [self._shown(type_name, planned), repr(answer.planned_private)]
        identity = answer.planned_identity.identity_data.msgpack
        return Planned(action, planned, config, answer.planned_private, identity, differs)

    def _ask_for_plan(
        self,
        provider: ProviderCalls,
        address: str,
        config: Values | None,
        prior: Values | None,
        current: Current | None,
        saved: bytes = b"",
    ) -> Any:
        type_name, schema = self._kind(address)
        return provider.call(
            "PlanResourceChange",
            type_name=type_name,
            prior_state=wire(schema.type, prior),
            proposed_new_state=wire(schema.type, None if config is None else rules.proposed(schema, prior, config)),
            config=wire(schema.type, config),
            prior_private=b"" if current is None else current.private,
            prior_identity=identity_data(b"" if current is None else current.identity),
            planned_private=saved,
            client_capabilities=pb.ClientCapabilities(store_planned_private=self.sends_plans),
        )

    def _plan_destroy(self, provider: ProviderCalls, address: str, current: Current) -> bytes:
        answer = self._ask_for_plan(provider, address, None, current.state, current)
        assert read(self._kind(address)[1], answer.planned_state) is None, f"{address} is to outlive its destruction"
        private = answer.planned_private
        assert isinstance(private, bytes)
        return private

    def _ask_to_apply(
        self,
        provider: ProviderCalls,
        address: str,
        current: Current | None,
        final: Planned | None,
        private: bytes = b"",
    ) -> Any:
        """Have `final` done, or without one have `current` destroyed, of which the plan left `private`."""
        type_name, schema = self._kind(address)
        identity = final.identity if final is not None else b"" if current is None else current.identity
        return provider.call(
            "ApplyResourceChange",
            type_name=type_name,
            prior_state=wire(schema.type, None if current is None else current.state),
            planned_state=wire(schema.type, None if final is None else final.state),
            config=wire(schema.type, None if final is None else final.config),
            planned_private=private if final is None else final.private,
            planned_identity=identity_data(identity),
        )

    def _remove(self, provider: ProviderCalls, address: str, current: Current, private: bytes) -> None:
        answer = self._ask_to_apply(provider, address, current, None, private)
        assert read(self._kind(address)[1], answer.new_state) is None, f"{address} was destroyed and is still there"
        del self._state[address]

    def _validate(self, provider: ProviderCalls, address: str, config: Values) -> None:
        type_name, schema = self._kind(address)
        capable = pb.ClientCapabilities(write_only_attributes_allowed=True)
        provider.call(
            "ValidateResourceConfig",
            type_name=type_name,
            config=wire(schema.type, config),
            client_capabilities=capable,
        )

    def _refresh(self, provider: ProviderCalls, address: str) -> None:
        """Record what the vendor has now of `address`, or that it has it no more."""
        type_name, schema = self._kind(address)
        current = self._current(provider, address)
        answer = provider.call(
            "ReadResource",
            type_name=type_name,
            current_state=wire(schema.type, current.state),
            private=current.private,
            current_identity=identity_data(current.identity),
        )
        found = read(schema, answer.new_state)
        if found is None:
            del self._state[address]
            return
        rules.check_recorded(schema, found, f"refresh of {address}")
        identity = answer.new_identity.identity_data.msgpack
        assert identity == current.identity, f"{address} has another identity after a refresh"
        self._record(address, found, answer.private, identity)

    def _expect_settled(self, addresses: Iterable[str]) -> None:
        """A refresh right after an apply changes nothing."""
        with self._provider() as provider:
            for address in addresses:
                before = self._attributes(address)
                self._refresh(provider, address)
                after = self._attributes(address) if address in self._state else {}
                given = self._configuration.blocks[address]
                for name, value in before.items():
                    # What is set no more, the vendor may fill in by itself.
                    free = value is None and given.get(name) is None and after
                    assert free or after.get(name) == value, f"{address} has another {name} than was applied"

    def _current(self, provider: ProviderCalls, address: str) -> Current:
        """`address` from the state, which is of this version of its schema: there is nothing to upgrade."""
        type_name, schema = self._kind(address)
        recorded = self._state[address]
        raw = pb.RawState(json=recorded.attributes.encode())
        answer = provider.call("UpgradeResourceState", type_name=type_name, version=schema.version, raw_state=raw)
        state = read(schema, answer.upgraded_state)
        assert state is not None
        assert state_json(state) == recorded.attributes, f"{address} does not come back from the state as it went in"
        return Current(state, recorded.private, recorded.identity)
