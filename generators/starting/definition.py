"""A `provider.yaml` to begin with, from guesses. What is guessed says so, and what nobody can guess is a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from generators.input.description import ApiOperation, Description
from generators.input.open_questions import QUESTION
from generators.starting import sets
from generators.starting.access import access, secret
from generators.starting.api_vocabulary import PLACE, snake
from generators.starting.attributes import Said, id_of, said_of
from generators.starting.collection_guesses import Guess, Paging, guesses
from generators.starting.errors import errors

_HEAD = """\
# yaml-language-server: $schema={schema}
# A beginning. Everything here was guessed from the API description: read each line. Values that begin with "?" are
# questions; nothing is generated while there is one.
"""


class _Block(dict[str, Any]):
    """A mapping with a line for each key, however short it is."""


class _Dumper(yaml.SafeDumper):
    """Writes what is short in one line, but for blocks, and nothing twice by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write a value that is there twice twice."""
        return True


_Dumper.add_representer(
    _Block, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=False)
)


def definition(vendor: str, description: Description, schema: str) -> str:
    """The text of a definition of `vendor`; `schema` is where editors find the grammar. Raises ValueError for nothing.

    Raises ValueError where nothing in the description looks like a collection.
    """
    found = guesses(description)
    if not found:
        raise ValueError("no path answers a list of objects: nothing looks like a collection")
    envelopes = [_envelope(each) for each in found]
    pagings = [each.paging for each in found if each.paging is not None]
    data: dict[str, Any] = {
        "name": vendor,
        "title": description.title,
        "description": f"{QUESTION}What the provider manages, in one sentence.",
        "url_argument": "url",
        **_entry(vendor, description),
        "errors": errors(description),
        **({"envelope": envelopes[0]} if envelopes[0] else {}),
        **({"pagination": _pagination(pagings[0])} if pagings else {}),
        **_constant_members(found),
        "collections": {
            name: said
            for each, envelope in zip(found, envelopes, strict=True)
            for name, said in (
                (each.name, _collection(each, vendor, found, own=envelope != envelopes[0])),
                *((name, _Block(said)) for name, said in sets.collections(each, vendor)),
            )
        },
        "resources": {
            name: said
            for each in found
            if _is_managed(each)
            for name, said in (
                (f"{vendor}_{snake(each.singular)}", _resource(each)),
                *((name, _Block(said)) for name, said in sets.resources(each, vendor)),
            )
        },
    }
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118, default_flow_style=None)
    return _HEAD.format(schema=schema) + text


def _entry(vendor: str, description: Description) -> dict[str, Any]:
    """The provider block, and the way in: the first security scheme."""
    arguments: dict[str, Any] = {
        "url": {"description": f"URL of {description.title}.", "example": f"https://{vendor}.example.com"}
    }
    name, scheme = next(iter(description.schemes.items()), ("", None))
    if scheme is not None and scheme.kind == "basic":
        arguments["username"] = {"description": "Name of the account to run as."}
        arguments["password"] = {"sensitive": True, "description": "Its password."}
        way: dict[str, Any] = {"basic_login": {"scheme": name, "username": "username", "password": "password"}}
    else:
        arguments["token"] = {"sensitive": True, "description": "Token of the account to run as."}
        prefix = {"prefix": "Bearer "} if scheme is None or scheme.kind == "bearer" else {}
        way = {"header_token": {"scheme": name or f"{QUESTION}A scheme", "argument": "token", **prefix}}
    return {"arguments": arguments, "authentication": [way]}


def _constant_members(found: list[Guess]) -> dict[str, Any]:
    """Members of rows that are always the same, such as JSON:API's `type`."""
    names = {name for each in found for name, shape in each.row.properties.items() if len(shape.enum) == 1}
    return {"ignore": dict.fromkeys(sorted(names), "It is always the same.")} if names else {}


def _envelope(guess: Guess) -> dict[str, Any]:
    said = {
        "item": guess.item,
        "items": guess.items,
        "merge": [guess.merge] if guess.merge else [],
        "total": guess.total,
    }
    return {name: value for name, value in said.items() if value}


def _pagination(paging: Paging) -> dict[str, Any]:
    said = {"style": paging.style, "size": paging.size, "start": paging.start, "next": paging.next}
    return {name: value for name, value in said.items() if value and (name, value) != ("style", "offset")}


