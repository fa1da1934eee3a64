"""The operations of a published document that a provider uses, as the API description that generators read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from generators.importing.document import Document, Json
from generators.importing.schemas import Schemas
from generators.input.binding import one_of

_FORM = "application/x-www-form-urlencoded"


def description(
    document: Document, operations: Sequence[str], paths: Sequence[str] = (), *, descriptions: bool = False
) -> dict[str, Json]:
    """The document with nothing but the operations named, and those of the paths that match a pattern of `paths`.

    References are resolved and 3.0 becomes 3.1. The vendor's own words stay out without `descriptions`. Raises
    `DefinitionError` for an operation that does not exist and for what has no counterpart.
    """
    schemas = Schemas(document, descriptions=descriptions)
    pruned = _Pruned(document, schemas, descriptions)
    known: dict[str, str] = {}
    found: dict[str, dict[str, Json]] = {}
    for path, method, item, operation in document.operations():
        name = _id(operation, method, path)
        known[name] = path
        if name in operations or any(fnmatchcase(path, pattern) for pattern in paths):
            found.setdefault(path, {})[method] = pruned.operation(name, item, operation)
    for name in operations:
        if name not in known:
            raise document.error(f"there is no operation {name!r}", one_of(name, known)[:400])
    for pattern in paths:
        if not any(fnmatchcase(path, pattern) for path in known.values()):
            raise document.error(f"no path matches {pattern!r}", one_of(pattern, known.values())[:400])
    if not found:
        raise document.error("nothing is chosen", "--operations or --paths")
    info = document.root.get("info", {})
    servers = document.root.get("servers") or [{"url": "/"}]
    return {
        "openapi": "3.1.0",
        "info": {"title": str(info.get("title", document.path.stem)), "version": str(info.get("version", ""))},
        "x-imported": {
            "source": document.path.name,
            "sha256": document.sha256,
            "operations": list(operations),
            **({"paths": list(paths)} if paths else {}),
        },
        "servers": [{"url": str(servers[0]["url"])}],
        "paths": found,
        "components": {"schemas": schemas.components, "securitySchemes": _schemes(document)},
    }


def known_operations(document: Document) -> dict[str, str]:
    """The paths of the operations of a document by the names that they have here."""
    return {_id(operation, method, path): path for path, method, _, operation in document.operations()}


def _id(operation: Mapping[str, Json], method: str, path: str) -> str:
    """The operation's own id with letters and digits alone, or one made of method and path."""
    words: list[str] = re.findall(r"[A-Za-z0-9]+", str(operation.get("operationId") or f"{method} {path}"))
    return words[0] + "".join(word[:1].upper() + word[1:] for word in words[1:])


class _Pruned:
    """Parts of operations without what generators do not read."""

    def __init__(self, document: Document, schemas: Schemas, descriptions: bool) -> None:
        self._document = document
        self._schemas = schemas
        self._descriptions = descriptions
        self._file = document.path.resolve()

    def operation(self, name: str, item: Mapping[str, Json], given: Mapping[str, Json]) -> dict[str, Json]:
        """An operation with the parameters of its path, its body and its answers."""
        found: dict[str, Any] = {"operationId": name}
        if self._descriptions and isinstance(given.get("summary"), str):
            found["summary"] = given["summary"]
        parameters = [self._parameter(each) for each in (*item.get("parameters", ()), *given.get("parameters", ()))]
        by_name = {(each["name"], each["in"]): each for each in parameters if each}
        if by_name:
            found["parameters"] = list(by_name.values())
        if given.get("security") == []:
            found["security"] = []
        if "requestBody" in given:
            body, at = self._document.follow(given["requestBody"], self._file)
            content = self._content(body.get("content", {}), at)
            if content is None:
                sent = ", ".join(body.get("content", {})) or "nothing"
                raise self._document.error(f"the body of {name} is {sent}", "JSON or a form")
            found["requestBody"] = {"content": content}
        found["responses"] = {
            str(status): self._response(response) for status, response in given.get("responses", {}).items()
        } or {"default": {"description": "Any answer."}}
        return found

    def _parameter(self, given: Json) -> dict[str, Json]:
        value, at = self._document.follow(given, self._file)
        if value.get("in") not in ("path", "query", "header"):
            return {}
        schema = value.get("schema")
        if schema is None:
            schema = next((each.get("schema", {}) for each in value.get("content", {}).values()), {})
        found = {"name": value["name"], "in": value["in"]}
        if value.get("required") or value["in"] == "path":
            found["required"] = True
        if self._descriptions and isinstance(value.get("description"), str):
            found["description"] = value["description"]
        return {**found, "schema": self._schemas.plain(schema, at)}

    def _response(self, given: Json) -> dict[str, Json]:
        value, at = self._document.follow(given, self._file)
        content = self._content(value.get("content", {}), at)
        words = value.get("description") if self._descriptions else None
        found = {"description": str(words or "An answer.")}
        return {**found, "content": content} if content is not None and _FORM not in content else found

    def _content(self, given: Mapping[str, Json], at: Path) -> dict[str, Json] | None:
        """The one media type to use: JSON, JSON by another name, or a form. None where there is none of them."""
        plain = {media.partition(";")[0].strip(): media for media in given}
        json_like = [media for media in plain if media.endswith("+json") or media == "*/*"]
        chosen = next((each for each in ("application/json", *json_like, _FORM) if each in plain), None)
        if chosen is None:
            return None
        media = "application/json" if chosen == "*/*" else chosen
        return {media: {"schema": self._schemas.plain(given[plain[chosen]].get("schema", {}), at)}}


def _schemes(document: Document) -> dict[str, Json]:
    """Security schemes that a request header carries; OAuth 2.0 and OpenID Connect send a bearer token."""
    found: dict[str, Json] = {}
    for name, given in document.root.get("components", {}).get("securitySchemes", {}).items():
        scheme, _ = document.follow(given, document.path.resolve())
        match scheme.get("type"), scheme.get("in"), str(scheme.get("scheme", "")).lower():
            case "apiKey", "header", _:
                found[name] = {"type": "apiKey", "in": "header", "name": scheme["name"]}
            case "http", _, ("basic" | "bearer") as kind:
                found[name] = {"type": "http", "scheme": kind}
            case (("oauth2" | "openIdConnect"), _, _):
                found[name] = {"type": "http", "scheme": "bearer"}
    return found
