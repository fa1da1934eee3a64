"""Which provider arguments let us in, in words."""

from __future__ import annotations

from providers.runtime.schema import Provider
from providers.runtime.traits import Authentication, HeaderToken


def arguments_of(trait: Authentication) -> tuple[str, ...]:
    """The provider arguments that `trait` needs."""
    return (trait.argument,) if isinstance(trait, HeaderToken) else (trait.username, trait.password)


def credentials_advice(shim: Provider) -> str:
    """What to set so that the vendor lets us in: every way there is, with its environment variables."""
    ways = dict.fromkeys(arguments_of(trait) for trait in shim.authentication)
    said = [
        " and ".join(f"`{name}`" for name in names)
        + f" ({' and '.join(f'{shim.name}_{name}'.upper() for name in names)} in the environment)"
        for names in ways
    ]
    if not said:
        return "A credential is missing, wrong or expired."
    return f"A credential is missing, wrong or expired. In the provider block set {', or '.join(said)}."
