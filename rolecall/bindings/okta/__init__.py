# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""Bindings for Okta."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from rolecall.cdk.toolkit import Construct, IResolvable, TerraformProvider
from rolecall.cdk.base_classes import (
    Connection,
    Count,
    DataSource,
    DependsOn,
    ForEach,
    Lifecycle,
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
    name="okta",
    source="rolecall/okta",
)


class OktaProvider(Provider):
    """The Okta provider block. Every argument can come from the environment instead, as `OKTA_<ARGUMENT>`.

    Args:
        scope: The stack.
        id_: The construct's id.
        org_url: Base URL of the organization. The provider adds `/api/v1` itself.
        api_token: API token of an administrator of the organization. It is as good as the person who made it, and
            ends when that person is suspended or deactivated. A secret: leave it to the environment.
        client_id: Client id of a service app (API Services) in the organization, in place of a token of a person.
            Grant it the scopes, and the admin roles without which scopes reach nothing.
        private_key: Private key of that app, RSA, in PEM. A secret: leave it to the environment.
        private_key_id: Id of that key in the app (`kid`).
        scopes: Scopes to ask for, with blanks between. With `okta.schemas.read` and `okta.userTypes.read` too, plans
            check profiles against the schema of the user's type. Default: okta.users.manage okta.groups.manage
            okta.apps.manage.
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
        alias: Name of this block, if it is not the default one.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "org_url": Argument(STRING),
        "api_token": Argument(STRING, secret=True),
        "client_id": Argument(STRING),
        "private_key": Argument(STRING, secret=True),
        "private_key_id": Argument(STRING),
        "scopes": Argument(STRING),
        "ca_file": Argument(STRING),
        "insecure_skip_verify": Argument(BOOL),
        "allow_insecure_http": Argument(BOOL),
        "timeout_seconds": Argument(NUMBER),
        "max_retries": Argument(NUMBER),
        "page_size": Argument(NUMBER),
        "requests_per_minute": Argument(NUMBER),
        "former_urls": Argument(ListOf(STRING)),
        "refresh": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        org_url: str | None = None,
        api_token: str | None = None,
        client_id: str | None = None,
        private_key: str | None = None,
        private_key_id: str | None = None,
        scopes: str | None = None,
        ca_file: str | None = None,
        insecure_skip_verify: bool | IResolvable | None = None,
        allow_insecure_http: bool | IResolvable | None = None,
        timeout_seconds: float | None = None,
        max_retries: float | None = None,
        page_size: float | None = None,
        requests_per_minute: float | None = None,
        former_urls: Collection[str] | None = None,
        refresh: str | None = None,
        alias: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "org_url": org_url,
                "api_token": api_token,
                "client_id": client_id,
                "private_key": private_key,
                "private_key_id": private_key_id,
                "scopes": scopes,
                "ca_file": ca_file,
                "insecure_skip_verify": insecure_skip_verify,
                "allow_insecure_http": allow_insecure_http,
                "timeout_seconds": timeout_seconds,
                "max_retries": max_retries,
                "page_size": page_size,
                "requests_per_minute": requests_per_minute,
                "former_urls": former_urls,
                "refresh": refresh,
            },
            alias=alias,
        )


class User(Resource):
    """A user of the organization, staged until `status` says otherwise.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        login: Login. An e-mail address, unless the organization's user schema allows another form. Unique in the
            organization in any case.
        email: Primary e-mail address.
        first_name: First name.
        last_name: Last name.
        display_name: Name as shown to people.
        title: Job title.
        department: Department.
        employee_number: Number of the employee.
        type_id: Id of the user type, which decides which attributes the profile has (`data.okta_user_type` finds it
            by name). The default type when it is left out. Another one makes another user. Changing it replaces the
            object.
        status: What the user may do: `ACTIVE`, `SUSPENDED` (keeps everything, cannot sign in; only of somebody who
            has signed in or has a password, so never of a new user), `DEPROVISIONED` (deactivated: loses everything)
            or `STAGED` (not activated yet, and only before). A new user is `STAGED` when it is left out. Who is
            locked out after too many wrong passwords shows as `LOCKED_OUT`, and `ACTIVE` unlocks them.
        custom_profile_attributes: Further attributes of the profile, as JSON by name: those that an administrator
            added to the user schema, and those of Okta that have no argument of their own. What is left out keeps
            its value; null takes it away. Names and types that are not in the schema of the user's type are refused
            in the plan, where the provider may read it (`okta.schemas.read`, `okta.userTypes.read`). In HCL:
            `jsonencode({badge = 1843, teams = ["soc"]})`.
        send_activation_email: Whether activating sends the user a mail with a link to set a password. Default:
            false.
        on_destroy: What destroying does: `delete` the user for good, `deactivate` and leave the record, or `retain`
            everything as it is. Default: delete.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "login": Argument(STRING, required=True),
        "email": Argument(STRING, required=True),
        "first_name": Argument(STRING, required=True),
        "last_name": Argument(STRING, required=True),
        "display_name": Argument(STRING),
        "title": Argument(STRING),
        "department": Argument(STRING),
        "employee_number": Argument(STRING),
        "type_id": Argument(STRING),
        "status": Argument(STRING),
        "custom_profile_attributes": Argument(STRING),
        "send_activation_email": Argument(BOOL),
        "on_destroy": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        login: str,
        email: str,
        first_name: str,
        last_name: str,
        display_name: str | None = None,
        title: str | None = None,
        department: str | None = None,
        employee_number: str | None = None,
        type_id: str | None = None,
        status: str | None = None,
        custom_profile_attributes: str | None = None,
        send_activation_email: bool | IResolvable | None = None,
        on_destroy: str | None = None,
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
                "login": login,
                "email": email,
                "first_name": first_name,
                "last_name": last_name,
                "display_name": display_name,
                "title": title,
                "department": department,
                "employee_number": employee_number,
                "type_id": type_id,
                "status": status,
                "custom_profile_attributes": custom_profile_attributes,
                "send_activation_email": send_activation_email,
                "on_destroy": on_destroy,
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
        """Id of the user."""
        return self.get_string_attribute("id")

    @property
    def login(self) -> str:
        """Login. An e-mail address, unless the organization's user schema allows another form. Unique in the
        organization in any case."""
        return self.get_string_attribute("login")

    @login.setter
    def login(self, value: str) -> None:
        self.set_argument("login", value)

    @property
    def email(self) -> str:
        """Primary e-mail address."""
        return self.get_string_attribute("email")

    @email.setter
    def email(self, value: str) -> None:
        self.set_argument("email", value)

    @property
    def first_name(self) -> str:
        """First name."""
        return self.get_string_attribute("first_name")

    @first_name.setter
    def first_name(self, value: str) -> None:
        self.set_argument("first_name", value)

    @property
    def last_name(self) -> str:
        """Last name."""
        return self.get_string_attribute("last_name")

    @last_name.setter
    def last_name(self, value: str) -> None:
        self.set_argument("last_name", value)

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str | None) -> None:
        self.set_argument("display_name", value)

    @property
    def title(self) -> str:
        """Job title."""
        return self.get_string_attribute("title")

    @title.setter
    def title(self, value: str | None) -> None:
        self.set_argument("title", value)

    @property
    def department(self) -> str:
        """Department."""
        return self.get_string_attribute("department")

    @department.setter
    def department(self, value: str | None) -> None:
        self.set_argument("department", value)

    @property
    def employee_number(self) -> str:
        """Number of the employee."""
        return self.get_string_attribute("employee_number")

    @employee_number.setter
    def employee_number(self, value: str | None) -> None:
        self.set_argument("employee_number", value)

    @property
    def type_id(self) -> str:
        """Id of the user type, which decides which attributes the profile has (`data.okta_user_type` finds it by
        name). The default type when it is left out. Another one makes another user. Changing it replaces the object."""
        return self.get_string_attribute("type_id")

    @type_id.setter
    def type_id(self, value: str | None) -> None:
        self.set_argument("type_id", value)

    @property
    def raw_status(self) -> str:
        """The status in Okta's own word: `ACTIVE` may be `PROVISIONED`, `RECOVERY` or `PASSWORD_EXPIRED`."""
        return self.get_string_attribute("raw_status")

    @property
    def status(self) -> str:
        """What the user may do: `ACTIVE`, `SUSPENDED` (keeps everything, cannot sign in; only of somebody who has
        signed in or has a password, so never of a new user), `DEPROVISIONED` (deactivated: loses everything) or
        `STAGED` (not activated yet, and only before). A new user is `STAGED` when it is left out. Who is locked out
        after too many wrong passwords shows as `LOCKED_OUT`, and `ACTIVE` unlocks them."""
        return self.get_string_attribute("status")

    @status.setter
    def status(self, value: str | None) -> None:
        self.set_argument("status", value)

    @property
    def custom_profile_attributes(self) -> str:
        """Further attributes of the profile, as JSON by name: those that an administrator added to the user schema,
        and those of Okta that have no argument of their own. What is left out keeps its value; null takes it away.
        Names and types that are not in the schema of the user's type are refused in the plan, where the provider may
        read it (`okta.schemas.read`, `okta.userTypes.read`). In HCL: `jsonencode({badge = 1843, teams = ["soc"]})`."""
        return self.get_string_attribute("custom_profile_attributes")

    @custom_profile_attributes.setter
    def custom_profile_attributes(self, value: str | None) -> None:
        self.set_argument("custom_profile_attributes", value)

    @property
    def send_activation_email(self) -> IResolvable:
        """Whether activating sends the user a mail with a link to set a password. Default: false."""
        return self.get_boolean_attribute("send_activation_email")

    @send_activation_email.setter
    def send_activation_email(self, value: bool | IResolvable | None) -> None:
        self.set_argument("send_activation_email", value)

    @property
    def on_destroy(self) -> str:
        """What destroying does: `delete` the user for good, `deactivate` and leave the record, or `retain`
        everything as it is. Default: delete."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)


class Group(Resource):
    """A group of the organization.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the group. Unique in the organization.
        description: What the group is for.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "description": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str | None = None,
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
                "description": description,
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
        """Id of the group."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the group. Unique in the organization."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def description(self) -> str:
        """What the group is for."""
        return self.get_string_attribute("description")

    @description.setter
    def description(self, value: str | None) -> None:
        self.set_argument("description", value)

    @property
    def type(self) -> str:
        """`OKTA_GROUP`, or `APP_GROUP` for one of a directory and `BUILT_IN` for one of the system."""
        return self.get_string_attribute("type")


class GroupMember(Resource):
    """One user in one group, beside whoever else is in it.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user_id: The `id` of the user, not the login. Changing it replaces the object.
        group_id: The `id` of the group. Changing it replaces the object.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_group_member"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user_id": Argument(STRING, required=True),
        "group_id": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user_id: str,
        group_id: str,
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
                "group_id": group_id,
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
        """`{group_id}/{user_id}`."""
        return self.get_string_attribute("id")

    @property
    def user_id(self) -> str:
        """The `id` of the user, not the login. Changing it replaces the object."""
        return self.get_string_attribute("user_id")

    @user_id.setter
    def user_id(self, value: str) -> None:
        self.set_argument("user_id", value)

    @property
    def group_id(self) -> str:
        """The `id` of the group. Changing it replaces the object."""
        return self.get_string_attribute("group_id")

    @group_id.setter
    def group_id(self, value: str) -> None:
        self.set_argument("group_id", value)


