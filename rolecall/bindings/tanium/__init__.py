# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""Bindings for Tanium."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from rolecall.cdk.toolkit import Construct, IResolvable, TerraformProvider
from rolecall.cdk.base_classes import (
    Connection,
    Count,
    DataSource,
    DependsOn,
    EphemeralResource,
    ForEach,
    Lifecycle,
    Membership,
    ObjectList,
    ObjectReference,
    Provider,
    ProviderInfo,
    Provisioners,
    Resource,
)
from rolecall.cdk.values import (
    Argument,
    BOOL,
    ListOf,
    NUMBER,
    STRING,
    SetOf,
)

PROVIDER = ProviderInfo(
    name="tanium",
    source="rolecall/tanium",
)


class TaniumProvider(Provider):
    """The Tanium provider block. Every argument can come from the environment instead, as `TANIUM_<ARGUMENT>`.

    Args:
        scope: The stack.
        id_: The construct's id.
        url: Base URL of the instance. The provider adds `/api/v2` itself.
        api_token: API token of an account with the Administrator role. It travels in the header `session`. A secret:
            leave it to the environment.
        ca_file: Path of a PEM file with the certificates to trust instead of the system's.
        insecure_skip_verify: Trust any certificate. For sandboxes only. Default: false.
        allow_insecure_http: Send credentials in clear text to an `http://` URL of another machine, which is refused
            otherwise. For sandboxes only. Default: false.
        timeout_seconds: Seconds to wait for one request. Default: 30.
        max_retries: How often a request that is safe to repeat is repeated. Default: 4.
        page_size: Rows to ask for per page of a listing. By default the most that the vendor documents.
        requests_per_minute: Requests per minute at most. By default the provider adapts to what the vendor bears.
        former_urls: URLs under which this instance was reached before. State that remembers one of them is taken as
            this instance's; what remembers any other is refused. Of a Kubernetes cluster too.
        refresh: How a refresh reads: `list` whole listings, `get` single objects, or `auto`, whichever needs fewer
            requests. Default: auto.
        api_dialect: Shape of the API. `classic`: the API of the user management guide; `platform`: the API that
            Tanium publishes. With `auto` the provider asks the vendor, once for each run. Default: auto.
        alias: Name of this block, if it is not the default one.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "url": Argument(STRING),
        "api_token": Argument(STRING, secret=True),
        "ca_file": Argument(STRING),
        "insecure_skip_verify": Argument(BOOL),
        "allow_insecure_http": Argument(BOOL),
        "timeout_seconds": Argument(NUMBER),
        "max_retries": Argument(NUMBER),
        "page_size": Argument(NUMBER),
        "requests_per_minute": Argument(NUMBER),
        "former_urls": Argument(ListOf(STRING)),
        "refresh": Argument(STRING),
        "api_dialect": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        url: str | None = None,
        api_token: str | None = None,
        ca_file: str | None = None,
        insecure_skip_verify: bool | IResolvable | None = None,
        allow_insecure_http: bool | IResolvable | None = None,
        timeout_seconds: float | None = None,
        max_retries: float | None = None,
        page_size: float | None = None,
        requests_per_minute: float | None = None,
        former_urls: Collection[str] | None = None,
        refresh: str | None = None,
        api_dialect: str | None = None,
        alias: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "url": url,
                "api_token": api_token,
                "ca_file": ca_file,
                "insecure_skip_verify": insecure_skip_verify,
                "allow_insecure_http": allow_insecure_http,
                "timeout_seconds": timeout_seconds,
                "max_retries": max_retries,
                "page_size": page_size,
                "requests_per_minute": requests_per_minute,
                "former_urls": former_urls,
                "refresh": refresh,
                "api_dialect": api_dialect,
            },
            alias=alias,
        )


class User(Resource):
    """A user of the Tanium console.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Login name. Unique on the instance. Changing it replaces the object.
        display_name: Name as shown to people.
        email: E-mail address, for notifications and identity matching.
        active: Whether the user can log in. Default: true.
        local_admin_flag: Whether the user has local administrator rights.
        roles: Names of all roles of the user. Leave it out to keep what the user has; `[]` takes every role away.
        computer_groups: Names of all computer groups of the user. Leave it out to keep what the user has; `[]` takes
            them all away.
        content_sets: Names of all content sets of the user. Leave it out to keep what the user has; `[]` takes them
            all away.
        persona_id: Number of the persona assigned to the user.
        on_destroy: What destroying does: `delete` the user, `deactivate` and leave the record, or `retain`
            everything as it is. Default: delete.
        revoke_tokens_on_destroy: Whether destroying revokes the user's API tokens first. They outlive the user
            otherwise. Default: true.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "display_name": Argument(STRING),
        "email": Argument(STRING),
        "active": Argument(BOOL),
        "local_admin_flag": Argument(BOOL),
        "roles": Argument(SetOf(STRING)),
        "computer_groups": Argument(SetOf(STRING)),
        "content_sets": Argument(SetOf(STRING)),
        "persona_id": Argument(NUMBER),
        "on_destroy": Argument(STRING),
        "revoke_tokens_on_destroy": Argument(BOOL),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        display_name: str | None = None,
        email: str | None = None,
        active: bool | IResolvable | None = None,
        local_admin_flag: bool | IResolvable | None = None,
        roles: Collection[str] | None = None,
        computer_groups: Collection[str] | None = None,
        content_sets: Collection[str] | None = None,
        persona_id: float | None = None,
        on_destroy: str | None = None,
        revoke_tokens_on_destroy: bool | IResolvable | None = None,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "name": name,
                "display_name": display_name,
                "email": email,
                "active": active,
                "local_admin_flag": local_admin_flag,
                "roles": roles,
                "computer_groups": computer_groups,
                "content_sets": content_sets,
                "persona_id": persona_id,
                "on_destroy": on_destroy,
                "revoke_tokens_on_destroy": revoke_tokens_on_destroy,
            },
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """Number of the user on this instance."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Login name. Unique on the instance. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str | None) -> None:
        self.set_argument("display_name", value)

    @property
    def email(self) -> str:
        """E-mail address, for notifications and identity matching."""
        return self.get_string_attribute("email")

    @email.setter
    def email(self, value: str | None) -> None:
        self.set_argument("email", value)

    @property
    def active(self) -> IResolvable:
        """Whether the user can log in. Default: true."""
        return self.get_boolean_attribute("active")

    @active.setter
    def active(self, value: bool | IResolvable | None) -> None:
        self.set_argument("active", value)

    @property
    def local_admin_flag(self) -> IResolvable:
        """Whether the user has local administrator rights."""
        return self.get_boolean_attribute("local_admin_flag")

    @local_admin_flag.setter
    def local_admin_flag(self, value: bool | IResolvable | None) -> None:
        self.set_argument("local_admin_flag", value)

    @property
    def roles(self) -> list[str]:
        """Names of all roles of the user. Leave it out to keep what the user has; `[]` takes every role away."""
        return self.get_set_attribute("roles")

    @roles.setter
    def roles(self, value: Collection[str] | None) -> None:
        self.set_argument("roles", value)

    @property
    def computer_groups(self) -> list[str]:
        """Names of all computer groups of the user. Leave it out to keep what the user has; `[]` takes them all
        away."""
        return self.get_set_attribute("computer_groups")

    @computer_groups.setter
    def computer_groups(self, value: Collection[str] | None) -> None:
        self.set_argument("computer_groups", value)

    @property
    def content_sets(self) -> list[str]:
        """Names of all content sets of the user. Leave it out to keep what the user has; `[]` takes them all away."""
        return self.get_set_attribute("content_sets")

    @content_sets.setter
    def content_sets(self, value: Collection[str] | None) -> None:
        self.set_argument("content_sets", value)

    @property
    def persona_id(self) -> float:
        """Number of the persona assigned to the user."""
        return self.get_number_attribute("persona_id")

    @persona_id.setter
    def persona_id(self, value: float | None) -> None:
        self.set_argument("persona_id", value)

    @property
    def last_login(self) -> str:
        """Time of the last login. Someone who never logged in shows the year 2001."""
        return self.get_string_attribute("last_login")

    @property
    def on_destroy(self) -> str:
        """What destroying does: `delete` the user, `deactivate` and leave the record, or `retain` everything as it
        is. Default: delete."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)

    @property
    def revoke_tokens_on_destroy(self) -> IResolvable:
        """Whether destroying revokes the user's API tokens first. They outlive the user otherwise. Default: true."""
        return self.get_boolean_attribute("revoke_tokens_on_destroy")

    @revoke_tokens_on_destroy.setter
    def revoke_tokens_on_destroy(self, value: bool | IResolvable | None) -> None:
        self.set_argument("revoke_tokens_on_destroy", value)


