"""The provider block and how calls are authenticated."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generators.input.binding import one_of
from generators.input.definition import ArgumentRule, Common, Definition, EndpointRule
from generators.input.description import Description, Scheme
from generators.input.operations import Call
from generators.input.rules.authentication import (
    ClientCertificateRule,
    CommandTokenRule,
    FurtherHeadersRule,
    HeaderTokenRule,
    IntrospectionRule,
    MachineTokenRule,
    TokenExchangeRule,
)
from generators.input.rules.authentication import Scheme as SchemeRule
from generators.input.yaml_source import DefinitionError, Place
from generators.naming import is_attribute_name
from generators.resolve.calls import Calls, dig
from generators.resolve.declared import declared
from generators.resolve.types import KINDS
from generators.text import one_line
from rolecall.specification.schema import Attribute, Collection, Defaults, Endpoint, Schema
from rolecall.specification.traits import (
    Authentication,
    BasicLogin,
    Between,
    Check,
    ClientCertificate,
    CommandToken,
    FurtherHeaders,
    HeaderToken,
    InstanceId,
    Introspection,
    MachineToken,
    TokenExchange,
    WhoAmI,
)
from rolecall.specification.traits.proofs import given


def provider_schema(definition: Definition, common: Common, collections: tuple[Collection, ...]) -> Schema:
    """The provider block: the vendor's arguments, then the common ones. `page_size` ends at the largest page."""
    for name, rule in definition.arguments.items():
        if name in common.arguments:
            raise DefinitionError(rule.place, f"argument {name!r} is common to all providers", "another name")
    if definition.url_argument not in argument_names(definition):
        known = one_of(definition.url_argument, argument_names(definition))
        raise DefinitionError(definition.place, f"url_argument {definition.url_argument!r} is no argument", known)
    largest = max((item.pagination.maximum for item in collections if item.pagination), default=None)
    arguments = [_argument(name, rule, rule.checks) for name, rule in definition.arguments.items()]
    for name, rule in common.arguments.items():
        checks = rule.checks if name != "page_size" or largest is None else (Between(minimum=1, maximum=largest),)
        arguments.append(_argument(name, rule, checks))
    return Schema(description=one_line(definition.description), attributes=tuple(arguments))


def _argument(name: str, rule: ArgumentRule, checks: tuple[Check, ...]) -> Attribute:
    if not is_attribute_name(name):
        raise DefinitionError(rule.place, f"Terraform takes no argument named {name!r}", "a name like `api_token`")
    nested = tuple(_argument(inner, each, each.checks) for inner, each in (rule.nested or {}).items())
    return Attribute(
        name=name,
        type=KINDS[rule.type],
        description=one_line(rule.description),
        optional=True,
        sensitive=rule.sensitive,
        default=rule.default,
        checks=checks,
        nested=nested,
        nesting="single" if nested else None,
    )


def argument_names(definition: Definition) -> list[str]:
    """The arguments of the provider block by dotted name, members of nested ones too."""
    nested = [f"{name}.{inner}" for name, rule in definition.arguments.items() for inner in rule.nested or {}]
    return [*definition.arguments, *nested]


def authentication(definition: Definition, calls: Calls) -> tuple[Authentication, ...]:
    """The ways to authenticate, in the order to try them; headers come from the security schemes."""
    return tuple(_way(rule, definition, calls, calls.description.schemes) for rule in definition.authentication)


def endpoint(name: str, definition: Definition, calls: Calls, description: Description) -> Endpoint:
    """A further system; its security schemes come from its own API description."""
    rule: EndpointRule = definition.endpoints[name]
    trust = (rule.trust.ca, rule.trust.insecure) if rule.trust else ()
    kubeconfig = (rule.kubeconfig.path, rule.kubeconfig.context) if rule.kubeconfig else ()
    for argument in (rule.url_argument, *trust, *kubeconfig):
        _known(argument, definition, rule.place)
    return declared(
        Endpoint,
        rule,
        name=name,
        base_path=description.base_path,
        authentication=tuple(_way(each, definition, calls, description.schemes) for each in rule.authentication),
        instance=(),
    )


