"""Bodies of requests: read as JSON or a form, held against their shape, and made members of a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs

from rolecall.sandbox.core.message import Refusal, Request
from rolecall.sandbox.generic.document import Action, Body, Kind, Reference, Shape
from rolecall.sandbox.generic.paths import NOTHING, dig, put
from rolecall.sandbox.generic.store import GenericStore, Row

_FORM = "application/x-www-form-urlencoded"
_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def read(request: Request, action: Action, store: GenericStore) -> dict[str, Any]:
    """The body of `request` as an object; raises Refusal for one that the API description does not allow."""
    body = action.body
    if body is None:
        return {}
    media = _FORM if body.encoding == "form" else body.media_type or "application/json"
    if request.content_type != media:
        raise Refusal(415, f"The media type {request.content_type or 'of nothing'} is not {media}.")
    if body.encoding == "form":
        data = _form(request, body.shape)
    else:
        try:
            data = json.loads(request.body)
        except ValueError:
            raise Refusal(400, "The body is no JSON.") from None
    if not isinstance(data, dict):
        raise Refusal(400, "The body is no object.")
    for problem in _problems(body.shape, data, "", unknown=store.options.unknown_refused):
        raise Refusal(400, problem)
    return data


def members(data: Mapping[str, Any], body: Body, kind: Kind, store: GenericStore) -> Row:
    """What `data` sets: members of a row, references as keys. Raises Refusal for a name that there is not."""
    row: Row = {}
    for path, member in body.fields:
        value = dig(data, path)
        if value is NOTHING:
            continue
        reference = kind.references.get(member)
        put(row, member, value if reference is None else _keys(reference, value, store))
    return row


def initial(kind: Kind) -> Row:
    """The members of a new row that nothing sets: defaults, first statuses, empty lists, else false or null."""
    row = _empty(kind.row)
    for member in kind.sets:
        row[member] = []
    for member, first in kind.status.items():
        put(row, member, first)
    absent = kind.absent
    if absent is not None and (flag := kind.row.properties.get(absent.flag)) is not None:
        alive = next((each for each in flag.enum if each != absent.value), None)
        put(row, absent.flag, False if flag.kind == "boolean" else alive)
    return row


def _empty(shape: Shape) -> Row:
    row: Row = {}
    for name, each in shape.properties.items():
        if each.kind == "object" and each.properties:
            row[name] = _empty(each)
        elif each.kind == "array":
            row[name] = list(each.default or ())
        else:
            row[name] = False if each.kind == "boolean" and each.default is None else each.default
    return row


def _keys(reference: Reference, value: Any, store: GenericStore) -> Any:
    """The keys of the rows that `value` names."""
    found = []
    for each in value if isinstance(value, list) else [value] if value not in (None, "") else []:
        name = dig(each, reference.key) if isinstance(each, Mapping) else each
        member = reference.by if reference.wire == "name" else reference.key
        row = store.find(reference.lookup, {member: name})
        if row is not None and not store.is_deleted(reference.lookup, row):
            found.append(dig(row, reference.key))
        elif not store.options.drops_unknown:
            raise Refusal(400, f"There is no {reference.lookup} {name!r}.")
    return found if reference.many else found[0] if found else None


def _form(request: Request, shape: Shape) -> dict[str, Any]:
    """A form (`application/x-www-form-urlencoded`) as the object that it stands for."""
    given = parse_qs(request.body.decode("ascii", "replace"), keep_blank_values=True)
    data: dict[str, Any] = {}
    for name, values in given.items():
        each = shape.properties.get(name, Shape(kind="string"))
        if each.kind == "array":
            data[name] = [_read(each.items or Shape(kind="string"), text) for text in values if text != ""]
        elif len(values) > 1:
            raise Refusal(400, f"{name} is there {len(values)} times.")
        else:
            data[name] = _read(each, values[0])
    return data


def _read(shape: Shape, text: str) -> Any:
    if shape.kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if shape.kind == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    return text


def _problems(shape: Shape, value: Any, path: str, *, unknown: bool) -> Iterator[str]:
    """The sentences that say how `value` is not as `shape` wants it."""
    name = path or "the body"
    if value is None:
        return
    wanted = _KINDS.get(shape.kind)
    if wanted is not None and (not isinstance(value, wanted) or isinstance(value, bool) is not (wanted == (bool,))):
        yield f"{name} must be of type {shape.kind}."
        return
    if shape.enum and value not in shape.enum:
        yield f"{name} must be one of {', '.join(map(str, shape.enum))}."
    if isinstance(value, str):
        if len(value) < shape.min_length or (shape.max_length is not None and len(value) > shape.max_length):
            yield f"{name} must have {shape.min_length} to {shape.max_length} characters."
        if shape.pattern and not re.search(shape.pattern, value):
            yield f"{name} must match {shape.pattern}."
    if isinstance(value, int | float) and not isinstance(value, bool):
        least, most = shape.minimum, shape.maximum
        if (least is not None and value < least) or (most is not None and value > most):
            yield f"{name} must be from {least} to {most}."
    if isinstance(value, list) and shape.items is not None:
        for number, item in enumerate(value):
            yield from _problems(shape.items, item, f"{name}[{number}]", unknown=unknown)
    if isinstance(value, dict) and shape.properties:
        for each in shape.required:
            if value.get(each) is None:
                yield f"{path + '.' if path else ''}{each} is required."
        for each, item in value.items():
            inner = shape.properties.get(each)
            where = f"{path}.{each}" if path else each
            if inner is None:
                if unknown and shape.values is None:
                    yield f"{where} is not known."
            elif inner.read_only:
                yield f"{where} cannot be written."
            else:
                yield from _problems(inner, item, where, unknown=unknown)
