"""Stand-in vendors side by side, and states of what is in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rolecall.drift.check import check
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declarations
from rolecall.estate.inside import read_inside
from rolecall.estate.instances import Instance, configure, parse_choice
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import State, read_state
from rolecall.runtime import shims
from rolecall.sandbox import Sandbox, start


@dataclass
class Estate:
    """Sandboxes by vendor; `environment` leads to all of them, and to Tanzu's cluster alpha."""

    boxes: dict[str, Sandbox[Any, Any]]
    environment: dict[str, str]
    resources: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    @contextmanager
    def open(cls, *vendors: str, seed: int = 3, options: Mapping[str, Any] | None = None) -> Iterator[Estate]:
        with ExitStack() as stack:
            boxes = {
                name: stack.enter_context(start(name, seed=seed, options=options))
                for name in vendors or ("tanium", "splunk", "tanzu")
            }
            environment: dict[str, str] = {}
            for box in boxes.values():
                environment |= box.environment
            for name in ("HOST", "TOKEN"):
                if f"TANZU_KUBERNETES_ALPHA_{name}" in environment:
                    environment[f"TANZU_KUBERNETES_{name}"] = environment[f"TANZU_KUBERNETES_ALPHA_{name}"]
            yield cls(boxes, environment)

    def instance(self, label: str) -> Instance:
        made = configure(parse_choice(label), self.environment)
        assert isinstance(made, Instance), made
        return made

    def instances(self, *labels: str) -> list[Instance]:
        return [self.instance(label) for label in labels or tuple(self.boxes)]

    def manage(self, type_name: str, name: str, values: Mapping[str, Any], **more: Any) -> None:
        """Put a resource into the state; attributes that are not given are null."""
        vendor = type_name.split("_")[0]
        shim = shims.load(vendor)
        assert shim is not None
        empty: dict[str, Any] = dict.fromkeys(item.name for item in shim.resource(type_name).schema.attributes)
        assert set(values) <= set(empty), f"no such attribute of {type_name}"
        self.resources.append(
            {
                "address": f"{type_name}.{name}",
                "mode": "managed",
                "type": type_name,
                "name": name,
                "provider_name": f"registry.example/rolecall/{vendor}",
                "schema_version": 0,
                "values": {**empty, **values},
                "sensitive_values": {},
                **more,
            }
        )

    def adopt(self, *labels: str, without: tuple[str, ...] = (), inside: bool = False) -> None:
        """Put everything that the vendors have into the state, as it is, but for the types `without`.

        `inside`: what is inside of other objects as well.
        """
        with reading(self.instances(*labels)) as vendors:
            for vendor in vendors:
                if inside:
                    read_inside(vendor, State(resources=()), everywhere=True)
                assert vendor.gaps == []
                for type_name in vendor.types:
                    if type_name in without:
                        continue
                    for number, item in enumerate(vendor.objects(type_name)):
                        self.manage(type_name, f"n{number}", vendor.values(item))

    def address(self, type_name: str, **values: Any) -> str:
        """The address of the resource in state that has these values."""
        found = [
            each["address"]
            for each in self.resources
            if each["type"] == type_name and all(each["values"].get(name) == value for name, value in values.items())
        ]
        assert len(found) == 1, f"{len(found)} of {type_name} have {values}"
        return str(found[0])

    def check(self, folder: Path, *labels: str, declarations: Declarations | None = None, **options: Any) -> Report:
        """The report of a drift check of the state against the vendors."""
        state = read_state(self.write_state(folder / "state.json"))
        with reading(self.instances(*labels)) as vendors:
            return check(state, vendors, declarations or Declarations(), **options)

    def write_state(self, file: Path) -> Path:
        """The state as `terraform show -json` prints it."""
        root = {"root_module": {"resources": self.resources}}
        document = {"format_version": "1.0", "terraform_version": "1.11.4", "values": root}
        file.write_text(json.dumps(document), encoding="utf-8")
        return file

    def writes(self) -> list[str]:
        """The requests that were not reads, logins and the end of their own sessions aside."""
        logins = (
            "/services/auth/login",
            "/services/authentication/httpauth-tokens/",
            "/csp/gateway/am/api/auth/api-tokens/authorize",
        )
        return [
            f"{event.method} {event.path}"
            for box in self.boxes.values()
            for event in box.log
            if event.method not in ("GET", "HEAD") and not event.path.startswith(logins)
        ]
