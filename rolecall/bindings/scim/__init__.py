# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""Bindings for SCIM."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from rolecall.cdk.toolkit import Construct, IResolvable, TerraformProvider
from rolecall.cdk.elements import (
    Connection,
    Count,
    DataSource,
    DependsOn,
    ForEach,
    Lifecycle,
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
    ObjectOf,
    STRING,
    SetOf,
)

PROVIDER = ProviderInfo(
    name="scim",
    source="rolecall/scim",
)


class ScimProvider(Provider):
    """The SCIM provider block. Every argument can come from the environment instead, as `SCIM_<ARGUMENT>`.

    Args:
        scope: The stack.
        id_: The construct's id.
        url: Address of the SCIM server as the vendor shows it, up to what comes before `/Users`. It often ends in
            `/scim/v2`.
        token: Bearer token that the vendor issues for SCIM. A secret: leave it to the environment.
        vendor: Whose server it is, which decides what it takes and what to be warned of: `generic`, `tanium` (Tanium
            Cloud), `splunk` (Splunk Cloud) or `tmc` (Tanzu Mission Control). Default: generic.
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

    TF_RESOURCE_TYPE: ClassVar[str] = "scim"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "url": Argument(STRING),
        "token": Argument(STRING, secret=True),
        "vendor": Argument(STRING),
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
        url: str | None = None,
        token: str | None = None,
        vendor: str | None = None,
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
                "url": url,
                "token": token,
                "vendor": vendor,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class UserName:
    """Parts of the user's name.

    Attributes:
        given_name: Given name.
        family_name: Family name.
        formatted: Full name as displayed.
    """

    given_name: str | None = None
    family_name: str | None = None
    formatted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEmails:
    """All e-mail addresses of the user. Leave it out to keep what the user has; `[]` takes them all away.

    Attributes:
        value: The address.
        type: What it is for, such as `work` or `home`.
        primary: Whether it is the preferred one. At most one is.
    """

    value: str
    type: str | None = None
    primary: bool | IResolvable | None = None


class UserNameOutputReference(ObjectReference):
    """A reference to `name` of scim_user."""

    @property
    def given_name(self) -> str:
        """Given name."""
        return self.get_string_attribute("given_name")

    @property
    def family_name(self) -> str:
        """Family name."""
        return self.get_string_attribute("family_name")

    @property
    def formatted(self) -> str:
        """Full name as displayed."""
        return self.get_string_attribute("formatted")


class UserEmailsOutputReference(ObjectReference):
    """A reference to `emails` of scim_user."""

    @property
    def value(self) -> str:
        """The address."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class User(Resource):
    """A user.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user_name: Name by which the user signs in. Servers compare it without regard to case.
        display_name: Name as shown to people.
        external_id: Id of the user in the system that provisions it.
        active: Whether the user may sign in. Default: true.
        name: Parts of the user's name.
        emails: All e-mail addresses of the user. Leave it out to keep what the user has; `[]` takes them all away.
        title: Title, such as Vice President.
        password_wo: Initial or new password. Write-only: enters neither plan nor state.
        password_wo_version: Change this number to send `password_wo` again.
        on_destroy: What destroying does: `delete` the user, `deactivate` and leave the record, or `retain`
            everything as it is. Default: delete.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user_name": Argument(STRING, required=True),
        "display_name": Argument(STRING),
        "external_id": Argument(STRING),
        "active": Argument(BOOL),
        "name": Argument(ObjectOf({"given_name": Argument(STRING), "family_name": Argument(STRING), "formatted": Argument(STRING)})),
        "emails": Argument(SetOf(ObjectOf({"value": Argument(STRING, required=True), "type": Argument(STRING), "primary": Argument(BOOL)}))),
        "title": Argument(STRING),
        "password_wo": Argument(STRING, secret=True, write_only=True),
        "password_wo_version": Argument(NUMBER),
        "on_destroy": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user_name: str,
        display_name: str | None = None,
        external_id: str | None = None,
        active: bool | IResolvable | None = None,
        name: UserName | UserNameOutputReference | Mapping[str, Any] | None = None,
        emails: Collection[UserEmails | Mapping[str, Any]] | ObjectList[UserEmailsOutputReference] | None = None,
        title: str | None = None,
        password_wo: str | None = None,
        password_wo_version: float | None = None,
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
                "user_name": user_name,
                "display_name": display_name,
                "external_id": external_id,
                "active": active,
                "name": name,
                "emails": emails,
                "title": title,
                "password_wo": password_wo,
                "password_wo_version": password_wo_version,
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
        """Id that the server gave the user."""
        return self.get_string_attribute("id")

    @property
    def user_name(self) -> str:
        """Name by which the user signs in. Servers compare it without regard to case."""
        return self.get_string_attribute("user_name")

    @user_name.setter
    def user_name(self, value: str) -> None:
        self.set_argument("user_name", value)

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str | None) -> None:
        self.set_argument("display_name", value)

    @property
    def external_id(self) -> str:
        """Id of the user in the system that provisions it."""
        return self.get_string_attribute("external_id")

    @external_id.setter
    def external_id(self, value: str | None) -> None:
        self.set_argument("external_id", value)

    @property
    def active(self) -> IResolvable:
        """Whether the user may sign in. Default: true."""
        return self.get_boolean_attribute("active")

    @active.setter
    def active(self, value: bool | IResolvable | None) -> None:
        self.set_argument("active", value)

    @property
    def name(self) -> UserNameOutputReference:
        """Parts of the user's name."""
        return UserNameOutputReference(self, "name", False)

    @name.setter
    def name(self, value: UserName | UserNameOutputReference | Mapping[str, Any] | None) -> None:
        self.set_argument("name", value)

    @property
    def emails(self) -> ObjectList[UserEmailsOutputReference]:
        """All e-mail addresses of the user. Leave it out to keep what the user has; `[]` takes them all away."""
        return ObjectList(self, "emails", UserEmailsOutputReference, wraps_set=True)

    @emails.setter
    def emails(self, value: Collection[UserEmails | Mapping[str, Any]] | ObjectList[UserEmailsOutputReference] | None) -> None:
        self.set_argument("emails", value)

    @property
    def title(self) -> str:
        """Title, such as Vice President."""
        return self.get_string_attribute("title")

    @title.setter
    def title(self, value: str | None) -> None:
        self.set_argument("title", value)

    @property
    def password_wo_version(self) -> float:
        """Change this number to send `password_wo` again."""
        return self.get_number_attribute("password_wo_version")

    @password_wo_version.setter
    def password_wo_version(self, value: float | None) -> None:
        self.set_argument("password_wo_version", value)

    @property
    def groups(self) -> list[str]:
        """Ids of the groups the user is in, as far as the server says."""
        return self.get_set_attribute("groups")

    @property
    def on_destroy(self) -> str:
        """What destroying does: `delete` the user, `deactivate` and leave the record, or `retain` everything as it
        is. Default: delete."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)


class Group(Resource):
    """A group and, where `members` is given, everybody who is in it.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        display_name: Name of the group.
        external_id: Id of the group in the system that provisions it.
        members: Ids of all members. Leave it out to keep what the group has, for example beside `scim_group_member`;
            `[]` takes everybody out.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "display_name": Argument(STRING, required=True),
        "external_id": Argument(STRING),
        "members": Argument(SetOf(STRING)),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        display_name: str,
        external_id: str | None = None,
        members: Collection[str] | None = None,
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
                "display_name": display_name,
                "external_id": external_id,
                "members": members,
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
        """Id that the server gave the group."""
        return self.get_string_attribute("id")

    @property
    def display_name(self) -> str:
        """Name of the group."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.set_argument("display_name", value)

    @property
    def external_id(self) -> str:
        """Id of the group in the system that provisions it."""
        return self.get_string_attribute("external_id")

    @external_id.setter
    def external_id(self, value: str | None) -> None:
        self.set_argument("external_id", value)

    @property
    def members(self) -> list[str]:
        """Ids of all members. Leave it out to keep what the group has, for example beside `scim_group_member`; `[]`
        takes everybody out."""
        return self.get_set_attribute("members")

    @members.setter
    def members(self, value: Collection[str] | None) -> None:
        self.set_argument("members", value)


class GroupMember(Resource):
    """One member of one group, beside whatever other members the group has.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        group_id: The `id` of the group. Changing it replaces the object.
        user_id: The `id` of the user. Changing it replaces the object.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_group_member"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "group_id": Argument(STRING, required=True),
        "user_id": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        group_id: str,
        user_id: str,
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
                "user_id": user_id,
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
    def group_id(self) -> str:
        """The `id` of the group. Changing it replaces the object."""
        return self.get_string_attribute("group_id")

    @group_id.setter
    def group_id(self, value: str) -> None:
        self.set_argument("group_id", value)

    @property
    def user_id(self) -> str:
        """The `id` of the user. Changing it replaces the object."""
        return self.get_string_attribute("user_id")

    @user_id.setter
    def user_id(self, value: str) -> None:
        self.set_argument("user_id", value)


