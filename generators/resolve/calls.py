"""Operations of the API description as the calls a shim states: templates over attributes instead of parameters."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from generators.input.binding import one_of
from generators.input.description import ApiOperation, Description, Shape
from generators.input.operations import Call
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.bodies import check_constant, check_query
from rolecall.specification.schema import Envelope, Operation, OtherForm


@dataclass(frozen=True, slots=True)
class Calls:
    """Builds calls of one vendor's APIs.

    `headers` are those that the definition sends with every call, by endpoint; `arguments` those of the provider block,
    `parameters` what fills parameters of these names wherever they occur.
    """

    description: Description
    headers: Mapping[str, Container[str]]
    arguments: Container[str] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)

    def operation(self, call: Call, names: Container[str], key: str | None = None, own: str = "id") -> Operation:
        """The call of `call`, its parameters filled from the attributes `names`.

        A parameter called like the collection's `key` takes the attribute `own`. Raises `DefinitionError` for a path
        or required query parameter that no attribute fills, and for a rule about a parameter that does not exist.
        """
        api = self.description.operation(call.operation, call.place)
        for name in (*call.parameters, *(name for name, _ in call.query)):
            if name not in {each.name for each in api.parameters}:
                known = one_of(name, [each.name for each in api.parameters])
                raise DefinitionError(call.place, f"{api.id} has no parameter {name!r}", known)
        shapes = {each.name: each.shape for each in api.parameters}
        for name, value in call.query:
            check_query(shapes[name], value, call.place, f"query of {api.id}: {name!r}")
        path, query = api.path, list(call.query)
        for each in api.parameters:
            said = call.parameters.get(each.name) or self.parameters.get(each.name)
            attribute = said or (own if each.name == key else each.name)
            if each.where == "header":
                sent = {header.name for header in call.headers}
                if each.required and each.name not in sent and each.name not in self.headers[api.endpoint]:
                    raise DefinitionError(call.place, f"{api.id} needs the header {each.name!r}", "it under headers")
                continue
            if each.where == "query" and not each.required and said is None:
                continue
            if not self._is_filled(attribute, names):
                raise DefinitionError(
                    call.place,
                    f"no attribute fills the {each.where} parameter {each.name!r} of {api.id}",
                    f"an attribute {attribute!r}, or parameters: {{{each.name}: <attribute>}}",
                )
            if each.where == "path":
                path = path.replace(f"{{{each.name}}}", f"{{{attribute}}}")
            else:
                query.append((each.name, f"{{{attribute}}}"))
        for header in call.headers:
            if header.when is not None and header.when not in names:
                raise DefinitionError(
                    call.place, f"headers: there is no attribute {header.when!r}", "one of the type's"
                )
        if call.failed:
            dig(api.answer or Shape(place=call.place, kind="object"), call.failed, call.place, f"failed of {api.id}")
        return Operation(
            method=api.method,
            path=path,
            query=tuple(query),
            body=api.encoding,
            authenticated=api.authenticated,
            endpoint=api.endpoint,
            constants=self._constants(call, api, names),
            media_type=api.media_type,
            headers=call.headers,
            failed=call.failed,
            other_form=self._other_form(call, api),
        )

    def _is_filled(self, attribute: str, names: Container[str]) -> bool:
        attribute, _, part = attribute.partition("|")
        if part not in ("", "last"):
            return False
        outer, _, argument = attribute.partition(".")
        return argument in self.arguments if outer == "provider" and argument else attribute in names

    def _constants(
        self, call: Call, api: ApiOperation, names: Container[str]
    ) -> tuple[tuple[str, str | bool | tuple[str, ...]], ...]:
        for path, value in call.constants:
            if api.body is None:
                raise DefinitionError(call.place, f"{api.id} takes no body", "constants only where there is one")
            shape = dig(api.body, path, call.place, f"constants of {api.id}")
            check_constant(shape, value, call.place, f"constants of {api.id}: {path!r}", form=api.encoding == "form")
            for name in re.findall(r"\{([^{}]+)\}", " ".join(value if isinstance(value, tuple) else [str(value)])):
                if not self._is_filled(name, names):
                    problem = f"constants of {api.id}: there is no attribute {name!r}"
                    raise DefinitionError(call.place, problem, "one of the type's")
        return call.constants

    def _other_form(self, call: Call, api: ApiOperation) -> OtherForm | None:
        """The names of a body in its other form, those of the first proven. Raises `DefinitionError`."""
        for path, _ in call.other_form.fields if call.other_form is not None else ():
            if api.body is None or path not in api.body.properties:
                known = one_of(path, api.body.properties if api.body is not None else ())
                raise DefinitionError(call.place, f"other_form of {api.id}: it takes no {path!r}", known)
        return call.other_form

    def api(self, call: Call) -> ApiOperation:
        """The operation that `call` names; raises `DefinitionError`."""
        return self.description.operation(call.operation, call.place)


def dig(shape: Shape, path: str, place: Place, what: str) -> Shape:
    """What `path` leads to inside `shape`; numbers are places of an array. Raises `DefinitionError` at `place`."""
    for step in [path] if path in shape.properties else path.split(".") if path else []:
        if step.isdigit() and shape.items is not None:
            shape = shape.items
        elif step in shape.properties:
            shape = shape.properties[step]
        else:
            known = one_of(step, shape.properties)
            raise DefinitionError(place, f"{what}: {path!r} leads nowhere, there is no {step!r}", known)
    return shape


def row_of(api: ApiOperation, envelope: Envelope, listing: bool, place: Place) -> Shape:
    """The object that an answer of `api` holds, members named by `merge` lifted into it.

    Raises `DefinitionError` where the envelope does not fit the answer.
    """
    if api.answer is None:
        raise DefinitionError(place, f"{api.id} answers nothing", "an operation that answers a JSON body")
    path = envelope.items if listing else envelope.item
    shape = dig(api.answer, path, place, f"envelope in the answer of {api.id}")
    if listing:
        if shape.items is None:
            raise DefinitionError(place, f"the answer of {api.id} has no list at {path!r}", "an array there")
        shape = shape.items
    wrapping = (envelope.may_wrap,) if envelope.may_wrap in shape.properties and not listing else ()
    for name in (*envelope.merge, *wrapping):
        inner = dig(shape, name, place, f"merge in the answer of {api.id}")
        others = {key: item for key, item in shape.properties.items() if key != name}
        shape = replace(shape, properties={**others, **inner.properties}, required=shape.required | inner.required)
    return shape


def joined(first: Shape | None, second: Shape | None) -> Shape | None:
    """Both rows as one: what either a listing or a single read may hold."""
    if first is None or second is None:
        return first or second
    return replace(first, properties={**second.properties, **first.properties})
