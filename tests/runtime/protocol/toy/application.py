"""A made-up vendor whose objects live in one file, as an `Application` of its own.

It has a few objects by whose name it misbehaves. `TOY_STORE` is the directory of its data.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rolecall.runtime.application import EphemeralResult, FunctionResult, ListEvent, Object, PlanResult, StateResult
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, refusal
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Function, Schema
from tests.runtime.protocol.toy.schemas import IDENTITY, JOIN, LISTING, PROVIDER, READING, RING, SESSION, THING
from tests.runtime.protocol.toy.store import Store


class Toy:
    """The application."""

    shim = PROVIDER

    def __init__(self) -> None:
        self.store = Store(Path(os.environ["TOY_STORE"]))
        self.log = Logger("toy")
        self.stopped = False

    # What there is.

    def resource_schemas(self) -> Mapping[str, Schema]:
        return {"toy_thing": THING}

    def data_source_schemas(self) -> Mapping[str, Schema]:
        return {"toy_thing": READING}

    def ephemeral_schemas(self) -> Mapping[str, Schema]:
        return {"toy_session": SESSION}

    def action_schemas(self) -> Mapping[str, Schema]:
        return {"toy_ring": RING}

    def list_schemas(self) -> Mapping[str, Schema]:
        return {"toy_thing": LISTING}

    def identity_schemas(self) -> Mapping[str, Schema]:
        return {"toy_thing": IDENTITY}

    def functions(self) -> Mapping[str, Function]:
        return {"join_id": JOIN}

    # Configurations.

    def validate_provider(self, config: Object) -> Diagnostics:
        return Diagnostics()

    def configure(self, config: Object, *, terraform_version: str, deferral_allowed: bool) -> Diagnostics:
        self.store.note("configure")
        self.log.debug("configured", token=config["api_token"], url=config["url"])
        return Diagnostics()

    def validate_resource(self, type_name: str, config: Object) -> Diagnostics:
        findings = Diagnostics()
        match config["name"]:
            case "":
                findings.error("Empty name", "A thing needs a name.", ("name",))
            case "leak":
                findings.error("No", f"The password {config['password_wo']} is bad.", ("password_wo",))
            case "raise":
                raise KeyError(f"holding {config['secret']}")
            case "exit":
                raise SystemExit(3)
        for at, part in enumerate(config["parts"] or ()):
            if part["kind"] == "bad":
                findings.error("Bad kind", "", ("parts", at, "kind"))
        if config["labels"] and "bad" in config["labels"]:
            findings.warning("Bad label", "", ("labels", "bad"))
        return findings

    def validate_data_source(self, type_name: str, config: Object) -> Diagnostics:
        return Diagnostics()

    def validate_ephemeral(self, type_name: str, config: Object) -> Diagnostics:
        return Diagnostics()

    def validate_list(self, type_name: str, config: Object) -> Diagnostics:
        return Diagnostics()

    # Managed resources.

    def upgrade_state(self, type_name: str, version: int, raw: Mapping[str, Any]) -> StateResult:
        state = dict(raw)
        if version == 0:
            state["name"] = state.pop("title")
        return StateResult(state=state)

    def upgrade_identity(self, type_name: str, version: int, raw: Mapping[str, Any]) -> StateResult:
        return StateResult(state=None, identity=dict(raw))

    def read(
        self, type_name: str, state: Object, private: bytes, *, identity: Object | None, deferral_allowed: bool
    ) -> StateResult:
        self.store.note("read", identity)
        found = self.store.objects().get(state["id"])
        if found is None:
            return StateResult(state=None)
        return StateResult(state=found | {"id": state["id"]}, private=private, identity={"id": state["id"]})

    def plan(
        self,
        type_name: str,
        prior: Object | None,
        proposed: Object | None,
        config: Object | None,
        private: bytes,
        *,
        identity: Object | None,
        deferral_allowed: bool,
        planned_private: bytes | None = None,
    ) -> PlanResult:
        self.store.note("plan")
        if proposed is None:
            return PlanResult(planned=None, private=private)
        planned = dict(proposed)
        if prior is None:
            return PlanResult(
                planned=planned
                | {"id": UNKNOWN, "revision": UNKNOWN}
                | ({"active": UNKNOWN} if planned["active"] is None else {}),
                private=b"planned",
            )
        result = PlanResult(planned=planned, private=private, identity=identity)
        if planned != prior:
            planned["revision"] = UNKNOWN
        if planned["name"] != prior["name"]:
            result.requires_replace.append(("name",))
        return result

    def apply(
        self,
        type_name: str,
        prior: Object | None,
        planned: Object | None,
        config: Object | None,
        private: bytes,
        *,
        identity: Object | None,
    ) -> StateResult:
        if planned is None:
            assert prior is not None
            self.store.note("delete")
            with self.store.changing() as objects:
                objects.pop(prior["id"], None)
            return StateResult(state=None)
        assert config is not None
        if planned["name"] == "raise":
            raise ValueError(f"holding {config['password_wo']}")
        with self.store.changing() as objects:
            number = str(max(map(int, objects), default=0) + 1) if prior is None else prior["id"]
            state = planned | {"id": number}
            state["revision"] = 1 if prior is None else prior["revision"] + 1
            if state["active"] is UNKNOWN:
                state["active"] = True
            objects[number] = state
        self.store.note("create" if prior is None else "update", config["password_wo"] and "with password")
        result = StateResult(state=state, private=private + b".", identity={"id": number})
        match planned["name"]:
            case "slow":
                (self.store.directory / "sleeping").touch()
                time.sleep(1)
                if self.stopped:
                    result.diagnostics.warning("Stopped", "The rest was left out.")
            case "misfit":
                state |= {"size": "large", "unheard_of": 1, "password_wo": config["password_wo"]}
        return result

    def import_state(
        self, type_name: str, import_id: str, identity: Object | None, *, deferral_allowed: bool
    ) -> StateResult:
        self.store.note("import", import_id or identity)
        number = import_id or (identity or {})["id"]
        found = self.store.objects().get(number)
        if found is None:
            raise refusal("No such thing", f"There is no thing {number}.")
        return StateResult(state=found | {"id": number}, identity={"id": number})

    def move_state(
        self, source_provider: str, source_type: str, source_version: int, source: Mapping[str, Any], target: str
    ) -> StateResult:
        self.store.note("move", source_type)
        number = source["input"]["value"]
        return StateResult(state=self.store.objects()[number] | {"id": number}, identity={"id": number})

    def generate_config(self, type_name: str, state: Object) -> tuple[Object | None, Diagnostics]:
        self.store.note("generate")
        return state | {"id": None, "revision": None}, Diagnostics()

    # The rest.

    def read_data_source(self, type_name: str, config: Object, *, deferral_allowed: bool) -> StateResult:
        for number, item in self.store.objects().items():
            if item["name"] == config["name"]:
                return StateResult(state={"name": item["name"], "id": number})
        raise refusal("No such thing", f"There is no thing called {config['name']}.", ("name",))

    def open_ephemeral(self, type_name: str, config: Object, *, deferral_allowed: bool) -> EphemeralResult:
        self.store.note("open")
        return EphemeralResult(
            result=config | {"token": "issued-once-4711"},
            private=b"handle",
            renew_at=datetime.now(UTC) + timedelta(hours=1),
        )

    def renew_ephemeral(self, type_name: str, private: bytes) -> EphemeralResult:
        return EphemeralResult(private=private + b"+", renew_at=datetime(2040, 1, 2, tzinfo=UTC))

    def close_ephemeral(self, type_name: str, private: bytes) -> Diagnostics:
        self.store.note("close", private.decode())
        return Diagnostics()

    def list_resource(
        self, type_name: str, config: Object, *, include_resource: bool, limit: int
    ) -> Iterator[ListEvent]:
        for number, item in self.store.objects().items():
            if item["name"].startswith(config["prefix"] or ""):
                yield ListEvent(
                    identity={"id": number},
                    display_name=item["name"],
                    resource=item | {"id": number} if include_resource else None,
                )
        if config["prefix"] == "raise":
            raise RuntimeError("after the rows")

    def validate_action(self, type_name: str, config: Object) -> Diagnostics:
        found = Diagnostics()
        if config["bell"] == "":
            found.error("No bell", "", ("bell",))
        return found

    def plan_action(self, type_name: str, config: Object) -> Diagnostics:
        found = self.validate_action(type_name, config)
        if config["bell"] == "cracked":
            found.warning("It is cracked", "", ("bell",))
        return found

    def invoke_action(self, type_name: str, config: Object) -> Iterator[str | Diagnostic]:
        yield f"{config['bell']} rings\x1b[31m {config['pin']}"
        if config["bell"] == "raise":
            raise RuntimeError("after the first line")
        if config["bell"] == "cracked":
            yield Diagnostic("warning", "It sounded bad", "", ("bell",))
        yield "done"

    def call_function(self, name: str, arguments: list[Any]) -> FunctionResult:
        left, right = arguments
        if not left:
            return FunctionResult(error="left is empty", argument=0)
        return FunctionResult(result=f"{left}/{right}")

    def stop(self) -> None:
        self.store.note("stop")
        self.stopped = True

    def close(self) -> None:
        self.store.note("closed")