class RoleBinding(Resource):
    """One role of one user, beside whatever other roles the user has.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user_id: The `id` of the user. Changing it replaces the object.
        role: Name of the role. Changing it replaces the object.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_role_binding"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ADDS: ClassVar[Membership | None] = Membership("tanium_user", "user_id", "roles")
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user_id": Argument(STRING, required=True),
        "role": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user_id: str,
        role: str,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "user_id": user_id,
                "role": role,
            },
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """`{user_id}/{role}`."""
        return self.get_string_attribute("id")

    @property
    def user_id(self) -> str:
        """The `id` of the user. Changing it replaces the object."""
        return self.get_string_attribute("user_id")

    @user_id.setter
    def user_id(self, value: str) -> None:
        self.set_argument("user_id", value)

    @property
    def role(self) -> str:
        """Name of the role. Changing it replaces the object."""
        return self.get_string_attribute("role")

    @role.setter
    def role(self, value: str) -> None:
        self.set_argument("role", value)


class ApiToken(Resource):
    """An API token. Its value is shown once, when it is created, and kept in the state. Replaced before the old one
    is destroyed, unless `lifecycle` says otherwise.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the token. Changing it replaces the object.
        expire_in_days: Days until the token expires. Changing it replaces the object. Default: 7.
        user_id: The `id` of the user the token belongs to. By default the user that the provider runs as. Changing
            it replaces the object.
        rotate_before_days: Days before `expires_at` from which a plan replaces the token. Add
            `create_before_destroy` so that both work for a moment.
        notes: What the token is for.
        trusted_ip_addresses: Addresses and networks from which the token works, in a list with commas. Without it a
            token works from Tanium's own servers only.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_api_token"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    CREATE_BEFORE_DESTROY: ClassVar[bool] = True
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "expire_in_days": Argument(NUMBER),
        "user_id": Argument(STRING),
        "rotate_before_days": Argument(NUMBER),
        "notes": Argument(STRING),
        "trusted_ip_addresses": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        expire_in_days: float | None = None,
        user_id: str | None = None,
        rotate_before_days: float | None = None,
        notes: str | None = None,
        trusted_ip_addresses: str | None = None,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "name": name,
                "expire_in_days": expire_in_days,
                "user_id": user_id,
                "rotate_before_days": rotate_before_days,
                "notes": notes,
                "trusted_ip_addresses": trusted_ip_addresses,
            },
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """Number of the token."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the token. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def expire_in_days(self) -> float:
        """Days until the token expires. Changing it replaces the object. Default: 7."""
        return self.get_number_attribute("expire_in_days")

    @expire_in_days.setter
    def expire_in_days(self, value: float | None) -> None:
        self.set_argument("expire_in_days", value)

    @property
    def user_id(self) -> str:
        """The `id` of the user the token belongs to. By default the user that the provider runs as. Changing it
        replaces the object."""
        return self.get_string_attribute("user_id")

    @user_id.setter
    def user_id(self, value: str | None) -> None:
        self.set_argument("user_id", value)

    @property
    def expires_at(self) -> str:
        """Time from which the token is refused."""
        return self.get_string_attribute("expires_at")

    @property
    def rotate_before_days(self) -> float:
        """Days before `expires_at` from which a plan replaces the token. Add `create_before_destroy` so that both
        work for a moment."""
        return self.get_number_attribute("rotate_before_days")

    @rotate_before_days.setter
    def rotate_before_days(self, value: float | None) -> None:
        self.set_argument("rotate_before_days", value)

    @property
    def token(self) -> str:
        """Value of the token. Sensitive: an output that shows it must be sensitive too."""
        return self.get_string_attribute("token")

    @property
    def notes(self) -> str:
        """What the token is for."""
        return self.get_string_attribute("notes")

    @notes.setter
    def notes(self, value: str | None) -> None:
        self.set_argument("notes", value)

    @property
    def trusted_ip_addresses(self) -> str:
        """Addresses and networks from which the token works, in a list with commas. Without it a token works from
        Tanium's own servers only."""
        return self.get_string_attribute("trusted_ip_addresses")

    @trusted_ip_addresses.setter
    def trusted_ip_addresses(self, value: str | None) -> None:
        self.set_argument("trusted_ip_addresses", value)


