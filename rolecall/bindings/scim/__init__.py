# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""Bindings for SCIM."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from rolecall.cdk.toolkit import Construct, IResolvable, TerraformProvider
from rolecall.cdk.base_classes import (
    Connection,
    Count,
    DataSource,
    DependsOn,
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
    MapOf,
    NUMBER,
    ObjectOf,
    STRING,
    SetOf,
)

PROVIDER = ProviderInfo(
    name="scim",
    source="rolecall/scim",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScimProviderOauth:
    """A client to which an issuer gives tokens (OAuth 2.0 client credentials, RFC 6749 section 4.4), in place of
    `token`. They are renewed before they end.

    Attributes:
        token_url: The whole address at which the issuer gives tokens.
        client_id: The id of the client.
        client_secret: The secret of the client. A secret: leave it to the environment.
        scopes: The scopes to ask for.
    """

    token_url: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    scopes: Collection[str] | None = None


class ScimProvider(Provider):
    """The SCIM provider block. Every argument can come from the environment instead, as `SCIM_<ARGUMENT>`.

    Args:
        scope: The stack.
        id_: The construct's id.
        url: Address of the SCIM server as the vendor shows it, up to what comes before `/Users`. It often ends in
            `/scim/v2`.
        token: Bearer token that the vendor issues for SCIM. A secret: leave it to the environment.
        oauth: A client to which an issuer gives tokens (OAuth 2.0 client credentials, RFC 6749 section 4.4), in
            place of `token`. They are renewed before they end.
        username: User name, where the server takes HTTP Basic.
        password: The password of `username`. A secret: leave it to the environment.
        headers: Headers that go with every request, by name; values are secret. They may be all that the server asks
            for, such as an API key in a header of its own. In the environment this is a JSON object. A secret: leave
            it to the environment.
        client_certificate_path: Path of a PEM file with the certificate that is shown to the server, and its key
            unless that has a file.
        client_key_path: Path of a PEM file with the key of that certificate.
        vendor: Whose server it is, which decides what it takes and what to be warned of: `generic` learns what the
            server takes; `tanium` (Tanium Cloud), `splunk` (Splunk Cloud), `tmc` (Tanzu Mission Control), `aws` (IAM
            Identity Center), `atlassian`, `databricks`, `entra` (Entra's own SCIM server), `github`, `slack`.
            Default: generic.
        members_per_request: Most members that one request adds to a group or takes out of it. By default 500, and
            less once the server has refused so many.
        member_removal: How members are taken out of a group: by a `path` with a filter, by a list as `value` of the
            operation, or by a PUT of the whole group (`replace`). By default `path`, and what the server takes once
            it has refused that. `value` empties the group at a server that keeps to RFC 7644.
        additions_keep: Whether members that are added to a group leave in it those that are there. Where they do not
            (`false`), groups are written whole by PUT. By default that is looked at with the first of each run:
            where groups show no members, somebody who is in the group is looked for before, which a server of many
            users may not allow.
        shows_all_members: Whether answers show all members of a group, however many. A server that writes groups
            whole is otherwise sent nothing for a group of which nothing tells whether more are in it: another group
            that shows more does, and so do users that name their groups, and filters. Where no group shows anybody,
            whom the state has is kept in it otherwise.
        shows_all_attributes: Whether answers show all that a user or a group has. A server that writes them whole is
            otherwise sent nothing where it may keep something back: what no answer of a run shows of anybody, and
            filters do not tell.
        filter_form: What filters may be made of: `any`, a `conjunction` of terms without parentheses, one `term`, or
            `none`. By default what the server takes.
        paging: How listings are paged, by `index` or by `cursor` (RFC 9865). By default what the server does.
        update_method: How users and groups are changed: by `patch`, or by `put` of the whole object as it is, with
            the changes. By default what the server says and takes.
        media_type: Media type of what is sent. By default `application/scim+json`, and `application/json` where that
            is refused.
        bulk: Whether many changes of one group travel in one bulk request. By default they do where the server says
            that it takes such requests, until it refuses one.
        disabled_is_gone: Whether the server answers that a user who was deactivated does not exist. By default as
            `vendor` says.
        delete_disables: Whether deleting a user deactivates it and leaves it there, which is then done with a
            warning. By default as `vendor` says.
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
        "oauth": Argument(ObjectOf({"token_url": Argument(STRING), "client_id": Argument(STRING), "client_secret": Argument(STRING, secret=True), "scopes": Argument(ListOf(STRING))})),
        "username": Argument(STRING),
        "password": Argument(STRING, secret=True),
        "headers": Argument(MapOf(STRING), secret=True),
        "client_certificate_path": Argument(STRING),
        "client_key_path": Argument(STRING),
        "vendor": Argument(STRING),
        "members_per_request": Argument(NUMBER),
        "member_removal": Argument(STRING),
        "additions_keep": Argument(BOOL),
        "shows_all_members": Argument(BOOL),
        "shows_all_attributes": Argument(BOOL),
        "filter_form": Argument(STRING),
        "paging": Argument(STRING),
        "update_method": Argument(STRING),
        "media_type": Argument(STRING),
        "bulk": Argument(BOOL),
        "disabled_is_gone": Argument(BOOL),
        "delete_disables": Argument(BOOL),
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
        oauth: ScimProviderOauth | Mapping[str, Any] | None = None,
        username: str | None = None,
        password: str | None = None,
        headers: Mapping[str, str] | None = None,
        client_certificate_path: str | None = None,
        client_key_path: str | None = None,
        vendor: str | None = None,
        members_per_request: float | None = None,
        member_removal: str | None = None,
        additions_keep: bool | IResolvable | None = None,
        shows_all_members: bool | IResolvable | None = None,
        shows_all_attributes: bool | IResolvable | None = None,
        filter_form: str | None = None,
        paging: str | None = None,
        update_method: str | None = None,
        media_type: str | None = None,
        bulk: bool | IResolvable | None = None,
        disabled_is_gone: bool | IResolvable | None = None,
        delete_disables: bool | IResolvable | None = None,
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
                "oauth": oauth,
                "username": username,
                "password": password,
                "headers": headers,
                "client_certificate_path": client_certificate_path,
                "client_key_path": client_key_path,
                "vendor": vendor,
                "members_per_request": members_per_request,
                "member_removal": member_removal,
                "additions_keep": additions_keep,
                "shows_all_members": shows_all_members,
                "shows_all_attributes": shows_all_attributes,
                "filter_form": filter_form,
                "paging": paging,
                "update_method": update_method,
                "media_type": media_type,
                "bulk": bulk,
                "disabled_is_gone": disabled_is_gone,
                "delete_disables": delete_disables,
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
        middle_name: Middle names.
        honorific_prefix: What stands before the name, such as Dr.
        honorific_suffix: What stands after the name, such as Jr.
    """

    given_name: str | None = None
    family_name: str | None = None
    formatted: str | None = None
    middle_name: str | None = None
    honorific_prefix: str | None = None
    honorific_suffix: str | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPhoneNumbers:
    """Telephone numbers.

    Attributes:
        value: The value.
        type: What it is for, such as `work` or `home`.
        primary: Whether it is the preferred one. At most one is.
    """

    value: str
    type: str | None = None
    primary: bool | IResolvable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRoles:
    """What the user is, in the words of the server.

    Attributes:
        value: The value.
        type: What it is for, such as `work` or `home`.
        primary: Whether it is the preferred one. At most one is.
    """

    value: str
    type: str | None = None
    primary: bool | IResolvable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEntitlements:
    """What the user is entitled to, in the words of the server.

    Attributes:
        value: The value.
        type: What it is for, such as `work` or `home`.
        primary: Whether it is the preferred one. At most one is.
    """

    value: str
    type: str | None = None
    primary: bool | IResolvable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAddresses:
    """Postal addresses.

    Attributes:
        formatted: The whole address.
        street_address: Street and number.
        locality: City.
        region: State or region.
        postal_code: Postal code.
        country: Country, by two letters (ISO 3166).
        type: What it is for, such as `work` or `home`.
        primary: Whether it is the preferred one. At most one is.
    """

    formatted: str | None = None
    street_address: str | None = None
    locality: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    type: str | None = None
    primary: bool | IResolvable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEnterprise:
    """What an organization says of its people (RFC 7643 section 4.3).

    Attributes:
        employee_number: Number that the organization gave the user.
        cost_center: Cost center.
        organization: Organization.
        division: Division.
        department: Department.
        manager_id: Id of the manager.
    """

    employee_number: str | None = None
    cost_center: str | None = None
    organization: str | None = None
    division: str | None = None
    department: str | None = None
    manager_id: str | None = None


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

    @property
    def middle_name(self) -> str:
        """Middle names."""
        return self.get_string_attribute("middle_name")

    @property
    def honorific_prefix(self) -> str:
        """What stands before the name, such as Dr."""
        return self.get_string_attribute("honorific_prefix")

    @property
    def honorific_suffix(self) -> str:
        """What stands after the name, such as Jr."""
        return self.get_string_attribute("honorific_suffix")


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


class UserPhoneNumbersOutputReference(ObjectReference):
    """A reference to `phone_numbers` of scim_user."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class UserRolesOutputReference(ObjectReference):
    """A reference to `roles` of scim_user."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class UserEntitlementsOutputReference(ObjectReference):
    """A reference to `entitlements` of scim_user."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class UserAddressesOutputReference(ObjectReference):
    """A reference to `addresses` of scim_user."""

    @property
    def formatted(self) -> str:
        """The whole address."""
        return self.get_string_attribute("formatted")

    @property
    def street_address(self) -> str:
        """Street and number."""
        return self.get_string_attribute("street_address")

    @property
    def locality(self) -> str:
        """City."""
        return self.get_string_attribute("locality")

    @property
    def region(self) -> str:
        """State or region."""
        return self.get_string_attribute("region")

    @property
    def postal_code(self) -> str:
        """Postal code."""
        return self.get_string_attribute("postal_code")

    @property
    def country(self) -> str:
        """Country, by two letters (ISO 3166)."""
        return self.get_string_attribute("country")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class UserEnterpriseOutputReference(ObjectReference):
    """A reference to `enterprise` of scim_user."""

    @property
    def employee_number(self) -> str:
        """Number that the organization gave the user."""
        return self.get_string_attribute("employee_number")

    @property
    def cost_center(self) -> str:
        """Cost center."""
        return self.get_string_attribute("cost_center")

    @property
    def organization(self) -> str:
        """Organization."""
        return self.get_string_attribute("organization")

    @property
    def division(self) -> str:
        """Division."""
        return self.get_string_attribute("division")

    @property
    def department(self) -> str:
        """Department."""
        return self.get_string_attribute("department")

    @property
    def manager_id(self) -> str:
        """Id of the manager."""
        return self.get_string_attribute("manager_id")


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
        nick_name: What the user is called among friends.
        profile_url: Address of the user's page.
        user_type: How the user relates to the organization, such as Employee.
        preferred_language: Language that the user prefers, such as en-US.
        locale: How dates and numbers are written for the user, such as de-DE.
        timezone: Time zone of the user, such as Europe/Berlin.
        phone_numbers: Telephone numbers.
        roles: What the user is, in the words of the server.
        entitlements: What the user is entitled to, in the words of the server.
        addresses: Postal addresses.
        enterprise: What an organization says of its people (RFC 7643 section 4.3).
        password_wo: Initial or new password. Write-only: enters neither plan nor state.
        password_wo_version: Change this number to send `password_wo` again.
        extensions_json: Attributes of other schemas than the core and the enterprise user, as JSON by the URN of the
            schema. What is left out keeps its value, at any depth; null takes it away. Schemas and attributes that
            the server does not list in `/Schemas` are refused. In HCL:
            `jsonencode({"urn:example:params:scim:schemas:extension:badge:2.0:User" = {number = "1843"}})`.
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
        "name": Argument(ObjectOf({"given_name": Argument(STRING), "family_name": Argument(STRING), "formatted": Argument(STRING), "middle_name": Argument(STRING), "honorific_prefix": Argument(STRING), "honorific_suffix": Argument(STRING)})),
        "emails": Argument(SetOf(ObjectOf({"value": Argument(STRING, required=True), "type": Argument(STRING), "primary": Argument(BOOL)}))),
        "title": Argument(STRING),
        "nick_name": Argument(STRING),
        "profile_url": Argument(STRING),
        "user_type": Argument(STRING),
        "preferred_language": Argument(STRING),
        "locale": Argument(STRING),
        "timezone": Argument(STRING),
        "phone_numbers": Argument(SetOf(ObjectOf({"value": Argument(STRING, required=True), "type": Argument(STRING), "primary": Argument(BOOL)}))),
        "roles": Argument(SetOf(ObjectOf({"value": Argument(STRING, required=True), "type": Argument(STRING), "primary": Argument(BOOL)}))),
        "entitlements": Argument(SetOf(ObjectOf({"value": Argument(STRING, required=True), "type": Argument(STRING), "primary": Argument(BOOL)}))),
        "addresses": Argument(SetOf(ObjectOf({"formatted": Argument(STRING), "street_address": Argument(STRING), "locality": Argument(STRING), "region": Argument(STRING), "postal_code": Argument(STRING), "country": Argument(STRING), "type": Argument(STRING), "primary": Argument(BOOL)}))),
        "enterprise": Argument(ObjectOf({"employee_number": Argument(STRING), "cost_center": Argument(STRING), "organization": Argument(STRING), "division": Argument(STRING), "department": Argument(STRING), "manager_id": Argument(STRING)})),
        "password_wo": Argument(STRING, secret=True, write_only=True),
        "password_wo_version": Argument(NUMBER),
        "extensions_json": Argument(STRING),
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
        nick_name: str | None = None,
        profile_url: str | None = None,
        user_type: str | None = None,
        preferred_language: str | None = None,
        locale: str | None = None,
        timezone: str | None = None,
        phone_numbers: Collection[UserPhoneNumbers | Mapping[str, Any]] | ObjectList[UserPhoneNumbersOutputReference] | None = None,
        roles: Collection[UserRoles | Mapping[str, Any]] | ObjectList[UserRolesOutputReference] | None = None,
        entitlements: Collection[UserEntitlements | Mapping[str, Any]] | ObjectList[UserEntitlementsOutputReference] | None = None,
        addresses: Collection[UserAddresses | Mapping[str, Any]] | ObjectList[UserAddressesOutputReference] | None = None,
        enterprise: UserEnterprise | UserEnterpriseOutputReference | Mapping[str, Any] | None = None,
        password_wo: str | None = None,
        password_wo_version: float | None = None,
        extensions_json: str | None = None,
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
                "nick_name": nick_name,
                "profile_url": profile_url,
                "user_type": user_type,
                "preferred_language": preferred_language,
                "locale": locale,
                "timezone": timezone,
                "phone_numbers": phone_numbers,
                "roles": roles,
                "entitlements": entitlements,
                "addresses": addresses,
                "enterprise": enterprise,
                "password_wo": password_wo,
                "password_wo_version": password_wo_version,
                "extensions_json": extensions_json,
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
    def nick_name(self) -> str:
        """What the user is called among friends."""
        return self.get_string_attribute("nick_name")

    @nick_name.setter
    def nick_name(self, value: str | None) -> None:
        self.set_argument("nick_name", value)

    @property
    def profile_url(self) -> str:
        """Address of the user's page."""
        return self.get_string_attribute("profile_url")

    @profile_url.setter
    def profile_url(self, value: str | None) -> None:
        self.set_argument("profile_url", value)

    @property
    def user_type(self) -> str:
        """How the user relates to the organization, such as Employee."""
        return self.get_string_attribute("user_type")

    @user_type.setter
    def user_type(self, value: str | None) -> None:
        self.set_argument("user_type", value)

    @property
    def preferred_language(self) -> str:
        """Language that the user prefers, such as en-US."""
        return self.get_string_attribute("preferred_language")

    @preferred_language.setter
    def preferred_language(self, value: str | None) -> None:
        self.set_argument("preferred_language", value)

    @property
    def locale(self) -> str:
        """How dates and numbers are written for the user, such as de-DE."""
        return self.get_string_attribute("locale")

    @locale.setter
    def locale(self, value: str | None) -> None:
        self.set_argument("locale", value)

    @property
    def timezone(self) -> str:
        """Time zone of the user, such as Europe/Berlin."""
        return self.get_string_attribute("timezone")

    @timezone.setter
    def timezone(self, value: str | None) -> None:
        self.set_argument("timezone", value)

    @property
    def phone_numbers(self) -> ObjectList[UserPhoneNumbersOutputReference]:
        """Telephone numbers."""
        return ObjectList(self, "phone_numbers", UserPhoneNumbersOutputReference, wraps_set=True)

    @phone_numbers.setter
    def phone_numbers(self, value: Collection[UserPhoneNumbers | Mapping[str, Any]] | ObjectList[UserPhoneNumbersOutputReference] | None) -> None:
        self.set_argument("phone_numbers", value)

    @property
    def roles(self) -> ObjectList[UserRolesOutputReference]:
        """What the user is, in the words of the server."""
        return ObjectList(self, "roles", UserRolesOutputReference, wraps_set=True)

    @roles.setter
    def roles(self, value: Collection[UserRoles | Mapping[str, Any]] | ObjectList[UserRolesOutputReference] | None) -> None:
        self.set_argument("roles", value)

    @property
    def entitlements(self) -> ObjectList[UserEntitlementsOutputReference]:
        """What the user is entitled to, in the words of the server."""
        return ObjectList(self, "entitlements", UserEntitlementsOutputReference, wraps_set=True)

    @entitlements.setter
    def entitlements(self, value: Collection[UserEntitlements | Mapping[str, Any]] | ObjectList[UserEntitlementsOutputReference] | None) -> None:
        self.set_argument("entitlements", value)

    @property
    def addresses(self) -> ObjectList[UserAddressesOutputReference]:
        """Postal addresses."""
        return ObjectList(self, "addresses", UserAddressesOutputReference, wraps_set=True)

    @addresses.setter
    def addresses(self, value: Collection[UserAddresses | Mapping[str, Any]] | ObjectList[UserAddressesOutputReference] | None) -> None:
        self.set_argument("addresses", value)

    @property
    def enterprise(self) -> UserEnterpriseOutputReference:
        """What an organization says of its people (RFC 7643 section 4.3)."""
        return UserEnterpriseOutputReference(self, "enterprise", False)

    @enterprise.setter
    def enterprise(self, value: UserEnterprise | UserEnterpriseOutputReference | Mapping[str, Any] | None) -> None:
        self.set_argument("enterprise", value)

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
    def extensions_json(self) -> str:
        """Attributes of other schemas than the core and the enterprise user, as JSON by the URN of the schema. What
        is left out keeps its value, at any depth; null takes it away. Schemas and attributes that the server does
        not list in `/Schemas` are refused. In HCL:
        `jsonencode({"urn:example:params:scim:schemas:extension:badge:2.0:User" = {number = "1843"}})`."""
        return self.get_string_attribute("extensions_json")

    @extensions_json.setter
    def extensions_json(self, value: str | None) -> None:
        self.set_argument("extensions_json", value)

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
    ADDS: ClassVar[Membership | None] = Membership("scim_group", "group_id", "members")
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

    @property
    def middle_name(self) -> str:
        """Middle names."""
        return self.get_string_attribute("middle_name")

    @property
    def honorific_prefix(self) -> str:
        """What stands before the name, such as Dr."""
        return self.get_string_attribute("honorific_prefix")

    @property
    def honorific_suffix(self) -> str:
        """What stands after the name, such as Jr."""
        return self.get_string_attribute("honorific_suffix")


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


class DataUserPhoneNumbersOutputReference(ObjectReference):
    """A reference to `phone_numbers` of scim_user."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUserRolesOutputReference(ObjectReference):
    """A reference to `roles` of scim_user."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUserEntitlementsOutputReference(ObjectReference):
    """A reference to `entitlements` of scim_user."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUserAddressesOutputReference(ObjectReference):
    """A reference to `addresses` of scim_user."""

    @property
    def formatted(self) -> str:
        """The whole address."""
        return self.get_string_attribute("formatted")

    @property
    def street_address(self) -> str:
        """Street and number."""
        return self.get_string_attribute("street_address")

    @property
    def locality(self) -> str:
        """City."""
        return self.get_string_attribute("locality")

    @property
    def region(self) -> str:
        """State or region."""
        return self.get_string_attribute("region")

    @property
    def postal_code(self) -> str:
        """Postal code."""
        return self.get_string_attribute("postal_code")

    @property
    def country(self) -> str:
        """Country, by two letters (ISO 3166)."""
        return self.get_string_attribute("country")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUserEnterpriseOutputReference(ObjectReference):
    """A reference to `enterprise` of scim_user."""

    @property
    def employee_number(self) -> str:
        """Number that the organization gave the user."""
        return self.get_string_attribute("employee_number")

    @property
    def cost_center(self) -> str:
        """Cost center."""
        return self.get_string_attribute("cost_center")

    @property
    def organization(self) -> str:
        """Organization."""
        return self.get_string_attribute("organization")

    @property
    def division(self) -> str:
        """Division."""
        return self.get_string_attribute("division")

    @property
    def department(self) -> str:
        """Department."""
        return self.get_string_attribute("department")

    @property
    def manager_id(self) -> str:
        """Id of the manager."""
        return self.get_string_attribute("manager_id")


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
    def nick_name(self) -> str:
        """What the user is called among friends."""
        return self.get_string_attribute("nick_name")

    @property
    def profile_url(self) -> str:
        """Address of the user's page."""
        return self.get_string_attribute("profile_url")

    @property
    def user_type(self) -> str:
        """How the user relates to the organization, such as Employee."""
        return self.get_string_attribute("user_type")

    @property
    def preferred_language(self) -> str:
        """Language that the user prefers, such as en-US."""
        return self.get_string_attribute("preferred_language")

    @property
    def locale(self) -> str:
        """How dates and numbers are written for the user, such as de-DE."""
        return self.get_string_attribute("locale")

    @property
    def timezone(self) -> str:
        """Time zone of the user, such as Europe/Berlin."""
        return self.get_string_attribute("timezone")

    @property
    def phone_numbers(self) -> ObjectList[DataUserPhoneNumbersOutputReference]:
        """Telephone numbers."""
        return ObjectList(self, "phone_numbers", DataUserPhoneNumbersOutputReference, wraps_set=True)

    @property
    def roles(self) -> ObjectList[DataUserRolesOutputReference]:
        """What the user is, in the words of the server."""
        return ObjectList(self, "roles", DataUserRolesOutputReference, wraps_set=True)

    @property
    def entitlements(self) -> ObjectList[DataUserEntitlementsOutputReference]:
        """What the user is entitled to, in the words of the server."""
        return ObjectList(self, "entitlements", DataUserEntitlementsOutputReference, wraps_set=True)

    @property
    def addresses(self) -> ObjectList[DataUserAddressesOutputReference]:
        """Postal addresses."""
        return ObjectList(self, "addresses", DataUserAddressesOutputReference, wraps_set=True)

    @property
    def enterprise(self) -> DataUserEnterpriseOutputReference:
        """What an organization says of its people (RFC 7643 section 4.3)."""
        return DataUserEnterpriseOutputReference(self, "enterprise", False)

    @property
    def groups(self) -> list[str]:
        """Ids of the groups the user is in, as far as the server says."""
        return self.get_set_attribute("groups")

    @property
    def extensions_json(self) -> str:
        """Attributes of other schemas than the core and the enterprise user, as JSON by the URN of the schema. What
        is left out keeps its value, at any depth; null takes it away. Schemas and attributes that the server does
        not list in `/Schemas` are refused. In HCL:
        `jsonencode({"urn:example:params:scim:schemas:extension:badge:2.0:User" = {number = "1843"}})`."""
        return self.get_string_attribute("extensions_json")


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

    @property
    def middle_name(self) -> str:
        """Middle names."""
        return self.get_string_attribute("middle_name")

    @property
    def honorific_prefix(self) -> str:
        """What stands before the name, such as Dr."""
        return self.get_string_attribute("honorific_prefix")

    @property
    def honorific_suffix(self) -> str:
        """What stands after the name, such as Jr."""
        return self.get_string_attribute("honorific_suffix")


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


class DataUsersUsersPhoneNumbersOutputReference(ObjectReference):
    """A reference to `phone_numbers` of scim_users.users."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUsersUsersRolesOutputReference(ObjectReference):
    """A reference to `roles` of scim_users.users."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUsersUsersEntitlementsOutputReference(ObjectReference):
    """A reference to `entitlements` of scim_users.users."""

    @property
    def value(self) -> str:
        """The value."""
        return self.get_string_attribute("value")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUsersUsersAddressesOutputReference(ObjectReference):
    """A reference to `addresses` of scim_users.users."""

    @property
    def formatted(self) -> str:
        """The whole address."""
        return self.get_string_attribute("formatted")

    @property
    def street_address(self) -> str:
        """Street and number."""
        return self.get_string_attribute("street_address")

    @property
    def locality(self) -> str:
        """City."""
        return self.get_string_attribute("locality")

    @property
    def region(self) -> str:
        """State or region."""
        return self.get_string_attribute("region")

    @property
    def postal_code(self) -> str:
        """Postal code."""
        return self.get_string_attribute("postal_code")

    @property
    def country(self) -> str:
        """Country, by two letters (ISO 3166)."""
        return self.get_string_attribute("country")

    @property
    def type(self) -> str:
        """What it is for, such as `work` or `home`."""
        return self.get_string_attribute("type")

    @property
    def primary(self) -> IResolvable:
        """Whether it is the preferred one. At most one is."""
        return self.get_boolean_attribute("primary")


class DataUsersUsersEnterpriseOutputReference(ObjectReference):
    """A reference to `enterprise` of scim_users.users."""

    @property
    def employee_number(self) -> str:
        """Number that the organization gave the user."""
        return self.get_string_attribute("employee_number")

    @property
    def cost_center(self) -> str:
        """Cost center."""
        return self.get_string_attribute("cost_center")

    @property
    def organization(self) -> str:
        """Organization."""
        return self.get_string_attribute("organization")

    @property
    def division(self) -> str:
        """Division."""
        return self.get_string_attribute("division")

    @property
    def department(self) -> str:
        """Department."""
        return self.get_string_attribute("department")

    @property
    def manager_id(self) -> str:
        """Id of the manager."""
        return self.get_string_attribute("manager_id")


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
    def nick_name(self) -> str:
        """What the user is called among friends."""
        return self.get_string_attribute("nick_name")

    @property
    def profile_url(self) -> str:
        """Address of the user's page."""
        return self.get_string_attribute("profile_url")

    @property
    def user_type(self) -> str:
        """How the user relates to the organization, such as Employee."""
        return self.get_string_attribute("user_type")

    @property
    def preferred_language(self) -> str:
        """Language that the user prefers, such as en-US."""
        return self.get_string_attribute("preferred_language")

    @property
    def locale(self) -> str:
        """How dates and numbers are written for the user, such as de-DE."""
        return self.get_string_attribute("locale")

    @property
    def timezone(self) -> str:
        """Time zone of the user, such as Europe/Berlin."""
        return self.get_string_attribute("timezone")

    @property
    def phone_numbers(self) -> ObjectList[DataUsersUsersPhoneNumbersOutputReference]:
        """Telephone numbers."""
        return ObjectList(self, "phone_numbers", DataUsersUsersPhoneNumbersOutputReference, wraps_set=True)

    @property
    def roles(self) -> ObjectList[DataUsersUsersRolesOutputReference]:
        """What the user is, in the words of the server."""
        return ObjectList(self, "roles", DataUsersUsersRolesOutputReference, wraps_set=True)

    @property
    def entitlements(self) -> ObjectList[DataUsersUsersEntitlementsOutputReference]:
        """What the user is entitled to, in the words of the server."""
        return ObjectList(self, "entitlements", DataUsersUsersEntitlementsOutputReference, wraps_set=True)

    @property
    def addresses(self) -> ObjectList[DataUsersUsersAddressesOutputReference]:
        """Postal addresses."""
        return ObjectList(self, "addresses", DataUsersUsersAddressesOutputReference, wraps_set=True)

    @property
    def enterprise(self) -> DataUsersUsersEnterpriseOutputReference:
        """What an organization says of its people (RFC 7643 section 4.3)."""
        return DataUsersUsersEnterpriseOutputReference(self, "enterprise", False)

    @property
    def groups(self) -> list[str]:
        """Ids of the groups the user is in, as far as the server says."""
        return self.get_set_attribute("groups")

    @property
    def extensions_json(self) -> str:
        """Attributes of other schemas than the core and the enterprise user, as JSON by the URN of the schema. What
        is left out keeps its value, at any depth; null takes it away. Schemas and attributes that the server does
        not list in `/Schemas` are refused. In HCL:
        `jsonencode({"urn:example:params:scim:schemas:extension:badge:2.0:User" = {number = "1843"}})`."""
        return self.get_string_attribute("extensions_json")


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
