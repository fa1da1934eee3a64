"""How we prove who we are without a secret that the vendor knows: signed statements, and tokens of where we run."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedStatement:
    """A statement that we sign (RFC 7523 section 2.2) goes into the form field `field` of a token exchange.

    The key is the PEM text in the argument `key`, whose id there the argument `key_id` gives, or it is in the PEM or
    PKCS #12 file that the argument `certificate` names, encrypted by what the argument `password` holds, together with
    the certificate that the vendor knows. `subject` is who we are and `audience` who is meant: templates.
    """

    field: str
    subject: str
    audience: str
    algorithm: Literal["PS256", "RS256"] = "RS256"
    key: str = ""
    key_id: str = ""
    certificate: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedStatement:
    """A statement that somebody else has signed, a CI system say, goes into the form field `field` of a token exchange.

    It is the text of the argument `argument`; or stands in the file that the argument `file` names, which is read for
    each exchange; or, where the argument `switch` is true, is asked for at the URL in the environment variable
    `url_variable`, with the token in `token_variable`, for `audience`, and comes as `value`.
    """

    field: str
    argument: str = ""
    file: str = ""
    switch: str = ""
    url_variable: str = ""
    token_variable: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandToken:
    """An access token that a command gives, where the argument `switch` is true.

    `words` are the command, templates over the provider's arguments. It writes JSON with the token at `token` and the
    end of its life, in seconds since 1970, at `expires`. The token's claim `tenant` must be the argument `tenant_of`,
    where that is an id. It travels in `header` after `prefix`.
    """

    switch: str
    words: tuple[str, ...]
    token: str
    expires: str
    advice: str
    tenant: str = ""
    tenant_of: str = ""
    header: str = "Authorization"
    prefix: str = "Bearer "
    account: str | None = None

    @property
    def secret(self) -> str:
        """The argument that a refusal is about."""
        return self.switch


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineToken:
    """An access token that the machine gives which we run on, where the argument `switch` is true.

    It is asked for by GET: at `path` of the host in the environment variable `host_variable`, else of `host`; or, where
    `url_variable` is set, at that URL, with what `secret_variable` holds in the header `secret_header`. `query` and
    `other_query` are templates for the two, of which those without a value are left out; `headers` go with the first.
    The answer has the token at `token` and the end of its life, in seconds since 1970, at `expires`. The token's claim
    `tenant` must be the argument `tenant_of`, where both are ids.
    """

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
    header: str = "Authorization"
    prefix: str = "Bearer "
    account: str | None = None

    @property
    def secret(self) -> str:
        """The argument that a refusal is about."""
        return self.switch


Statement: TypeAlias = SignedStatement | IssuedStatement


def given(proof: Statement) -> tuple[str, ...]:
    """The arguments that a statement needs, what it is told by last."""
    if isinstance(proof, SignedStatement):
        return (proof.certificate,) if proof.certificate else (proof.key_id, proof.key)
    return (proof.argument or proof.file or proof.switch,)
