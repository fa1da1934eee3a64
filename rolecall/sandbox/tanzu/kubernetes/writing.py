"""Create, replace, patch, apply and delete."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Mapping

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.tanzu.kubernetes import patches
from rolecall.sandbox.tanzu.kubernetes.apply import Owners, conflicts, merged, updated
from rolecall.sandbox.tanzu.kubernetes.authorize import require, require_grant
from rolecall.sandbox.tanzu.kubernetes.call import Call
from rolecall.sandbox.tanzu.kubernetes.cluster import Object, Record
from rolecall.sandbox.tanzu.kubernetes.kinds import BINDINGS, NAMESPACE
from rolecall.sandbox.tanzu.kubernetes.listing import matching
from rolecall.sandbox.tanzu.kubernetes.objects import check, complete, prune
from rolecall.sandbox.tanzu.kubernetes.status import (
    MODIFIED,
    Failure,
    already_exists,
    bad_request,
    conflict,
    invalid,
    not_found,
    success,
)

_KEPT_METADATA = ("uid", "creationTimestamp", "resourceVersion", "namespace", "name")
_GRANTED = ("subjects", "roleRef", "rules", "aggregationRule")


def create(call: Call) -> Response:
    """A new object; 409 for a name there is already."""
    object = _admit(call, call.object_body())
    metadata = object["metadata"]
    if metadata.get("resourceVersion"):
        raise bad_request("resourceVersion should not be set on objects to be created")
    if prefix := metadata.pop("generateName", ""):
        metadata.setdefault("name", prefix + secrets.token_hex(3)[:5])
    return _create(call, object, {})


def _create(call: Call, object: Object, owners: Owners) -> Response:
    _require_namespace(call)
    object = complete(call.kind, call.cluster.stamp(object))
    object["metadata"].pop("resourceVersion", None)
    check(call.kind, object)
    name = object["metadata"]["name"]
    if call.cluster.find(call.kind, name, call.place):
        raise already_exists(call.kind, name)
    require_grant(call.cluster, call.caller, call.kind, object)
    if call.dry_run():
        return call.answer(object, 201)
    owners = owners or updated({}, {}, object, call.manager)
    return call.answer(call.cluster.save(call.kind, object, owners).object, 201)


def read(call: Call) -> Response:
    """One object."""
    return call.answer(_record(call).object)


def replace(call: Call) -> Response:
    """The object in place of the one there is; one that is not there is created.

    A resource version in the body must be the present one; a body without one overwrites whatever is there.
    """
    object = _admit(call, call.object_body())
    if object["metadata"].setdefault("name", call.name) != call.name:
        raise bad_request("the name of the object does not match the name on the URL")
    record = call.cluster.find(call.kind, call.name, call.place)
    if record is not None:
        return _update(call, record, object)
    if object["metadata"].get("resourceVersion") or object["metadata"].get("uid"):
        raise conflict(call.kind, call.name, "the object has been deleted")
    require(call.cluster, call.caller, "create", call.kind, call.namespace)
    return _create(call, object, {})


def patch(call: Call) -> Response:
    """A patch of one of the four kinds, told by its media type."""
    if call.request.content_type == patches.APPLY:
        return _apply(call)
    body = call.body((patches.MERGE, patches.STRATEGIC, patches.JSON))
    record = _record(call)
    if call.request.content_type == patches.JSON:
        wanted = patches.json_patch(record.object, body)
    else:
        wanted = patches.merge(record.object, body)
    if not isinstance(wanted, dict):
        raise bad_request("the patched object is not an object")
    return _update(call, record, _admit(call, wanted))


def _apply(call: Call) -> Response:
    """Server-side apply. The body must be JSON, which is YAML too; other YAML is not read here."""
    manager = call.request.parameter("fieldManager")
    if not manager:
        raise bad_request(
            "PatchOptions.meta.k8s.io is invalid: fieldManager: Required value: is required for apply patch"
        )
    body = call.object_body((patches.APPLY,))
    asked = body.get("metadata")
    if not body.get("kind") or not body.get("apiVersion") or not isinstance(asked, dict):
        raise bad_request("an applied object needs apiVersion, kind and metadata")
    if asked.setdefault("name", call.name) != call.name:
        raise bad_request("the name of the object does not match the name on the URL")
    given = {name: value for name, value in _admit(call, body).items() if name in body or name == "metadata"}
    if call.kind in BINDINGS:
        completed = complete(call.kind, {"roleRef": {}, **given})
        given |= {name: completed[name] for name in ("subjects", "roleRef") if name in given and name in completed}
    record = call.cluster.find(call.kind, call.name, call.place)
    if record is None:
        require(call.cluster, call.caller, "create", call.kind, call.namespace)
        return _create(call, prune(call.kind, given)[0], merged({}, given, given, manager)[1])
    others = conflicts(record.owners, record.object, given, manager)
    if others and not call.flag("force"):
        causes = [("FieldManagerConflict", ".".join(("", *path)), f'conflict with "{who}"') for path, who in others]
        text = f"Apply failed with {len(others)} conflict{'s' * (len(others) > 1)}: {causes[0][2]}: {causes[0][1]}"
        raise Failure(409, text, kind=call.kind, about=call.name, causes=causes)
    wanted, owners = merged(record.owners, record.object, given, manager)
    if version := asked.get("resourceVersion"):
        wanted["metadata"]["resourceVersion"] = version
    return _update(call, record, prune(call.kind, wanted)[0], owners)


def _update(call: Call, record: Record, wanted: Object, owners: Owners | None = None) -> Response:
    """Store what becomes of an object; `owners` None: whoever writes owns what changed."""
    dry_run = call.dry_run()
    if call.options.interfere > 0 and not dry_run:
        call.options.interfere -= 1
        mark = {"sandbox.example.com/interfered": str(call.cluster.version)}
        record = call.cluster.change(call.kind, call.name, call.place, annotations=mark)
    metadata = wanted["metadata"]
    for field, why in (
        ("uid", "Precondition failed: UID in precondition does not match"),
        ("resourceVersion", MODIFIED),
    ):
        if metadata.get(field, record.metadata[field]) != record.metadata[field]:
            raise conflict(call.kind, call.name, why)
    if metadata.get("name", call.name) != call.name:
        raise bad_request("the name of the object does not match the name on the URL")
    kept = {name: record.metadata[name] for name in _KEPT_METADATA if name in record.metadata}
    object = complete(call.kind, {**wanted, "metadata": {**metadata, **kept}})
    check(call.kind, object)
    if call.kind in BINDINGS and object["roleRef"] != record.object["roleRef"]:
        ref = object["roleRef"]
        message = f'Invalid value: {ref.get("kind", "")} "{ref.get("name", "")}": cannot change roleRef'
        raise invalid(call.kind, call.name, ("FieldValueInvalid", "roleRef", message))
    if any(object.get(name) != record.object.get(name) for name in _GRANTED):
        require_grant(call.cluster, call.caller, call.kind, object)
    if dry_run:
        return call.answer(object)
    if object == record.object and (owners is None or owners == record.owners):
        return call.answer(record.object)
    if owners is None:
        owners = updated(record.owners, record.object, object, call.manager)
    return call.answer(call.cluster.save(call.kind, object, owners).object)


def delete(call: Call) -> Response:
    """Remove an object; preconditions in the body must hold."""
    options = call.object_body() if call.request.body else {}
    dry_run = call.dry_run(options)
    record = _record(call)
    preconditions = options.get("preconditions")
    for field, value in (preconditions if isinstance(preconditions, Mapping) else {}).items():
        if value is not None and record.metadata.get(field) != value:
            raise conflict(call.kind, call.name, f"Precondition failed: {field} in precondition does not match")
    if not dry_run:
        call.cluster.remove(call.kind, call.name, call.place)
    return call.answer(success(call.kind, call.name, record.metadata["uid"]))


def delete_many(call: Call) -> Response:
    """Remove every object that the request's selectors are about."""
    options = call.object_body() if call.request.body else {}
    dry_run = call.dry_run(options)
    for row in matching(call):
        if not dry_run:
            call.cluster.remove(call.kind, row["metadata"]["name"], row["metadata"].get("namespace", ""))
    return call.answer(success(call.kind))