class GroupRule(Resource):
    """A rule that puts everybody whom an expression means into groups.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the rule. Unique in the organization.
        expression: Whom the rule means, in Okta's expression language.
        group_ids: The ids of the groups that the rule fills. Of the type `OKTA_GROUP`. Changing it replaces the
            object.
        excluded_users: The ids of users whom the rule never means. Leave it out to keep what the rule has.
        status: Whether the rule works: `ACTIVE` or `INACTIVE`. A new rule is `INACTIVE` when it is left out.
        remove_users_on_destroy: Whether destroying the rule takes those out of its groups whom it put there.
            Default: false.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_group_rule"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "expression": Argument(STRING, required=True),
        "group_ids": Argument(SetOf(STRING), required=True),
        "excluded_users": Argument(SetOf(STRING)),
        "status": Argument(STRING),
        "remove_users_on_destroy": Argument(BOOL),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        expression: str,
        group_ids: Collection[str],
        excluded_users: Collection[str] | None = None,
        status: str | None = None,
        remove_users_on_destroy: bool | IResolvable | None = None,
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
                "expression": expression,
                "group_ids": group_ids,
                "excluded_users": excluded_users,
                "status": status,
                "remove_users_on_destroy": remove_users_on_destroy,
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
        """Id of the rule."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the rule. Unique in the organization."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def expression(self) -> str:
        """Whom the rule means, in Okta's expression language."""
        return self.get_string_attribute("expression")

    @expression.setter
    def expression(self, value: str) -> None:
        self.set_argument("expression", value)

    @property
    def excluded_users(self) -> list[str]:
        """The ids of users whom the rule never means. Leave it out to keep what the rule has."""
        return self.get_set_attribute("excluded_users")

    @excluded_users.setter
    def excluded_users(self, value: Collection[str] | None) -> None:
        self.set_argument("excluded_users", value)

    @property
    def group_ids(self) -> list[str]:
        """The ids of the groups that the rule fills. Of the type `OKTA_GROUP`. Changing it replaces the object."""
        return self.get_set_attribute("group_ids")

    @group_ids.setter
    def group_ids(self, value: Collection[str]) -> None:
        self.set_argument("group_ids", value)

    @property
    def status(self) -> str:
        """Whether the rule works: `ACTIVE` or `INACTIVE`. A new rule is `INACTIVE` when it is left out."""
        return self.get_string_attribute("status")

    @status.setter
    def status(self, value: str | None) -> None:
        self.set_argument("status", value)

    @property
    def remove_users_on_destroy(self) -> IResolvable:
        """Whether destroying the rule takes those out of its groups whom it put there. Default: false."""
        return self.get_boolean_attribute("remove_users_on_destroy")

    @remove_users_on_destroy.setter
    def remove_users_on_destroy(self, value: bool | IResolvable | None) -> None:
        self.set_argument("remove_users_on_destroy", value)


