"""Synchronization schemas as a job keeps them: replaced whole, checked, and completed by the server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.entra.call import bad_request
from rolecall.sandbox.entra.default_schema import default_schema
from rolecall.sandbox.entra.expressions import ExpressionError, parse, render
from rolecall.sandbox.entra.model import Job
from rolecall.sandbox.entra.schema_catalogue import OPERATORS
from rolecall.sandbox.entra.schema_types import conform

Attributes = Mapping[str, str]
"""Attributes of one object in one directory, with their types."""


def schema_of(job: Job, application: str) -> dict[str, Any]:
    """The schema a job works by: its own, or the one its template begins with."""
    if job.schema is not None:
        return deepcopy(job.schema)
    return default_schema(job.id, application)


def replace(job: Job, document: Any, *, lower: bool = False) -> None:
    """Put `document` in the place of the job's schema: what it leaves out is gone. Refuses with 400.

    `lower`: the values of scoping filters are kept in small letters.
    """
    schema = conform(document)
    _check(schema)
    for clause in _clauses(schema) if lower else ():
        clause["values"] = [value.lower() for value in clause.get("values") or []]
    job.version += 1
    job.schema = {**schema, "id": job.id, "version": f"v1.{job.version}"}


def _clauses(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the clauses of all scoping filters compare with."""
    for rule in schema["synchronizationRules"]:
        for mapping in rule["objectMappings"]:
            for group in (mapping["scope"] or {}).get("groups") or []:
                yield from (each["targetOperand"] for each in group["clauses"] if each["targetOperand"])


def reset(job: Job) -> None:
    """Back to what the template begins with."""
    job.schema = None
    job.version += 1


def attributes_of(schema: Mapping[str, Any], directory: str, kind: str) -> Attributes:
    """The attributes of an object; refuses with 400 a directory or object that the schema does not define."""
    for candidate in schema["directories"]:
        if candidate["name"] == directory:
            for definition in candidate["objects"]:
                if definition["name"] == kind:
                    return {attribute["name"]: attribute["type"] for attribute in definition["attributes"]}
            raise _wrong(f"the directory '{directory}' defines no object '{kind}'")
    raise _wrong(f"the directory '{directory}' is not defined")


def _check(schema: Mapping[str, Any]) -> None:
    """Refuse with 400 what the directories in the schema do not bear out."""
    for rule in schema["synchronizationRules"]:
        for mapping in rule["objectMappings"]:
            source = attributes_of(schema, rule["sourceDirectoryName"], mapping["sourceObjectName"])
            target = attributes_of(schema, rule["targetDirectoryName"], mapping["targetObjectName"])
            where = f"'{mapping['name']}'"
            seen: set[str] = set()
            for attribute in mapping["attributeMappings"]:
                name = attribute["targetAttributeName"]
                if name not in target:
                    raise _wrong(f"in {where} the target attribute '{name}' does not exist")
                if name in seen:
                    raise _wrong(f"in {where} the target attribute '{name}' is mapped twice")
                seen.add(name)
                _check_source(attribute, source, where)
            if mapping["enabled"] and not any(one["matchingPriority"] for one in mapping["attributeMappings"]):
                raise _wrong(f"in {where} no attribute is used for matching")
            _check_scope(mapping["scope"] or {}, source, where)


def _check_source(mapping: dict[str, Any], attributes: Attributes, where: str) -> None:
    """Check where a value comes from, and write its expression anew, which the server always does."""
    source = mapping["source"]
    if source is None:
        raise _wrong(f"in {where} '{mapping['targetAttributeName']}' has no source")
    if source["type"] == "Constant":
        source["expression"] = render(source)
        return
    text = source["expression"] if source["type"] == "Function" and source["expression"] else render(source)
    try:
        mapping["source"] = parse(text, attributes)
    except ExpressionError as error:
        raise _wrong(f"in {where} the source of '{mapping['targetAttributeName']}': {error}") from None
    if mapping["source"]["type"] != source["type"]:
        raise _wrong(f"in {where} the source of '{mapping['targetAttributeName']}' is no {source['type']}: {text}")


def _check_scope(scope: Mapping[str, Any], attributes: Attributes, where: str) -> None:
    for group in scope.get("groups", ()):
        if not group["clauses"]:
            raise _wrong(f"in {where} a scoping filter has no clauses")
        for clause in group["clauses"]:
            name, operator = clause["sourceOperandName"], clause["operatorName"]
            if name not in attributes:
                raise _wrong(f"in {where} the scoping filter names '{name}', which does not exist")
            if operator not in OPERATORS:
                raise _wrong(f"in {where} the scoping operator '{operator}' does not exist")
            arity, _, types = OPERATORS[operator]
            if attributes[name] not in types:
                raise _wrong(f"in {where} '{operator}' does not fit '{name}', which is of type {attributes[name]}")
            values = (clause["targetOperand"] or {}).get("values") or []
            if bool(values) != (arity == "Binary"):
                raise _wrong(f"in {where} '{operator}' takes {'a value' if arity == 'Binary' else 'no value'}")
            if "REGEX" in operator:
                _check_pattern(values[0], where)


def _check_pattern(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise _wrong(f"in {where} '{pattern}' is no regular expression: {error}") from None


def _wrong(text: str) -> Refusal:
    return bad_request(f"Invalid synchronization schema: {text}.", "InvalidSchema")
