"""Names at their edges."""

from __future__ import annotations

import pytest

from generators import naming
from generators.input.binding import snake
from generators.input.yaml_source import DefinitionError
from generators.output.bindings import render
from tests.generators.conftest import Vendor


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("name", "name"),
        ("defaultApp", "default_app"),
        ("locked-out", "locked_out"),
        ("force-change-pass", "force_change_pass"),
        ("restart_background_jobs", "restart_background_jobs"),
        ("srchFilter", "srch_filter"),
        ("rtSrchJobsQuota", "rt_srch_jobs_quota"),
        ("cumulativeRTSrchJobsQuota", "cumulative_rt_srch_jobs_quota"),
        ("srchIndexesAllowed", "srch_indexes_allowed"),
        ("eai:acl", "eai_acl"),
        ("HTTPProxy", "http_proxy"),
        ("URL", "url"),
        ("userID", "user_id"),
        ("oauth2Token", "oauth2_token"),
        ("__odd__", "odd"),
        ("a.b c/d", "a_b_c_d"),
        ("$ref", "ref"),
        ("größe", "gr_e"),
    ],
)
def test_attribute_name(field: str, name: str) -> None:
    assert naming.attribute_name(field) == name


@pytest.mark.parametrize("name", ["count", "for_each", "provider", "lifecycle", "depends_on", "connection", "version"])
def test_terraforms_own_words_are_no_attributes(name: str) -> None:
    assert not naming.is_attribute_name(name)


@pytest.mark.parametrize("name", ["", "1st", "Name", "with-dash", "with space", "größe", "a.b", "_x"])
def test_odd_words_are_no_attributes(name: str) -> None:
    assert not naming.is_attribute_name(name)


def test_class_and_short_names() -> None:
    assert naming.class_name("api_token") == "ApiToken"
    assert naming.class_name("oauth2") == "Oauth2"
    assert naming.short_name("tanium_user", "tanium") == "user"
    assert naming.short_name("tanium_tanium_user", "tanium") == "tanium_user"
    assert naming.member_name("count") == "count_attribute"
    assert naming.member_name("from") == "from_attribute"
    assert snake("FullReplace") == "full_replace"
    assert snake("WhoAmI") == "who_am_i"


def test_field_whose_name_is_taken_by_another_is_refused(vendor: Vendor) -> None:
    again = "full-name: {type: string, description: Again.}"
    vendor.replace("openapi.yaml", "shift: {type: string", f"{again}\n        shift: {{type: string")
    with pytest.raises(DefinitionError, match="'fullName' is named like attribute 'full_name', which is 'full-name'"):
        vendor.load()


def test_two_fields_of_one_name_are_refused(vendor: Vendor) -> None:
    again = "Shift: {type: string, description: Again.}"
    vendor.replace("openapi.yaml", "shift: {type: string", f"{again}\n        shift: {{type: string")
    with pytest.raises(DefinitionError, match=r"field 'shift' is named like attribute 'shift', which is 'Shift'"):
        vendor.load()


def test_two_types_of_one_class_are_refused(vendor: Vendor) -> None:
    again = "orchard__plots: {description: x, all_of: {collection: plots, into: plots, sort: title}}"
    vendor.replace("provider.yaml", "  orchard_plots:\n", f"  {again}\n  orchard_plots:\n")
    with pytest.raises(DefinitionError, match="both need the class DataPlots"):
        render(vendor.load())
