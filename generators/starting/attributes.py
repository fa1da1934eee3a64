"""What a definition has to say of attributes from the beginning: those whose field is inside of another, or unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generators.input.description import Shape
from generators.input.open_questions import QUESTION
from generators.naming import attribute_name
from generators.starting.collection_guesses import Guess

DESCRIBE = f"{QUESTION}What it is, in one sentence."
REPLACE = f"{QUESTION}Only create takes it: true where another value deletes the object and makes it anew, else false"
LEAVE = f"{QUESTION}Why it is left out; or an attribute with nested, which access names where it gives something"


@dataclass(frozen=True, kw_only=True)
class Said:
    """The attributes that must be said, what is constant in bodies by operation, and what is left out, with reasons."""

    attributes: dict[str, dict[str, Any]]
    constants: dict[str, str]
    ignore: dict[str, str]


def said_of(guess: Guess) -> Said:
    """What `guess` cannot leave to the API description."""
    row = row_of(guess)
    attributes: dict[str, dict[str, Any]] = {}
    constants: dict[str, str] = {}
    ignore: dict[str, str] = {}
    bodies = [each.body for each in (guess.create, guess.update) if each is not None and each.body is not None]
    paths = {path: shape for body in reversed(bodies) for path, shape in leaves_of(body)}
    for path, shape in paths.items():
        last = path.rpartition(".")[2]
        if len(shape.enum) == 1:
            constants[path] = str(shape.enum[0])
            ignore[path] = "A constant."
        elif "." in path and last == guess.key and guess.key not in _names(guess.create.body if guess.create else None):
            constants[path] = "{id}"
            ignore[path] = "The id."
        elif "." in path and not _is_unfit(path, shape, paths):
            attributes[attribute_name(last)] = {"field": path, **({"read": last} if last in row else {})}
    ignore |= {path: LEAVE for path, shape in (*row.items(), *paths.items()) if _is_unfit(path, shape, paths)}
    for path, shape in (*paths.items(), *row.items()):
        name = attribute_name(path.rpartition(".")[2])
        undescribed = not shape.description and not any(
            each.description for other, each in (*paths.items(), *row.items()) if other.rpartition(".")[2] == path
        )
        chosen = path == guess.key and path in paths  # the client says the key: it is an argument beside `id`
        if path in ignore or (path == guess.key and not chosen) or len(shape.enum) == 1 or shape.properties:
            continue
        if undescribed:
            attributes.setdefault(name, {})["description"] = DESCRIBE
    _add_key(guess, row, attributes)
    created, changed = ({} if each is None else dict(leaves_of(each)) for each in _bodies(guess))
    for path, shape in created.items():
        name, shown = attribute_name(path.rpartition(".")[2]), not row.keys().isdisjoint(path.split("."))
        if shape.default is not None and path in changed and changed[path].default is None:
            attributes.setdefault(name, {})["default"] = shape.default
        once = (
            guess.update is not None
            and path not in {*changed, *ignore}
            and not (shown or shape.write_only or shape.read_only)
        )
        if once:
            attributes.setdefault(name, {})["replace"] = REPLACE
    if guess.create is not None and guess.create.answer is not None:
        for path in _issued(guess, row):
            attributes[attribute_name(path)] = {"issued": path, "sensitive": True, "description": DESCRIBE}
    return Said(attributes=attributes, constants=constants, ignore=ignore)


def secret_of(guess: Guess) -> str | None:
    """The attribute of what only the answer to create has, where that is one text."""
    issued = list(_issued(guess, row_of(guess))) if guess.create is not None else []
    return attribute_name(issued[0]) if len(issued) == 1 else None


def _add_key(guess: Guess, row: dict[str, Shape], attributes: dict[str, dict[str, Any]]) -> None:
    """The attributes that only the path says: what an object is inside of, and a key that the client chooses."""
    for parent in guess.parents:
        name = id_of(parent)
        attributes[name] = {"read": name, "required": True, "replace": True, "description": DESCRIBE}
    if guess.parents:
        attributes[f"{guess.singular}_id"] = {"read": guess.key, "description": DESCRIBE}
    elif guess.create is not None and guess.create.method == "PUT":
        attributes[attribute_name(guess.key)] = {"read": guess.key, "required": True, "replace": True}
    elif not row[guess.key].description and guess.key in row:
        attributes["id"] = {"description": f"Id that {guess.singular} objects are known by."}


def _bodies(guess: Guess) -> tuple[Shape | None, Shape | None]:
    return (guess.create.body if guess.create else None, guess.update.body if guess.update else None)


def _issued(guess: Guess, row: dict[str, Shape]) -> Iterator[str]:
    if guess.job is not None:
        return
    answer = guess.create.answer if guess.create is not None else None
    for step in guess.item.split(".") if guess.item else ():
        answer = answer.properties.get(step) if answer is not None else None
    lifted = answer.properties.get(guess.merge) if answer is not None else None
    inner = lifted.properties if lifted is not None else {}
    for name, shape in {**answer.properties, **inner}.items() if answer is not None else ():
        sent = guess.create.body.properties if guess.create is not None and guess.create.body is not None else {}
        if name not in row and name not in sent and shape.kind == "string" and name != guess.merge:
            yield name


def _is_unfit(path: str, shape: Shape, paths: dict[str, Shape]) -> bool:
    """True for what no attribute fits by itself: objects, and lists of them, whose members no body takes one by one."""
    if any(each.startswith(f"{path}.") for each in paths):
        return False
    inner = shape.items if shape.kind == "array" else shape.values if shape.values is not None else None
    if inner is not None:
        return inner.kind in ("object", "array")
    return shape.kind in ("object", "array")


def id_of(place: str) -> str:
    """The attribute with the id that fills `place`: `user_id` for `user`, and for `user_id` too."""
    name = attribute_name(place)
    return name if name.endswith("_id") else f"{name}_id"


def row_of(guess: Guess) -> dict[str, Shape]:
    """The members of a row, those that answers hold inside of one member among them."""
    inner = guess.row.properties[guess.merge].properties if guess.merge else {}
    return {**{name: each for name, each in guess.row.properties.items() if name != guess.merge}, **inner}


def leaves_of(shape: Shape, outer: str = "") -> Iterator[tuple[str, Shape]]:
    """The members of a body by dotted path, those inside of objects of the first two levels too."""
    for name, each in shape.properties.items():
        if each.properties and each.kind == "object" and outer.count(".") < 2:
            yield from leaves_of(each, f"{outer}{name}.")
        else:
            yield f"{outer}{name}", each


def _names(shape: Shape | None) -> set[str]:
    return {path.rpartition(".")[2] for path, _ in leaves_of(shape)} if shape is not None else set()
