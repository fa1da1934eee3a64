"""The provider block: arguments from the configuration or the environment, checked, as `Settings`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, cast

from rolecall.runtime.configuration.credentials import arguments_of, environment_name, proper
from rolecall.runtime.configuration.further_credentials import check_certificates, check_headers
from rolecall.runtime.configuration.presets import check_preset
from rolecall.runtime.configuration.proxies import ProxyProblem, proxy_for
from rolecall.runtime.configuration.settings import Settings
from rolecall.runtime.configuration.urls import ALLOWANCE, addresses, check_url, check_urls
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.values.checks import check_value
from rolecall.runtime.values.text_rules import FREE, forms_of_provider
from rolecall.runtime.values.unknown import UNKNOWN, is_set
from rolecall.specification.schema import Attribute, Endpoint, Provider
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf


def check_configuration(
    shim: Provider, config: Mapping[str, Any], environment: Mapping[str, str] = MappingProxyType({})
) -> Diagnostics:
    """Findings about the values that the provider block itself gives.

    Of the environment only the leave to do without TLS is looked at.
    """
    found, forms = Diagnostics(), forms_of_provider(shim)
    arguments: dict[str, Any] = {}
    for attribute in shim.schema.attributes:
        for name, item, value in _members(attribute, config.get(attribute.name)):
            arguments[name] = value
            if name == ALLOWANCE and value is None:
                arguments[name] = _from_environment(shim, name, item, environment, found)
            elif is_set(value):
                found.extend(check_value(item, value, tuple(name.split(".")), forms.get(name, FREE)))
    found.extend(check_urls(shim, arguments, arguments.get(ALLOWANCE)))
    found.extend(check_preset(shim, config))
    return found


def _check_proxies(shim: Provider, arguments: Mapping[str, Any], environment: Mapping[str, str]) -> Diagnostics:
    """Findings about the proxies on the way to the systems, each at the argument with the system's URL."""
    found = Diagnostics()
    for name in addresses(shim):
        if arguments.get(name):
            try:
                proxy_for(str(arguments[name]), environment)
            except ProxyProblem as problem:
                found.error("The proxy cannot be used", str(problem), tuple(name.split(".")))
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
    shim: Provider, config: Mapping[str, Any], environment: Mapping[str, str], *, unfit: Diagnostics | None = None
) -> tuple[Settings | None, Diagnostics]:
    """The settings to run with, and what is wrong with them.

    The block wins over the environment. Settings are None when there is an error, or when an argument that is
    needed to reach the vendor is still unknown. Values that the checks of their arguments refuse are added to `unfit`
    where it is given, and are errors otherwise.
    """
    found = Diagnostics()
    arguments: dict[str, Any] = {}
    for attribute in shim.schema.attributes:
        for name, item, value in _members(attribute, config.get(attribute.name)):
            if value is None:
                value = _from_environment(shim, name, item, environment, found)
            arguments[name] = value
    for name, value in {**_defaults(shim), **_following(shim, arguments)}.items():
        if arguments.get(name) is None:
            arguments[name] = value
    if found.has_error:
        return None, found
    if any(value is UNKNOWN for value in arguments.values()):
        return None, found
    (found if unfit is None else unfit).extend(_check_arguments(shim, arguments))
    if found.has_error:
        return None, found
    found.extend(check_urls(shim, arguments, arguments.get(ALLOWANCE)))
    for endpoint in shim.endpoints:
        _check_kubeconfig(shim, endpoint, arguments, found)
    if not found.has_error:
        found.extend(_check_proxies(shim, arguments, environment))
    found.extend(check_preset(shim, arguments))
    found.extend(check_headers(shim, arguments))
    found.extend(check_certificates(shim, arguments))
    if not shim.endpoints:  # with further systems the vendor's own may be of no use
        check_own_system(shim, arguments, found)
    if found.has_error:
        return None, found
    return _settings(shim, arguments), found


def check_own_system(shim: Provider, arguments: Mapping[str, Any], found: Diagnostics) -> None:
    """Findings about a URL or credentials that the vendor's own system needs and that are not there."""
    if not arguments.get(shim.url_argument):
        name = environment_name(shim, shim.url_argument)
        found.error(
            f"The {shim.title} URL is missing",
            f"Set `{shim.url_argument}` in the provider block or {name} in the environment, "
            "for example https://vendor.example.com.",
            (shim.url_argument,),
        )
    _check_authentication(shim, arguments, found)


