"""References in a plan's configuration: sources of values that are not known yet, and provider blocks.

A JSON plan shows of an expression its constants, or else only what it refers to, not what is done with it. A reference
that stands alone is therefore `exact` only where the configuration was written in JSON, which shows the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rolecall.estate.terraform.plan import Change, Instance, Plan

_STEP = re.compile(r'module\.([^.\[]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?')
_RESOURCE = re.compile(r'^((?:data\.)?[a-z][a-z0-9]*_\w+\.[\w-]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?(?:\.(.+))?$')
_EXACT = re.compile(r"^\$\{([^{}]+)\}$")
_EACH = ("each.key", "each.value", "count.index")

Path = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Target:
    """The attribute of another resource that a value comes from; `exact` if it is nothing but that."""

    address: str
    attribute: str
    exact: bool


class Configuration:
    """The configuration of a plan, asked about its resources."""

    def __init__(self, plan: Plan) -> None:
        self._root: Mapping[str, Any] = plan.configuration.get("root_module") or {}
        self._providers: Mapping[str, Any] = plan.configuration.get("provider_config") or {}
        self._variables = plan.variables
        self._addresses = {each.address for each in plan.changes} | {each.address for each in plan.prior}
        self._resources: dict[int, dict[str, Mapping[str, Any]]] = {}
        self._blocks: dict[tuple[str, str, str, str], Mapping[str, Any] | None] = {}

    def is_set(self, change: Change | Instance, attribute: str) -> bool | None:
        """True if the configuration gives the attribute a value; None where it does not tell."""
        block = self._block(change)
        if block is None:
            return None
        expression = (block.get("expressions") or {}).get(attribute)
        if expression is None:
            return False
        if not isinstance(expression, Mapping):
            return True
        if expression.get("constant_value") is not None:
            return True
        references = expression.get("references") or []
        if not references:
            return False
        if len(references) == 1 and references[0].startswith("var.") and not change.module:
            return self._variables.get(references[0].removeprefix("var.")) is not None
        return True

    def planned_variables(self, change: Change | Instance, attribute: str) -> list[str]:
        """The variables of the root module that the attribute's value comes from and whose values the plan holds.

        Terraform leaves ephemeral variables out of a plan.
        """
        block = self._block(change)
        expression = ((block or {}).get("expressions") or {}).get(attribute)
        return sorted(set(self._held(expression, _modules(change.module))))

    def _held(self, expression: Any, modules: Sequence[tuple[str, str]]) -> Iterator[str]:
        references = (expression.get("references") or []) if isinstance(expression, Mapping) else []
        for name in (each.removeprefix("var.").split(".")[0] for each in references if each.startswith("var.")):
            if modules:
                outer, (called, _) = modules[:-1], modules[-1]
                call = ((self._module(outer) or {}).get("module_calls") or {}).get(called) or {}
                yield from self._held((call.get("expressions") or {}).get(name), outer)
            elif self._variables.get(name) is not None:
                yield name

    def target(self, change: Change | Instance, path: Path) -> Target | None:
        """The source of the unknown value at `path`; None where that cannot be told."""
        block = self._block(change)
        if block is None or not path:
            return None
        expression: Any = (block.get("expressions") or {}).get(path[0])
        rest = list(path[1:])
        while rest and isinstance(expression, Mapping | list) and "references" not in expression:
            if isinstance(expression, Mapping) and "constant_value" in expression:
                break
            try:
                expression = expression[rest.pop(0)]  # type: ignore[index]  # a mapping by name, a list by number
            except (KeyError, IndexError, TypeError):
                return None
        if not isinstance(expression, Mapping):
            return None
        text = expression.get("constant_value")
        for step in rest:
            if isinstance(text, Mapping):
                text = text.get(str(step))
            elif isinstance(text, list) and isinstance(step, int) and step < len(text):
                text = text[step]
        if isinstance(text, str) and (found := _EXACT.match(text)):
            return self._resolve([found[1]], change, _modules(change.module), exact=True)
        if text is not None:
            return None  # a template around references, or a constant: more than a reference
        return self._resolve(expression.get("references") or [], change, _modules(change.module), exact=False)

    def _resolve(
        self, references: Sequence[str], change: Change | Instance, modules: list[tuple[str, str]], *, exact: bool
    ) -> Target | None:
        own = [each for each in references if not each.startswith(_EACH)]
        longest = [
            each
            for each in own
            if not any(other != each and other.startswith((f"{each}.", f"{each}[")) for other in own)
        ]
        if len(longest) != 1:
            return None
        (reference,) = longest
        if reference.startswith("var."):
            return self._variable(reference.removeprefix("var."), change, modules)
        if reference.startswith("module."):
            return self._output(reference, change, modules)
        match = _RESOURCE.match(reference)
        if match is None:
            return None
        inside = ".".join(f"module.{name}{key}" for name, key in modules)
        address = f"{inside}.{match[1]}" if inside else match[1]
        attribute = match[3] or ""
        whole = f"{address}{match[2] or ''}"
        if whole in self._addresses:
            return Target(whole, attribute, exact)
        key = change.key
        if match[2] is None and key is not None:
            shown = f'["{key}"]' if isinstance(key, str) else f"[{key}]"
            if f"{address}{shown}" in self._addresses and any(each.startswith(_EACH) for each in references):
                return Target(f"{address}{shown}", attribute, False)
        return None

    def _variable(self, name: str, change: Change | Instance, modules: list[tuple[str, str]]) -> Target | None:
        """A variable of a module is what its caller gives."""
        if not modules:
            return None
        outer, (called, _) = modules[:-1], modules[-1]
        call = ((self._module(outer) or {}).get("module_calls") or {}).get(called) or {}
        expression = (call.get("expressions") or {}).get(name.split(".")[0].split("[")[0])
        if "." in name or "[" in name or not isinstance(expression, Mapping):
            return None
        return self._resolve_expression(expression, change, outer)

    def _output(self, reference: str, change: Change | Instance, modules: list[tuple[str, str]]) -> Target | None:
        """An output of a module is what the module gives it."""
        step = _STEP.match(reference)
        if step is None:
            return None
        rest = reference[step.end() :].lstrip(".")
        inner = [*modules, (step[1], step[2] or "")]
        module = self._module(inner)
        if module is None or not rest or "." in rest or "[" in rest:
            return None
        expression = ((module.get("outputs") or {}).get(rest) or {}).get("expression")
        return self._resolve_expression(expression, change, inner) if isinstance(expression, Mapping) else None

    def _resolve_expression(
        self, expression: Mapping[str, Any], change: Change | Instance, modules: list[tuple[str, str]]
    ) -> Target | None:
        text = expression.get("constant_value")
        if isinstance(text, str) and (found := _EXACT.match(text)):
            return self._resolve([found[1]], change, modules, exact=True)
        if text is not None:
            return None
        return self._resolve(expression.get("references") or [], change, modules, exact=False)

    def provider_key(self, change: Change | Instance) -> str:
        """The provider block that a resource uses, a key of `provider_config`; the vendor's name by default."""
        block = self._block(change)
        return str(block["provider_config_key"]) if block and "provider_config_key" in block else change.vendor

    def provider_argument(self, key: str, path: str) -> tuple[bool, Any]:
        """The pair: whether a provider block gives an argument (dotted), and its value, None where it is not known."""
        block = self._providers.get(key) or {}
        expression: Any = block.get("expressions") or {}
        steps = path.split(".")
        while steps and isinstance(expression, Mapping) and "constant_value" not in expression:
            if "references" in expression:
                break
            expression = expression.get(steps.pop(0))
            if isinstance(expression, list):
                expression = expression[0] if expression else None
        if not isinstance(expression, Mapping):
            return False, None
        value = expression.get("constant_value")
        for step in steps:
            value = value.get(step) if isinstance(value, Mapping) else None
        references = expression.get("references") or []
        if isinstance(value, str) and "${" not in value:
            return True, value
        names = [each.removeprefix("var.") for each in references if each.startswith("var.")]
        if len(references) == 1 and len(names) == 1 and isinstance(self._variables.get(names[0]), str):
            return True, self._variables[names[0]]
        return bool(references) or value is not None, None

    def alias(self, key: str) -> str:
        """The alias of a provider block; empty for the default one."""
        return str((self._providers.get(key) or {}).get("alias") or "")

    def _block(self, change: Change | Instance) -> Mapping[str, Any] | None:
        key = (change.module, change.mode, change.type, change.name)
        if key not in self._blocks:
            self._blocks[key] = self._find(change)
        return self._blocks[key]

    def _find(self, change: Change | Instance) -> Mapping[str, Any] | None:
        module = self._module(_modules(change.module))
        if module is None:
            return None
        known = self._resources.get(id(module))
        if known is None:
            known = {each["address"]: each for each in module.get("resources") or ()}
            self._resources[id(module)] = known
        prefix = "data." if change.mode == "data" else ""
        return known.get(f"{prefix}{change.type}.{change.name}")

    def _module(self, modules: Sequence[tuple[str, str]]) -> Mapping[str, Any] | None:
        found: Any = self._root
        for name, _ in modules:
            found = ((found.get("module_calls") or {}).get(name) or {}).get("module")
            if found is None:
                return None
        return found if isinstance(found, Mapping) else None


def _modules(address: str) -> list[tuple[str, str]]:
    return list(_steps(address))


def _steps(address: str) -> Iterator[tuple[str, str]]:
    for match in _STEP.finditer(address):
        yield match[1], match[2] or ""
