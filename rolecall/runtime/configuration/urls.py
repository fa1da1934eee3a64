"""URLs of vendors in the provider block: well formed, and with TLS unless they stay on this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from rolecall.runtime.configuration.credentials import environment_name
from rolecall.runtime.diagnostics import Diagnostics, Path
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Endpoint, Provider

ALLOWANCE: Final = "allow_insecure_http"
"""The provider argument by which somebody asks for HTTP without TLS."""


def is_loopback(host: str) -> bool:
    """True if `host` is this machine: `localhost`, 127.0.0.0/8 or ::1 (RFC 6761 section 6.3, RFC 1122, RFC 4291)."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def clear_text(shim: Provider, url: str, allowed: object) -> str | None:
    """What is wrong with sending credentials to `url`, in words; None where that is safe, or `allowed` by name.

    An `allowed` that is not known yet passes: the URL is looked at again when it is.
    """
    parts = urlsplit(url)
    if parts.scheme != "http" or allowed is True or allowed is UNKNOWN or is_loopback(parts.hostname or ""):
        return None
    return (
        f"{url!r} has no TLS: everybody on the way to {parts.hostname} could read the credentials and change the "
        f"answers. Nothing was sent. Write https://, or, for a sandbox in a network of its own, set "
        f"`{ALLOWANCE} = true` in the provider block or {environment_name(shim, ALLOWANCE)}=true in the environment."
    )


def check_urls(shim: Provider, arguments: Mapping[str, Any], allowed: object) -> Diagnostics:
    """Findings about the arguments that are addresses of systems; `arguments` by dotted name, unset ones are None."""
    found = Diagnostics()
    for name, base_path in addresses(shim).items():
        url = arguments.get(name)
        if url is not UNKNOWN and url:
            check_url(shim, str(url), base_path, tuple(name.split(".")), allowed, found)
    return found


def check_url(shim: Provider, url: str, base_path: str, path: Path, allowed: object, found: Diagnostics) -> None:
    """Add what is wrong with `url`, which the argument at `path` gives; `base_path` is what we add to it ourselves."""
    try:
        parts = urlsplit(url)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        found.error(
            "The URL cannot be read", f"{url!r} is no URL. Write it as https://host or https://host:port.", path
        )
        return
    if parts.scheme not in ("https", "http") or not parts.hostname or not port_is_sound:
        found.error(
            "The URL is not complete",
            f"{url!r} must begin with https:// (or http:// for a sandbox) and name a host.",
            path,
        )
    elif parts.username or parts.password:
        found.error("The URL holds credentials", "Take them out of the URL and use the provider's own arguments.", path)
    elif parts.query or parts.fragment:
        found.error("The URL is too long", f"{url!r} must end before any '?' or '#'.", path)
    elif base_path and parts.path.rstrip("/").endswith(base_path):
        found.error(
            "The URL includes the API's own path",
            f"{url!r} must end before {base_path!r}: the provider adds that itself.",
            path,
        )
    elif problem := clear_text(shim, url, allowed):
        found.error("The URL would send credentials in clear text", problem, path)


def addresses(shim: Provider) -> dict[str, str]:
    """The arguments that are addresses, each with the path that is added: of systems and of authorities."""
    systems: list[Provider | Endpoint] = [shim, *shim.endpoints]
    ways = [way for system in systems for way in system.authentication]
    authorities = {url: "" for way in ways if (url := getattr(way, "url_argument", None)) is not None}
    return {**authorities, **{system.url_argument: system.base_path for system in systems}}