class AppUserAssignment(Resource):
    """One app, assigned to one user directly.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user_id: The `id` of the user, not the login. Changing it replaces the object.
        app_id: The `id` of the app. Changing it replaces the object.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_app_user_assignment"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user_id": Argument(STRING, required=True),
        "app_id": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user_id: str,
        app_id: str,
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
                "app_id": app_id,
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
        """`{app_id}/{user_id}`."""
        return self.get_string_attribute("id")

    @property
    def user_id(self) -> str:
        """The `id` of the user, not the login. Changing it replaces the object."""
        return self.get_string_attribute("user_id")

    @user_id.setter
    def user_id(self, value: str) -> None:
        self.set_argument("user_id", value)

    @property
    def sync_state(self) -> str:
        """How far the app is with the user's account: `DISABLED` where Okta does not provision, else `SYNCING`,
        `SYNCHRONIZED`, `OUT_OF_SYNC` or `ERROR`."""
        return self.get_string_attribute("sync_state")

    @property
    def external_id(self) -> str:
        """Id of the account at the app, once there is one."""
        return self.get_string_attribute("external_id")

    @property
    def app_id(self) -> str:
        """The `id` of the app. Changing it replaces the object."""
        return self.get_string_attribute("app_id")

    @app_id.setter
    def app_id(self, value: str) -> None:
        self.set_argument("app_id", value)


class AppGroupAssignment(Resource):
    """One app, assigned to one group and so to everybody in it.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        group_id: The `id` of the group. Changing it replaces the object.
        app_id: The `id` of the app. Changing it replaces the object.
        priority: Which group's settings win for a user of several: the one with the lowest number. Setting it moves
            the others.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_app_group_assignment"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "group_id": Argument(STRING, required=True),
        "app_id": Argument(STRING, required=True),
        "priority": Argument(NUMBER),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        group_id: str,
        app_id: str,
        priority: float | None = None,
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
                "group_id": group_id,
                "app_id": app_id,
                "priority": priority,
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
        """`{app_id}/{group_id}`."""
        return self.get_string_attribute("id")

    @property
    def priority(self) -> float:
        """Which group's settings win for a user of several: the one with the lowest number. Setting it moves the
        others."""
        return self.get_number_attribute("priority")

    @priority.setter
    def priority(self, value: float | None) -> None:
        self.set_argument("priority", value)

    @property
    def group_id(self) -> str:
        """The `id` of the group. Changing it replaces the object."""
        return self.get_string_attribute("group_id")

    @group_id.setter
    def group_id(self, value: str) -> None:
        self.set_argument("group_id", value)

    @property
    def app_id(self) -> str:
        """The `id` of the app. Changing it replaces the object."""
        return self.get_string_attribute("app_id")

    @app_id.setter
    def app_id(self, value: str) -> None:
        self.set_argument("app_id", value)


