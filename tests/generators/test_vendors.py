"""The public interface of the real vendors: names that stacks rely on."""

from __future__ import annotations

import dataclasses
import importlib

import pytest

from generators.input.definition import load_common
from generators.load import COMMON
from rolecall.specification.schema import Attribute, Schema
from rolecall.specification.types import STRING, ListOf, SetOf
from tests.generators.real_vendors import schemas, spec

# By type: required arguments (`name!` replaces), optional ones (`name=default`), what is only computed.
RESOURCES: dict[str, tuple[str, str, str]] = {
    "tanium_user": (
        "name!",
        "display_name email active=True local_admin_flag roles computer_groups content_sets persona_id "
        "on_destroy=delete revoke_tokens_on_destroy=True",
        "id last_login",
    ),
    "tanium_role_binding": ("user_id! role!", "", "id"),
    "tanium_api_token": (
        "name!",
        "notes expire_in_days=7! trusted_ip_addresses user_id! rotate_before_days",
        "id expires_at token",
    ),
    "tanium_user_group": ("name", "members roles", "id"),
    "tanium_scim_server": (
        "name",
        "expire_in_days! trusted_ip_addresses rotate_before_days",
        "id token_id user_id expires_at token scim_url",
    ),
    "splunk_user": (
        "name!",
        "password_wo password_wo_version realname email roles default_app tz force_change_pass restart_background_jobs "
        "locked_out lang create_role federated_search_manage_ack",
        "id type capabilities default_app_is_user_override default_app_source_role",
    ),
    "splunk_role": (
        "name!",
        "imported_roles capabilities default_app srch_filter srch_indexes_allowed srch_indexes_default "
        "srch_indexes_disallowed srch_jobs_quota rt_srch_jobs_quota cumulative_srch_jobs_quota "
        "cumulative_rt_srch_jobs_quota srch_disk_quota srch_time_win srch_time_earliest grantable_roles "
        "delete_indexes_allowed field_filter_exemption srch_federated_providers_allowed "
        "srch_federated_providers_default queued_search_quota srch_min_schedule_interval "
        "srch_allow_advanced_cron federated_search_manage_ack",
        "id imported_capabilities",
    ),
    "splunk_role_binding": ("user! role!", "", "id"),
    "splunk_saml_group": ("name!", "roles", "id"),
    "splunk_saml_user": ("name! roles", "", "id"),
    "splunk_token": ("user! name!", "expires_on! not_before! type! status rotate_before_days", "id token expires_at"),
    "scim_user": (
        "user_name",
        "display_name external_id active=True name emails title password_wo password_wo_version on_destroy=delete "
        "nick_name profile_url user_type preferred_language locale timezone phone_numbers roles entitlements addresses "
        "enterprise extensions_json",
        "id groups",
    ),
    "scim_group": ("display_name", "external_id members", "id"),
    "scim_group_member": ("group_id! user_id!", "", "id"),
    "okta_user": (
        "login email first_name last_name",
        "display_name title department employee_number custom_profile_attributes status type_id! "
        "send_activation_email=False on_destroy=delete",
        "id raw_status",
    ),
    "okta_group": ("name", "description", "id type"),
    "okta_group_member": ("group_id! user_id!", "", "id"),
    "okta_group_rule": (
        "name expression group_ids!",
        "excluded_users status remove_users_on_destroy=False",
        "id",
    ),
    "okta_app_user_assignment": ("app_id! user_id!", "", "id sync_state external_id"),
    "okta_app_group_assignment": ("app_id! group_id!", "priority", "id"),
}
DATA_SOURCES: dict[str, str] = {
    "tanium_user": "id name display_name email active local_admin_flag roles computer_groups content_sets persona_id "
    "last_login",
    "tanium_users": "id users",
    "tanium_user_group": "id name members roles",
    "tanium_roles": "id roles",
    "tanium_api_tokens": "id api_tokens",
    "tanium_session": "id name roles",
    "splunk_user": "id name realname email roles default_app default_app_is_user_override default_app_source_role "
    "tz lang restart_background_jobs locked_out type capabilities",
    "splunk_users": "id users",
    "splunk_roles": "id roles",
    "splunk_capabilities": "id capabilities",
    "okta_user": "id login email first_name last_name display_name title department employee_number status type_id",
    "okta_user_type": "id name display_name description default",
    "okta_group": "id name description type",
    "okta_app": "id label name status sign_on_mode",
    "splunk_current_context": "id username realname email roles capabilities default_app tz",
    "scim_user": "id user_name display_name external_id active name emails title groups nick_name profile_url "
    "user_type preferred_language locale timezone phone_numbers roles entitlements addresses enterprise "
    "extensions_json",
    "scim_users": "id users",
    "scim_group": "id display_name external_id members",
    "scim_groups": "id groups",
    "scim_service_provider_config": "id documentation_uri patch bulk bulk_max_operations bulk_max_payload_size filter "
    "filter_max_results change_password sort etag",
}
EPHEMERALS: dict[str, tuple[str, str, str]] = {
    "tanium_api_token": ("name", "notes expire_in_days trusted_ip_addresses user_id", "id expires_at token"),
    "tanium_scim_server": (
        "name",
        "expire_in_days trusted_ip_addresses",
        "id token_id user_id expires_at token scim_url",
    ),
    "splunk_session": ("username password", "", "token"),
    "splunk_token": ("user name", "expires_on not_before type status", "id token expires_at"),
}
ACTIONS = {
    "entra_restart_provisioning": ("service_principal_id job_id", "reset_scope=QuarantineState,Watermark,Escrows"),
    "entra_provision_on_demand": ("service_principal_id job_id object object_id", "members"),
}
ARGUMENTS = {
    "okta": "org_url api_token client_id private_key private_key_id scopes",
    "tanium": "url api_token api_dialect",
    "splunk": "url auth_token username password stack api_dialect",
    "scim": "url token vendor oauth username password headers client_certificate_path client_key_path "
    "members_per_request member_removal filter_form paging update_method media_type bulk disabled_is_gone "
    "delete_disables additions_keep shows_all_members shows_all_attributes",
}
ARGUMENT_DEFAULTS = {
    "vendor": "generic",
    "api_dialect": "auto",
    "scopes": "okta.users.manage okta.groups.manage okta.apps.manage",
}
COMMON_ARGUMENTS = {
    "ca_file": None,
    "insecure_skip_verify": False,
    "allow_insecure_http": False,
    "former_urls": None,
    "timeout_seconds": 30,
    "max_retries": 4,
    "page_size": None,
    "requests_per_minute": None,
    "refresh": "auto",
}