def _way(rule: SchemeRule, definition: Definition, calls: Calls, schemes: Mapping[str, Scheme]) -> Authentication:
    if isinstance(rule, FurtherHeadersRule):
        _known(rule.argument, definition, rule.place)
        return declared(FurtherHeaders, rule)
    if isinstance(rule, ClientCertificateRule):
        for argument in (rule.certificate, rule.key):
            _known(argument, definition, rule.place)
        return declared(ClientCertificate, rule)
    if rule.scheme not in schemes:
        raise DefinitionError(rule.place, f"there is no security scheme {rule.scheme!r}", one_of(rule.scheme, schemes))
    scheme = schemes[rule.scheme]
    if isinstance(rule, HeaderTokenRule):
        _known(rule.argument, definition, rule.place)
        if scheme.kind == "basic":
            raise _wrong(rule.place, rule.scheme, scheme, "apiKey or http bearer")
        prefix = "Bearer " if scheme.kind == "bearer" else rule.prefix
        return HeaderToken(header=scheme.header, argument=rule.argument, prefix=prefix, account=rule.account)
    if isinstance(rule, TokenExchangeRule):
        return _exchange(rule, definition, calls, scheme)
    if isinstance(rule, CommandTokenRule | MachineTokenRule):
        return _borrowed(rule, definition, scheme)
    for argument in (rule.username, rule.password):
        _known(argument, definition, rule.place)
    if scheme.kind != "basic":
        raise _wrong(rule.place, rule.scheme, scheme, "http basic")
    return declared(BasicLogin, rule)


def _exchange(rule: TokenExchangeRule, definition: Definition, calls: Calls, scheme: Scheme) -> TokenExchange:
    for argument, _ in rule.credentials:
        _known(argument, definition, rule.place)
    if scheme.kind == "basic":
        raise _wrong(rule.place, rule.scheme, scheme, "apiKey or http bearer")
    if (rule.lifetime is None) != (rule.default_seconds == 0):
        raise DefinitionError(rule.place, "half of a lifetime", "both `lifetime` and `default_seconds`, or neither")
    if rule.lifetime is None and (rule.account or rule.fields or rule.url_argument or rule.introspection):
        problem = "a session has no account, fields, url_argument or introspection"
        raise DefinitionError(rule.place, problem, "a `lifetime`")
    call = calls.operation(Call(place=rule.place, operation=rule.operation), ())
    api = calls.description.operation(rule.operation, rule.place)
    if api.endpoint or api.body is None or api.answer is None:
        raise DefinitionError(rule.place, f"{rule.operation} exchanges nothing", "a form of the provider's own system")
    for field in [*(field for _, field in rule.credentials), *([rule.statement.field] if rule.statement else [])]:
        dig(api.body, field, rule.place, "credentials")
    if bool(rule.credentials) == bool(rule.statement) or (rule.statement and rule.lifetime is None):
        raise DefinitionError(rule.place, "an exchange without credentials, or with two kinds", "one of the two")
    for argument in given(rule.statement) if rule.statement else ():
        _known(argument, definition, rule.place)
    for name, text in rule.fields:
        dig(api.body, name, rule.place, "fields")
        for argument in re.findall(r"\{provider\.([^{}]+)\}", text):
            _known(argument, definition, rule.place)
    for _, argument in rule.about:
        _known(argument, definition, rule.place)
    for name, argument in rule.optional:
        dig(api.body, name, rule.place, "optional")
        _known(argument, definition, rule.place)
    if rule.url_argument is not None:
        _known(rule.url_argument, definition, rule.place)
    elif rule.whole:
        raise DefinitionError(rule.place, "whole without a url_argument", "the key 'url_argument'")
    dig(api.answer, rule.token, rule.place, "token")
    if rule.lifetime is not None:
        dig(api.answer, rule.lifetime, rule.place, "lifetime")
    return declared(
        TokenExchange,
        rule,
        path="" if rule.whole else call.path,
        introspection=None if rule.introspection is None else _introspection(rule.introspection, definition, calls),
        header=scheme.header,
        prefix="Bearer " if scheme.kind == "bearer" else rule.prefix,
    )


