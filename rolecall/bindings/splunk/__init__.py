# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""Bindings for Splunk."""

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
    name="splunk",
    source="rolecall/splunk",
)


class SplunkProvider(Provider):
    """The Splunk provider block. Every argument can come from the environment instead, as `SPLUNK_<ARGUMENT>`.

    Args:
        scope: The stack.
        id_: The construct's id.
        url: URL of the management port.
        auth_token: Token of an account that may edit users, roles and tokens. It wins over `username` and
            `password`. A secret: leave it to the environment.
        username: Login name, where there is no token.
        password: Password of `username`. A secret: leave it to the environment.
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
        stack: Name of the Splunk Cloud stack, such as `example` or, for another search head, `sh-i-0a1b.example`.
            Users, roles and tokens belong to one search head, and `auth_token` must be of the same. With it the
            provider talks to the Admin Config Service.
        api_dialect: Shape of the API. `management`: the management port, 8089; `acs`: Splunk Cloud's Admin Config
            Service. With `auto` the provider asks the vendor, once for each run. Default: auto.
        alias: Name of this block, if it is not the default one.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "url": Argument(STRING),
        "auth_token": Argument(STRING, secret=True),
        "username": Argument(STRING),
        "password": Argument(STRING, secret=True),
        "ca_file": Argument(STRING),
        "insecure_skip_verify": Argument(BOOL),
        "allow_insecure_http": Argument(BOOL),
        "timeout_seconds": Argument(NUMBER),
        "max_retries": Argument(NUMBER),
        "page_size": Argument(NUMBER),
        "requests_per_minute": Argument(NUMBER),
        "former_urls": Argument(ListOf(STRING)),
        "refresh": Argument(STRING),
        "stack": Argument(STRING),
        "api_dialect": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        url: str | None = None,
        auth_token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        ca_file: str | None = None,
        insecure_skip_verify: bool | IResolvable | None = None,
        allow_insecure_http: bool | IResolvable | None = None,
        timeout_seconds: float | None = None,
        max_retries: float | None = None,
        page_size: float | None = None,
        requests_per_minute: float | None = None,
        former_urls: Collection[str] | None = None,
        refresh: str | None = None,
        stack: str | None = None,
        api_dialect: str | None = None,
        alias: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "url": url,
                "auth_token": auth_token,
                "username": username,
                "password": password,
                "ca_file": ca_file,
                "insecure_skip_verify": insecure_skip_verify,
                "allow_insecure_http": allow_insecure_http,
                "timeout_seconds": timeout_seconds,
                "max_retries": max_retries,
                "page_size": page_size,
                "requests_per_minute": requests_per_minute,
                "former_urls": former_urls,
                "refresh": refresh,
                "stack": stack,
                "api_dialect": api_dialect,
            },
            alias=alias,
        )


class User(Resource):
    """A user of Splunk's own. Users that come from SAML or LDAP cannot be created here.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Login name. Splunk keeps it in lower case. Changing it replaces the object.
        password_wo: Password of the user. Write-only: enters neither plan nor state.
        password_wo_version: Change this number to send `password_wo` again.
        realname: Full name.
        email: E-mail address.
        roles: Names of all roles of the user, at least one. Leave it out to keep what the user has; a new user then
            needs `create_role`.
        default_app: App shown after login.
        tz: Time zone, for example `America/New_York`.
        lang: Language of the user interface, for example `en-GB`.
        force_change_pass: Whether the next login asks for another password.
        restart_background_jobs: Whether background jobs restart at login.
        create_role: Whether a new user gets a role of its own, `user-<name>`, so that it needs none in `roles`.
            Splunk makes that role and leaves it behind when the user goes. What exists does not mind.
        locked_out: Whether the user is locked out. Only `false` can be asked for; it unlocks the user.
        federated_search_manage_ack: Acknowledges that a role of the user may manage federated search. Splunk Cloud
            refuses such a change without it.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "password_wo": Argument(STRING, secret=True, write_only=True),
        "password_wo_version": Argument(NUMBER),
        "realname": Argument(STRING),
        "email": Argument(STRING),
        "roles": Argument(SetOf(STRING)),
        "default_app": Argument(STRING),
        "tz": Argument(STRING),
        "lang": Argument(STRING),
        "force_change_pass": Argument(BOOL),
        "restart_background_jobs": Argument(BOOL),
        "create_role": Argument(BOOL),
        "locked_out": Argument(BOOL),
        "federated_search_manage_ack": Argument(BOOL),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        password_wo: str | None = None,
        password_wo_version: float | None = None,
        realname: str | None = None,
        email: str | None = None,
        roles: Collection[str] | None = None,
        default_app: str | None = None,
        tz: str | None = None,
        lang: str | None = None,
        force_change_pass: bool | IResolvable | None = None,
        restart_background_jobs: bool | IResolvable | None = None,
        create_role: bool | IResolvable | None = None,
        locked_out: bool | IResolvable | None = None,
        federated_search_manage_ack: bool | IResolvable | None = None,
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
                "password_wo": password_wo,
                "password_wo_version": password_wo_version,
                "realname": realname,
                "email": email,
                "roles": roles,
                "default_app": default_app,
                "tz": tz,
                "lang": lang,
                "force_change_pass": force_change_pass,
                "restart_background_jobs": restart_background_jobs,
                "create_role": create_role,
                "locked_out": locked_out,
                "federated_search_manage_ack": federated_search_manage_ack,
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
        """Login name, in lower case."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Login name. Splunk keeps it in lower case. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def password_wo_version(self) -> float:
        """Change this number to send `password_wo` again."""
        return self.get_number_attribute("password_wo_version")

    @password_wo_version.setter
    def password_wo_version(self, value: float | None) -> None:
        self.set_argument("password_wo_version", value)

    @property
    def realname(self) -> str:
        """Full name."""
        return self.get_string_attribute("realname")

    @realname.setter
    def realname(self, value: str | None) -> None:
        self.set_argument("realname", value)

    @property
    def email(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("email")

    @email.setter
    def email(self, value: str | None) -> None:
        self.set_argument("email", value)

    @property
    def roles(self) -> list[str]:
        """Names of all roles of the user, at least one. Leave it out to keep what the user has; a new user then
        needs `create_role`."""
        return self.get_set_attribute("roles")

    @roles.setter
    def roles(self, value: Collection[str] | None) -> None:
        self.set_argument("roles", value)

    @property
    def default_app(self) -> str:
        """App shown after login."""
        return self.get_string_attribute("default_app")

    @default_app.setter
    def default_app(self, value: str | None) -> None:
        self.set_argument("default_app", value)

    @property
    def tz(self) -> str:
        """Time zone, for example `America/New_York`."""
        return self.get_string_attribute("tz")

    @tz.setter
    def tz(self, value: str | None) -> None:
        self.set_argument("tz", value)

    @property
    def lang(self) -> str:
        """Language of the user interface, for example `en-GB`."""
        return self.get_string_attribute("lang")

    @lang.setter
    def lang(self, value: str | None) -> None:
        self.set_argument("lang", value)

    @property
    def force_change_pass(self) -> IResolvable:
        """Whether the next login asks for another password."""
        return self.get_boolean_attribute("force_change_pass")

    @force_change_pass.setter
    def force_change_pass(self, value: bool | IResolvable | None) -> None:
        self.set_argument("force_change_pass", value)

    @property
    def restart_background_jobs(self) -> IResolvable:
        """Whether background jobs restart at login."""
        return self.get_boolean_attribute("restart_background_jobs")

    @restart_background_jobs.setter
    def restart_background_jobs(self, value: bool | IResolvable | None) -> None:
        self.set_argument("restart_background_jobs", value)

    @property
    def create_role(self) -> IResolvable:
        """Whether a new user gets a role of its own, `user-<name>`, so that it needs none in `roles`. Splunk makes
        that role and leaves it behind when the user goes. What exists does not mind."""
        return self.get_boolean_attribute("create_role")

    @create_role.setter
    def create_role(self, value: bool | IResolvable | None) -> None:
        self.set_argument("create_role", value)

    @property
    def locked_out(self) -> IResolvable:
        """Whether the user is locked out. Only `false` can be asked for; it unlocks the user."""
        return self.get_boolean_attribute("locked_out")

    @locked_out.setter
    def locked_out(self, value: bool | IResolvable | None) -> None:
        self.set_argument("locked_out", value)

    @property
    def type(self) -> str:
        """Where the user comes from: `Splunk`, `LDAP` or `SAML`."""
        return self.get_string_attribute("type")

    @property
    def default_app_is_user_override(self) -> IResolvable:
        """Whether the app shown after login is the user's own, and not that of a role."""
        return self.get_boolean_attribute("default_app_is_user_override")

    @property
    def default_app_source_role(self) -> str:
        """Role that the app comes from."""
        return self.get_string_attribute("default_app_source_role")

    @property
    def capabilities(self) -> list[str]:
        """Capabilities that the user has through roles."""
        return self.get_set_attribute("capabilities")

    @property
    def federated_search_manage_ack(self) -> IResolvable:
        """Acknowledges that a role of the user may manage federated search. Splunk Cloud refuses such a change
        without it."""
        return self.get_boolean_attribute("federated_search_manage_ack")

    @federated_search_manage_ack.setter
    def federated_search_manage_ack(self, value: bool | IResolvable | None) -> None:
        self.set_argument("federated_search_manage_ack", value)


