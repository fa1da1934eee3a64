"""The provider block: environment, precedence, and what is refused before anything is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from providers import entra, splunk, tanium, tanzu
from rolecall.runtime import shims
from rolecall.runtime.configuration.provider_block import check_configuration, resolve
from rolecall.runtime.configuration.urls import addresses
from rolecall.runtime.values.unknown import UNKNOWN

GOOD = {"TANIUM_URL": "https://tanium.example.com/", "TANIUM_API_TOKEN": "token-123"}

ENTRA = {"ENTRA_TENANT_ID": "contoso.example.com", "ENTRA_CLIENT_ID": "a-client", "ENTRA_CLIENT_SECRET": "a-secret-1"}


def problems(config: dict[str, Any], environment: dict[str, str]) -> list[tuple[tuple[str | int, ...], str]]:
    _, found = resolve(tanium.PROVIDER, config, environment)
    return [(item.path, f"{item.summary} {item.detail}") for item in found]


def test_everything_may_come_from_the_environment() -> None:
    extra = {"TANIUM_PAGE_SIZE": "50", "TANIUM_INSECURE_SKIP_VERIFY": "true", "TANIUM_REFRESH": "get"}
    settings, found = resolve(tanium.PROVIDER, {}, GOOD | extra)
    assert not found.items
    assert settings is not None
    assert settings.url == "https://tanium.example.com"
    assert (settings.page_size, settings.insecure_skip_verify, settings.refresh) == (50, True, "get")
    assert settings.max_retries == 4
    assert "token-123" not in repr(settings)


def test_the_block_wins() -> None:
    settings, _ = resolve(tanium.PROVIDER, {"url": "https://block.example.com", "max_retries": 0}, GOOD)
    assert settings is not None
    assert (settings.url, settings.max_retries) == ("https://block.example.com", 0)


def test_unknown_values_do_not_fail() -> None:
    settings, found = resolve(tanium.PROVIDER, {"url": UNKNOWN}, {})
    assert settings is None
    assert not found.items


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("tanium.example.com", "must begin with https://"),
        ("ftp://tanium.example.com", "must begin with https://"),
        ("https://", "must begin with https://"),
        ("https://h:port", "is no URL"),
        ("https://me:secret@h", "credentials"),
        ("https://h?x=1", "before any '?'"),
        ("https://h/api/v2", "the provider adds that itself"),
    ],
)
def test_a_wrong_url_is_refused_at_its_attribute(url: str, said: str) -> None:
    found = check_configuration(tanium.PROVIDER, {"url": url})
    (problem,) = found
    assert problem.path == ("url",)
    assert said in problem.detail + problem.summary
    assert problems({"url": url}, GOOD)[0][0] == ("url",)


@pytest.mark.parametrize("url", ["http://tanium.example.com", "http://10.0.0.7:8443", "http://127.0.0.1.example.com"])
def test_clear_text_to_another_machine_is_refused_unless_asked_for_by_name(url: str) -> None:
    for found in (
        check_configuration(tanium.PROVIDER, {"url": url}),
        check_configuration(tanium.PROVIDER, {"url": url, "allow_insecure_http": False}),
        resolve(tanium.PROVIDER, {}, GOOD | {"TANIUM_URL": url})[1],
        resolve(entra.PROVIDER, {"authority_url": url}, ENTRA)[1],
        check_configuration(tanzu.PROVIDER, {"kubernetes": {"host": url}}),
    ):
        (problem,) = found
        assert problem.path in (("url",), ("authority_url",), ("kubernetes", "host"))
        assert "clear text" in problem.summary and "`allow_insecure_http = true`" in problem.detail
    asked = {"TANIUM_ALLOW_INSECURE_HTTP": "true"}
    assert not check_configuration(tanium.PROVIDER, {"url": url, "allow_insecure_http": True}).items
    assert not check_configuration(tanium.PROVIDER, {"url": url, "allow_insecure_http": UNKNOWN}).items
    assert not check_configuration(tanium.PROVIDER, {"url": url}, asked).items
    settings, _ = resolve(tanium.PROVIDER, {}, GOOD | asked | {"TANIUM_URL": url})
    assert settings is not None and settings.allow_insecure_http


SHIMS = {vendor: shims.load(vendor) for vendor in shims.vendors()}
ADDRESSES = [(vendor, place) for vendor, shim in SHIMS.items() if shim is not None for place in addresses(shim)]


@pytest.mark.parametrize(("vendor", "place"), ADDRESSES)
def test_no_address_of_any_vendor_may_be_in_clear_text(vendor: str, place: str) -> None:
    block, _, name = place.rpartition(".")
    given = {name: "http://vendor.example.com"}
    shim = SHIMS[vendor]
    assert shim is not None
    found = check_configuration(shim, {block: given} if block else given)
    assert [each for each in found if "clear text" in each.summary and each.path == tuple(place.split("."))]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8443", "127.0.0.1:1", "127.9.9.9", "[::1]:8443"])
def test_clear_text_within_this_machine_needs_no_leave(host: str) -> None:
    settings, found = resolve(tanium.PROVIDER, {"url": f"http://{host}"}, GOOD)
    assert settings is not None and not found.items


@pytest.mark.parametrize("context", [None, "remote"])
def test_a_kubeconfig_that_leads_to_clear_text_is_refused_too(tmp_path: Path, context: str | None) -> None:
    file = tmp_path / "config"
    file.write_text(
        "current-context: remote\n"
        "contexts: [{name: remote, context: {cluster: far}}, {name: here, context: {cluster: near}}]\n"
        "clusters: [{name: far, cluster: {server: 'http://k8s.example.com'}},"
        " {name: near, cluster: {server: 'http://127.0.0.1:8001'}}]\n"
    )
    block = {"config_path": str(file), "config_context": context}
    _, found = resolve(tanzu.PROVIDER, {"kubernetes": block}, {})
    assert [(item.path, "k8s.example.com" in item.detail) for item in found] == [(("kubernetes", "config_path"), True)]
    for changed in (
        {"kubernetes": {**block, "config_context": "here"}},
        {"kubernetes": block, "allow_insecure_http": True},
    ):
        assert not resolve(tanzu.PROVIDER, changed, {})[1].items


@pytest.mark.parametrize(("missing", "path"), [("TANIUM_URL", ("url",)), ("TANIUM_API_TOKEN", ("api_token",))])
def test_what_is_missing_is_named_with_its_variable(missing: str, path: tuple[str]) -> None:
    ((where, said),) = problems({}, {name: value for name, value in GOOD.items() if name != missing})
    assert where == path
    assert missing in said


def test_half_a_login_names_the_other_half() -> None:
    environment = {"SPLUNK_URL": "https://splunk.example.com:8089", "SPLUNK_USERNAME": "admin"}
    _, found = resolve(splunk.PROVIDER, {}, environment)
    (problem,) = found
    assert problem.path == ("password",)
    assert "SPLUNK_PASSWORD" in problem.detail


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAGE_SIZE", "many"),
        ("PAGE_SIZE", "0"),
        ("INSECURE_SKIP_VERIFY", "perhaps"),
        ("REFRESH", "sometimes"),
    ],
)
def test_environment_values_are_checked_too(name: str, value: str) -> None:
    ((where, said),) = problems({}, GOOD | {f"TANIUM_{name}": value})
    assert where == (name.lower(),)
    assert value in said
