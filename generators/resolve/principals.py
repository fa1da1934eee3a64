"""Principals: resource types that make nothing, and end what a person owns whom the vendor only names."""

from __future__ import annotations

from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.types import KINDS
from generators.text import one_line
from rolecall.specification.schema import Attribute, PrincipalLifecycle, Resource, Schema
from rolecall.specification.traits import Deprovision


def principal(name: str, rule: ResourceRule, deprovision: Deprovision | None) -> Resource:
    """A resource type whose attributes are the rule's own and whose only call is what `deprovision` revokes.

    Raises `DefinitionError` for operations, which it cannot have, and for what it lacks.
    """
    if rule.create or rule.update or rule.delete or rule.withdraw:
        raise DefinitionError(rule.place, f"{name} is a principal alone", "no create, update, delete or withdraw")
    if deprovision is None or not deprovision.cascade_delete or deprovision.disable or deprovision.mode:
        raise DefinitionError(rule.place, f"{name} keeps nothing", "deprovision with revoke, and nothing else in it")
    if rule.id_template is None:
        raise DefinitionError(rule.place, f"{name} has no id_template", 'id_template: "{name}"')
    attributes = [Attribute(name="id", computed=True, description=f"`{rule.id_template}`.")]
    for each, said in rule.attributes.items():
        if not said.description:
            raise DefinitionError(said.place, f"{name}: attribute {each!r} has no description", "a description")
        required = f"{{{each}}}" in rule.id_template
        attributes.append(
            Attribute(
                name=each,
                type=KINDS[said.type or "string"],
                required=required,
                optional=not required,
                computed=not required and said.default is not None,
                default=said.default,
                replace=required,
                description=one_line(said.description),
                checks=said.checks or (),
            )
        )
    return Resource(
        name=name,
        schema=Schema(description=one_line(rule.description), attributes=tuple(attributes)),
        id_template=rule.id_template,
        access=rule.access,
        lifecycle=PrincipalLifecycle(deprovision=deprovision),
    )