class Role(Resource):
    """A role.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the role. Splunk keeps it in lower case. Changing it replaces the object.
        imported_roles: Names of all roles whose rights this role has too. Leave it out to keep what the role has;
            `[]` takes them all away.
        capabilities: Names of all capabilities of the role itself. Leave it out to keep what the role has; `[]`
            takes them all away.
        default_app: App shown after login.
        srch_filter: Search terms that every search of the role is narrowed by.
        srch_indexes_allowed: Indexes that the role may search.
        srch_indexes_default: Indexes searched where a search names none.
        srch_indexes_disallowed: Indexes that the role may never search.
        srch_jobs_quota: Searches that one user of the role may run at once.
        rt_srch_jobs_quota: Real-time searches that one user of the role may run at once.
        cumulative_srch_jobs_quota: Searches that all users of the role together may run at once. 0 means no limit.
        cumulative_rt_srch_jobs_quota: Real-time searches that all users of the role together may run at once. 0
            means no limit.
        srch_disk_quota: Megabytes on disk for the search jobs of one user.
        srch_time_win: Seconds that a search may reach over. -1 means not set and 0 no limit.
        srch_time_earliest: Seconds before now that a search may reach back. -1 means not set and 0 no limit.
        grantable_roles: Roles that somebody may give who has this role and the capability edit_roles_grantable.
        delete_indexes_allowed: Indexes whose events the role may delete, with the capability delete_by_keyword.
        field_filter_exemption: Filters of fields that do not hold for the role.
        srch_federated_providers_allowed: Federated providers that the role may search.
        srch_federated_providers_default: Federated providers searched where a search names none.
        queued_search_quota: Searches of one user of the role that may wait.
        srch_min_schedule_interval: Least seconds between two runs of a scheduled search.
        srch_allow_advanced_cron: Whether scheduled searches take extended cron expressions.
        federated_search_manage_ack: Acknowledges that the role may manage federated search. Splunk Cloud refuses
            such a change without it.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_role"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "imported_roles": Argument(SetOf(STRING)),
        "capabilities": Argument(SetOf(STRING)),
        "default_app": Argument(STRING),
        "srch_filter": Argument(STRING),
        "srch_indexes_allowed": Argument(SetOf(STRING)),
        "srch_indexes_default": Argument(SetOf(STRING)),
        "srch_indexes_disallowed": Argument(SetOf(STRING)),
        "srch_jobs_quota": Argument(NUMBER),
        "rt_srch_jobs_quota": Argument(NUMBER),
        "cumulative_srch_jobs_quota": Argument(NUMBER),
        "cumulative_rt_srch_jobs_quota": Argument(NUMBER),
        "srch_disk_quota": Argument(NUMBER),
        "srch_time_win": Argument(NUMBER),
        "srch_time_earliest": Argument(NUMBER),
        "grantable_roles": Argument(SetOf(STRING)),
        "delete_indexes_allowed": Argument(SetOf(STRING)),
        "field_filter_exemption": Argument(SetOf(STRING)),
        "srch_federated_providers_allowed": Argument(SetOf(STRING)),
        "srch_federated_providers_default": Argument(SetOf(STRING)),
        "queued_search_quota": Argument(NUMBER),
        "srch_min_schedule_interval": Argument(NUMBER),
        "srch_allow_advanced_cron": Argument(BOOL),
        "federated_search_manage_ack": Argument(BOOL),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        imported_roles: Collection[str] | None = None,
        capabilities: Collection[str] | None = None,
        default_app: str | None = None,
        srch_filter: str | None = None,
        srch_indexes_allowed: Collection[str] | None = None,
        srch_indexes_default: Collection[str] | None = None,
        srch_indexes_disallowed: Collection[str] | None = None,
        srch_jobs_quota: float | None = None,
        rt_srch_jobs_quota: float | None = None,
        cumulative_srch_jobs_quota: float | None = None,
        cumulative_rt_srch_jobs_quota: float | None = None,
        srch_disk_quota: float | None = None,
        srch_time_win: float | None = None,
        srch_time_earliest: float | None = None,
        grantable_roles: Collection[str] | None = None,
        delete_indexes_allowed: Collection[str] | None = None,
        field_filter_exemption: Collection[str] | None = None,
        srch_federated_providers_allowed: Collection[str] | None = None,
        srch_federated_providers_default: Collection[str] | None = None,
        queued_search_quota: float | None = None,
        srch_min_schedule_interval: float | None = None,
        srch_allow_advanced_cron: bool | IResolvable | None = None,
        federated_search_manage_ack: bool | IResolvable | None = None,
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
                "imported_roles": imported_roles,
                "capabilities": capabilities,
                "default_app": default_app,
                "srch_filter": srch_filter,
                "srch_indexes_allowed": srch_indexes_allowed,
                "srch_indexes_default": srch_indexes_default,
                "srch_indexes_disallowed": srch_indexes_disallowed,
                "srch_jobs_quota": srch_jobs_quota,
                "rt_srch_jobs_quota": rt_srch_jobs_quota,
                "cumulative_srch_jobs_quota": cumulative_srch_jobs_quota,
                "cumulative_rt_srch_jobs_quota": cumulative_rt_srch_jobs_quota,
                "srch_disk_quota": srch_disk_quota,
                "srch_time_win": srch_time_win,
                "srch_time_earliest": srch_time_earliest,
                "grantable_roles": grantable_roles,
                "delete_indexes_allowed": delete_indexes_allowed,
                "field_filter_exemption": field_filter_exemption,
                "srch_federated_providers_allowed": srch_federated_providers_allowed,
                "srch_federated_providers_default": srch_federated_providers_default,
                "queued_search_quota": queued_search_quota,
                "srch_min_schedule_interval": srch_min_schedule_interval,
                "srch_allow_advanced_cron": srch_allow_advanced_cron,
                "federated_search_manage_ack": federated_search_manage_ack,
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
        """Name of the role, in lower case."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the role. Splunk keeps it in lower case. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def imported_roles(self) -> list[str]:
        """Names of all roles whose rights this role has too. Leave it out to keep what the role has; `[]` takes them
        all away."""
        return self.get_set_attribute("imported_roles")

    @imported_roles.setter
    def imported_roles(self, value: Collection[str] | None) -> None:
        self.set_argument("imported_roles", value)

    @property
    def capabilities(self) -> list[str]:
        """Names of all capabilities of the role itself. Leave it out to keep what the role has; `[]` takes them all
        away."""
        return self.get_set_attribute("capabilities")

    @capabilities.setter
    def capabilities(self, value: Collection[str] | None) -> None:
        self.set_argument("capabilities", value)

    @property
    def default_app(self) -> str:
        """App shown after login."""
        return self.get_string_attribute("default_app")

    @default_app.setter
    def default_app(self, value: str | None) -> None:
        self.set_argument("default_app", value)

    @property
    def srch_filter(self) -> str:
        """Search terms that every search of the role is narrowed by."""
        return self.get_string_attribute("srch_filter")

    @srch_filter.setter
    def srch_filter(self, value: str | None) -> None:
        self.set_argument("srch_filter", value)

    @property
    def srch_indexes_allowed(self) -> list[str]:
        """Indexes that the role may search."""
        return self.get_set_attribute("srch_indexes_allowed")

    @srch_indexes_allowed.setter
    def srch_indexes_allowed(self, value: Collection[str] | None) -> None:
        self.set_argument("srch_indexes_allowed", value)

    @property
    def srch_indexes_default(self) -> list[str]:
        """Indexes searched where a search names none."""
        return self.get_set_attribute("srch_indexes_default")

    @srch_indexes_default.setter
    def srch_indexes_default(self, value: Collection[str] | None) -> None:
        self.set_argument("srch_indexes_default", value)

    @property
    def srch_indexes_disallowed(self) -> list[str]:
        """Indexes that the role may never search."""
        return self.get_set_attribute("srch_indexes_disallowed")

    @srch_indexes_disallowed.setter
    def srch_indexes_disallowed(self, value: Collection[str] | None) -> None:
        self.set_argument("srch_indexes_disallowed", value)

    @property
    def srch_jobs_quota(self) -> float:
        """Searches that one user of the role may run at once."""
        return self.get_number_attribute("srch_jobs_quota")

    @srch_jobs_quota.setter
    def srch_jobs_quota(self, value: float | None) -> None:
        self.set_argument("srch_jobs_quota", value)

    @property
    def rt_srch_jobs_quota(self) -> float:
        """Real-time searches that one user of the role may run at once."""
        return self.get_number_attribute("rt_srch_jobs_quota")

    @rt_srch_jobs_quota.setter
    def rt_srch_jobs_quota(self, value: float | None) -> None:
        self.set_argument("rt_srch_jobs_quota", value)

    @property
    def cumulative_srch_jobs_quota(self) -> float:
        """Searches that all users of the role together may run at once. 0 means no limit."""
        return self.get_number_attribute("cumulative_srch_jobs_quota")

    @cumulative_srch_jobs_quota.setter
    def cumulative_srch_jobs_quota(self, value: float | None) -> None:
        self.set_argument("cumulative_srch_jobs_quota", value)

    @property
    def cumulative_rt_srch_jobs_quota(self) -> float:
        """Real-time searches that all users of the role together may run at once. 0 means no limit."""
        return self.get_number_attribute("cumulative_rt_srch_jobs_quota")

    @cumulative_rt_srch_jobs_quota.setter
    def cumulative_rt_srch_jobs_quota(self, value: float | None) -> None:
        self.set_argument("cumulative_rt_srch_jobs_quota", value)

    @property
    def srch_disk_quota(self) -> float:
        """Megabytes on disk for the search jobs of one user."""
        return self.get_number_attribute("srch_disk_quota")

    @srch_disk_quota.setter
    def srch_disk_quota(self, value: float | None) -> None:
        self.set_argument("srch_disk_quota", value)

    @property
    def srch_time_win(self) -> float:
        """Seconds that a search may reach over. -1 means not set and 0 no limit."""
        return self.get_number_attribute("srch_time_win")

    @srch_time_win.setter
    def srch_time_win(self, value: float | None) -> None:
        self.set_argument("srch_time_win", value)

    @property
    def srch_time_earliest(self) -> float:
        """Seconds before now that a search may reach back. -1 means not set and 0 no limit."""
        return self.get_number_attribute("srch_time_earliest")

    @srch_time_earliest.setter
    def srch_time_earliest(self, value: float | None) -> None:
        self.set_argument("srch_time_earliest", value)

    @property
    def grantable_roles(self) -> list[str]:
        """Roles that somebody may give who has this role and the capability edit_roles_grantable."""
        return self.get_set_attribute("grantable_roles")

    @grantable_roles.setter
    def grantable_roles(self, value: Collection[str] | None) -> None:
        self.set_argument("grantable_roles", value)

    @property
    def delete_indexes_allowed(self) -> list[str]:
        """Indexes whose events the role may delete, with the capability delete_by_keyword."""
        return self.get_set_attribute("delete_indexes_allowed")

    @delete_indexes_allowed.setter
    def delete_indexes_allowed(self, value: Collection[str] | None) -> None:
        self.set_argument("delete_indexes_allowed", value)

    @property
    def field_filter_exemption(self) -> list[str]:
        """Filters of fields that do not hold for the role."""
        return self.get_set_attribute("field_filter_exemption")

    @field_filter_exemption.setter
    def field_filter_exemption(self, value: Collection[str] | None) -> None:
        self.set_argument("field_filter_exemption", value)

    @property
    def srch_federated_providers_allowed(self) -> list[str]:
        """Federated providers that the role may search."""
        return self.get_set_attribute("srch_federated_providers_allowed")

    @srch_federated_providers_allowed.setter
    def srch_federated_providers_allowed(self, value: Collection[str] | None) -> None:
        self.set_argument("srch_federated_providers_allowed", value)

    @property
    def srch_federated_providers_default(self) -> list[str]:
        """Federated providers searched where a search names none."""
        return self.get_set_attribute("srch_federated_providers_default")

    @srch_federated_providers_default.setter
    def srch_federated_providers_default(self, value: Collection[str] | None) -> None:
        self.set_argument("srch_federated_providers_default", value)

    @property
    def queued_search_quota(self) -> float:
        """Searches of one user of the role that may wait."""
        return self.get_number_attribute("queued_search_quota")

    @queued_search_quota.setter
    def queued_search_quota(self, value: float | None) -> None:
        self.set_argument("queued_search_quota", value)

    @property
    def srch_min_schedule_interval(self) -> float:
        """Least seconds between two runs of a scheduled search."""
        return self.get_number_attribute("srch_min_schedule_interval")

    @srch_min_schedule_interval.setter
    def srch_min_schedule_interval(self, value: float | None) -> None:
        self.set_argument("srch_min_schedule_interval", value)

    @property
    def srch_allow_advanced_cron(self) -> IResolvable:
        """Whether scheduled searches take extended cron expressions."""
        return self.get_boolean_attribute("srch_allow_advanced_cron")

    @srch_allow_advanced_cron.setter
    def srch_allow_advanced_cron(self, value: bool | IResolvable | None) -> None:
        self.set_argument("srch_allow_advanced_cron", value)

    @property
    def imported_capabilities(self) -> list[str]:
        """Capabilities that come with the imported roles."""
        return self.get_set_attribute("imported_capabilities")

    @property
    def federated_search_manage_ack(self) -> IResolvable:
        """Acknowledges that the role may manage federated search. Splunk Cloud refuses such a change without it."""
        return self.get_boolean_attribute("federated_search_manage_ack")

    @federated_search_manage_ack.setter
    def federated_search_manage_ack(self, value: bool | IResolvable | None) -> None:
        self.set_argument("federated_search_manage_ack", value)


