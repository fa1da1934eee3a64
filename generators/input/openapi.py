"""Reads an OpenAPI 3.1 document: checks it against the structure that generators read, then resolves its references.

`openapi.schema.json` is that structure. What lies outside of it (`oneOf`, other versions, several media types for one
body) is refused rather than guessed at.
"""

from __future__ import annotations

import functools
import json
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from generators.input.binding import one_of
from generators.input.description import ApiOperation, Description, Method, Parameter, Scheme, Shape
from generators.input.mistakes import Mistakes
from generators.input.yaml_source import DefinitionError, Node, Place, parse, text_of

_METHODS: dict[str, Method] = {"get": "GET", "post": "POST", "put": "PUT", "patch": "PATCH", "delete": "DELETE"}
_STRUCTURE = Path(__file__).with_name("openapi.schema.json")
_KINDS = {"string": str, "boolean": bool, "integer": int, "array": list, "object": dict}
_FORM = "application/x-www-form-urlencoded"
_USUAL = ("application/json", _FORM)


def load_description(path: Path, shown: str | None = None) -> Description:
    """Read an OpenAPI document. Raises `DefinitionError` with file and line for what cannot be read."""
    name = shown or str(path)
    return _described(text_of(path, name), name)


@functools.lru_cache(maxsize=64)  # dialects share the descriptions that they do not replace
def _described(text: str, name: str) -> Description:
    return read_description(parse(text, name))


def read_description(root: Node) -> Description:
    """The description in `root`. Raises as `load_description` does."""
    _check_version(root)
    _check_structure(root)
    data = root.plain()
    reader = _Reader(root)
    operations: dict[str, ApiOperation] = {}
    mistakes = Mistakes()
    for path in data["paths"]:
        for verb in data["paths"][path]:
            if verb == "parameters":
                continue
            with mistakes.noted():
                operation = reader.operation(path, verb)
                if operation.id in operations:
                    problem = f"operationId {operation.id!r} is taken by {operations[operation.id].place}"
                    raise DefinitionError(operation.place, problem, "another")
                operations[operation.id] = operation
    mistakes.settle()
    schemes = {}
    for name, scheme in data["components"]["securitySchemes"].items():
        place = root.at(["components", "securitySchemes", name])
        kind = scheme["type"] if scheme["type"] == "apiKey" else scheme["scheme"]
        schemes[name] = Scheme(place=place, kind=kind, header=scheme.get("name", "Authorization"))
    bases = [urlsplit(each["url"].replace("{", "").replace("}", "")).path.rstrip("/") for each in data["servers"]]
    for number, base in enumerate(bases):
        if base != bases[0]:
            place, problem = root.at(["servers", number]), f"the path {base!r} of this server is not that of the first"
            raise DefinitionError(place, problem, f"{bases[0]!r}, or that server alone")
    return Description(
        place=root.place,
        title=data["info"]["title"],
        base_path=bases[0],
        operations=operations,
        schemes=schemes,
    )


@functools.cache
def _validator() -> Any:
    return Draft202012Validator(json.loads(_STRUCTURE.read_text()))


def _check_version(root: Node) -> None:
    """Raise `DefinitionError` for a document of another version, of which `import` makes one that can be read."""
    said = root.mapping("the document")
    key = next((each for each in ("openapi", "swagger") if each in said), None)
    version = str(said[key].value) if key is not None else ""
    if key is not None and not version.startswith("3.1"):
        makes = "which `rolecall generate import FILE --paths '/*' --output openapi.yaml` makes of 3.0"
        raise DefinitionError(said[key].place, f"the document is OpenAPI {version}", f"OpenAPI 3.1, {makes}")


def _check_structure(root: Node) -> None:
    errors = sorted(
        _validator().iter_errors(root.plain()), key=lambda error: [str(step) for step in error.absolute_path]
    )
    mistakes = Mistakes()
    for error in errors:
        path = list(error.absolute_path)
        where = "/".join(str(step) for step in path) or "the document"
        expected = f"what {error.validator} allows: {json.dumps(error.validator_value)[:200]}"
        with mistakes.noted():
            raise DefinitionError(root.at(path), f"{where}: {error.message[:200]}", expected)
    mistakes.settle()


