"""Caveats of secrets in answers."""

from __future__ import annotations

from rolecall.specification.declaration import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOnceSecret:
    """A value shown once, at creation.

    `attribute` holds it; `expires` the end of its life (RFC 3339), `rotate` the number of days before that in which
    a plan replaces it; `live` is (attribute, value) while it works: any other value is drift that replaces.
    `owner` is the attribute that says whose it is; `jwt_id` that the provider's own secret is a JWT whose `jti`
    is the object's key. `unique_name`: the vendor takes no two of one name, so that the old one goes before the new one
    comes; otherwise it takes several.
    """

    attribute: str
    owner: str | None = None
    expires: str | None = None
    rotate: str | None = None
    live: tuple[str, str] | None = None
    jwt_id: bool = False
    unique_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """Answers show `values` in place of secrets in `fields`: never compared, never written back."""

    fields: tuple[str, ...]
    values: tuple[str, ...]
