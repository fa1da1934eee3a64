"""The names of an instance: its URL, the arguments that tell it, and the vendor's own id where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from rolecall.runtime.connection import Connection
from rolecall.runtime.resources.systems import endpoint_of
from rolecall.specification.schema import Resource
from rolecall.specification.traits import InstanceId

_PORTS = {"https": 443, "http": 80}
OWN_ID: Final = "own id"
"""The vendor's own id of the instance, among what is remembered of it: no argument is called so."""


def instance_of(connection: Connection, resource: Resource) -> dict[str, str] | None:
    """The system that a resource lives at, in short: its URL and what else says which. None while nothing says it.

    Raises VendorError where the file that says it cannot be read.
    """
    endpoint = endpoint_of(connection.shim, resource.lifecycle)
    if not connection.client.is_configured(endpoint):
        return None
    shim, arguments = connection.shim, connection.settings.arguments
    names = next((item.instance for item in shim.endpoints if item.name == endpoint), shim.instance)
    further = {name: str(arguments[name]) for name in names if arguments.get(name)}
    return {"url": normal_url(connection.client.place(endpoint)), **further}


def known_instance(connection: Connection, resource: Resource) -> dict[str, str] | None:
    """As `instance_of`, in the form that all names of the instance share. Raises VendorError."""
    here = instance_of(connection, resource)
    endpoint = endpoint_of(connection.shim, resource.lifecycle)
    trait = own_id(connection, endpoint)
    if here is None or trait is None or trait.argument not in here:
        return here
    own = connection.instance_id(endpoint)
    return here if own is None else {**here, trait.argument: own}


def own_id(connection: Connection, endpoint: str) -> InstanceId | None:
    """What tells the vendor's own id of the instance at a system, if anything does."""
    return next((each for each in connection.shim.instance_ids if each.endpoint == endpoint), None)


@lru_cache(maxsize=64)
def normal_url(url: str) -> str:
    """`url` in the form that equal URLs share: lower case, without the scheme's own port and a last slash."""
    parts = urlsplit(url)
    host, port = (parts.hostname or "").rstrip("."), parts.port
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None or port == _PORTS.get(parts.scheme) else f"{shown}:{port}"
    return f"{parts.scheme}://{place}{parts.path.rstrip('/')}"


def agree(here: Mapping[str, str], there: Mapping[str, str], former: frozenset[str]) -> bool:
    """Whether both are one instance. What one of them does not say is not compared."""
    urls = {here["url"], *former}
    return there.get("url", here["url"]) in urls and all(
        here[name].casefold() == there[name].casefold() for name in here.keys() & there.keys() - {"url"}
    )


def former_urls(connection: Connection) -> frozenset[str]:
    """The URLs that the instance had before, as the provider block says."""
    given = connection.settings.arguments.get("former_urls") or ()
    return frozenset(normal_url(each) for each in given if isinstance(each, str))


def words_for(instance: Mapping[str, str]) -> str:
    """What an instance is called in messages."""
    further = ", ".join(f"{name} {value}" for name, value in instance.items() if name != "url")
    return f"{instance.get('url', '?')} ({further})" if further else instance.get("url", "?")