class _Reader:
    """Resolves references of one document."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def operation(self, path: str, verb: str) -> ApiOperation:
        item = self._root.mapping("")["paths"].mapping("")[path].mapping("")
        node = item[verb]
        place = self._root.at(["paths", path, verb])
        members = node.mapping("the operation")
        parameters = [
            self._parameter(each)
            for source in (item.get("parameters"), members.get("parameters"))
            if source is not None
            for each in source.sequence("parameters")
        ]
        in_path = {each.name for each in parameters if each.where == "path"}
        in_template = {part[1:-1] for part in path.split("/") if part.startswith("{") and part.endswith("}")}
        if in_path != in_template:
            odd = sorted(in_path ^ in_template)[0]
            raise DefinitionError(place, f"path parameter {odd!r} is not both in the path and declared", "both")
        body, encoding, sent = self._body(members.get("requestBody"))
        answer, received = self._answer(members["responses"])
        own = [media for media in (sent, received) if media not in ("", *_USUAL)]
        security = members.get("security")
        return ApiOperation(
            place=place,
            id=str(members["operationId"].value),
            method=_METHODS[verb],
            path=path,
            parameters=tuple(parameters),
            body=body,
            encoding=encoding,
            answer=answer,
            authenticated=security is None or security.plain() != [],
            media_type=own[0] if own else "",
            refusal=self._refusal(members["responses"]),
        )

    def _parameter(self, node: Node) -> Parameter:
        node = self._follow(node)
        data = node.plain()
        return Parameter(
            place=node.place,
            name=data["name"],
            where=data["in"],
            required=data.get("required", False),
            shape=self.shape(node.mapping("")["schema"]),
        )

    def _body(self, node: Node | None) -> tuple[Shape | None, Literal["none", "json", "form"], str]:
        if node is None:
            return None, "none", ""
        media, content = self._content(node)
        if media != _FORM and not _is_json(media):
            raise DefinitionError(node.place, f"the media type {media!r} is not known", f"JSON, or {_FORM}")
        return content, "form" if media == _FORM else "json", media

    def _answer(self, node: Node) -> tuple[Shape | None, str]:
        for status, response in node.mapping("responses").items():
            followed = self._follow(response)
            if status.startswith("2") and "content" in followed.mapping("response"):
                media, shape = self._content(followed)
                if not _is_json(media):
                    raise DefinitionError(response.place, f"the media type {media!r} is not known", "JSON")
                return shape, media
        return None, ""

    def _refusal(self, node: Node) -> Shape | None:
        """What an error answer holds, that of a 404 before others; one that cannot be read is as good as none."""
        described = node.mapping("responses")
        for status in sorted((each for each in described if each[0] in "45"), key=lambda each: (each != "404", each)):
            followed = self._follow(described[status]).mapping("response")
            content = followed["content"].mapping("content") if "content" in followed else {}
            schema = next((each.mapping("") for media, each in content.items() if _is_json(media)), {})
            with suppress(DefinitionError):
                return self.shape(schema["schema"]) if "schema" in schema else None
        return None

    def _content(self, node: Node) -> tuple[str, Shape]:
        ((media, content),) = node.mapping("")["content"].mapping("content").items()
        return media, self.shape(content.mapping("")["schema"])

    def _follow(self, node: Node, above: tuple[str, ...] = ()) -> Node:
        if not isinstance(node.value, dict) or "$ref" not in node.value:
            return node
        target = str(node.value["$ref"].value)
        if target in above:
            raise DefinitionError(node.place, f"{target} refers to itself", "a reference that ends")
        found = self._root
        for step in target.removeprefix("#/").split("/"):
            if not isinstance(found.value, dict) or step not in found.value:
                raise DefinitionError(node.keys["$ref"], f"{target} does not exist", "a name under components")
            found = found.value[step]
        return self._follow(found, (*above, target))

    def shape(self, node: Node, above: tuple[str, ...] = (), *, is_part: bool = False) -> Shape:
        """The schema in `node`; `is_part`: others of an `allOf` say the rest of it."""
        members = node.mapping("the schema")
        if "$ref" in members:
            target = str(members["$ref"].value)
            if target in above:
                raise DefinitionError(node.place, f"{target} contains itself", "a schema of finite depth")
            base = self.shape(self._follow(node), (*above, target), is_part=is_part)
            rest = {key: item for key, item in members.items() if key != "$ref"}
            return _merge(node.place, [base, self._own(Node(node.place, rest, node.keys), above)]) if rest else base
        return self._own(node, above, is_part=is_part)

    def _own(self, node: Node, above: tuple[str, ...], *, is_part: bool = False) -> Shape:
        members = node.mapping("the schema")
        data = {key: item.plain() for key, item in members.items() if key not in ("properties", "items", "allOf")}
        kinds = data.get("type", "object" if "properties" in members else "")
        real = [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]
        if len(real) > 1:
            raise DefinitionError(
                node.place, f"a value of several types: {', '.join(real)}", "one type, or it and null"
            )
        inner = members["properties"].mapping("properties") if "properties" in members else {}
        extra = members.get("additionalProperties")
        shape = Shape(
            place=node.place,
            kind=real[0] if real else "",
            description=data.get("description", ""),
            properties={name: self.shape(item, above) for name, item in inner.items()},
            required=frozenset(data.get("required", ())),
            items=self.shape(members["items"], above) if "items" in members else None,
            values=self.shape(extra, above) if extra is not None and isinstance(extra.value, dict) else None,
            read_only=data.get("readOnly", False),
            write_only=data.get("writeOnly", False),
            unique=data.get("uniqueItems", False),
            nullable=not isinstance(kinds, str) and "null" in kinds,
            default=data.get("default"),
            enum=tuple(data.get("enum", ())),
            minimum=data.get("minimum"),
            maximum=data.get("maximum"),
            min_length=data.get("minLength", 0),
            max_length=data.get("maxLength"),
            pattern=data.get("pattern", ""),
            format=data.get("format", ""),
        )
        _check_allowed(shape)
        if "allOf" in members:
            parts = [self.shape(item, above, is_part=True) for item in members["allOf"].sequence("allOf")]
            shape = _merge(node.place, [*parts, shape])
        missing = [] if is_part else sorted(shape.required - shape.properties.keys())
        if missing and shape.properties:
            raise DefinitionError(
                node.place, f"required {missing[0]!r} is no property", one_of(missing[0], shape.properties)
            )
        return shape


def _is_json(media: str) -> bool:
    """Whether a media type is JSON, or says by its suffix (RFC 6839) that it is written in it."""
    return media == "application/json" or media.endswith("+json")


def _check_allowed(shape: Shape) -> None:
    """Refuse what no value could be: a default outside of what is allowed, or bounds that leave nothing."""
    default = [] if shape.default is None else [("default", shape.default)]
    for value in (each for _, each in default if shape.enum and each not in shape.enum):
        expected = f"one of: {', '.join(map(str, shape.enum))}"
        raise DefinitionError(shape.place, f"the default {value!r} is not in the enum", expected)
    for word, value in (*default, *(("value of the enum", each) for each in shape.enum if each is not None)):
        fits = isinstance(value, _KINDS.get(shape.kind, object))
        if shape.kind in _KINDS and not (fits and isinstance(value, bool) == (shape.kind == "boolean")):
            quoted = ", in quotes: YAML reads yes, no, on and off as true and false" if shape.kind == "string" else ""
            problem = f"the {word} {value!r} is no {shape.kind}"
            raise DefinitionError(shape.place, problem, f"a value of {shape.kind}{quoted}")
    low, high, short, long = shape.minimum, shape.maximum, shape.min_length, shape.max_length
    if (low is not None and high is not None and low > high) or (long is not None and short > long):
        raise DefinitionError(shape.place, "the least is more than the most, so that no value is allowed", "bounds")


def _merge(place: Place, parts: list[Shape]) -> Shape:
    """One shape of several that all hold: later ones win where both speak, and two types are a contradiction."""
    properties: dict[str, Shape] = {}
    for part in parts:
        for name, each in part.properties.items():
            other = properties.get(name, each)
            if other.kind and each.kind and other.kind != each.kind:
                problem = f"{name!r} is {each.kind} here and {other.kind} at {other.place}, and both must hold"
                raise DefinitionError(each.place, problem, "one type")
        properties.update(part.properties)
    nothing, said = Shape(place=place, kind=""), dict[str, Any]()
    for part in parts:
        values = {each.name: getattr(part, each.name) for each in fields(Shape)}
        said |= {name: value for name, value in values.items() if value != getattr(nothing, name)}
    required = frozenset().union(*(part.required for part in parts))
    return replace(nothing, **said | {"place": place, "properties": properties, "required": required})
