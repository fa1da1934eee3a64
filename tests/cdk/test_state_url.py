"""The URL of a state: what each kind becomes, and what is refused without showing a secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.state_url import StateUrlError, backend, credentials, environment_url, examples

HTTP = "https://state.example/rolecall/access"


@pytest.mark.parametrize(
    ("url", "kind", "arguments"),
    [
        ("file:", "local", {"path": str(Path.cwd() / "terraform.access.tfstate")}),
        ("file:some%20where", "local", {"path": str(Path.cwd() / "some where/terraform.access.tfstate")}),
        ("file:///srv/states/", "local", {"path": "/srv/states/terraform.access.tfstate"}),
        (
            "https://state.example/rolecall/",
            "http",
            {
                "address": HTTP,
                "lock_address": f"{HTTP}/lock",
                "lock_method": "POST",
                "unlock_address": f"{HTTP}/lock",
                "unlock_method": "DELETE",
            },
        ),
        ("s3://acme", "s3", {"bucket": "acme", "key": "access.tfstate"}),
        (
            "s3://acme/a/b?region=eu-west-1&kms_key_id=alias/states&profile=ops",
            "s3",
            {
                "bucket": "acme",
                "key": "a/b/access.tfstate",
                "region": "eu-west-1",
                "profile": "ops",
                "encrypt": True,
                "kms_key_id": "alias/states",
            },
        ),
        (
            "s3://acme?endpoint=https://minio.example",
            "s3",
            {
                "bucket": "acme",
                "key": "access.tfstate",
                "region": "us-east-1",
                "endpoints": {"s3": "https://minio.example"},
                "use_path_style": True,
                "skip_credentials_validation": True,
                "skip_region_validation": True,
                "skip_requesting_account_id": True,
                "skip_metadata_api_check": True,
            },
        ),
        (
            "gs://acme/rolecall?impersonate_service_account=ci@acme.iam.gserviceaccount.com",
            "gcs",
            {
                "bucket": "acme",
                "prefix": "rolecall/access",
                "impersonate_service_account": "ci@acme.iam.gserviceaccount.com",
            },
        ),
        (
            "azurerm://acme/states/rolecall?use_azuread_auth=true&tenant_id=t",
            "azurerm",
            {
                "storage_account_name": "acme",
                "container_name": "states",
                "key": "rolecall/access.tfstate",
                "use_azuread_auth": True,
                "tenant_id": "t",
            },
        ),
        (
            "pg://db.example:5433/terraform?sslmode=verify-full&schema=team",
            "pg",
            {"conn_str": "postgres://db.example:5433/terraform?sslmode=verify-full", "schema_name": "team_access"},
        ),
        ("hcp://Acme", "cloud", {"organization": "Acme", "workspaces": {"name": "access"}}),
        (
            "hcp://Acme/rolecall?hostname=tfe.example.com",
            "cloud",
            {"organization": "Acme", "workspaces": {"name": "rolecall-access"}, "hostname": "tfe.example.com"},
        ),
    ],
)
def test_the_backend_of_a_url(url: str, kind: str, arguments: dict[str, Any]) -> None:
    found = backend(url, "access")
    assert (found.type, found.arguments) == (kind, arguments)


def test_two_stacks_never_share_a_state() -> None:
    for url in examples():
        assert backend(url, "access").arguments != backend(url, "credentials").arguments
    with pytest.raises(StateUrlError, match="longer than 63 bytes"):  # PostgreSQL would cut the name, and join the two
        backend("pg://db.example/terraform", "a" * 55)


@pytest.mark.parametrize(
    "url",
    [
        "https://user:hunter2@state.example",
        "https://user:hun/ter2@state.example",
        "https://hunter2@state.example",
        "https://state.example?password=hunter2",
        "s3://acme/x?access_key=a&secret_key=hunter2",
        "s3://acme/x?token=hunter2",
        "s3://acme?endpoint=https://user:hunter2@minio.example",
        "gs://acme?credentials=hunter2",
        "gs://acme?encryption_key=hunter2",
        "azurerm://acme/states?sas_token=hunter2",
        "azurerm://acme/states?client_secret=hunter2",
        "pg://rolecall:hunter2@db.example/terraform",
        "pg://db.example/terraform?user=rolecall&password=hunter2",
        "hcp://acme?token=hunter2",
    ],
)
def test_credentials_are_refused_with_the_way_out(url: str) -> None:
    with pytest.raises(StateUrlError) as caught:
        backend(url, "access")
    assert "hunter" not in str(caught.value)
    if "hun/ter2" not in url:  # that one is no URL any more
        assert str(caught.value).endswith(f"would show them; {credentials(url)}")
    assert caught.value.__cause__ is None and caught.value.__suppress_context__ is (
        caught.value.__context__ is not None
    )


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("state.example", "that begins with the kind of backend. There are file:///srv/states, https://"),
        ("postgresql://db.example/x", "write pg:. There are"),
        ("gcs://acme", "write gs:. There are"),
        ("azurrm://acme/states", "write azurerm:. There are"),
        ("ftp://state.example", "There are file:"),
        ("http://state.example/rolecall", "must be an https URL"),
        ("https:///rolecall", "names no host; an example is https://"),
        ("https://state.example:port/x", "is no URL; an example of this kind is https://"),
        ("https://state.example?a=1", "the argument 'a', which this kind does not take: it takes none"),
        ("https://state.example#a", "takes no part behind a #"),
        ("s3://acme?regoin=x", "the argument 'regoin', which this kind does not take; did you mean region?"),
        ("s3://acme?region", "is no URL"),
        ("s3:acme", "names no bucket; an example is s3://bucket"),
        ("azurerm://acme", "names no container; an example is azurerm://"),
        ("azurerm://acme/states?use_msi=yes", "use_msi='yes'; it is true or false"),
        ("pg://db.example", "names no database; an example is pg://"),
        ("hcp:acme", "names no organization; an example is hcp://"),
        ("file://server/share", "names no folder of this machine; an example is file:///"),
    ],
)
def test_a_url_that_cannot_be_used_says_what_to_write(url: str, text: str) -> None:
    with pytest.raises(StateUrlError) as caught:
        backend(url, "access")
    assert text in str(caught.value)


def test_the_loopback_needs_no_https() -> None:
    for host in ("localhost:8080", "127.0.0.1:8080", "[::1]:8080"):
        assert backend(f"http://{host}/x", "access").arguments["address"] == f"http://{host}/x/access"


def test_the_variables_former_names_are_refused() -> None:
    """Their states would be left behind, and everything created again."""
    assert environment_url({}) == ""
    assert environment_url({"ROLECALL_STATE": "gs://acme"}) == "gs://acme"
    for name in ("ROLECALL_STATE_URL", "ROLECALL_STATE_DIR"):
        with pytest.raises(StateUrlError, match=f"{name} is called ROLECALL_STATE now"):
            environment_url({name: "/srv/states", "ROLECALL_STATE": "gs://acme"})