def _introspection(rule: IntrospectionRule, definition: Definition, calls: Calls) -> Introspection:
    _known(rule.argument, definition, rule.place)
    call = calls.operation(Call(place=rule.place, operation=rule.operation), ())
    api = calls.description.operation(rule.operation, rule.place)
    if api.endpoint or api.method != "POST" or api.body is None or api.answer is None:
        problem = f"{rule.operation} tells nothing of a token"
        raise DefinitionError(rule.place, problem, "a POST of the provider's own system, with a body and an answer")
    dig(api.body, rule.field, rule.place, "field")
    dig(api.answer, rule.member, rule.place, "member")
    return declared(Introspection, rule, path=call.path)


def _borrowed(
    rule: CommandTokenRule | MachineTokenRule, definition: Definition, scheme: Scheme
) -> CommandToken | MachineToken:
    """A token that a command or the machine gives. Raises `DefinitionError` for an argument that does not exist."""
    texts = rule.words if isinstance(rule, CommandTokenRule) else [text for _, text in (*rule.query, *rule.other_query)]
    named = [name for text in texts for name in re.findall(r"\{provider\.([^{}]+)\}", text)]
    if rule.tenant_of:
        named.append(rule.tenant_of)
    for argument in (rule.switch, *named):
        _known(argument, definition, rule.place)
    kind: type[CommandToken | MachineToken] = CommandToken if isinstance(rule, CommandTokenRule) else MachineToken
    return declared(kind, rule, header=scheme.header, prefix="Bearer " if scheme.kind == "bearer" else "")


def defaults(definition: Definition) -> tuple[Defaults, ...]:
    """The defaults that follow from other arguments. Raises `DefinitionError` for an argument that does not exist."""
    for rule in definition.defaults:
        for argument in (rule.argument, *(name for name, _ in rule.defaults)):
            _known(argument, definition, rule.place)
    return tuple(declared(Defaults, rule) for rule in definition.defaults)


def _known(argument: str, definition: Definition, place: Place) -> None:
    known = argument_names(definition)
    if argument not in known:
        raise DefinitionError(place, f"{argument!r} is no argument of the provider", one_of(argument, known))


def _wrong(place: Place, name: str, scheme: Scheme, expected: str) -> DefinitionError:
    return DefinitionError(place, f"security scheme {name!r} is {scheme.kind}", f"a scheme of type {expected}")


def whoami(definition: Definition, calls: Calls) -> WhoAmI | None:
    """The call that tells whose credentials these are, its answer checked against the description."""
    rule = definition.whoami
    if rule is None:
        return None
    call = calls.operation(Call(place=rule.place, operation=rule.operation), ())
    answer = calls.description.operation(rule.operation, rule.place).answer
    if answer is None:
        raise DefinitionError(rule.place, f"{rule.operation} answers nothing", "an operation that answers an object")
    item = dig(answer, rule.item, rule.place, "item of whoami")
    for name in rule.merge:
        item = dig(item, name, rule.place, "merge of whoami")
    dig(item, rule.key, rule.place, "key of whoami")
    if rule.collection not in definition.collections:
        known = one_of(rule.collection, definition.collections)
        raise DefinitionError(rule.place, f"there is no collection {rule.collection!r}", known)
    return declared(WhoAmI, rule, path=call.path)


def instance_ids(definition: Definition) -> tuple[InstanceId, ...]:
    """What tells which instances these are. Raises `DefinitionError` for a system that does not exist."""
    for rule in definition.instance_ids:
        if rule.endpoint and rule.endpoint not in definition.endpoints:
            known = one_of(rule.endpoint, definition.endpoints)
            raise DefinitionError(rule.place, f"there is no endpoint {rule.endpoint!r}", known)
        if bool(rule.claim) == bool(rule.path) or bool(rule.path) != bool(rule.key):
            raise DefinitionError(rule.place, "nothing tells the id, or two things do", "path and key, or claim")
        if rule.argument and rule.argument not in definition.arguments:
            known = one_of(rule.argument, definition.arguments)
            raise DefinitionError(rule.place, f"there is no argument {rule.argument!r}", known)
        if rule.path and not rule.path.startswith("/"):
            problem = f"the path {rule.path!r} does not begin at the root"
            raise DefinitionError(rule.place, problem, "a path that begins with a slash")
    return tuple(declared(InstanceId, rule) for rule in definition.instance_ids)
