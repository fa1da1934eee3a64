"""An option that takes some values alone refuses others at the start, and says which there are."""

from __future__ import annotations

from dataclasses import fields

import pytest

from rolecall.sandbox import VENDORS, start

ANY_TEXT = {
    "entra": {"push_through", "push_ca"},
    "okta": {"link_host"},
    "scim": {"base", "flavour", "prefix", "scope"},
    "splunk": {"stack"},
    "tanium": {"caller_address"},
    "tanzu": {"namespace"},
}
"""Options that take any text; a flavour is one of those that there are."""


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_value_that_is_none_is_refused_at_the_start(vendor: str) -> None:
    with start(vendor) as box:
        texts = {each.name for each in fields(box.options) if isinstance(getattr(box.options, each.name), str)}
    assert texts, vendor
    for name in texts - ANY_TEXT[vendor]:
        with pytest.raises(ValueError, match=f"option '{name}' takes '.+', not 'one term'"):
            start(vendor, options={name: "one term"})


@pytest.mark.parametrize(
    ("vendor", "option", "value"),
    [
        ("entra", "early_writes", [404, 500]),
        ("scim", "auth", ["bearer", "carrier"]),
        ("scim", "removal", ["path", "delete"]),
        ("splunk", "missing_saml_group_status", 410),
        ("tanium", "locked_out", 4),
        ("tanium", "scim_leaves", ["token", "users"]),
        ("tanium", "unsaid_holders", "nobody"),
    ],
)
def test_lists_and_numbers_too(vendor: str, option: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"option '{option}' takes "):
        start(vendor, options={option: value})


def test_a_flavour_that_there_is_none_of() -> None:
    with pytest.raises(ValueError, match="generic"):
        start("scim", options={"flavour": "one term"})