class DataUserNameOutputReference(ObjectReference):
    """A reference to `name` of scim_user."""

    @property
    def given_name(self) -> str:
        """Given name."""
        return self.get_string_attribute("given_name")

    @property
    def family_name(self) -> str:
        """Family name."""
        return self.get_string_attribute("family_name")

    @property
    def formatted(self) -> str:
        """Full name as displayed."""
        return self.get_string_attribute("formatted")


class DataUserEmailsOutputReference(ObjectReference):
    """A reference to `emails` of scim_user."""

    @property
    def value(self) -> str:
        """The address."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUser(DataSource):
    """One user, found by id, by user name or by the id in the system that provisions it.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id that the server gave the user.
        user_name: Name by which the user signs in. Servers compare it without regard to case.
        external_id: Id of the user in the system that provisions it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "user_name": Argument(STRING),
        "external_id": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        user_name: str | None = None,
        external_id: str | None = None,
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
                "user_name": user_name,
                "external_id": external_id,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Id that the server gave the user."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def user_name(self) -> str:
        """Name by which the user signs in. Servers compare it without regard to case."""
        return self.get_string_attribute("user_name")

    @user_name.setter
    def user_name(self, value: str | None) -> None:
        self.set_argument("user_name", value)

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @property
    def external_id(self) -> str:
        """Id of the user in the system that provisions it."""
        return self.get_string_attribute("external_id")

    @external_id.setter
    def external_id(self, value: str | None) -> None:
        self.set_argument("external_id", value)

    @property
    def active(self) -> IResolvable:
        """Whether the user may sign in."""
        return self.get_boolean_attribute("active")

    @property
    def name(self) -> DataUserNameOutputReference:
        """Parts of the user's name."""
        return DataUserNameOutputReference(self, "name", False)

    @property
    def emails(self) -> ObjectList[DataUserEmailsOutputReference]:
        """E-mail addresses."""
        return ObjectList(self, "emails", DataUserEmailsOutputReference, wraps_set=True)

    @property
    def title(self) -> str:
        """Title, such as Vice President."""
        return self.get_string_attribute("title")

    @property
    def groups(self) -> list[str]:
        """Ids of the groups the user is in, as far as the server says."""
        return self.get_set_attribute("groups")


