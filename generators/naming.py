"""Names: from the vendor's spelling to Terraform's and Python's."""

from __future__ import annotations

import keyword
import re

TERRAFORM_META = frozenset(
    {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "version"}
)
"""Names that Terraform keeps for itself at the root of a block."""

_ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]*")


def header(vendor: str) -> str:
    """The first line of every generated Python file of `vendor`."""
    return f"# {notice(vendor)}\n"


def notice(vendor: str) -> str:
    """The same for documentation."""
    return f"GENERATED from generators/vendors/{vendor}/ by `python -m generators`. DO NOT EDIT."


def attribute_name(field: str) -> str:
    """A field name in snake_case.

    `defaultApp` is `default_app`, `locked-out` is `locked_out`, and capitals in a row are one word:
    `cumulativeRTSrchJobsQuota` is `cumulative_rt_srch_jobs_quota`.
    """
    words = re.sub(r"[^A-Za-z0-9]+", "_", field)
    words = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", words)
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words)
    return re.sub(r"_+", "_", words).strip("_").lower()


def is_attribute_name(name: str) -> bool:
    """Whether Terraform takes `name` for an attribute at the root of a block."""
    return _ATTRIBUTE.fullmatch(name) is not None and name not in TERRAFORM_META


def class_name(name: str) -> str:
    """`role_binding` as `RoleBinding`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def short_name(type_name: str, vendor: str) -> str:
    """A type without its vendor: `tanium_role_binding` is `role_binding`."""
    return type_name.removeprefix(f"{vendor}_")


BINDING_MEMBERS = frozenset(
    [
        "ADDRESS_PREFIX",
        "ADDS",
        "ARGUMENTS",
        "CREATE_BEFORE_DESTROY",
        "add_move_target",
        "add_override",
        "alias",
        "arguments",
        "cdktf_stack",
        "checked",
        "connection",
        "count",
        "depends_on",
        "for_each",
        "fqn",
        "friendly_unique_id",
        "generate_config_for_import",
        "get_any_map_attribute",
        "get_boolean_attribute",
        "get_boolean_map_attribute",
        "get_list_attribute",
        "get_number_attribute",
        "get_number_list_attribute",
        "get_number_map_attribute",
        "get_set_attribute",
        "get_string_attribute",
        "get_string_map_attribute",
        "has_resource_move",
        "import_from",
        "interpolation_for_attribute",
        "is_construct",
        "is_terraform_data_source",
        "is_terraform_element",
        "is_terraform_provider",
        "is_terraform_resource",
        "lifecycle",
        "meta_attributes",
        "move_from_id",
        "move_to",
        "move_to_id",
        "node",
        "note_unverifiable",
        "override_logical_id",
        "provider",
        "provisioners",
        "reset_override_logical_id",
        "set_argument",
        "terraform_generator_metadata",
        "terraform_meta_arguments",
        "terraform_name",
        "terraform_provider_source",
        "terraform_resource_type",
        "to_hcl_terraform",
        "to_metadata",
        "to_string",
        "to_terraform",
        "with_",
    ]
)
"""What the base classes of bindings have already; a test holds it to `rolecall.cdk.base_classes`."""


def member_name(attribute: str) -> str:
    """The keyword and property of an attribute in a binding: itself, or with `_attribute` where that is taken."""
    taken = attribute in BINDING_MEMBERS or attribute == "self" or keyword.iskeyword(attribute)
    return f"{attribute}_attribute" if taken else attribute
