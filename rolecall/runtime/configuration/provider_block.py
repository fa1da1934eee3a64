"""The provider block: arguments from the configuration or the environment, checked, as `Settings`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from rolecall.runtime.configuration.credentials import arguments_of, environment_name
from rolecall.runtime.configuration.presets import check_preset
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.diagnostics import Diagnostics, Path
from rolecall.runtime.values.checks import check_value
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Attribute, Endpoint, Provider
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf


def check_configuration(shim: Provider, config: Mapping[str, Any]) -> Diagnostics:
    """Findings about the values that the provider block itself gives; the environment is not looked at."""
    found = Diagnostics()
    for attribute in shim.schema.attributes:
        for name, item, value in _members(attribute, config.get(attribute.name)):
            if is_set(value):
                _check_place(shim, name, value, found)
                found.extend(check_value(item, value, tuple(name.split("."))))
    found.extend(check_preset(shim, config))
    return found


def _members(attribute: Attribute, value: Any) -> Iterator[tuple[str, Attribute, Any]]:
    """An argument by its dotted name; for a nested one its members."""
    if attribute.nesting is None:
        yield attribute.name, attribute, value
        return
    for item in attribute.nested:
        member = value.get(item.name) if isinstance(value, Mapping) else value if value is UNKNOWN else None
        yield f"{attribute.name}.{item.name}", item, member


def resolve(
    shim: Provider, config: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[Settings | None, Diagnostics]:
    """The settings to run with, and what is wrong with them.

    The block wins over the environment. Settings are None when there is an error, or when an argument that is
    needed to reach the vendor is still unknown.
    """
    found = Diagnostics()
    arguments: dict[str, Any] = {}
    for attribute in shim.schema.attributes:
        for name, item, value in _members(attribute, config.get(attribute.name)):
            if value is None:
                value = _from_environment(shim, name, item, environment, found)
            arguments[name] = item.default if value is None else value
    if found.has_error:
        return None, found
    if any(value is UNKNOWN for value in arguments.values()):
        return None, found
    for endpoint in shim.endpoints:
        _check_endpoint(shim, endpoint, arguments, found)
    found.extend(check_preset(shim, arguments))
    url = arguments[shim.url_argument]
    if url:
        _check_place(shim, shim.url_argument, url, found)
    elif not shim.endpoints:
        name = environment_name(shim, shim.url_argument)
        found.error(
            f"The {shim.title} URL is missing",
            f"Set `{shim.url_argument}` in the provider block or {name} in the environment, "
            "for example https://vendor.example.com.",
            (shim.url_argument,),
        )
    if not shim.endpoints:
        _check_authentication(shim, arguments, found)
    if found.has_error:
        return None, found
    return _settings(shim, arguments), found


def _settings(shim: Provider, arguments: dict[str, Any]) -> Settings:
    def whole(name: str) -> int | None:
        value = arguments.get(name)
        return None if value is None else int(value)

    return Settings(
        url=str(arguments[shim.url_argument] or "").rstrip("/"),
        arguments=arguments,
        ca_file=arguments.get("ca_file"),
        insecure_skip_verify=bool(arguments.get("insecure_skip_verify")),
        timeout_seconds=float(arguments.get("timeout_seconds") or 30),
        max_retries=whole("max_retries") or 0,
        page_size=whole("page_size"),
        requests_per_minute=whole("requests_per_minute"),
        refresh=cast(Literal["auto", "list", "get"], arguments.get("refresh") or "auto"),
    )


def _from_environment(
    shim: Provider, argument: str, attribute: Attribute, environment: Mapping[str, str], found: Diagnostics
) -> str | int | bool | list[str] | None:
    name = environment_name(shim, argument)
    text = environment.get(name)
    if not text:
        return None
    path = tuple(argument.split("."))
    if attribute.type == BOOL:
        if text.lower() in ("1", "true", "yes"):
            return True
        if text.lower() in ("0", "false", "no"):
            return False
        found.error(f"{name} is not a boolean", f"Its value is {text!r}. Allowed: true or false.", path)
        return None
    if attribute.type == NUMBER:
        if not text.isdigit():
            found.error(f"{name} is not a whole number", f"Its value is {text!r}.", path)
            return None
        number = int(text)
        found.extend(check_value(attribute, number, path))
        return number
    value = text.replace(",", " ").split() if attribute.type == ListOf(STRING) else text
    found.extend(check_value(attribute, value, path))
    return value


def _check_place(shim: Provider, argument: str, value: Any, found: Diagnostics) -> None:
    """Findings about an argument that is the address of one of the systems."""
    places = {shim.url_argument: shim.base_path, **{item.url_argument: item.base_path for item in shim.endpoints}}
    if argument in places:
        _check_url(str(value), places[argument], tuple(argument.split(".")), found)


def _check_endpoint(shim: Provider, endpoint: Endpoint, arguments: Mapping[str, Any], found: Diagnostics) -> None:
    """Findings about a further system's address and kubeconfig file. Nothing is sent, nothing in the file is run."""
    if arguments.get(endpoint.url_argument):
        _check_place(shim, endpoint.url_argument, arguments[endpoint.url_argument], found)
    kubeconfig = endpoint.kubeconfig
    if kubeconfig is not None and arguments.get(kubeconfig.path):
        from rolecall.runtime.configuration.kubeconfig import check

        path, context = tuple(kubeconfig.path.split(".")), tuple(kubeconfig.context.split("."))
        found.extend(check(str(arguments[kubeconfig.path]), arguments.get(kubeconfig.context), path, context))


def _check_url(url: str, base_path: str, path: Path, found: Diagnostics) -> None:
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


def _check_authentication(shim: Provider, arguments: Mapping[str, Any], found: Diagnostics) -> None:
    ways = [arguments_of(trait) for trait in shim.authentication]
    if not ways or any(all(arguments.get(name) for name in way) for way in ways):
        return
    for way in ways:
        given = [name for name in way if arguments.get(name)]
        missing = [name for name in way if not arguments.get(name)]
        if given:
            found.error(
                f"`{missing[0]}` is missing beside `{given[0]}`",
                f"Set it in the provider block or as {environment_name(shim, missing[0])}.",
                (missing[0],),
            )
            return
    distinct = list(dict.fromkeys(ways))
    choices = " or ".join(" and ".join(f"`{name}`" for name in way) for way in distinct)
    names = " or ".join(" and ".join(environment_name(shim, name) for name in way) for way in distinct)
    found.error(
        f"Credentials for {shim.title} are missing",
        f"Set {choices} in the provider block, or {names} in the environment.",
        (ways[0][0],),
    )