class DataUsersUsersNameOutputReference(ObjectReference):
    """A reference to `name` of scim_users.users."""

    @property
    def given_name(self) -> str:
        """Given name."""
        return self.get_string_attribute("given_name")

    @property
    def family_name(self) -> str:
        """Family name."""
        return self.get_string_attribute("family_name")

    @property
    def formatted(self) -> str:
        """Full name as displayed."""
        return self.get_string_attribute("formatted")


class DataUsersUsersEmailsOutputReference(ObjectReference):
    """A reference to `emails` of scim_users.users."""

    @property
    def value(self) -> str:
        """The address."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUsersUsersOutputReference(ObjectReference):
    """A reference to `users` of scim_users."""

    @property
    def id(self) -> str:
        """Id that the server gave the user."""
        return self.get_string_attribute("id")

    @property
    def user_name(self) -> str:
        """Name by which the user signs in. Servers compare it without regard to case."""
        return self.get_string_attribute("user_name")

    @property
    def display_name(self) -> str:
        """Name as shown to people."""
        return self.get_string_attribute("display_name")

    @property
    def external_id(self) -> str:
        """Id of the user in the system that provisions it."""
        return self.get_string_attribute("external_id")

    @property
    def active(self) -> IResolvable:
        """Whether the user may sign in."""
        return self.get_boolean_attribute("active")

    @property
    def name(self) -> DataUsersUsersNameOutputReference:
        """Parts of the user's name."""
        return DataUsersUsersNameOutputReference(self, "name", False)

    @property
    def emails(self) -> ObjectList[DataUsersUsersEmailsOutputReference]:
        """E-mail addresses."""
        return ObjectList(self, "emails", DataUsersUsersEmailsOutputReference, wraps_set=True)

    @property
    def title(self) -> str:
        """Title, such as Vice President."""
        return self.get_string_attribute("title")

    @property
    def groups(self) -> list[str]:
        """Ids of the groups the user is in, as far as the server says."""
        return self.get_set_attribute("groups")


