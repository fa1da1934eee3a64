"""The address of a system and whom to trust there: from provider arguments, or from a kubeconfig file."""

from __future__ import annotations

from dataclasses import replace

from rolecall.runtime.configuration.credentials import arguments_of, environment_name
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import Unreachable
from rolecall.runtime.http.address import Address, TlsTrust
from rolecall.runtime.http.further_headers import client_certificate
from rolecall.runtime.values.paths import PLACES
from rolecall.specification.schema import Endpoint, Operation, Provider


def find(shim: Provider, settings: Settings, endpoint: str) -> Address:
    """The address of the system called `endpoint`. Raises VendorError when the arguments do not say."""
    common = TlsTrust(ca_file=settings.ca_file, anybody=settings.insecure_skip_verify)
    if not endpoint:
        if not settings.url:
            raise _unset(shim, shim.title, shim.url_argument)
        certificate = client_certificate(shim, settings.arguments)
        return Address(url=settings.url, trust=replace(common, certificate=certificate))
    place = next(item for item in shim.endpoints if item.name == endpoint)
    arguments = settings.arguments
    trust = common
    if place.trust is not None:
        ca = arguments.get(place.trust.ca)
        trust = TlsTrust(
            ca_file=None if ca else settings.ca_file,
            ca=ca,
            anybody=bool(arguments.get(place.trust.insecure)) or settings.insecure_skip_verify,
        )
    url = arguments.get(place.url_argument)
    kubeconfig = place.kubeconfig
    if kubeconfig is not None and arguments.get(kubeconfig.path):
        from rolecall.runtime.http.kubeconfig import address

        has_credentials = any(
            all(arguments.get(name) for name in arguments_of(trait)) for trait in place.authentication
        )
        return address(
            str(arguments[kubeconfig.path]),
            arguments.get(kubeconfig.context),
            url=url,
            trust=trust,
            authenticate=not has_credentials,
        )
    if not url:
        raise _unset(shim, place.title, place.url_argument, place)
    return Address(url=str(url).rstrip("/"), trust=trust)


def at_argument(shim: Provider, settings: Settings, argument: str) -> Address:
    """The address of the authority that `argument` holds. Raises VendorError when it is empty."""
    url = settings.arguments.get(argument)
    if not url:
        raise _unset(shim, f"the authority of {shim.title}", argument)
    trust = TlsTrust(ca_file=settings.ca_file, anybody=settings.insecure_skip_verify)
    return Address(url=str(url).rstrip("/"), trust=trust)


def require_arguments(shim: Provider, settings: Settings, operation: Operation) -> None:
    """See that no argument of the provider is empty that the path of `operation` is made of. Raises Refusal."""
    for place in PLACES.findall(operation.path):
        kind, _, name = place.partition("|")[0].partition(".")
        if kind == "provider" and settings.arguments.get(name) in (None, ""):
            raise refusal(
                f"The provider {shim.name} has no {name}",
                f"The address of {operation.method} {operation.path} is made of it. Set `{name}` in the provider block "
                f"or {environment_name(shim, name)} in the environment. Nothing was sent.",
            )


def _unset(shim: Provider, title: str, argument: str, place: Endpoint | None = None) -> Unreachable:
    ways = [argument, *([place.kubeconfig.path] if place is not None and place.kubeconfig is not None else [])]
    said = " or ".join(f"`{name}` (in the environment {environment_name(shim, name)})" for name in ways)
    return Unreachable(f"Nothing says where {title} is.", advice=f"Nothing was sent. Set {said} in the provider block.")
