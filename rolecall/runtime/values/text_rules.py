"""Forms of arguments, derived from what a shim does with them: what names an object, and what stands in a path.

An argument is a `name` if it is a natural key, a reference to something by name, an element of a binding, or what gives
access is known by. It is an `id` if it is the key of something else or fills a place of a path or of an id. Everything
else is free `text`, secrets among it. No definition can weaken this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from rolecall.runtime.values.paths import PLACES
from rolecall.runtime.values.texts import TextForm
from rolecall.specification.declaration import dataclass
from rolecall.specification.schema import (
    Action,
    AllOf,
    Attribute,
    DataSource,
    Endpoint,
    Ephemeral,
    Issue,
    Login,
    MembershipLifecycle,
    ObjectLifecycle,
    OneOf,
    Operation,
    Provider,
    Resource,
    Schema,
)
from rolecall.specification.traits import Access, BasicLogin, Check, TokenExchange
from rolecall.specification.types import BOOL, NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of an argument.

    `checks` are those of the key that it refers to, `whole_number` that key's kind. What `may_be_empty` is cleared so.
    """

    text: TextForm
    may_be_empty: bool = False
    checks: tuple[Check, ...] = ()
    whole_number: bool = False


Forms: TypeAlias = Mapping[str, Form]
"""Forms by dotted attribute path; what is not in it is free text."""

FREE: Final = Form(text="text")
NAME: Final = Form(text="name")
ID: Final = Form(text="id")
MAIL: Final = Form(text="name", may_be_empty=True)
NO_FORMS: Final[Forms] = MappingProxyType({})
_CALLS: Final = ("create", "update", "delete", "withdraw", "patch", "read", "write")


def forms_of_resource(shim: Provider, resource: Resource) -> Forms:
    """The forms of the arguments of `resource`."""
    found = _Found(resource.schema)
    lifecycle = resource.lifecycle
    collection = shim.collection(lifecycle.collection) if isinstance(lifecycle, ObjectLifecycle) else None
    natural = collection.natural_key if collection is not None else None
    found.add(NAME, _of_access(resource.access))
    account = resource.access.account if resource.access is not None else None
    found.add(MAIL, () if account is None or account.mail is None else (account.mail,))
    if natural is not None:
        found.add(NAME, (natural.attribute, *dict(natural.scope), *dict(natural.within)))
    if isinstance(lifecycle, ObjectLifecycle) and lifecycle.template is not None:
        found.add(NAME, (lifecycle.template.name,))
    if isinstance(lifecycle, MembershipLifecycle):
        found.add(NAME, (lifecycle.member,))
    found.add(_account_key(shim), _by_id(resource.access))
    named = "" if natural is None else natural.attribute
    listed = (collection.list, collection.get) if collection is not None else ()
    paths = (*_paths(*(getattr(lifecycle, call, None) for call in _CALLS), *listed), *_steps(resource))
    found.add_places(place for place in _places(paths) if place != named)
    if not isinstance(lifecycle, MembershipLifecycle):
        parts = PLACES.findall(resource.id_template or "")
        found.add_places(parts if len(parts) > 1 else ())
        found.add(NAME, () if found.has(parts[:1]) else parts[:1])
    elif isinstance(parent := shim.resource(lifecycle.parent).lifecycle, ObjectLifecycle):
        found.add(key_form(shim, parent.collection), (lifecycle.owner,))
    if isinstance(lifecycle, ObjectLifecycle) and lifecycle.secret is not None and lifecycle.secret.owner is not None:
        found.add(_account_key(shim), (lifecycle.secret.owner,))
    return found.all()


def forms_of_data_source(shim: Provider, source: DataSource) -> Forms:
    """The forms of the arguments of a data source."""
    found = _Found(source.schema)
    match source.source:
        case OneOf(collection=collection, by=by):
            found.add(NAME, by)
            found.add(key_form(shim, collection), (name for name in by if name == "id"))
        case AllOf(collection=collection, filters=filters):
            found.add(NAME, (name for name, _ in filters))
            found.add_places(_places(_paths(shim.collection(collection).list)))
        case single:
            found.add_places(_places(_paths(single.operation)))
    return found.all()


def forms_of_ephemeral(shim: Provider, ephemeral: Ephemeral) -> Forms:
    """The forms of the arguments of an ephemeral resource."""
    found = _Found(ephemeral.schema)
    match ephemeral.source:
        case Issue(resource=name):
            for path, form in forms_of_resource(shim, shim.resource(name)).items():
                found.add(form, (path,))
        case Login(open=opened, close=closed):
            found.add(NAME, (item.name for item in ephemeral.schema.attributes if item.required))
            found.add_places(_places(_paths(opened, closed)))
    return found.all()


def forms_of_action(shim: Provider, action: Action) -> Forms:
    """The forms of the arguments of `action`."""
    found = _Found(action.schema)
    found.add_places(_places(_paths(action.operation, action.look)))
    return found.all()


