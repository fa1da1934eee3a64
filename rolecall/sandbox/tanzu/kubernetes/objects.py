"""Objects as an API server takes them: known fields only, defaults filled in, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from rolecall.sandbox.tanzu.kubernetes.kinds import (
    BINDINGS,
    CLUSTER_ROLE,
    CLUSTER_ROLE_BINDING,
    NAMESPACE,
    RBAC,
    ROLE,
    ROLE_BINDING,
    Kind,
)
from rolecall.sandbox.tanzu.kubernetes.status import bad_request, invalid

Object = dict[str, Any]
Cause = tuple[str, str, str]

SERVICE_ACCOUNT = "ServiceAccount"
_SUBJECT_KINDS = ("User", "Group", SERVICE_ACCOUNT)
_ROLE_KINDS: Final = {CLUSTER_ROLE_BINDING: (CLUSTER_ROLE.name,), ROLE_BINDING: (ROLE.name, CLUSTER_ROLE.name)}
_FIELDS: Final[Mapping[Kind, frozenset[str]]] = {
    CLUSTER_ROLE_BINDING: frozenset({"subjects", "roleRef"}),
    ROLE_BINDING: frozenset({"subjects", "roleRef"}),
    CLUSTER_ROLE: frozenset({"rules", "aggregationRule"}),
    ROLE: frozenset({"rules"}),
    NAMESPACE: frozenset({"spec", "status"}),
}
_SERVER_METADATA = {"uid", "resourceVersion", "creationTimestamp", "managedFields", "selfLink", "generation"}
_METADATA = {"name", "generateName", "namespace", "labels", "annotations", "finalizers", "ownerReferences"}
_SUBJECT = {"kind", "apiGroup", "name", "namespace"}
_ROLE_REF = {"kind", "apiGroup", "name"}
_LABEL_VALUE = re.compile(r"(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?")
_LABEL_KEY = re.compile(r"([a-z0-9.-]{1,253}/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]")


def prune(kind: Kind, body: Object) -> tuple[Object, list[str]]:
    """The object with the fields its kind has, and the paths of those that it has not.

    Raises Refusal 400 for a field of the wrong type or a kind that does not belong at this address.
    """
    for name, expected in (("kind", kind.name), ("apiVersion", kind.api_version)):
        if body.get(name, expected) != expected:
            raise bad_request(f"the object provided is a {body[name]}, which does not match the expected {expected}")
    _check_types(kind, body)
    unknown: list[str] = []

    def known(values: Object, names: set[str] | frozenset[str], path: str) -> Object:
        unknown.extend(f"{path}{name}" for name in values if name not in names)
        return {name: value for name, value in values.items() if name in names and value is not None}

    object = known(body, _FIELDS[kind] | {"kind", "apiVersion", "metadata"}, "")
    object["metadata"] = known(body.get("metadata") or {}, _METADATA | _SERVER_METADATA, "metadata.")
    if kind in BINDINGS:
        subjects = body.get("subjects") or []
        object["subjects"] = [known(item, _SUBJECT, f"subjects[{index}].") for index, item in enumerate(subjects)]
        object["roleRef"] = known(body.get("roleRef") or {}, _ROLE_REF, "roleRef.")
    return {**object, "kind": kind.name, "apiVersion": kind.api_version}, unknown


def _check_types(kind: Kind, body: Object) -> None:
    def check(value: Any, wanted: type, path: str) -> None:
        if value is not None and not isinstance(value, wanted):
            raise bad_request(f"{kind.name} in version v1 cannot be handled: {path} is not of the right type")

    metadata = body.get("metadata")
    check(metadata, dict, "metadata")
    for name in ("name", "namespace", "generateName", "resourceVersion", "uid"):
        check((metadata or {}).get(name), str, f"metadata.{name}")
    for name in ("labels", "annotations"):
        values = (metadata or {}).get(name)
        check(values, dict, f"metadata.{name}")
        for key, value in (values or {}).items():
            check(value, str, f"metadata.{name}.{key}")
    for name in ("subjects", "rules"):
        check(body.get(name), list, name)
        for index, item in enumerate(body.get(name) or []):
            check(item, dict, f"{name}[{index}]")
            for key, value in item.items() if name == "subjects" else ():
                check(value, str, f"{name}[{index}].{key}")
    check(body.get("roleRef"), dict, "roleRef")
    for key, value in (body.get("roleRef") or {}).items():
        check(value, str, f"roleRef.{key}")


def complete(kind: Kind, object: Object) -> Object:
    """The object with defaults filled in and empty fields left out, as it is stored and shown."""
    metadata = {name: value for name, value in object["metadata"].items() if value not in ("", {}, [], None)}
    object = {**object, "metadata": metadata}
    if kind in (CLUSTER_ROLE, ROLE):
        object["rules"] = object.get("rules") or []
    if kind == NAMESPACE:
        object |= {"spec": {"finalizers": ["kubernetes"]}, "status": {"phase": "Active"}}
    if kind not in BINDINGS:
        return object
    object["roleRef"] = {"apiGroup": RBAC, **{name: value for name, value in object["roleRef"].items() if value}}
    subjects = [_subject(subject) for subject in object.get("subjects") or []]
    object["subjects"] = subjects
    if not subjects:
        del object["subjects"]
    return object


def _subject(subject: Mapping[str, str]) -> dict[str, str]:
    filled = {name: subject[name] for name in ("kind", "apiGroup", "name", "namespace") if subject.get(name)}
    if "apiGroup" not in filled and filled.get("kind") in ("User", "Group"):
        filled["apiGroup"] = RBAC
    return filled


def check(kind: Kind, object: Object) -> None:
    """Raise Refusal 422 with every cause for what is wrong with a completed object."""
    name = object["metadata"].get("name", "")
    causes = [*_metadata_causes(object["metadata"])]
    if kind in BINDINGS:
        causes += _binding_causes(kind, object)
    if causes:
        raise invalid(kind, name, *causes)


def _metadata_causes(metadata: Object) -> list[Cause]:
    causes: list[Cause] = []
    name = metadata.get("name", "")
    if not name:
        causes.append(("FieldValueRequired", "metadata.name", "Required value: name or generateName is required"))
    elif name in (".", "..") or "/" in name or "%" in name:
        causes.append(("FieldValueInvalid", "metadata.name", f'Invalid value: "{name}": not a path segment'))
    for key, value in metadata.get("labels", {}).items():
        if not _LABEL_KEY.fullmatch(key) or not _LABEL_VALUE.fullmatch(value):
            causes.append(("FieldValueInvalid", "metadata.labels", f'Invalid value: "{key}={value}": not a label'))
    return causes


def _binding_causes(kind: Kind, object: Object) -> list[Cause]:
    causes: list[Cause] = []
    ref = object["roleRef"]
    if ref["apiGroup"] != RBAC:
        causes.append(_unsupported("roleRef.apiGroup", ref["apiGroup"], (RBAC,)))
    if ref.get("kind") not in _ROLE_KINDS[kind]:
        causes.append(_unsupported("roleRef.kind", ref.get("kind", ""), _ROLE_KINDS[kind]))
    if not ref.get("name"):
        causes.append(_required("roleRef.name"))
    for index, subject in enumerate(object.get("subjects", [])):
        path = f"subjects[{index}]"
        group = subject.get("apiGroup", "")
        if not subject.get("name"):
            causes.append(_required(f"{path}.name"))
        if subject.get("kind") not in _SUBJECT_KINDS:
            causes.append(_unsupported(f"{path}.kind", subject.get("kind", ""), _SUBJECT_KINDS))
        elif subject["kind"] == SERVICE_ACCOUNT:
            if group:
                causes.append(_unsupported(f"{path}.apiGroup", group, ("",)))
            if kind == CLUSTER_ROLE_BINDING and not subject.get("namespace"):
                causes.append(_required(f"{path}.namespace"))
        elif group != RBAC:
            causes.append(_unsupported(f"{path}.apiGroup", group, (RBAC,)))
    return causes


def _required(path: str) -> Cause:
    return ("FieldValueRequired", path, "Required value")


def _unsupported(path: str, value: str, supported: tuple[str, ...]) -> Cause:
    names = ", ".join(f'"{name}"' for name in supported)
    return ("FieldValueNotSupported", path, f'Unsupported value: "{value}": supported values: {names}')