class UserGroup(Resource):
    """A group of users of the Tanium console, who all have its roles.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the group. Unique on the instance.
        members: The `id` of every user in the group. Leave it out to keep who is in it; `[]` takes everybody out.
        roles: Names of all roles of the group. Leave it out to keep what the group has; `[]` takes every role away.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_user_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "members": Argument(SetOf(STRING)),
        "roles": Argument(SetOf(STRING)),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        members: Collection[str] | None = None,
        roles: Collection[str] | None = None,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "name": name,
                "members": members,
                "roles": roles,
            },
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """Number of the group on this instance."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the group. Unique on the instance."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def members(self) -> list[str]:
        """The `id` of every user in the group. Leave it out to keep who is in it; `[]` takes everybody out."""
        return self.get_set_attribute("members")

    @members.setter
    def members(self, value: Collection[str] | None) -> None:
        self.set_argument("members", value)

    @property
    def roles(self) -> list[str]:
        """Names of all roles of the group. Leave it out to keep what the group has; `[]` takes every role away."""
        return self.get_set_attribute("roles")

    @roles.setter
    def roles(self, value: Collection[str] | None) -> None:
        self.set_argument("roles", value)


class ScimServer(Resource):
    """A SCIM connection for an identity provider. Its token is shown once, when it is created, and kept in the
    state.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the connection.
        expire_in_days: Days until the token expires. Changing it replaces the object.
        trusted_ip_addresses: Addresses and networks from which the token works.
        rotate_before_days: Days before `expires_at` from which a plan replaces the connection, and its token with
            it.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_scim_server"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "expire_in_days": Argument(NUMBER),
        "trusted_ip_addresses": Argument(STRING),
        "rotate_before_days": Argument(NUMBER),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        expire_in_days: float | None = None,
        trusted_ip_addresses: str | None = None,
        rotate_before_days: float | None = None,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "name": name,
                "expire_in_days": expire_in_days,
                "trusted_ip_addresses": trusted_ip_addresses,
                "rotate_before_days": rotate_before_days,
            },
            connection=connection,
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
            provisioners=provisioners,
        )

    @property
    def id(self) -> str:
        """Number of the connection on this instance."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the connection."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def expire_in_days(self) -> float:
        """Days until the token expires. Changing it replaces the object."""
        return self.get_number_attribute("expire_in_days")

    @expire_in_days.setter
    def expire_in_days(self, value: float | None) -> None:
        self.set_argument("expire_in_days", value)

    @property
    def trusted_ip_addresses(self) -> str:
        """Addresses and networks from which the token works."""
        return self.get_string_attribute("trusted_ip_addresses")

    @trusted_ip_addresses.setter
    def trusted_ip_addresses(self, value: str | None) -> None:
        self.set_argument("trusted_ip_addresses", value)

    @property
    def token_id(self) -> str:
        """The `id` of the token."""
        return self.get_string_attribute("token_id")

    @property
    def user_id(self) -> str:
        """The `id` of the user that the token acts as."""
        return self.get_string_attribute("user_id")

    @property
    def expires_at(self) -> str:
        """Time from which the token is refused."""
        return self.get_string_attribute("expires_at")

    @property
    def rotate_before_days(self) -> float:
        """Days before `expires_at` from which a plan replaces the connection, and its token with it."""
        return self.get_number_attribute("rotate_before_days")

    @rotate_before_days.setter
    def rotate_before_days(self, value: float | None) -> None:
        self.set_argument("rotate_before_days", value)

    @property
    def token(self) -> str:
        """Value of the token, with its prefix `token-`. Sensitive: an output that shows it must be sensitive too."""
        return self.get_string_attribute("token")

    @property
    def scim_url(self) -> str:
        """Base URL of SCIM, as the identity provider takes it (Entra calls it the Tenant URL)."""
        return self.get_string_attribute("scim_url")


