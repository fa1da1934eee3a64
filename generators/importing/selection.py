"""A vendor's selection of a published document: which operations and members, by which names, and in whose words.

`import.yaml` beside a vendor's openapi.yaml is such a selection:

    base: /api/v1                                  the path that all paths begin with, but those of the overlay
    schemes: {oauth: oauth2}                       security schemes, ours and theirs
    schemas:
      NewUser:
        body: createUser                           the body of their operation; `answer` is what it answers
        members:
          profile.login: Login of the user.        a dotted path, and our words for it
          profile.email: {description: …, required: true, because: The document leaves it open.}
    operations:
      createGroup: {of: addGroup, path: /groups, body: NewGroup, answer: Group, query: [limit]}
    overlay: {because: …, paths: …}                what the document lacks, laid over it

Lists are looked into. What is laid over a member are keys of its schema, null takes one away; it needs a reason, as an
overlay does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from generators.importing.document import Document, Json
from generators.importing.operations import description
from generators.input.binding import one_of
from generators.input.yaml_source import DefinitionError, load

FILE = "import.yaml"
_STRUCTURE = Path(__file__).with_name("selection.schema.json")
_REFERENCE = "#/components/schemas/"
_OF_MEMBER = ("description", "required", "because")


def load_selection(path: Path) -> dict[str, Json]:
    """Read a selection. Raises `DefinitionError` with file and line for what is none."""
    root = load(path)
    data: dict[str, Json] = root.plain()
    for error in Draft202012Validator(json.loads(_STRUCTURE.read_text(encoding="utf-8"))).iter_errors(data):
        where = "/".join(str(step) for step in error.absolute_path) or "the selection"
        expected = f"what {error.validator} allows: {json.dumps(error.validator_value)[:200]}"
        raise DefinitionError(root.at(list(error.absolute_path)), f"{where}: {error.message[:200]}", expected)
    return data


def without_gone(selection: Mapping[str, Json], known: Container[str]) -> tuple[dict[str, Json], list[str]]:
    """The selection without what hangs on operations that are not among `known`, and the names of those, ours."""
    operations: Mapping[str, Mapping[str, Json]] = selection["operations"]
    schemas = {
        name: rule
        for name, rule in selection["schemas"].items()
        if str(rule.get("body") or rule.get("answer")) in known
    }
    gone = [name for name, rule in operations.items() if str(rule.get("of", name)) not in known]
    kept = {name: rule for name, rule in operations.items() if name not in gone and _named(rule) <= schemas.keys()}
    return {**selection, "operations": kept, "schemas": schemas}, gone


def _named(rule: Mapping[str, Json]) -> set[str]:
    """The schemas that an operation of a selection names."""
    said = [rule[part] for part in ("body", "answer") if part in rule]
    return {str(name) for each in said for name in (each if isinstance(each, list) else [each])}


def selected(document: Document, selection: Mapping[str, Json]) -> dict[str, Json]:
    """The API description that a selection makes of a document. Raises `DefinitionError` for what does not fit it."""
    operations: Mapping[str, Mapping[str, Json]] = selection["operations"]
    named = {name: str(rule.get("of", name)) for name, rule in operations.items()}
    of_schemas = (str(rule.get("body") or rule.get("answer")) for rule in selection["schemas"].values())
    published = _Published(document, description(document, sorted({*named.values(), *of_schemas})))
    base = str(selection.get("base", ""))
    paths: dict[str, dict[str, Json]] = {}
    for name, rule in operations.items():
        path, method = published.placed(named[name], str(rule["path"]), base)
        paths.setdefault(path, {})[method] = published.operation(name, named[name], rule)
    data = published.data
    called = {theirs: ours for ours, theirs in selection.get("schemes", {}).items()}
    found = {
        "openapi": "3.1.0",
        "info": data["info"],
        "x-imported": {
            **{key: data["x-imported"][key] for key in ("source", "sha256")},
            "licence": str(document.root.get("info", {}).get("license", {}).get("name", "not said")),
            "selection": FILE,
        },
        "servers": [{"url": data["servers"][0]["url"] + base}],
        "paths": paths,
        "components": {
            "schemas": {name: published.schema(name, rule) for name, rule in selection["schemas"].items()},
            "securitySchemes": {
                called.get(name, name): scheme for name, scheme in data["components"]["securitySchemes"].items()
            },
        },
    }
    overlay = dict(selection.get("overlay", {}))
    if overlay and not overlay.pop("because", ""):
        raise document.error(f"the overlay of {FILE} gives no reason", "because: <why>")
    laid: dict[str, Any] = _laid_over(found, overlay)
    return laid


class _Published:
    """The operations of the published document, with its references."""

    def __init__(self, document: Document, data: dict[str, Json]) -> None:
        self.data = data
        self._document = document
        self._operations = {
            operation["operationId"]: (path, method, operation)
            for path, item in data["paths"].items()
            for method, operation in item.items()
        }

    def placed(self, name: str, path: str, base: str) -> tuple[str, str]:
        """Our path of their operation, which differs in the names of places alone, and its method."""
        theirs, method, _ = self._operations[name]
        if re.sub(r"\{[^}]*\}", "{}", base + path) != re.sub(r"\{[^}]*\}", "{}", theirs):
            raise self._document.error(f"{name} is not at {base}{path}", theirs)
        return path, method

    def operation(self, ours: str, name: str, rule: Mapping[str, Json]) -> dict[str, Json]:
        """Their operation with our names of places, and of its query parameters those that are chosen."""
        theirs = self._operations[name][2]
        places = re.findall(r"\{([^}]*)\}", str(rule["path"]))
        query = rule.get("query", {})
        query = query if isinstance(query, Mapping) else {each: {} for each in query}
        known = {each["name"]: each for each in theirs.get("parameters", ()) if each["in"] == "query"}
        parameters = [{"name": each, "in": "path", "required": True, "schema": {"type": "string"}} for each in places]
        for each, keys in query.items():
            found = known.get(each)
            laid = self._reasoned(f"{ours}: {each}", keys or {})
            if found is None and not laid:
                raise self._document.error(f"{name} has no query parameter {each!r}", one_of(each, known))
            found = found or {"name": each, "in": "query", "schema": {}}
            parameters.append({**found, "schema": _laid_over(self._resolved(found["schema"]), laid)})
        made: dict[str, Json] = {"operationId": ours}
        made |= {"parameters": parameters} if parameters else {}
        made |= {"security": []} if theirs.get("security") == [] else {}
        if "body" in rule:
            (media,) = self._content(name, "body")
            made["requestBody"] = {"content": {media: {"schema": _reference(rule["body"])}}}
        good = next((status for status in theirs["responses"] if status.startswith("2")), "default")
        answer: dict[str, Json] = {"description": "Done."}
        if "answer" in rule:
            (media,) = self._content(name, "answer")
            answer |= {"content": {media: {"schema": _reference(rule["answer"])}}}
        return {**made, "responses": {good: answer}}

    def _content(self, name: str, part: str) -> dict[str, Json]:
        """The media type and the schema of the `body` or the `answer` of their operation."""
        theirs = self._operations[name][2]
        good = (each for status, each in theirs["responses"].items() if status.startswith("2"))
        found: dict[str, Json] = (theirs.get("requestBody", {}) if part == "body" else next(good, {})).get(
            "content", {}
        )
        if not found:
            raise self._document.error(f"{name} has no {part} of JSON or a form", "an operation that has one")
        return found

    def schema(self, ours: str, rule: Mapping[str, Json]) -> dict[str, Json]:
        """The members that are chosen of a body or an answer."""
        part = "body" if "body" in rule else "answer"
        (held,) = self._content(str(rule[part]), part).values()
        whole = self._resolved(held["schema"])
        whole = whole.get("items", whole)
        found: dict[str, Json] = {}
        for path, said in rule["members"].items():
            keys = {"description": said} if isinstance(said, str) else dict(said or {})
            self._pick(f"{ours}: {path}", self._resolved(whole), found, path.split("."), keys)
        return found

    def _pick(
        self, what: str, theirs: dict[str, Json], ours: dict[str, Json], steps: Sequence[str], keys: dict[str, Json]
    ) -> None:
        """Put one member of `theirs` into `ours`, by its path, with `keys` laid over it."""
        ours.setdefault("type", "object")
        step, properties = steps[0], theirs.get("properties", {})
        laid = {**self._reasoned(what, keys), **({"description": keys["description"]} if "description" in keys else {})}
        if (step not in properties and len(steps) > 1) or (step not in properties and set(laid) <= {"description"}):
            raise self._document.error(f"{what}: there is no {step!r}", one_of(step, properties))
        found = self._resolved(properties.get(step, {}))
        said = keys.get("required") if len(steps) == 1 else None
        if said is True or (said is None and step in theirs.get("required", ())):
            ours["required"] = [*dict.fromkeys([*ours.get("required", ()), step])]
        target = ours.setdefault("properties", {})
        if len(steps) == 1:
            held = {key: value for key, value in found.items() if key not in ("properties", "required")}
            target[step] = _laid_over(held, laid)
            return
        if found.get("type") == "array":
            outer = target.setdefault(step, {"type": "array", "items": {}})
            self._pick(what, self._resolved(found["items"]), outer["items"], steps[1:], keys)
        else:
            self._pick(what, found, target.setdefault(step, {}), steps[1:], keys)

    def _reasoned(self, what: str, keys: Mapping[str, Json]) -> dict[str, Json]:
        """What is laid over a schema. Raises `DefinitionError` where no reason is given for it."""
        laid = {key: value for key, value in keys.items() if key not in _OF_MEMBER}
        if (laid or "required" in keys) and not keys.get("because"):
            raise self._document.error(f"{what}: no reason is given for what {FILE} says otherwise", "because: <why>")
        return laid

    def _resolved(self, schema: Mapping[str, Json]) -> dict[str, Json]:
        """A schema with what it refers to, at its top."""
        found = dict(schema)
        while "$ref" in found:
            name = found.pop("$ref").removeprefix(_REFERENCE)
            found = {**self.data["components"]["schemas"][name], **found}
        if isinstance(found.get("type"), list):  # what may be null is there or not
            found["type"] = next(each for each in found["type"] if each != "null")
        if "items" in found and "$ref" in found["items"] and found.get("type") == "array":
            found["items"] = self._resolved(found["items"])
        return found


def _reference(said: Json) -> dict[str, Json]:
    """A schema of ours; in a list, a list of it."""
    if isinstance(said, list):
        return {"type": "array", "items": _reference(said[0])}
    return {"$ref": _REFERENCE + str(said)}


def _laid_over(under: Any, over: Any) -> Any:
    """`under` with `over` laid over it: mappings member by member, null takes away, anything else replaces."""
    if not isinstance(under, Mapping) or not isinstance(over, Mapping):
        return over
    kept = {key: value for key, value in under.items() if over.get(key, value) is not None}
    return {**kept, **{key: _laid_over(kept.get(key), value) for key, value in _given(over)}}


def _given(over: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    return ((key, value) for key, value in over.items() if value is not None)