class RoleBinding(Resource):
    """One role of one user, beside whatever other roles the user has.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user: Login name of the user. Changing it replaces the object.
        role: Name of the role. Changing it replaces the object.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_role_binding"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ADDS: ClassVar[Membership | None] = Membership("splunk_user", "user", "roles")
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user": Argument(STRING, required=True),
        "role": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user: str,
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
                "user": user,
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
        """`{user}/{role}`."""
        return self.get_string_attribute("id")

    @property
    def user(self) -> str:
        """Login name of the user. Changing it replaces the object."""
        return self.get_string_attribute("user")

    @user.setter
    def user(self, value: str) -> None:
        self.set_argument("user", value)

    @property
    def role(self) -> str:
        """Name of the role. Changing it replaces the object."""
        return self.get_string_attribute("role")

    @role.setter
    def role(self, value: str) -> None:
        self.set_argument("role", value)


class SamlGroup(Resource):
    """The roles that members of a group of the identity provider get. Use it for SAML users.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the group as the identity provider sends it. Changing it replaces the object.
        roles: Names of all roles that members get, at least one. Leave it out to keep what the group has; a new one
            needs it.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_saml_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "roles": Argument(SetOf(STRING)),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
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
        """Name of the group."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the group as the identity provider sends it. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def roles(self) -> list[str]:
        """Names of all roles that members get, at least one. Leave it out to keep what the group has; a new one
        needs it."""
        return self.get_set_attribute("roles")

    @roles.setter
    def roles(self, value: Collection[str] | None) -> None:
        self.set_argument("roles", value)


class SamlUser(Resource):
    """Roles of one SAML user, beside those that the user's groups give.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the user as the identity provider sends it. Changing it replaces the object.
        roles: Roles that the user gets beside those of groups.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_saml_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "roles": Argument(SetOf(STRING), required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        roles: Collection[str],
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
        """Name of the user."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the user as the identity provider sends it. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def roles(self) -> list[str]:
        """Roles that the user gets beside those of groups."""
        return self.get_set_attribute("roles")

    @roles.setter
    def roles(self, value: Collection[str]) -> None:
        self.set_argument("roles", value)


class Token(Resource):
    """An authentication token. Its value is shown once, when it is created, and kept in the state. Replaced before
    the old one is destroyed, unless `lifecycle` says otherwise.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user: User the token belongs to. Changing it replaces the object.
        name: Label of the token. Changing it replaces the object.
        expires_on: When the token expires: relative such as `+30d`, seconds since 1970, or a time such as
            `2030-01-31T00:00:00Z`. Without it the instance decides. Changing it replaces the object.
        not_before: When the token begins to work, in the same forms. Without it, it does at once. Changing it
            replaces the object.
        type: `static`, or `ephemeral`, which lives for six hours at most. Changing it replaces the object.
        status: Whether the token is taken.
        rotate_before_days: Days before `expires_at` from which a plan replaces the token. Add
            `create_before_destroy` so that both work for a moment.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_token"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    CREATE_BEFORE_DESTROY: ClassVar[bool] = True
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user": Argument(STRING, required=True),
        "name": Argument(STRING, required=True),
        "expires_on": Argument(STRING),
        "not_before": Argument(STRING),
        "type": Argument(STRING),
        "status": Argument(STRING),
        "rotate_before_days": Argument(NUMBER),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user: str,
        name: str,
        expires_on: str | None = None,
        not_before: str | None = None,
        type: str | None = None,
        status: str | None = None,
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
                "user": user,
                "name": name,
                "expires_on": expires_on,
                "not_before": not_before,
                "type": type,
                "status": status,
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
        """Id of the token."""
        return self.get_string_attribute("id")

    @property
    def user(self) -> str:
        """User the token belongs to. Changing it replaces the object."""
        return self.get_string_attribute("user")

    @user.setter
    def user(self, value: str) -> None:
        self.set_argument("user", value)

    @property
    def name(self) -> str:
        """Label of the token. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def expires_on(self) -> str:
        """When the token expires: relative such as `+30d`, seconds since 1970, or a time such as
        `2030-01-31T00:00:00Z`. Without it the instance decides. Changing it replaces the object."""
        return self.get_string_attribute("expires_on")

    @expires_on.setter
    def expires_on(self, value: str | None) -> None:
        self.set_argument("expires_on", value)

    @property
    def not_before(self) -> str:
        """When the token begins to work, in the same forms. Without it, it does at once. Changing it replaces the
        object."""
        return self.get_string_attribute("not_before")

    @not_before.setter
    def not_before(self, value: str | None) -> None:
        self.set_argument("not_before", value)

    @property
    def type(self) -> str:
        """`static`, or `ephemeral`, which lives for six hours at most. Changing it replaces the object."""
        return self.get_string_attribute("type")

    @type.setter
    def type(self, value: str | None) -> None:
        self.set_argument("type", value)

    @property
    def status(self) -> str:
        """Whether the token is taken."""
        return self.get_string_attribute("status")

    @status.setter
    def status(self, value: str | None) -> None:
        self.set_argument("status", value)

    @property
    def expires_at(self) -> str:
        """Time from which the token is refused. Null where it never is."""
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


class DataUser(DataSource):
    """One user, found by name.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Login name. Splunk keeps it in lower case.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
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
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Login name, in lower case."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Login name. Splunk keeps it in lower case."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def realname(self) -> str:
        """Full name."""
        return self.get_string_attribute("realname")

    @property
    def email(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("email")

    @property
    def roles(self) -> list[str]:
        """Roles assigned to the user."""
        return self.get_set_attribute("roles")

    @property
    def default_app(self) -> str:
        """App shown after login."""
        return self.get_string_attribute("default_app")

    @property
    def tz(self) -> str:
        """Time zone, for example `America/New_York`."""
        return self.get_string_attribute("tz")

    @property
    def lang(self) -> str:
        """Language of the user interface, for example `en-GB`."""
        return self.get_string_attribute("lang")

    @property
    def restart_background_jobs(self) -> IResolvable:
        """Whether background jobs restart at login."""
        return self.get_boolean_attribute("restart_background_jobs")

    @property
    def locked_out(self) -> IResolvable:
        """Whether the user is locked out."""
        return self.get_boolean_attribute("locked_out")

    @property
    def type(self) -> str:
        """Where the user comes from: `Splunk`, `LDAP` or `SAML`."""
        return self.get_string_attribute("type")

    @property
    def default_app_is_user_override(self) -> IResolvable:
        """Whether the app shown after login is the user's own, and not that of a role."""
        return self.get_boolean_attribute("default_app_is_user_override")

    @property
    def default_app_source_role(self) -> str:
        """Role that the app comes from."""
        return self.get_string_attribute("default_app_source_role")

    @property
    def capabilities(self) -> list[str]:
        """Capabilities that the user has through roles."""
        return self.get_set_attribute("capabilities")


class DataUsersUsersOutputReference(ObjectReference):
    """A reference to `users` of splunk_users."""

    @property
    def id(self) -> str:
        """Login name, in lower case."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Login name. Splunk keeps it in lower case."""
        return self.get_string_attribute("name")

    @property
    def realname(self) -> str:
        """Full name."""
        return self.get_string_attribute("realname")

    @property
    def email(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("email")

    @property
    def roles(self) -> list[str]:
        """Roles assigned to the user."""
        return self.get_set_attribute("roles")

    @property
    def default_app(self) -> str:
        """App shown after login."""
        return self.get_string_attribute("default_app")

    @property
    def tz(self) -> str:
        """Time zone, for example `America/New_York`."""
        return self.get_string_attribute("tz")

    @property
    def lang(self) -> str:
        """Language of the user interface, for example `en-GB`."""
        return self.get_string_attribute("lang")

    @property
    def restart_background_jobs(self) -> IResolvable:
        """Whether background jobs restart at login."""
        return self.get_boolean_attribute("restart_background_jobs")

    @property
    def locked_out(self) -> IResolvable:
        """Whether the user is locked out."""
        return self.get_boolean_attribute("locked_out")

    @property
    def type(self) -> str:
        """Where the user comes from: `Splunk`, `LDAP` or `SAML`."""
        return self.get_string_attribute("type")

    @property
    def default_app_is_user_override(self) -> IResolvable:
        """Whether the app shown after login is the user's own, and not that of a role."""
        return self.get_boolean_attribute("default_app_is_user_override")

    @property
    def default_app_source_role(self) -> str:
        """Role that the app comes from."""
        return self.get_string_attribute("default_app_source_role")

    @property
    def capabilities(self) -> list[str]:
        """Capabilities that the user has through roles."""
        return self.get_set_attribute("capabilities")


class DataUsers(DataSource):
    """Every user, those from SAML and LDAP included once they have logged in.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_users"
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
    """A reference to `roles` of splunk_roles."""

    @property
    def id(self) -> str:
        """Name of the role, in lower case."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the role. Splunk keeps it in lower case."""
        return self.get_string_attribute("name")

    @property
    def imported_roles(self) -> list[str]:
        """Roles whose rights this role has too."""
        return self.get_set_attribute("imported_roles")

    @property
    def capabilities(self) -> list[str]:
        """Capabilities of the role itself. Splunk drops those that come with an imported role."""
        return self.get_set_attribute("capabilities")

    @property
    def default_app(self) -> str:
        """App shown after login."""
        return self.get_string_attribute("default_app")

    @property
    def srch_filter(self) -> str:
        """Search terms that every search of the role is narrowed by."""
        return self.get_string_attribute("srch_filter")

    @property
    def srch_indexes_allowed(self) -> list[str]:
        """Indexes that the role may search."""
        return self.get_set_attribute("srch_indexes_allowed")

    @property
    def srch_indexes_default(self) -> list[str]:
        """Indexes searched where a search names none."""
        return self.get_set_attribute("srch_indexes_default")

    @property
    def srch_indexes_disallowed(self) -> list[str]:
        """Indexes that the role may never search."""
        return self.get_set_attribute("srch_indexes_disallowed")

    @property
    def srch_jobs_quota(self) -> float:
        """Searches that one user of the role may run at once."""
        return self.get_number_attribute("srch_jobs_quota")

    @property
    def rt_srch_jobs_quota(self) -> float:
        """Real-time searches that one user of the role may run at once."""
        return self.get_number_attribute("rt_srch_jobs_quota")

    @property
    def cumulative_srch_jobs_quota(self) -> float:
        """Searches that all users of the role together may run at once. 0 means no limit."""
        return self.get_number_attribute("cumulative_srch_jobs_quota")

    @property
    def cumulative_rt_srch_jobs_quota(self) -> float:
        """Real-time searches that all users of the role together may run at once. 0 means no limit."""
        return self.get_number_attribute("cumulative_rt_srch_jobs_quota")

    @property
    def srch_disk_quota(self) -> float:
        """Megabytes on disk for the search jobs of one user."""
        return self.get_number_attribute("srch_disk_quota")

    @property
    def srch_time_win(self) -> float:
        """Seconds that a search may reach over. -1 means not set and 0 no limit."""
        return self.get_number_attribute("srch_time_win")

    @property
    def srch_time_earliest(self) -> float:
        """Seconds before now that a search may reach back. -1 means not set and 0 no limit."""
        return self.get_number_attribute("srch_time_earliest")

    @property
    def grantable_roles(self) -> list[str]:
        """Roles that somebody may give who has this role and the capability edit_roles_grantable."""
        return self.get_set_attribute("grantable_roles")

    @property
    def delete_indexes_allowed(self) -> list[str]:
        """Indexes whose events the role may delete, with the capability delete_by_keyword."""
        return self.get_set_attribute("delete_indexes_allowed")

    @property
    def field_filter_exemption(self) -> list[str]:
        """Filters of fields that do not hold for the role."""
        return self.get_set_attribute("field_filter_exemption")

    @property
    def srch_federated_providers_allowed(self) -> list[str]:
        """Federated providers that the role may search."""
        return self.get_set_attribute("srch_federated_providers_allowed")

    @property
    def srch_federated_providers_default(self) -> list[str]:
        """Federated providers searched where a search names none."""
        return self.get_set_attribute("srch_federated_providers_default")

    @property
    def queued_search_quota(self) -> float:
        """Searches of one user of the role that may wait."""
        return self.get_number_attribute("queued_search_quota")

    @property
    def srch_min_schedule_interval(self) -> float:
        """Least seconds between two runs of a scheduled search."""
        return self.get_number_attribute("srch_min_schedule_interval")

    @property
    def srch_allow_advanced_cron(self) -> IResolvable:
        """Whether scheduled searches take extended cron expressions."""
        return self.get_boolean_attribute("srch_allow_advanced_cron")

    @property
    def imported_capabilities(self) -> list[str]:
        """Capabilities that come with the imported roles."""
        return self.get_set_attribute("imported_capabilities")


class DataRoles(DataSource):
    """Every role.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_roles"
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


class DataCapabilities(DataSource):
    """Every capability of the instance.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_capabilities"
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
        """A fixed word."""
        return self.get_string_attribute("id")

    @property
    def capabilities(self) -> list[str]:
        """Names of all capabilities."""
        return self.get_set_attribute("capabilities")


class DataCurrentContext(DataSource):
    """The user behind the provider's credentials.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_current_context"
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
        """Login name."""
        return self.get_string_attribute("id")

    @property
    def username(self) -> str:
        """Login name of the user whose credentials these are."""
        return self.get_string_attribute("username")

    @property
    def realname(self) -> str:
        """Full name."""
        return self.get_string_attribute("realname")

    @property
    def email(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("email")

    @property
    def roles(self) -> list[str]:
        """Roles of the user."""
        return self.get_set_attribute("roles")

    @property
    def capabilities(self) -> list[str]:
        """Capabilities that the user has through roles."""
        return self.get_set_attribute("capabilities")

    @property
    def default_app(self) -> str:
        """App shown after login."""
        return self.get_string_attribute("default_app")

    @property
    def tz(self) -> str:
        """Time zone."""
        return self.get_string_attribute("tz")


class EphemeralSession(EphemeralResource):
    """A session that lives for one Terraform run and enters neither plan nor state.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        username: Login name.
        password: Password. A secret.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_session"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "username": Argument(STRING, required=True),
        "password": Argument(STRING, required=True, secret=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        username: str,
        password: str,
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
                "username": username,
                "password": password,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def username(self) -> str:
        """Login name."""
        return self.get_string_attribute("username")

    @username.setter
    def username(self, value: str) -> None:
        self.set_argument("username", value)

    @property
    def password(self) -> str:
        """Password. A secret."""
        return self.get_string_attribute("password")

    @password.setter
    def password(self, value: str) -> None:
        self.set_argument("password", value)

    @property
    def token(self) -> str:
        """The session key. Sensitive: an output that shows it must be sensitive too."""
        return self.get_string_attribute("token")


class EphemeralToken(EphemeralResource):
    """A token that lives for one Terraform run, is deleted after it, and enters neither plan nor state.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user: User the token belongs to.
        name: Label of the token.
        expires_on: When the token expires: relative such as `+30d`, seconds since 1970, or a time such as
            `2030-01-31T00:00:00Z`. Without it the instance decides.
        not_before: When the token begins to work, in the same forms. Without it, it does at once.
        type: `static`, or `ephemeral`, which lives for six hours at most.
        status: Whether the token is taken.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "splunk_token"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user": Argument(STRING, required=True),
        "name": Argument(STRING, required=True),
        "expires_on": Argument(STRING),
        "not_before": Argument(STRING),
        "type": Argument(STRING),
        "status": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user: str,
        name: str,
        expires_on: str | None = None,
        not_before: str | None = None,
        type: str | None = None,
        status: str | None = None,
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
                "user": user,
                "name": name,
                "expires_on": expires_on,
                "not_before": not_before,
                "type": type,
                "status": status,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Id of the token."""
        return self.get_string_attribute("id")

    @property
    def user(self) -> str:
        """User the token belongs to."""
        return self.get_string_attribute("user")

    @user.setter
    def user(self, value: str) -> None:
        self.set_argument("user", value)

    @property
    def name(self) -> str:
        """Label of the token."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def expires_on(self) -> str:
        """When the token expires: relative such as `+30d`, seconds since 1970, or a time such as
        `2030-01-31T00:00:00Z`. Without it the instance decides."""
        return self.get_string_attribute("expires_on")

    @expires_on.setter
    def expires_on(self, value: str | None) -> None:
        self.set_argument("expires_on", value)

    @property
    def not_before(self) -> str:
        """When the token begins to work, in the same forms. Without it, it does at once."""
        return self.get_string_attribute("not_before")

    @not_before.setter
    def not_before(self, value: str | None) -> None:
        self.set_argument("not_before", value)

    @property
    def type(self) -> str:
        """`static`, or `ephemeral`, which lives for six hours at most."""
        return self.get_string_attribute("type")

    @type.setter
    def type(self, value: str | None) -> None:
        self.set_argument("type", value)

    @property
    def status(self) -> str:
        """Whether the token is taken."""
        return self.get_string_attribute("status")

    @status.setter
    def status(self, value: str | None) -> None:
        self.set_argument("status", value)

    @property
    def expires_at(self) -> str:
        """Time from which the token is refused. Null where it never is."""
        return self.get_string_attribute("expires_at")

    @property
    def token(self) -> str:
        """Value of the token. Sensitive: an output that shows it must be sensitive too."""
        return self.get_string_attribute("token")
