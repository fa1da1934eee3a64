"""Worked example of a generated shim (shape only; the generator replaces this file)."""

from __future__ import annotations

from providers.runtime.schema import (
    AllOf,
    Attribute,
    Collection,
    DataSource,
    Envelope,
    Ephemeral,
    ErrorShape,
    Function,
    Issue,
    MembershipLifecycle,
    NaturalKey,
    ObjectLifecycle,
    OneOf,
    Operation,
    Parameter,
    Provider,
    Resource,
    Schema,
    Singleton,
)
from providers.runtime.traits import (
    Among,
    Between,
    Deprovision,
    Forbidden,
    FullReplace,
    HeaderToken,
    NotEmpty,
    Pagination,
    Reference,
    RevokeOwned,
    SoftDelete,
    WhoAmI,
    WriteOnceSecret,
)
from providers.runtime.types import BOOL, NUMBER, STRING, SetOf

PAGES = Pagination(style="offset", size="limit", start="offset", default=100, maximum=500)
DATA = Envelope(item="data", items="data")

USER = Resource(
    name="tanium_user",
    schema=Schema(
        description="A Tanium console user.",
        attributes=(
            Attribute(name="id", computed=True, read="id", wire="id_text", description="Number of the user."),
            Attribute(
                name="name",
                required=True,
                replace=True,
                field="name",
                description="Login name.",
                checks=(NotEmpty(), Forbidden(characters="/\\[]:;|=,+*?<>")),
            ),
            Attribute(name="display_name", optional=True, computed=True, field="display_name", unset="clear"),
            Attribute(name="email", optional=True, computed=True, field="email", unset="clear"),
            Attribute(name="active", type=BOOL, optional=True, computed=True, default=True, field="active"),
            Attribute(name="local_admin_flag", type=BOOL, optional=True, computed=True, field="local_admin_flag"),
            Attribute(
                name="roles",
                type=SetOf(STRING),
                optional=True,
                computed=True,
                field="roles",
                reference=Reference(lookup="roles", noun="role"),
            ),
            Attribute(
                name="computer_groups",
                type=SetOf(STRING),
                optional=True,
                computed=True,
                field="computer_groups",
                reference=Reference(lookup="computer_groups", noun="computer group"),
            ),
            Attribute(
                name="content_sets",
                type=SetOf(STRING),
                optional=True,
                computed=True,
                field="content_sets",
                reference=Reference(lookup="content_sets", noun="content set"),
            ),
            Attribute(
                name="persona_id", type=NUMBER, optional=True, computed=True, field="persona_id", wire="integer"
            ),
            Attribute(
                name="on_destroy",
                optional=True,
                computed=True,
                default="delete",
                checks=(Among(values=("delete", "deactivate", "retain")),),
            ),
            Attribute(name="revoke_tokens_on_destroy", type=BOOL, optional=True, computed=True, default=True),
            Attribute(name="last_login", computed=True, read="last_login"),
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection="users",
        create=Operation(method="POST", path="/users", body="json"),
        update=Operation(method="PUT", path="/users/{id}", body="json"),
        delete=Operation(method="DELETE", path="/users/{id}"),
        full_replace=FullReplace(strip=("id", "last_login", "deleted_flag")),
        deprovision=Deprovision(
            disable=(("active", False),),
            revoke=(
                RevokeOwned(
                    collection="api_tokens",
                    owner="user.id",
                    delete_path="/api_tokens/{id}",
                    switch="revoke_tokens_on_destroy",
                ),
            ),
            mode="on_destroy",
        ),
        protect_self=True,
        authoritative=("roles",),
    ),
)

ROLE_BINDING = Resource(
    name="tanium_role_binding",
    id_template="{user_id}/{role}",
    schema=Schema(
        description="One role of one user, beside whatever else the user has.",
        attributes=(
            Attribute(name="id", computed=True),
            Attribute(name="user_id", required=True, replace=True, checks=(NotEmpty(),)),
            Attribute(name="role", required=True, replace=True, checks=(NotEmpty(),)),
        ),
    ),
    lifecycle=MembershipLifecycle(parent="tanium_user", owner="user_id", member="role", of="roles"),
)

API_TOKEN = Resource(
    name="tanium_api_token",
    schema=Schema(
        description="An API token. Its value is shown once.",
        attributes=(
            Attribute(name="id", computed=True, read="id", wire="id_text"),
            Attribute(name="name", required=True, replace=True, field="name", checks=(NotEmpty(),)),
            Attribute(
                name="expire_in_days",
                type=NUMBER,
                optional=True,
                computed=True,
                default=7,
                replace=True,
                field="expire_in_days",
                readable=False,
                wire="integer",
                checks=(Between(minimum=1, maximum=365),),
            ),
            Attribute(
                name="user_id", optional=True, computed=True, replace=True, field="user.id", wire="id_text"
            ),
            Attribute(
                name="rotate_before_days", type=NUMBER, optional=True, checks=(Between(minimum=0, maximum=364),)
            ),
            Attribute(name="expires_at", computed=True, read="expires_at"),
            Attribute(name="token", computed=True, sensitive=True, issued="token_string"),
        ),
    ),
    lifecycle=ObjectLifecycle(
        collection="api_tokens",
        create=Operation(method="POST", path="/api_tokens", body="json"),
        delete=Operation(method="DELETE", path="/api_tokens/{id}"),
        secret=WriteOnceSecret(attribute="token", expires="expires_at", rotate="rotate_before_days"),
        protect_self=True,
    ),
)

ROLE_ROW = (
    Attribute(name="id", computed=True, read="id", wire="id_text"),
    Attribute(name="name", computed=True, read="name"),
)

PROVIDER = Provider(
    name="tanium",
    version="0.1.0",
    title="Tanium",
    url_argument="url",
    base_path="/api/v2",
    schema=Schema(
        attributes=(
            Attribute(name="url", optional=True, description="Base URL."),
            Attribute(name="api_token", optional=True, sensitive=True, description="API token."),
            Attribute(name="ca_file", optional=True),
            Attribute(name="insecure_skip_verify", type=BOOL, optional=True, default=False),
            Attribute(
                name="timeout_seconds",
                type=NUMBER,
                optional=True,
                default=30,
                checks=(Between(minimum=1, maximum=3600),),
            ),
            Attribute(
                name="max_retries", type=NUMBER, optional=True, default=4, checks=(Between(minimum=0, maximum=20),)
            ),
            Attribute(
                name="page_size", type=NUMBER, optional=True, checks=(Between(minimum=1, maximum=500),)
            ),
            Attribute(
                name="requests_per_minute",
                type=NUMBER,
                optional=True,
                checks=(Between(minimum=1, maximum=100_000),),
            ),
            Attribute(
                name="refresh", optional=True, default="auto", checks=(Among(values=("auto", "list", "get")),)
            ),
        ),
    ),
    headers=(("accept", "application/json"), ("tanium-options", '{"summary":1}')),
    authentication=(HeaderToken(header="session", argument="api_token"),),
    whoami=WhoAmI(path="/session/info", item="data", key="id", collection="users"),
    errors=ErrorShape(messages=("exception", "error_context", "message"), request_id_headers=("x-request-id",)),
    collections=(
        Collection(
            name="users",
            key="id",
            list=Operation(method="GET", path="/users"),
            get=Operation(method="GET", path="/users/{id}"),
            envelope=DATA,
            pagination=PAGES,
            natural_key=NaturalKey(attribute="name", field="name", query="name"),
            soft_delete=SoftDelete(flag="deleted_flag"),
        ),
        Collection(
            name="roles", key="id", list=Operation(method="GET", path="/roles"), envelope=DATA, pagination=PAGES
        ),
        Collection(
            name="computer_groups",
            key="id",
            list=Operation(method="GET", path="/computer_groups"),
            envelope=DATA,
            pagination=PAGES,
        ),
        Collection(
            name="content_sets",
            key="id",
            list=Operation(method="GET", path="/content_sets"),
            envelope=DATA,
            pagination=PAGES,
        ),
        Collection(
            name="api_tokens",
            key="id",
            list=Operation(method="GET", path="/api_tokens"),
            envelope=DATA,
            pagination=PAGES,
            natural_key=NaturalKey(attribute="name", field="name", scope=(("user_id", "user.id"),)),
        ),
    ),
    resources=(USER, ROLE_BINDING, API_TOKEN),
    data_sources=(
        DataSource(
            name="tanium_roles",
            schema=Schema(
                attributes=(
                    Attribute(name="id", computed=True),
                    Attribute(name="roles", computed=True, nesting="list", nested=ROLE_ROW),
                )
            ),
            source=AllOf(collection="roles", into="roles"),
        ),
        DataSource(
            name="tanium_user",
            schema=Schema(
                attributes=(
                    Attribute(name="id", optional=True, computed=True, read="id", wire="id_text"),
                    Attribute(name="name", optional=True, computed=True, read="name"),
                    Attribute(name="email", computed=True, read="email"),
                )
            ),
            source=OneOf(collection="users", by=("id", "name")),
        ),
        DataSource(
            name="tanium_session",
            schema=Schema(
                attributes=(
                    Attribute(name="id", computed=True, read="id", wire="id_text"),
                    Attribute(name="name", computed=True, read="name"),
                )
            ),
            source=Singleton(operation=Operation(method="GET", path="/session/info"), envelope=DATA),
        ),
    ),
    ephemerals=(
        Ephemeral(
            name="tanium_api_token",
            schema=Schema(
                attributes=(
                    Attribute(name="name", required=True),
                    Attribute(name="expire_in_days", type=NUMBER, optional=True),
                    Attribute(name="user_id", optional=True),
                    Attribute(name="id", computed=True),
                    Attribute(name="expires_at", computed=True),
                    Attribute(name="token", computed=True, sensitive=True),
                )
            ),
            source=Issue(resource="tanium_api_token"),
        ),
    ),
    functions=(
        Function(
            name="role_binding_id",
            parameters=(Parameter(name="user_id"), Parameter(name="role")),
            template="{user_id}/{role}",
            summary="The import id of a role binding.",
        ),
    ),
)