class DataUser(DataSource):
    """One user, found by number or by name.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Number of the user on this instance.
        name: Login name. Unique on the instance.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "name": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        name: str | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "id": id,
                "name": name,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Number of the user on this instance."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def name(self) -> str:
        """Login name. Unique on the instance."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str | None) -> None:
        self.set_argument("name", value)

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @property
    def email(self) -> str:
        """E-mail address, for notifications and identity matching."""
        return self.get_string_attribute("email")

    @property
    def active(self) -> IResolvable:
        """Whether the user can log in."""
        return self.get_boolean_attribute("active")

    @property
    def local_admin_flag(self) -> IResolvable:
        """Whether the user has local administrator rights."""
        return self.get_boolean_attribute("local_admin_flag")

    @property
    def roles(self) -> list[str]:
        """Roles assigned to the user."""
        return self.get_set_attribute("roles")

    @property
    def computer_groups(self) -> list[str]:
        """Computer groups the user may reach."""
        return self.get_set_attribute("computer_groups")

    @property
    def content_sets(self) -> list[str]:
        """Content sets the user may reach."""
        return self.get_set_attribute("content_sets")

    @property
    def persona_id(self) -> float:
        """Number of the persona assigned to the user."""
        return self.get_number_attribute("persona_id")

    @property
    def last_login(self) -> str:
        """Time of the last login. Someone who never logged in shows the year 2001."""
        return self.get_string_attribute("last_login")