def _record(call: Call) -> Record:
    record = call.cluster.find(call.kind, call.name, call.place)
    if record is None:
        raise not_found(call.kind, call.name)
    return record


def _admit(call: Call, body: Object) -> Object:
    """The object a body asks for, in the namespace of the path.

    Fields that the kind does not have are dropped with a warning, or refused with 400 if the request is strict.
    """
    strictness = call.request.parameter("fieldValidation") or "Warn"
    if strictness not in ("Ignore", "Warn", "Strict"):
        raise invalid(call.kind, call.name, ("FieldValueNotSupported", "fieldValidation", f'"{strictness}"'))
    object, unknown = prune(call.kind, copy.deepcopy(body))
    texts = [f'unknown field "{path}"' for path in unknown]
    if texts and strictness == "Strict":
        raise bad_request(f"strict decoding error: {', '.join(texts)}")
    if strictness == "Warn":
        call.warnings += texts
    if call.kind.namespaced and object["metadata"].setdefault("namespace", call.place) != call.place:
        raise bad_request("the namespace of the provided object does not match the namespace sent on the request")
    if not call.kind.namespaced:
        object["metadata"].pop("namespace", None)
    return object


def _require_namespace(call: Call) -> None:
    if call.kind.namespaced and call.cluster.find(NAMESPACE, call.place) is None:
        raise not_found(NAMESPACE, call.place)
