"""Bodies of calls: constants are what the members take, and what a body wants is filled, each by one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generators.input.binding import one_of
from generators.input.description import ApiOperation, Shape
from generators.input.operations import Call
from generators.input.yaml_source import DefinitionError, Place
from rolecall.specification.schema import Attribute, Envelope

_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "an attribute that is a number, in its place",
    "number": "an attribute that is a number, in its place",
    "object": "constants of its members",
    "string": "a text",
}


def check_constant(
    shape: Shape, value: str | bool | tuple[str, ...], place: Place, what: str, *, form: bool = False
) -> None:
    """Raise `DefinitionError` for a constant that the member `shape` does not take. Templates are not looked into.

    In a `form` everything is text.
    """
    if isinstance(value, tuple):
        if shape.kind not in ("", "array"):
            raise DefinitionError(place, f"{what} is a list, where {shape.kind} belongs", f"one {shape.kind}")
        for each in value if shape.items is not None else ():
            check_constant(shape.items or shape, each, place, what, form=form)
        return
    if isinstance(value, str) and "{" in value:
        return
    fits = ("", "boolean") if isinstance(value, bool) else ("", "string")
    if shape.kind not in fits and not form:
        raise DefinitionError(place, f"{what} is {value!r}, where {shape.kind} belongs", _KINDS[shape.kind])
    if shape.enum and value not in shape.enum:
        raise DefinitionError(place, f"{what} is never {value!r}", one_of(str(value), map(str, shape.enum)))


def check_query(shape: Shape, value: str, place: Place, what: str) -> None:
    """Raise `DefinitionError` for a fixed query value that the parameter `shape` does not take."""
    known = ["true", "false"] if shape.kind == "boolean" else [str(each) for each in shape.enum]
    if "{" not in value and ((known and value not in known) or (shape.kind == "integer" and not value.isdecimal())):
        raise DefinitionError(place, f"{what} is {value!r}", one_of(value, known) if known else "a whole number")


def check_body(
    call: Call, api: ApiOperation, attributes: tuple[Attribute, ...], what: str, carried: tuple[str, ...] = ()
) -> None:
    """Raise `DefinitionError` for a member that constants and an attribute both fill, and for one that nothing does.

    `carried` are members that an update takes from the object as it was read; `what` is the call in words.
    """
    constants = [path for path, _ in call.constants]
    for path in constants:
        for item in attributes:
            if item.field is not None and item.links is None and (path == item.field):
                problem = f"{what}: {path!r} is a constant, and {item.name} fills it too"
                raise DefinitionError(call.place, problem, "one of the two")
    filled = [*constants, *carried, *(each for item in attributes for each in _fields(item))]
    for path in _wanted(api.body) if api.body is not None else ():
        if not any(f"{path}.".startswith(f"{each}.") or f"{each}.".startswith(f"{path}.") for each in filled):
            problem = f"{what}: {api.id} wants {path!r}, and nothing fills it"
            raise DefinitionError(call.place, problem, f"constants: {{{path}: …}}, or an attribute with this field")


def check_overwritten(
    created: Mapping[str, object], change: Call, api: ApiOperation, row: Shape, envelope: Envelope, what: str
) -> None:
    """Raise `DefinitionError` for a constant of a change alone that `row` shows: it would undo what others set there.

    `created` are the constants of create, `api` is the operation of `change`, `what` the call in words. Where a member
    takes one value alone there is nothing to undo.
    """
    for path, value in change.constants:
        texts = value if isinstance(value, tuple) else (value,)
        if created.get(path) == value or any("{" in str(text) for text in texts):
            continue
        taken = api.body.at(path) if api.body is not None else None
        shown = row.at(_inside(path, envelope))
        if shown is not None and (taken is None or len(taken.enum) != 1):
            problem = f"{what}: every change would set {path!r} to {value!r}, whatever others have set there since"
            raise DefinitionError(change.place, problem, "an attribute with this field, or the same constant of create")


def _inside(path: str, envelope: Envelope) -> str:
    """The path of a member of a body in a row: without what wraps the object, and what is lifted into it."""
    inner = path.removeprefix(f"{envelope.item}.")
    lifted = (name for name in envelope.merge if inner.startswith(f"{name}."))
    return inner.removeprefix(f"{next(lifted, '')}.")


def _fields(item: Attribute) -> Iterator[str]:
    """The members of a body that an attribute fills."""
    if item.field is not None and item.links is None:
        yield item.field
    if item.add_remove_lists is not None:
        lists = item.add_remove_lists
        yield from filter(None, (lists.add, lists.remove, lists.each))


def _wanted(body: Shape, outer: str = "") -> Iterator[str]:
    """What a body must have, by dotted path, what objects in it must have too."""
    for name in sorted(body.required):
        shape = body.properties.get(name)
        if shape is None or shape.read_only or shape.default is not None:
            continue
        if shape.kind == "object" and shape.required:
            yield from _wanted(shape, f"{outer}{name}.")
        else:
            yield f"{outer}{name}"