class DataUsersUsersOutputReference(ObjectReference):
    """A reference to `users` of tanium_users."""

    @property
    def id(self) -> str:
        """Number of the user on this instance."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Login name. Unique on the instance."""
        return self.get_string_attribute("name")

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @property
    def email(self) -> str:
        """E-mail address, for notifications and identity matching."""
        return self.get_string_attribute("email")

    @property
    def active(self) -> IResolvable:
        """Whether the user can log in."""
        return self.get_boolean_attribute("active")

    @property
    def local_admin_flag(self) -> IResolvable:
        """Whether the user has local administrator rights."""
        return self.get_boolean_attribute("local_admin_flag")

    @property
    def roles(self) -> list[str]:
        """Roles assigned to the user."""
        return self.get_set_attribute("roles")

    @property
    def computer_groups(self) -> list[str]:
        """Computer groups the user may reach."""
        return self.get_set_attribute("computer_groups")

    @property
    def content_sets(self) -> list[str]:
        """Content sets the user may reach."""
        return self.get_set_attribute("content_sets")

    @property
    def persona_id(self) -> float:
        """Number of the persona assigned to the user."""
        return self.get_number_attribute("persona_id")

    @property
    def last_login(self) -> str:
        """Time of the last login. Someone who never logged in shows the year 2001."""
        return self.get_string_attribute("last_login")