def shown(item: Attribute) -> str:
    default = "" if item.default is None else f"={item.default}"
    return f"{item.name}{default}{'!' if item.replace else ''}"


def names(schema: Schema, kind: str) -> set[str]:
    def kind_of(item: Attribute) -> str:
        return "required" if item.required else "optional" if item.optional else "computed"

    return {shown(item) for item in schema.attributes if kind_of(item) == kind}


def test_there_are_exactly_these_types() -> None:
    assert schemas("resources").keys() == RESOURCES.keys()
    assert schemas("data_sources").keys() == DATA_SOURCES.keys()
    assert schemas("ephemerals").keys() == EPHEMERALS.keys()


@pytest.mark.parametrize("name", ACTIONS)
def test_action_has_its_arguments(name: str) -> None:
    schema = spec("entra").provider.action(name).schema
    for kind, expected in zip(("required", "optional"), ACTIONS[name], strict=True):
        assert names(schema, kind) == set(expected.split()), kind
    assert not names(schema, "computed")


@pytest.mark.parametrize("name", RESOURCES)
def test_resource_has_its_attributes(name: str) -> None:
    schema = schemas("resources")[name]
    for kind, expected in zip(("required", "optional", "computed"), RESOURCES[name], strict=True):
        assert names(schema, kind) == set(expected.split()), kind