def forms_of_provider(shim: Provider) -> Forms:
    """The forms of the arguments of the provider block: addresses, user names, and what stands in paths."""
    found = _Found(shim.schema)
    systems: tuple[Provider | Endpoint, ...] = (shim, *shim.endpoints)
    found.add(NAME, (system.url_argument for system in systems))
    for trait in (each for system in systems for each in system.authentication):
        if isinstance(trait, BasicLogin):
            found.add(NAME, (trait.username,))
        elif isinstance(trait, TokenExchange):
            found.add(NAME, (argument for _, argument in trait.credentials))
    operations: list[Operation | None] = [each for item in shim.collections for each in (item.list, item.get)]
    operations += [getattr(item.lifecycle, call, None) for item in shim.resources for call in _CALLS]
    places = _places(_paths(*operations))
    found.add(ID, (place.removeprefix("provider.") for place in places if place.startswith("provider.")))
    return found.all()


def key_form(shim: Provider, collection: str) -> Form:
    """The form of the key of `collection`: a name where that is the key, else the form of its objects' `id`."""
    natural = shim.collection(collection).natural_key
    if shim.collection(collection).elements is not None:
        return NAME
    if natural is not None and natural.field == shim.collection(collection).key:
        return NAME
    schemas = [
        *(item.schema for item in shim.resources if getattr(item.lifecycle, "collection", None) == collection),
        *(item.schema for item in shim.data_sources if getattr(item.source, "collection", None) == collection),
    ]
    for key in (item for schema in schemas for item in schema.attributes if item.name == "id"):
        if key.checks or key.wire == "id_text":
            return Form(text="id", checks=key.checks, whole_number=key.wire == "id_text")
    return ID


class _Found:
    """Forms by path, of arguments alone; what is added later wins."""

    def __init__(self, schema: Schema) -> None:
        self._arguments = dict(_arguments(schema.attributes, ""))
        self._forms: dict[str, Form] = {}

    def add(self, form: Form, paths: Iterable[str]) -> None:
        for path in paths:
            if path in self._arguments:
                self._forms[path] = form

    def has(self, paths: Iterable[str]) -> bool:
        return any(path in self._forms for path in paths)

    def add_places(self, places: Iterable[str]) -> None:
        """Places of paths and ids; one that takes the end of a path may be given any path. An id's own form stays."""
        for place in places:
            path = place.partition("|")[0]
            if self._forms.get(path, FREE).text != "id":
                self.add(NAME if "|" in place else ID, (path,))

    def all(self) -> Forms:
        """The forms, and what attributes tell themselves: references are names, numbers written as text are ids."""
        for path, attribute in self._arguments.items():
            if attribute.reference is not None:
                self._forms[path] = NAME
            elif attribute.wire == "id_text":
                self._forms[path] = Form(text="id", whole_number=True)
        return self._forms


def _arguments(attributes: tuple[Attribute, ...], above: str) -> Iterator[tuple[str, Attribute]]:
    """Every argument that may hold text and is no secret, by its dotted path."""
    for item in attributes:
        if (item.required or item.optional) and not item.sensitive and not item.write_only:
            if item.nesting is not None or item.type not in (BOOL, NUMBER):
                yield above + item.name, item
            yield from _arguments(item.nested, f"{above}{item.name}.")


def _paths(*operations: Operation | None) -> Iterator[str]:
    for operation in operations:
        if operation is not None:
            yield operation.path
            yield from (text for _, text in operation.query)


def _places(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from PLACES.findall(text)


def _steps(resource: Resource) -> Iterator[str]:
    for attribute in resource.schema.attributes:
        yield from (step.path for step in (attribute.transitions.steps if attribute.transitions is not None else ()))


def _account_key(shim: Provider) -> Form:
    """The form of what accounts are referred to by."""
    keys = [
        key_form(shim, item.lifecycle.collection)
        for item in shim.resources
        if isinstance(item.lifecycle, ObjectLifecycle) and item.access is not None and item.access.account is not None
    ]
    return keys[0] if keys else ID


def _of_access(access: Access | None) -> Iterator[str]:
    """The attributes by which people know who has access, to what, and where."""
    if access is None:
        return
    known: tuple[Any, ...] = (access.account, access.group, access.role, access.credential)
    yield from (each.name for each in known if each is not None)
    if access.subject is not None:
        yield access.subject.attribute
    yield from (each.attribute for each in access.permissions)
    yield from (path for _, path in access.scopes)


def _by_id(access: Access | None) -> Iterator[str]:
    """The attributes that hold ids of accounts."""
    if access is not None and access.group is not None and access.group.members is not None:
        yield access.group.members
    if access is not None and access.subject is not None and access.subject.by == "id":
        yield access.subject.attribute