class DataUser(DataSource):
    """One user, found by id or by login.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id of the user.
        login: Login, in the form of an e-mail address. Unique in the organization in any case.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "login": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        login: str | None = None,
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
                "login": login,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Id of the user."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def status(self) -> str:
        """How far the user is in its life."""
        return self.get_string_attribute("status")

    @property
    def type_id(self) -> str:
        """Id of the user type."""
        return self.get_string_attribute("type_id")

    @property
    def login(self) -> str:
        """Login, in the form of an e-mail address. Unique in the organization in any case."""
        return self.get_string_attribute("login")

    @login.setter
    def login(self, value: str | None) -> None:
        self.set_argument("login", value)

    @property
    def email(self) -> str:
        """Primary e-mail address."""
        return self.get_string_attribute("email")

    @property
    def first_name(self) -> str:
        """First name."""
        return self.get_string_attribute("first_name")

    @property
    def last_name(self) -> str:
        """Last name."""
        return self.get_string_attribute("last_name")

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @property
    def title(self) -> str:
        """Job title."""
        return self.get_string_attribute("title")

    @property
    def department(self) -> str:
        """Department."""
        return self.get_string_attribute("department")

    @property
    def employee_number(self) -> str:
        """Number of the employee."""
        return self.get_string_attribute("employee_number")


class DataGroup(DataSource):
    """One group, found by id or by name.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id of the group.
        name: Name of the group. Unique in the organization.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_group"
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
        """Id of the group."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def type(self) -> str:
        """`OKTA_GROUP`, or `APP_GROUP` for one of a directory and `BUILT_IN` for one of the system."""
        return self.get_string_attribute("type")

    @property
    def name(self) -> str:
        """Name of the group. Unique in the organization."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str | None) -> None:
        self.set_argument("name", value)

    @property
    def description(self) -> str:
        """What the group is for."""
        return self.get_string_attribute("description")


