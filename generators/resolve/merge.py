"""Merge an API description and a definition into a specification."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TypeVar, cast

from generators.input.definition import Common, Definition
from generators.input.description import Description, together
from generators.input.mistakes import Mistakes
from generators.input.operations import call_of
from generators.input.rules.attributes import AttributeRule
from generators.input.rules.dialects import DialectRule
from generators.input.rules.resources import ResourceRule
from generators.input.rules.sources import ActionRule
from generators.input.yaml_source import DefinitionError, Remark
from generators.resolve.audit_log import audit
from generators.resolve.calls import Calls, dig
from generators.resolve.collections import Collections
from generators.resolve.declared import declared
from generators.resolve.instance import with_instances
from generators.resolve.provider import (
    argument_names,
    authentication,
    defaults,
    endpoint,
    instance_ids,
    provider_schema,
    whoami,
)
from generators.resolve.resources import resource
from generators.resolve.rows import check_rows
from generators.resolve.schemas import Schemas
from generators.resolve.sources import Sources
from generators.resolve.specification import ProviderSpec
from generators.text import one_line
from rolecall.specification.schema import Dialect, Literalish, Provider
from rolecall.specification.traits import Containment, Label, RiskTier

_Rule = TypeVar("_Rule")
_Resolved = TypeVar("_Resolved")
_VENDOR = re.compile(r"[a-z][a-z0-9]*")


def merge(
    description: Description,
    definition: Definition,
    common: Common,
    others: Mapping[str, Description] = MappingProxyType({}),
) -> ProviderSpec:
    """One specification of both; `others` describe the further endpoints.

    Raises `DefinitionError`; its `rest` is the specification where every type could be made all the same.
    """
    mistakes = Mistakes()
    spec = mistakes.rest_of(partial(_merged, description, definition, common, others, mistakes))
    mistakes.settle(rest=spec)
    return cast(ProviderSpec, spec)


def _merged(
    description: Description,
    definition: Definition,
    common: Common,
    others: Mapping[str, Description],
    mistakes: Mistakes,
) -> ProviderSpec:
    """As `merge`. What does not stop it is noted in `mistakes`."""
    if not _VENDOR.fullmatch(definition.name):
        raise DefinitionError(
            definition.place, f"{definition.name!r} is no vendor's name", "lower-case letters and digits"
        )
    headers = {"": {name for name, _ in definition.headers}}
    headers |= {name: {header for header, _ in rule.headers} for name, rule in definition.endpoints.items()}
    calls = Calls(together(description, others), headers, argument_names(definition), definition.parameters)
    schemas = Schemas(definition.ignore)
    collections = Collections(definition, calls)
    resources = _each(
        definition.resources,
        lambda name, rule: resource(name, rule, definition, calls, collections, schemas),
        mistakes,
    )
    early = Mistakes()
    ways = early.rest_of(partial(authentication, definition, calls)) or ()
    who = early.rest_of(partial(whoami, definition, calls))
    log = early.rest_of(partial(audit, definition, calls))
    spoken = _each(definition.dialects, lambda argument, rule: _dialect(argument, rule, calls), early)
    if len(resources) < len(definition.resources):
        with mistakes.noted():
            early.settle()
        mistakes.settle()
    early.settle()
    finished = _each(definition.collections, lambda name, _: collections.collection(name, resources), mistakes)
    if len(finished) < len(definition.collections):
        mistakes.settle()
    with mistakes.noted():
        check_rows(definition, collections, resources)
    sources = Sources(definition, calls, collections, schemas, resources)
    provider = declared(
        Provider,
        definition,
        schema=provider_schema(definition, common, finished),
        base_path=description.base_path,
        authentication=ways,
        defaults=defaults(definition),
        whoami=who,
        instance_ids=instance_ids(definition),
        audit=log,
        collections=finished,
        resources=resources,
        data_sources=_each(definition.data_sources, sources.data_source),
        ephemerals=_each(definition.ephemerals, sources.ephemeral),
        actions=_each(definition.actions, sources.action),
        functions=tuple(sources.function(name, rule) for name, rule in definition.functions.items()),
        endpoints=tuple(endpoint(name, definition, calls, others[name]) for name in definition.endpoints),
        risk_tiers=tuple(declared(RiskTier, each) for each in definition.risk_tiers),
        labels=tuple(declared(Label, each) for each in definition.labels),
        containments=tuple(declared(Containment, each) for each in definition.containments),
        dialects=spoken,
        spoken=tuple((argument, rule.name) for argument, rule in definition.dialects.items()),
        instance=(),
        lacks=(),
    )
    _each(definition.ignore, partial(_check_ignored, schemas.used), mistakes)
    told: dict[str, ResourceRule | ActionRule] = {**definition.resources, **definition.actions}
    return ProviderSpec(
        provider=with_instances(provider, definition),
        description=one_line(definition.description),
        examples=_examples(definition),
        arguments={
            name: rule.example
            for name, rule in {**definition.arguments, **common.arguments}.items()
            if rule.example is not None
        },
        hazards={name: rule.hazards for name, rule in told.items() if rule.hazards},
        subcategories={name: rule.subcategory for name, rule in told.items()},
        permissions={name: rule.permissions for name, rule in told.items() if rule.permissions}
        | {f"data.{name}": rule.permissions for name, rule in definition.data_sources.items() if rule.permissions},
    )


def _each(
    rules: Mapping[str, _Rule], resolve: Callable[[str, _Rule], _Resolved], others: Mistakes | None = None
) -> tuple[_Resolved, ...]:
    """What `resolve` makes of each rule. Raises `DefinitionError` for all that it refuses, or adds it to `others`."""
    found: list[_Resolved] = []
    mistakes = others or Mistakes()
    for name, rule in rules.items():
        made = mistakes.rest_of(partial(resolve, name, rule))
        found += [made] if made is not None else []
    if others is None:
        mistakes.settle()
    return tuple(found)


def _check_ignored(used: Container[str], path: str, reason: Remark) -> None:
    if path not in used:
        raise DefinitionError(reason.place, f"ignore: no answer has a field {path!r} left over", "no such line")


def _dialect(argument: str, rule: DialectRule, calls: Calls) -> Dialect:
    """A dialect, the answer of its probe checked against the API description."""
    call = call_of(rule.detect.operation)
    api = calls.api(call)
    if api.method != "GET" or api.answer is None:
        raise DefinitionError(rule.detect.place, f"{api.id} is no read", "a GET that answers something")
    dig(api.answer, rule.detect.item, rule.detect.place, "item of detect")
    detect = rule.detect
    probe = calls.operation(call, ())
    return declared(Dialect, rule, argument=argument, probe=probe, item=detect.item, first=detect.first)


def _examples(definition: Definition) -> dict[tuple[str, str], Literalish | tuple[str, ...]]:
    kinds = (definition.resources, definition.data_sources, definition.ephemerals, definition.actions)
    return {
        (name, path): example
        for kind in kinds
        for name, rule in kind.items()
        for path, example in _example_values(rule.attributes)
    }


def _example_values(
    rules: Mapping[str, AttributeRule], outer: str = ""
) -> Iterator[tuple[str, Literalish | tuple[str, ...]]]:
    """Example values by attribute, of members of nested ones by dotted path."""
    for name, said in rules.items():
        if said.example is not None:
            yield f"{outer}{name}", said.example
        yield from _example_values(said.nested or {}, f"{outer}{name}.")
