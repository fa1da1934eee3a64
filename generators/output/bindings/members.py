"""The arguments and properties of a class, from the attributes of a schema."""

from __future__ import annotations

from collections.abc import Iterator

from generators.naming import class_name, member_name
from generators.output.bindings.annotations import (
    declaration,
    given_as,
    nested_given,
    nested_kind,
    nested_read,
    read_by,
)
from generators.output.bindings.classes import Classes
from generators.output.bindings.model import Input, Member, Reference
from generators.output.literals import type_source
from generators.text import scalar
from rolecall.specification.schema import Attribute


def members_of(
    attributes: tuple[Attribute, ...],
    owner: str,
    what: str,
    inputs: list[Input],
    references: list[Reference],
    classes: Classes,
) -> Iterator[Member]:
    """The members of the class `owner`, which stands for `what`.

    The classes of nested objects are claimed from `classes` and added to `inputs` and `references`. Raises
    `DefinitionError` for two classes of one name.
    """
    for item in attributes:
        argument = item.required or item.optional
        if item.nesting is None:
            kind, given = type_source(item.type), given_as(item)
            read, getter = read_by(item)
        else:
            inner = f"{owner}{class_name(item.name)}"
            members = tuple(members_of(item.nested, inner, f"{what}.{item.name}", inputs, references, classes))
            reference = classes.claim(f"{inner}OutputReference", f"{what}.{item.name}")
            references.append(
                Reference(name=reference, text=f"A reference to `{item.name}` of {what}.", members=members)
            )
            kind, given = nested_kind(item, members), ""
            if argument:
                classes.claim(inner, f"{what}.{item.name}")
                inputs.append(Input(name=inner, text=item.description, members=members))
                given = nested_given(item, inner, reference)
            read, getter = nested_read(item, reference)
        yield Member(
            name=member_name(item.name),
            terraform=item.name,
            text=_text(item, argument),
            kind=kind,
            declared=declaration(kind, item),
            given=given,
            read=None if item.write_only else read,
            getter=getter,
            argument=argument,
            required=item.required,
        )


def argument_of_provider(item: Attribute, owner: str, inputs: list[Input], classes: Classes) -> Member:
    """An argument of the provider's class `owner`; nested objects as in `members_of`."""
    text = item.description + (" A secret: leave it to the environment." if item.sensitive else "")
    if item.nesting is None:
        kind, given = type_source(item.type), given_as(item)
    else:
        name = classes.claim(f"{owner}{class_name(item.name)}", f"{item.name} of the provider")
        members = tuple(argument_of_provider(each, name, inputs, classes) for each in item.nested)
        inputs.append(Input(name=name, text=item.description, members=members))
        kind, given = nested_kind(item, members), f"{name} | Mapping[str, Any]"
    return Member(
        name=member_name(item.name),
        terraform=item.name,
        text=text + _default(item),
        kind=kind,
        declared=declaration(kind, item),
        given=given,
        argument=True,
    )


def _text(item: Attribute, argument: bool) -> str:
    """What an attribute is, and what its kind means to whoever sets or reads it."""
    text = item.description
    if member_name(item.name) != item.name:
        text += f" (Terraform: `{item.name}`)"
    if item.replace:
        text += " Changing it replaces the object."
    if item.write_only:
        text += " Write-only: enters neither plan nor state."
    elif item.sensitive and argument:
        text += " A secret."
    elif item.sensitive:
        text += " Sensitive: an output that shows it must be sensitive too."
    if item.deprecated:
        text += f" Deprecated: {item.deprecated}"
    return text + (_default(item) if argument else "")


def _default(item: Attribute) -> str:
    if item.default is None:
        return ""
    return f" Default: {scalar(item.default)}."