class DataUsers(DataSource):
    """Every user that is not deleted.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_users"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """A fixed value."""
        return self.get_string_attribute("id")

    @property
    def users(self) -> ObjectList[DataUsersUsersOutputReference]:
        """All of them, sorted by `name`."""
        return ObjectList(self, "users", DataUsersUsersOutputReference)


class DataRolesRolesOutputReference(ObjectReference):
    """A reference to `roles` of tanium_roles."""

    @property
    def id(self) -> str:
        """Number on this instance."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name."""
        return self.get_string_attribute("name")


class DataRoles(DataSource):
    """Every role.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_roles"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """A fixed value."""
        return self.get_string_attribute("id")

    @property
    def roles(self) -> ObjectList[DataRolesRolesOutputReference]:
        """All of them, sorted by `name`."""
        return ObjectList(self, "roles", DataRolesRolesOutputReference)


class DataApiTokensApiTokensOutputReference(ObjectReference):
    """A reference to `api_tokens` of tanium_api_tokens."""

    @property
    def id(self) -> str:
        """Number of the token."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the token."""
        return self.get_string_attribute("name")

    @property
    def user_id(self) -> str:
        """Number of the user the token belongs to."""
        return self.get_string_attribute("user_id")

    @property
    def expires_at(self) -> str:
        """Time from which the token is refused."""
        return self.get_string_attribute("expires_at")

    @property
    def notes(self) -> str:
        """What the token is for."""
        return self.get_string_attribute("notes")

    @property
    def expire_in_days(self) -> float:
        """Days until the token expires."""
        return self.get_number_attribute("expire_in_days")

    @property
    def trusted_ip_addresses(self) -> str:
        """Addresses and networks from which the token works, in a list with commas. Without it a token works from
        Tanium's own servers only."""
        return self.get_string_attribute("trusted_ip_addresses")


class DataApiTokens(DataSource):
    """Every API token the account may see, never with its value.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_api_tokens"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """A fixed value."""
        return self.get_string_attribute("id")

    @property
    def api_tokens(self) -> ObjectList[DataApiTokensApiTokensOutputReference]:
        """All of them, sorted by `name`."""
        return ObjectList(self, "api_tokens", DataApiTokensApiTokensOutputReference)


class DataSession(DataSource):
    """The user behind the provider's token.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_session"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Number of the user the token belongs to."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Login name of the user the token belongs to."""
        return self.get_string_attribute("name")

    @property
    def roles(self) -> list[str]:
        """Roles that the token acts with."""
        return self.get_set_attribute("roles")


class DataUserGroup(DataSource):
    """One user group, found by number or by name.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Number of the group on this instance.
        name: Name of the group. Unique on the instance.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_user_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "name": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        name: str | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "id": id,
                "name": name,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Number of the group on this instance."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def name(self) -> str:
        """Name of the group. Unique on the instance."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str | None) -> None:
        self.set_argument("name", value)

    @property
    def members(self) -> list[str]:
        """Users in the group."""
        return self.get_set_attribute("members")

    @property
    def roles(self) -> list[str]:
        """Roles that the group gives its members."""
        return self.get_set_attribute("roles")


