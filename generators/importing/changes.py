"""Changes between two API descriptions of one vendor, as the risk that each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generators.input.description import ApiOperation, Description, Shape


def changes(before: Description, after: Description) -> list[str]:
    """A line for each change that a provider may feel, operations that are gone first; none where nothing changed."""
    found = [f"{name}: operation gone" for name in before.operations if name not in after.operations]
    if before.base_path != after.base_path:
        found.append(f"all paths begin with {after.base_path or '/'} now, and began with {before.base_path or '/'}")
    found += _schemes(before, after)
    for name, old in before.operations.items():
        new = after.operations.get(name)
        if new is None:
            continue
        if (old.method, old.path) != (new.method, new.path):
            found.append(f"{name}: {old.method} {old.path} is {new.method} {new.path} now")
        found += [f"{name}: {line}" for line in (*_ways(old, new), *_parameters(old, new))]
        found += [f"{name}: body: {line}" for line in _shapes("", old.body, new.body, sent=True)]
        found += [f"{name}: answer: {line}" for line in _shapes("", old.answer, new.answer, sent=False)]
    found += [f"{name}: new operation" for name in after.operations if name not in before.operations]
    return found


def _schemes(before: Description, after: Description) -> Iterator[str]:
    for name, old in before.schemes.items():
        new = after.schemes.get(name)
        if new is None:
            yield f"security scheme {name}: gone"
        elif (old.kind, old.header) != (new.kind, new.header):
            was, now = (" in ".join(filter(None, (each.kind, each.header))) for each in (old, new))
            yield f"security scheme {name}: was {was}, is {now}"


def _ways(old: ApiOperation, new: ApiOperation) -> Iterator[str]:
    """Changes of how an operation is called, beside its parameters."""
    for words, was, now in (
        ("body", old.encoding, new.encoding),
        ("media type", old.media_type, new.media_type),
        ("authentication", "asked for" if old.authenticated else "", "asked for" if new.authenticated else ""),
    ):
        if was != now:
            yield f"{words} was {_word(was)}, is {_word(now)}"


def _parameters(old: ApiOperation, new: ApiOperation) -> Iterator[str]:
    before = {(each.where, each.name): each for each in old.parameters}
    after = {(each.where, each.name): each for each in new.parameters}
    for key, each in before.items():
        words = f"{key[0]} parameter `{key[1]}`"
        if key not in after:
            yield f"{words} gone"
        else:
            if after[key].required and not each.required:
                yield f"{words} became required"
            yield from (f"{words}: {line}" for line in _values(each.shape, after[key].shape))
    for key, each in after.items():
        if key not in before:
            yield f"new {'required ' if each.required else ''}{key[0]} parameter `{key[1]}`"


def _shapes(path: str, old: Shape | None, new: Shape | None, *, sent: bool) -> Iterator[str]:
    """Changes of a body that is `sent`, or of an answer that is read."""
    if old is None or new is None:
        if old is not new:
            yield f"{'is there now' if old is None else 'gone'}"
        return
    words = f"`{path}`" if path else "the whole"
    yield from (f"{words}: {line}" for line in _values(old, new))
    for name, each in old.properties.items():
        inner = f"{path}.{name}" if path else name
        if name not in new.properties:
            yield f"`{inner}` gone"
            continue
        if name in old.required and name not in new.required:
            yield f"`{inner}` became optional"
        if name in new.required and name not in old.required:
            yield f"`{inner}` became required"
        yield from _shapes(inner, each, new.properties[name], sent=sent)
    for name in new.properties:
        if name not in old.properties:
            kind = "new required member" if sent and name in new.required else "new member"
            yield f"{kind} `{f'{path}.{name}' if path else name}`"
    if old.items is not None and new.items is not None:
        yield from _shapes(f"{path}[]", old.items, new.items, sent=sent)


_SAID: Mapping[str, str] = {
    "kind": "type",
    "default": "default",
    "minimum": "minimum",
    "maximum": "maximum",
    "min_length": "minimum length",
    "max_length": "maximum length",
    "pattern": "pattern",
    "format": "format",
    "nullable": "nullable",
    "read_only": "read-only",
    "write_only": "write-only",
    "unique": "unique items",
}


def _values(old: Shape, new: Shape) -> Iterator[str]:
    for name, words in _SAID.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{words} was {_word(before)}, is {_word(after)}"
    lost = [value for value in old.enum if value not in new.enum] if new.enum else []
    if lost:
        yield f"enum lost {', '.join(map(repr, lost))}"
    gained = [value for value in new.enum if value not in old.enum] if old.enum else []
    if gained:
        yield f"enum gained {', '.join(map(repr, gained))}"
    if new.enum and not old.enum:
        yield f"only {', '.join(map(repr, new.enum))} is allowed now"


def _word(value: Any) -> str:
    return "nothing" if value in (None, "") else repr(value)