def _check_arguments(shim: Provider, arguments: Mapping[str, Any]) -> Diagnostics:
    """Findings about the values that were given, from wherever they come."""
    found, forms = Diagnostics(), forms_of_provider(shim)
    for attribute in shim.schema.attributes:
        for name, item, _ in _members(attribute, None):
            if is_set(arguments[name]):
                found.extend(check_value(item, arguments[name], tuple(name.split(".")), forms.get(name, FREE)))
    return found


def _defaults(shim: Provider) -> dict[str, Any]:
    """The default of every argument that has one, by dotted name."""
    members = [(item.name, item) for item in shim.schema.attributes if item.nesting is None]
    members += [(f"{item.name}.{each.name}", each) for item in shim.schema.attributes for each in item.nested]
    return {name: item.default for name, item in members if item.default is not None}


def _following(shim: Provider, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The defaults that follow from the values of other arguments."""
    said = {**_defaults(shim), **{name: value for name, value in arguments.items() if value is not None}}
    chosen = [each for each in shim.defaults if said.get(each.argument) == each.value]
    return {name: value for each in chosen for name, value in each.defaults}


def _settings(shim: Provider, arguments: dict[str, Any]) -> Settings:
    def whole(name: str) -> int | None:
        value = arguments.get(name)
        return None if value is None else int(value)

    url = str(arguments[shim.url_argument] or "").rstrip("/")
    return Settings(
        url=url,
        arguments={**arguments, shim.url_argument: url} if url else arguments,
        ca_file=arguments.get("ca_file"),
        insecure_skip_verify=bool(arguments.get("insecure_skip_verify")),
        allow_insecure_http=bool(arguments.get(ALLOWANCE)),
        timeout_seconds=float(arguments.get("timeout_seconds") or 30),
        max_retries=whole("max_retries") or 0,
        page_size=whole("page_size"),
        requests_per_minute=whole("requests_per_minute"),
        refresh=cast(Literal["auto", "list", "get"], arguments.get("refresh") or "auto"),
    )


def _from_environment(
    shim: Provider, argument: str, attribute: Attribute, environment: Mapping[str, str], found: Diagnostics
) -> str | int | bool | list[str] | dict[str, str] | None:
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
        return int(text)
    if attribute.type == MapOf(STRING):
        return _map_from(text, name, path, found)
    return text.replace(",", " ").split() if attribute.type == ListOf(STRING) else text


def _map_from(text: str, name: str, path: tuple[str, ...], found: Diagnostics) -> dict[str, str] | None:
    """A map of texts, given as a JSON object in the environment variable `name`. Its values may be secrets."""
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        return value
    found.error(f"{name} is no map", 'Write a JSON object of texts, such as {"X-Tenant": "acme"}.', path)
    return None


def _check_kubeconfig(shim: Provider, endpoint: Endpoint, arguments: Mapping[str, Any], found: Diagnostics) -> None:
    """Findings about a further system's kubeconfig file. Nothing is sent, nothing in the file is run."""
    kubeconfig = endpoint.kubeconfig
    if kubeconfig is None or not arguments.get(kubeconfig.path):
        return
    from rolecall.runtime.configuration.kubeconfig import check, server

    file, named = str(arguments[kubeconfig.path]), arguments.get(kubeconfig.context)
    path, context = tuple(kubeconfig.path.split(".")), tuple(kubeconfig.context.split("."))
    problems = check(file, named, path, context)
    found.extend(problems)
    if not problems.has_error and not arguments.get(endpoint.url_argument) and (url := server(file, named)):
        check_url(shim, url, "", path, arguments.get(ALLOWANCE), found)


def _check_authentication(shim: Provider, arguments: Mapping[str, Any], found: Diagnostics) -> None:
    ways = [arguments_of(trait) for trait in shim.authentication]
    if not ways or any(all(arguments.get(name) for name in way) for way in ways):
        return
    usual = {*_defaults(shim), shim.url_argument}
    told = [way for way in ways if arguments.get(way[-1])] or [
        way for way in ways if any(arguments.get(name) for name in way if name not in usual)
    ]
    for way in told if len(set(told)) == 1 else ():
        given = [name for name in way if arguments.get(name)]
        missing = [name for name in way if not arguments.get(name)]
        if given:
            found.error(
                f"`{missing[0]}` is missing beside `{given[0]}`",
                f"Set it in the provider block or as {environment_name(shim, missing[0])}.",
                (missing[0],),
            )
            return
    distinct = dict.fromkeys(proper(shim, way) for way in ways)
    choices = "".join(
        f"\n  - {' and '.join(f'`{name}`' for name in way)}"
        f" ({', '.join(environment_name(shim, name) for name in way)} in the environment)"
        for way in distinct
    )
    found.error(
        f"Credentials for {shim.title} are missing", f"In the provider block set one of:{choices}", (ways[0][0],)
    )