@pytest.mark.parametrize("name", DATA_SOURCES)
def test_data_source_has_its_attributes(name: str) -> None:
    schema = schemas("data_sources")[name]
    assert {item.name for item in schema.attributes} == set(DATA_SOURCES[name].split())


@pytest.mark.parametrize("name", ["tanium_users", "splunk_users", "splunk_roles", "tanium_api_tokens"])
def test_rows_of_a_list_carry_every_readable_attribute(name: str) -> None:
    resource = schemas("resources")[name.removesuffix("s")]
    readable = [item.name for item in resource.attributes if item.read_path is not None]
    (rows,) = (item for item in schemas("data_sources")[name].attributes if item.nesting == "list")
    assert [item.name for item in rows.nested if item.read_path is not None] == readable


@pytest.mark.parametrize("name", EPHEMERALS)
def test_ephemeral_has_its_attributes(name: str) -> None:
    schema = schemas("ephemerals")[name]
    for kind, expected in zip(("required", "optional", "computed"), EPHEMERALS[name], strict=True):
        assert names(schema, kind) == set(expected.split()), kind
    secrets = {item.name for item in schema.attributes if item.sensitive}
    assert secrets == {"token"} | ({"password"} if name == "splunk_session" else set())


@pytest.mark.parametrize("vendor", ARGUMENTS)
def test_provider_block(vendor: str) -> None:
    provider = spec(vendor).provider
    defaults = {item.name: item.default for item in provider.schema.attributes}
    assert defaults == {
        **{name: ARGUMENT_DEFAULTS.get(name) for name in ARGUMENTS[vendor].split()},
        **COMMON_ARGUMENTS,
    }
    assert all(item.optional and not item.required for item in provider.schema.attributes)
    assert load_common(COMMON).arguments.keys() == COMMON_ARGUMENTS.keys()
    sensitive = {item.name for item in provider.schema.attributes if item.sensitive}
    secrets = {
        "okta": {"api_token", "private_key"},
        "tanium": {"api_token"},
        "splunk": {"auth_token", "password"},
        "scim": {"token", "password", "headers"},
    }
    assert sensitive == secrets[vendor]


@pytest.mark.parametrize("vendor", ARGUMENTS)
def test_committed_shim_is_what_is_generated(vendor: str) -> None:
    module = importlib.import_module(f"providers.{vendor}")
    committed = dataclasses.asdict(module.PROVIDER)
    generated = dataclasses.asdict(spec(vendor).provider)
    for kind in ("resources", "data_sources", "ephemerals", "actions", "collections", "functions"):
        assert [item["name"] for item in committed[kind]] == [item["name"] for item in generated[kind]]
    assert committed["authentication"] == generated["authentication"]


@pytest.mark.parametrize("vendor", ARGUMENTS)
def test_every_type_and_attribute_is_described(vendor: str) -> None:
    provider = spec(vendor).provider
    found = [(item.name, item.schema) for item in provider.resources]
    found += [(item.name, item.schema) for item in provider.data_sources]
    found += [(item.name, item.schema) for item in provider.ephemerals]
    found += [(item.name, item.schema) for item in provider.actions]
    for name, schema in found:
        assert schema.description.endswith("."), name
        for attribute in schema.attributes:
            assert attribute.description.endswith((".", "`")), f"{name}.{attribute.name}"


@pytest.mark.parametrize("vendor", ARGUMENTS)
def test_sets_are_names_and_ids_are_strings(vendor: str) -> None:
    for resource in spec(vendor).provider.resources:
        assert resource.schema.attribute("id").type == STRING
        for attribute in resource.schema.attributes:
            assert not isinstance(attribute.type, ListOf)
            if isinstance(attribute.type, SetOf):
                assert attribute.type == SetOf(STRING)
