"""How a vendor knows us: authentication, trust, and the account we run as."""

from __future__ import annotations

from typing import TypeAlias

from rolecall.specification.declaration import dataclass
from rolecall.specification.traits.proofs import CommandToken, MachineToken, Statement, given


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """The call that tells whose credentials we run with: `path` to call, `item` where its answer holds it.

    `key` identifies the account as the collection `collection` does.
    """

    path: str
    item: str
    key: str
    collection: str
    merge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceId:
    """What tells which instance answers, whatever its URL is: `path` of the system `endpoint`, from its root.

    `key` is where the answer says the id. It is asked without credentials where it is not `authenticated`. In place of
    a call, access tokens may say it in their `claim`. What is remembered with it is known again where its URL changed,
    and refused where another instance answers at the same URL. Where `argument` of the provider block may hold the id
    or another name of the instance, all of them are one. Where it cannot be asked, URL and arguments alone count.
    """

    path: str = ""
    key: str = ""
    claim: str = ""
    argument: str = ""
    endpoint: str = ""
    authenticated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderToken:
    """A fixed secret in a header: `prefix` and the provider argument `argument`.

    `account` is the claim of the secret, a JWT (RFC 7519), that names the account we run as.
    """

    header: str
    argument: str
    prefix: str = ""
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicLogin:
    """HTTP Basic (RFC 7617) with the arguments `username` and `password`."""

    username: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Introspection:
    """The argument `argument` may be left out, since the token that was exchanged says it in its claim `claim`.

    Where the token is no JWT (RFC 7519), or has no such claim, a POST to `path` of the system that exchanges says it
    at `member` of its answer; the secret is in the member `field` of its body.
    """

    argument: str
    claim: str
    path: str
    field: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenExchange:
    """Credentials exchanged for a token, which is exchanged again once when it is not accepted (401).

    `credentials` are pairs of an argument and the form field that carries it to `path` of the provider's own system:
    one secret, or a user name and its password. The answer holds the token at `token`; it travels in `header` after
    `prefix`.

    With `lifetime`, where the answer holds the token's life in seconds (`default_seconds` where it does not say), it is
    renewed `margin_seconds` before its end, and shared by every endpoint that states the same exchange. `account` is
    the claim of such a token, a JWT, that holds the key of the account we run as, after a colon if there is one.
    `personal`: that account is always one of those that are managed, so that one that is nowhere is an error.
    `fields` are further fields of the form, templates over the provider's arguments (`{provider.client_id}`), as
    `path` is one; `url_argument` names the argument with the address of an authority that exchanges in its place.
    `introspection` is an argument that the token says where the provider block does not.

    In place of `credentials` a `statement` may prove who we are.
    `path` is one; `url_argument` names the argument with the address of an authority that exchanges in its place, which
    is the whole address where there is no `path`. `optional` are pairs of a form field and an argument that may be left
    out, of which a list is written with blanks. With `basic` the credentials are those of a client, which go as HTTP
    Basic (RFC 6749 section 2.3.1), and in the form where that is refused.

    `about` are pairs of words in a refusal and the argument that such a refusal is about, in place of the secret.

    Without `lifetime` the token is the session of one system, which takes HTTP Basic (trait BasicLogin) where its login
    is not there (404 or 405).
    """

    path: str
    credentials: tuple[tuple[str, str], ...] = ()
    statement: Statement | None = None
    token: str
    lifetime: str | None = None
    default_seconds: int = 0
    margin_seconds: int = 60
    header: str = "Authorization"
    prefix: str = "Bearer "
    account: str | None = None
    personal: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    url_argument: str | None = None
    introspection: Introspection | None = None
    optional: tuple[tuple[str, str], ...] = ()
    basic: bool = False
    about: tuple[tuple[str, str], ...] = ()

    @property
    def secret(self) -> str:
        """The argument that holds the secret: the only one, or the one after the user name."""
        return given(self.statement)[-1] if self.statement is not None else self.credentials[-1][0]

    @property
    def username(self) -> str | None:
        """The argument that holds the user name, where there is one."""
        return self.credentials[0][0] if len(self.credentials) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Headers of every answer that say how many requests are left, for each part of the API by itself.

    `limit` is how many there are in a window of time, `remaining` how many of them are left, `reset` when the window
    ends, in seconds since 1970 on the vendor's clock. A part of the API is the first step of a path.
    """

    limit: str
    remaining: str
    reset: str


Expiring: TypeAlias = TokenExchange | CommandToken | MachineToken
"""The ways to authenticate by a token that has an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherHeaders:
    """The argument `argument` is a map of headers that go with every request, by themselves or beside credentials."""

    argument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificate:
    """The argument `certificate` names a PEM file with our certificate, the argument `key` one with its key.

    Both may be in one file. It is shown in every TLS handshake, by itself or beside other credentials.
    """

    certificate: str
    key: str


Authentication: TypeAlias = HeaderToken | BasicLogin | Expiring | FurtherHeaders | ClientCertificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom an endpoint trusts: the argument `ca` holds certificates in PEM, the argument `insecure` trusts anybody."""

    ca: str
    insecure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kubeconfig:
    """Address, certificates and credentials of an endpoint from a kubeconfig file, where no argument gives them.

    The argument `path` names the file, the argument `context` one of its contexts (by default the current one).
    """

    path: str
    context: str
