"""Capabilities and the built-in roles that carry them."""

from __future__ import annotations

USER = (
    "change_own_password",
    "edit_own_objects",
    "get_metadata",
    "get_typeahead",
    "input_file",
    "list_inputs",
    "list_tokens_own",
    "output_file",
    "request_remote_tok",
    "rest_apps_view",
    "rest_properties_get",
    "rest_properties_set",
    "schedule_rtsearch",
    "search",
)
POWER = ("embed_report", "rtsearch", "schedule_search", "edit_tokens_own")
ADMIN = (
    "accelerate_datamodel",
    "admin_all_objects",
    "change_authentication",
    "edit_deployment_client",
    "edit_deployment_server",
    "edit_dist_peer",
    "edit_forwarders",
    "edit_health",
    "edit_httpauths",
    "edit_indexer_cluster",
    "edit_input_defaults",
    "edit_local_apps",
    "edit_monitor",
    "edit_roles",
    "edit_roles_grantable",
    "edit_search_server",
    "edit_server",
    "edit_tokens_all",
    "edit_tokens_settings",
    "edit_user",
    "indexes_edit",
    "license_edit",
    "list_httpauths",
    "list_settings",
    "list_tokens_all",
    "list_users",
    "restart_splunkd",
    "rest_apps_management",
    "run_debug_commands",
)
CAN_DELETE = ("delete_by_keyword", "schedule_rtsearch")

ALL = tuple(sorted({*USER, *POWER, *ADMIN, *CAN_DELETE, "dispatch_rest_to_indexers", "fsh_manage", "run_collect"}))
"""Every capability the instance knows."""

BUILT_IN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "user": (USER, ()),
    "power": (POWER, ("user",)),
    "can_delete": (CAN_DELETE, ()),
    "admin": (ADMIN, ("power", "user")),
    "splunk-system-role": ((), ("admin",)),
}
"""Built-in roles: their own capabilities and the roles they import."""