class DataUserType(DataSource):
    """One user type, found by id or by name.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id of the user type.
        name: Name of the user type. It never changes.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_user_type"
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
        """Id of the user type."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def name(self) -> str:
        """Name of the user type. It never changes."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str | None) -> None:
        self.set_argument("name", value)

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @property
    def description(self) -> str:
        """What it is for."""
        return self.get_string_attribute("description")

    @property
    def default(self) -> IResolvable:
        """Whether users who name none are of this type."""
        return self.get_boolean_attribute("default")


class DataApp(DataSource):
    """One app, found by id or by the label that people see.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id of the app.
        label: Name of the app as shown to people. Unique in the organization.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "okta_app"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "label": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        label: str | None = None,
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
                "label": label,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Id of the app."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def label(self) -> str:
        """Name of the app as shown to people. Unique in the organization."""
        return self.get_string_attribute("label")

    @label.setter
    def label(self, value: str | None) -> None:
        self.set_argument("label", value)

    @property
    def name(self) -> str:
        """Kind of the app in the catalogue."""
        return self.get_string_attribute("name")

    @property
    def status(self) -> str:
        """`ACTIVE` or `INACTIVE`."""
        return self.get_string_attribute("status")

    @property
    def sign_on_mode(self) -> str:
        """How people sign in."""
        return self.get_string_attribute("sign_on_mode")