class DataUsers(DataSource):
    """Every user.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_users"
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
        """All of them, sorted by `user_name`."""
        return ObjectList(self, "users", DataUsersUsersOutputReference)


class DataGroup(DataSource):
    """One group with its members, found by id, by name or by the id in the system that provisions it.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id that the server gave the group.
        display_name: Name of the group.
        external_id: Id of the group in the system that provisions it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "display_name": Argument(STRING),
        "external_id": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        display_name: str | None = None,
        external_id: str | None = None,
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
                "display_name": display_name,
                "external_id": external_id,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Id that the server gave the group."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def display_name(self) -> str:
        """Name of the group."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str | None) -> None:
        self.set_argument("display_name", value)

    @property
    def external_id(self) -> str:
        """Id of the group in the system that provisions it."""
        return self.get_string_attribute("external_id")

    @external_id.setter
    def external_id(self, value: str | None) -> None:
        self.set_argument("external_id", value)

    @property
    def members(self) -> list[str]:
        """Ids of all members."""
        return self.get_set_attribute("members")


class DataGroupsGroupsOutputReference(ObjectReference):
    """A reference to `groups` of scim_groups."""

    @property
    def id(self) -> str:
        """Id that the server gave the group."""
        return self.get_string_attribute("id")

    @property
    def display_name(self) -> str:
        """Name of the group."""
        return self.get_string_attribute("display_name")

    @property
    def external_id(self) -> str:
        """Id of the group in the system that provisions it."""
        return self.get_string_attribute("external_id")

    @property
    def members(self) -> list[str]:
        """Ids of all members."""
        return self.get_set_attribute("members")


class DataGroups(DataSource):
    """Every group with its members.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_groups"
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
    def groups(self) -> ObjectList[DataGroupsGroupsOutputReference]:
        """All of them, sorted by `display_name`."""
        return ObjectList(self, "groups", DataGroupsGroupsOutputReference)


class DataServiceProviderConfig(DataSource):
    """What the SCIM server says it can do.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "scim_service_provider_config"
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
    def documentation_uri(self) -> str:
        """Where the vendor documents it."""
        return self.get_string_attribute("documentation_uri")

    @property
    def patch(self) -> IResolvable:
        """Whether objects can be changed in part."""
        return self.get_boolean_attribute("patch")

    @property
    def bulk(self) -> IResolvable:
        """Whether many changes can be sent at once."""
        return self.get_boolean_attribute("bulk")

    @property
    def bulk_max_operations(self) -> float:
        """How many changes one request may hold."""
        return self.get_number_attribute("bulk_max_operations")

    @property
    def bulk_max_payload_size(self) -> float:
        """How many bytes one request may have."""
        return self.get_number_attribute("bulk_max_payload_size")

    @property
    def filter(self) -> IResolvable:
        """Whether listings can be narrowed."""
        return self.get_boolean_attribute("filter")

    @property
    def filter_max_results(self) -> float:
        """How many rows a narrowed listing gives at most."""
        return self.get_number_attribute("filter_max_results")

    @property
    def change_password(self) -> IResolvable:
        """Whether a password can be changed."""
        return self.get_boolean_attribute("change_password")

    @property
    def sort(self) -> IResolvable:
        """Whether listings can be sorted."""
        return self.get_boolean_attribute("sort")

    @property
    def etag(self) -> IResolvable:
        """Whether a write can be made to depend on a version."""
        return self.get_boolean_attribute("etag")
