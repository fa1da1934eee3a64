"""Sets that are listings inside of their object: the first is an attribute, each further one a type of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.input.description import ApiOperation
from generators.input.open_questions import QUESTION
from generators.naming import attribute_name
from generators.starting.api_vocabulary import PLACE, singular, snake
from generators.starting.attributes import DESCRIBE
from generators.starting.collection_guesses import Elements, Guess, rows_in
from generators.starting.rights import given_by_element


def collection_name(guess: Guess, trait: Elements) -> str:
    """The collection of the elements of `trait`."""
    return f"{guess.singular}_{trait.field}"


def collections(guess: Guess, vendor: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The collections of all sets of the object, by name."""
    for trait in guess.sets:
        place = PLACE.findall(trait.list.path)[0]
        said = {
            "key": f"{{{place}}}/{{{trait.element}}}",
            "parents": [place],
            "holders": {place: f"{vendor}_{snake(guess.singular)}.id"},
            "list": trait.list.id,
        }
        if trait.rows != guess.items:
            said["envelope"] = {"items": trait.rows}
        yield collection_name(guess, trait), said


def attributes(guess: Guess) -> Iterator[tuple[str, dict[str, Any]]]:
    """The attribute that is the first set."""
    for trait in guess.sets[:1]:
        links = {"add": _element(trait.add, "element"), "remove": _element(trait.remove, "element")}
        yield trait.field, {"description": f"{QUESTION}What the {trait.field} are.", "links": links}


def resources(guess: Guess, vendor: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A type for the elements of each further set: a collection has one set that is an attribute."""
    for trait in guess.sets[1:]:
        owner, element = PLACE.findall(trait.list.path)[0], attribute_name(trait.element)
        if element == "id":  # that of the type is made of both
            element = f"{singular(trait.field)}_id"
        rows = rows_in(trait.list.answer)
        row = rows[1].properties if rows is not None else {}
        name = f"{vendor}_{snake(guess.singular)}_{singular(trait.field)}"
        given = {"required": True, "replace": True, "description": DESCRIBE}
        yield (
            name,
            {
                "description": f"{QUESTION}What one of the {trait.field} of one {guess.singular} is, in one sentence.",
                "collection": collection_name(guess, trait),
                "create": _element(trait.add, element),
                "delete": _element(trait.remove, element),
                "id_template": f"{{{owner}}}/{{{element}}}",
                **given_by_element(guess, trait, owner, element),
                "attributes": {
                    owner: {"read": owner, **given},
                    element: {"read": trait.element, **given},
                    **{
                        attribute_name(other): {"description": DESCRIBE}
                        for other, shape in row.items()
                        if other != trait.element and not shape.description
                    },
                },
            },
        )


def _element(operation: ApiOperation, element: str) -> Any:
    """A call that adds or removes an element: by its path, or by the first text of its body."""
    places = PLACE.findall(operation.path)
    if len(places) > 1 or operation.body is None:
        last = places[-1]
        named = element in ("element", last)
        return operation.id if named else {"operation": operation.id, "parameters": {last: element}}
    member = next((name for name, each in operation.body.properties.items() if each.kind == "string"), "")
    return {"operation": operation.id, "constants": {member or f"{QUESTION}The member": f"{{{element}}}"}}