def _collection(guess: Guess, vendor: str, every: list[Guess], *, own: bool) -> dict[str, Any]:
    parents = [id_of(parent) for parent in guess.parents]
    said = _Block({"key": "/".join([*(f"{{{each}}}" for each in parents), f"{{{guess.key}}}"])})
    if not parents:
        said["key"] = guess.key
    else:
        said["parents"] = parents
        said["holders"] = {
            parent: f"{vendor}_{snake(holder.singular)}.id"
            for parent, place in zip(parents, guess.parents, strict=True)
            if (holder := _holder(place, every)) is not None
        }
    inside = dict(zip(guess.parents, parents, strict=True))
    said["list"] = _call(guess.list, inside)
    if guess.get is not None:
        last = guess.key.rpartition(".")[2] if parents else "id"
        said["get"] = _call(guess.get, {**_filled(guess), guess.places[-1]: last})
    if guess.natural and _is_managed(guess):
        said["natural_key"] = {
            "attribute": snake(guess.natural),
            **({"query": guess.query} if guess.query else {}),
            **({"scope": list(parents)} if parents else {}),
            **({"direct": True} if guess.natural == guess.key and guess.get is not None else {}),
        }
    if own:
        said["envelope"] = _envelope(guess)
    if guess.sets:
        said["nested_set"] = {"field": guess.sets[0].field, "collection": sets.collection_name(guess, guess.sets[0])}
    return said


def _holder(place: str, every: list[Guess]) -> Guess | None:
    return next((each for each in every if not each.parents and each.places[-1:] == (place,)), None)


def _filled(guess: Guess) -> dict[str, str]:
    """What fills the places of the path of one object."""
    parents = [id_of(parent) for parent in guess.parents]
    own = f"{snake(guess.singular)}_id" if parents else "id"
    return dict(zip(guess.places, [*parents, own], strict=False))


def _call(operation: ApiOperation, filled: Mapping[str, str], **more: Any) -> Any:
    places = PLACE.findall(operation.path)
    parameters = {place: filled[place] for place in places if place in filled and filled[place] != place}
    said = {**({"parameters": parameters} if parameters else {}), **more}
    return {"operation": operation.id, **said} if said else operation.id


def _is_managed(guess: Guess) -> bool:
    return guess.create is not None and (guess.create.body is not None or guess.create.method == "PUT")


def _resource(guess: Guess) -> dict[str, Any]:
    said, filled = said_of(guess), _filled(guess)
    create = guess.create
    assert create is not None
    given = {} if create.method == "PUT" and not guess.parents else filled
    resource = _Block()
    resource |= {
        "description": f"{QUESTION}What one {guess.singular} is, in one sentence.",
        "collection": guess.name,
        "create": _call(create, given, **_constants(said, create)),
    }
    for name, operation in (("update", guess.update), ("delete", guess.delete)):
        if operation is not None:
            resource[name] = _call(operation, filled, **_constants(said, operation))
    if guess.job is not None:
        resource["job"] = guess.job.said()
    if guess.update is not None and guess.update.method == "PUT":
        resource["full_replace"] = {}
    if guess.parents:
        resource["id_template"] = "/".join(f"{{{each}}}" for each in filled.values())
    resource |= secret(guess)
    resource |= access(guess, {*said.ignore, *said.constants})
    if "gives_nothing" in resource:
        resource["gives_nothing"] = _Block(resource["gives_nothing"])
    asked = {name for name, each in said.attributes.items() if str(each.get("replace", "")).startswith(QUESTION)}
    attributes = {name: _Block(each) if name in asked else each for name, each in said.attributes.items()}
    attributes |= {name: _Block(each) for name, each in sets.attributes(guess)}
    if attributes:
        resource["attributes"] = attributes
    if said.ignore:
        asks = any(each.startswith(QUESTION) for each in said.ignore.values())
        resource["ignore"] = _Block(said.ignore) if asks else dict(said.ignore)
    return resource


def _constants(said: Said, operation: ApiOperation) -> dict[str, Any]:
    """The constants that the body of `operation` takes."""
    body = operation.body
    taken = {path: value for path, value in said.constants.items() if body is not None and body.at(path) is not None}
    return {"constants": taken} if taken else {}
