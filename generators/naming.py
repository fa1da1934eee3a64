"""Names: from the vendor's spelling to Terraform's and Python's."""

from __future__ import annotations

import keyword
import re

TERRAFORM_META = frozenset(
    {"connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "version"}
)
"""Names that Terraform keeps for itself at the root of a block."""

_ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]*")


def attribute_name(field: str) -> str:
    """A field name in snake_case: `defaultApp` is `default_app`, `locked-out` is `locked_out`, `rtSrchJobsQuota` is
    `rt_srch_jobs_quota` and `cumulativeRTSrchJobsQuota` is `cumulative_rt_srch_jobs_quota`.
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


def constant_name(name: str) -> str:
    """`role_binding` as `ROLE_BINDING`."""
    return name.upper()


def identifier(name: str) -> str:
    """`name`, with an underscore behind it where Python keeps the word for itself: `import_`."""
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) else name
