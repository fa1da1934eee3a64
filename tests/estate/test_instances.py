"""Which vendors are read and with what: labels, the environment of an alias, and the file of vendors."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.estate.gaps import Gap
from rolecall.estate.instances import Instance, choices, configure, parse_choice, read_choices
from rolecall.reports.errors import JobError

ENVIRONMENT = {
    "TANZU_CSP_URL": "https://csp.example.com",
    "TANZU_TMC_URL": "https://tmc.example.com",
    "TANZU_API_TOKEN": "token-of-the-organization",
    "TANZU_ORG_ID": "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a",
    "TANZU_KUBERNETES_HOST": "https://alpha.example.com",
    "BETA_TANZU_KUBERNETES_HOST": "https://beta.example.com",
}


def test_an_alias_has_variables_of_its_own_in_front_of_the_vendors() -> None:
    plain, beta = (configure(parse_choice(label), ENVIRONMENT) for label in ("tanzu", "tanzu@beta"))
    assert isinstance(plain, Instance) and isinstance(beta, Instance)
    assert plain.settings.arguments["kubernetes.host"] == "https://alpha.example.com"
    assert beta.settings.arguments["kubernetes.host"] == "https://beta.example.com"
    assert beta.settings.arguments["org_id"] == plain.settings.arguments["org_id"]
    assert beta.label == "tanzu@beta" and "token-of" not in repr(beta)


def test_the_file_wins_over_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "vendors.yaml"
    file.write_text(
        "vendors:\n  - {vendor: tanzu}\n"
        "  - {vendor: tanzu, alias: gamma, arguments: {kubernetes: {host: 'https://gamma.example.com'}}}\n",
        encoding="utf-8",
    )
    found = [configure(choice, ENVIRONMENT) for choice in choices([], [file], [("splunk", None)])]
    hosts = [item.settings.arguments["kubernetes.host"] for item in found if isinstance(item, Instance)]
    assert hosts == ["https://alpha.example.com", "https://gamma.example.com"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("vendors:\n  - {vendor: tanzu, arguments: {api_token: hidden}}\n", "is a secret"),
        ("vendors:\n  - {vendor: tanzu, arguments: {kubernetes: {token: hidden}}}\n", "`kubernetes.token` is a secret"),
        ("vendors:\n  - {vendor: tanzu, arguments: {clusters: 2}}\n", "those of the provider block"),
        ("vendors:\n  - {vendor: nobody}\n", "no vendor 'nobody'"),
        ("vendors:\n  - {alias: beta}\n", "must have `vendor`"),
        ("vendors: {}\n", "no list `vendors`"),
        ("vendors:\n  - {vendor: tanzu}\n  - {vendor: tanzu}\n", "twice"),
    ],
)
def test_a_mistake_in_the_file_is_said_and_no_secret_with_it(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "vendors.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(JobError) as raised:
        choices([], [file], [])
    assert says in str(raised.value) and "hidden" not in str(raised.value)


def test_a_wrong_argument_is_a_gap_of_that_vendor_alone(tmp_path: Path) -> None:
    file = tmp_path / "vendors.yaml"
    file.write_text("vendors:\n  - {vendor: tanium, arguments: {url: tanium.example.com}}\n", encoding="utf-8")
    (found,) = [configure(choice, {}) for choice in read_choices(file)]
    assert isinstance(found, Gap) and found.vendor == "tanium" and "not complete" in found.why