class EphemeralApiToken(EphemeralResource):
    """An API token that lives for one Terraform run and enters neither plan nor state.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the token.
        expire_in_days: Days until the token expires.
        user_id: The `id` of the user the token belongs to. By default the user that the provider runs as.
        notes: What the token is for.
        trusted_ip_addresses: Addresses and networks from which the token works, in a list with commas. Without it a
            token works from Tanium's own servers only.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_api_token"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "expire_in_days": Argument(NUMBER),
        "user_id": Argument(STRING),
        "notes": Argument(STRING),
        "trusted_ip_addresses": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        expire_in_days: float | None = None,
        user_id: str | None = None,
        notes: str | None = None,
        trusted_ip_addresses: str | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "name": name,
                "expire_in_days": expire_in_days,
                "user_id": user_id,
                "notes": notes,
                "trusted_ip_addresses": trusted_ip_addresses,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Number of the token."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the token."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def expire_in_days(self) -> float:
        """Days until the token expires."""
        return self.get_number_attribute("expire_in_days")

    @expire_in_days.setter
    def expire_in_days(self, value: float | None) -> None:
        self.set_argument("expire_in_days", value)

    @property
    def user_id(self) -> str:
        """The `id` of the user the token belongs to. By default the user that the provider runs as."""
        return self.get_string_attribute("user_id")

    @user_id.setter
    def user_id(self, value: str | None) -> None:
        self.set_argument("user_id", value)

    @property
    def expires_at(self) -> str:
        """Time from which the token is refused."""
        return self.get_string_attribute("expires_at")

    @property
    def token(self) -> str:
        """Value of the token. Sensitive: an output that shows it must be sensitive too."""
        return self.get_string_attribute("token")

    @property
    def notes(self) -> str:
        """What the token is for."""
        return self.get_string_attribute("notes")

    @notes.setter
    def notes(self, value: str | None) -> None:
        self.set_argument("notes", value)

    @property
    def trusted_ip_addresses(self) -> str:
        """Addresses and networks from which the token works, in a list with commas. Without it a token works from
        Tanium's own servers only."""
        return self.get_string_attribute("trusted_ip_addresses")

    @trusted_ip_addresses.setter
    def trusted_ip_addresses(self, value: str | None) -> None:
        self.set_argument("trusted_ip_addresses", value)


class EphemeralScimServer(EphemeralResource):
    """A connection for SCIM that lives for one Terraform run and enters neither plan nor state.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the connection.
        expire_in_days: Days until the token expires.
        trusted_ip_addresses: Addresses and networks from which the token works.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanium_scim_server"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "expire_in_days": Argument(NUMBER),
        "trusted_ip_addresses": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        expire_in_days: float | None = None,
        trusted_ip_addresses: str | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "name": name,
                "expire_in_days": expire_in_days,
                "trusted_ip_addresses": trusted_ip_addresses,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Number of the connection on this instance."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the connection."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def expire_in_days(self) -> float:
        """Days until the token expires."""
        return self.get_number_attribute("expire_in_days")

    @expire_in_days.setter
    def expire_in_days(self, value: float | None) -> None:
        self.set_argument("expire_in_days", value)

    @property
    def trusted_ip_addresses(self) -> str:
        """Addresses and networks from which the token works."""
        return self.get_string_attribute("trusted_ip_addresses")

    @trusted_ip_addresses.setter
    def trusted_ip_addresses(self, value: str | None) -> None:
        self.set_argument("trusted_ip_addresses", value)

    @property
    def token_id(self) -> str:
        """The `id` of the token."""
        return self.get_string_attribute("token_id")

    @property
    def user_id(self) -> str:
        """The `id` of the user that the token acts as."""
        return self.get_string_attribute("user_id")

    @property
    def expires_at(self) -> str:
        """Time from which the token is refused."""
        return self.get_string_attribute("expires_at")

    @property
    def token(self) -> str:
        """Value of the token, with its prefix `token-`. Sensitive: an output that shows it must be sensitive too."""
        return self.get_string_attribute("token")

    @property
    def scim_url(self) -> str:
        """Base URL of SCIM, as the identity provider takes it (Entra calls it the Tenant URL)."""
        return self.get_string_attribute("scim_url")
