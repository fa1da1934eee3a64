"""What a definition says about the ways to authenticate, each by a security scheme of the API description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from generators.input.yaml_source import Placed
from rolecall.specification.numbers import CountOrNone
from rolecall.specification.traits import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderTokenRule(Placed):
    """Send a secret as the security scheme `scheme` (API key in a header, after `prefix`, or HTTP bearer) says.

    `account` is the claim of the secret, a JWT, that names the account.
    """

    scheme: str
    argument: str
    prefix: str = ""
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicLoginRule(Placed):
    """HTTP Basic, as the security scheme `scheme` says."""

    scheme: str
    username: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntrospectionRule(Placed):
    """The argument that a token says by `claim`, or else `operation` at `member`, asked with the secret in `field`."""

    argument: str
    claim: str
    operation: str
    field: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenExchangeRule(Placed):
    """Call `operation` with `credentials`, find a token in its answer, send it as `scheme` says, after `prefix`.

    `whole`: the address in `url_argument` is that of the call, not of a system that has it.
    """

    scheme: str
    operation: str
    credentials: tuple[tuple[str, str], ...] = ()
    statement: Statement | None = None
    token: str
    prefix: str = ""
    lifetime: str | None = None
    default_seconds: CountOrNone = 0
    margin_seconds: CountOrNone = 60
    account: str | None = None
    personal: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    url_argument: str | None = None
    introspection: IntrospectionRule | None = None
    whole: bool = False
    optional: tuple[tuple[str, str], ...] = ()
    basic: bool = False
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandTokenRule(Placed):
    """Send the token that a command gives, as the security scheme `scheme` says."""

    scheme: str
    switch: str
    words: tuple[str, ...]
    token: str
    expires: str
    advice: str
    tenant: str = ""
    tenant_of: str = ""
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineTokenRule(Placed):
    """Send the token that the machine gives, as the security scheme `scheme` says."""

    scheme: str
    switch: str
    host: str
    path: str
    token: str
    expires: str
    host_variable: str
    url_variable: str
    secret_variable: str
    secret_header: str
    query: tuple[tuple[str, str], ...] = ()
    other_query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    tenant: str = ""
    tenant_of: str = ""
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherHeadersRule(Placed):
    """Headers that go with every request, from the map `argument`."""

    argument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificateRule(Placed):
    """The arguments that name the PEM files with a client certificate and its key."""

    certificate: str
    key: str


Scheme: TypeAlias = (
    HeaderTokenRule
    | BasicLoginRule
    | TokenExchangeRule
    | CommandTokenRule
    | MachineTokenRule
    | FurtherHeadersRule
    | ClientCertificateRule
)
