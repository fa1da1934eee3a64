# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""Bindings for VMware Tanzu."""

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
    name="tanzu",
    source="rolecall/tanzu",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TanzuProviderKubernetes:
    """How to reach one cluster. For further clusters use further provider blocks with an `alias`.

    Attributes:
        host: URL of the API server.
        token: Bearer token. A secret: leave it to the environment.
        cluster_ca_certificate: Text of the authority's certificate in PEM.
        config_path: Path of a kubeconfig file. What is given beside it wins.
        config_context: Context of the kubeconfig file. By default the current one.
        insecure: Trust any certificate of the cluster. For sandboxes only.
    """

    host: str | None = None
    token: str | None = None
    cluster_ca_certificate: str | None = None
    config_path: str | None = None
    config_context: str | None = None
    insecure: bool | IResolvable | None = None


class TanzuProvider(Provider):
    """The VMware Tanzu provider block. Every argument can come from the environment instead, as `TANZU_<ARGUMENT>`.

    Args:
        scope: The stack.
        id_: The construct's id.
        csp_url: Base URL of VMware Cloud Services. The provider adds `/csp/gateway/am/api` itself.
        tmc_url: Base URL of the organization's Tanzu Mission Control. The provider adds `/v1alpha1` itself. A
            self-managed one has a login of its own (Pinniped), which this provider does not have; it answers 401,
            and plans say so here.
        api_token: API token of Cloud Services with the roles org_admin and tmc:admin. It is exchanged for access
            tokens that last about half an hour. A secret: leave it to the environment.
        org_id: Id of the organization in Cloud Services. Left out, it is the one that the API token belongs to.
        kubernetes: How to reach one cluster. For further clusters use further provider blocks with an `alias`.
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
        csp_dialect: Shape of the API. `classic`: the Cloud Services of the user management guide; `v2`: the Cloud
            Services API that the vendor publishes. With `auto` the provider asks the vendor, once for each run.
            Default: auto.
        tmc_dialect: Shape of the API. `classic`: the Mission Control of the user management guide; `policy`: the API
            of policies, as the vendor publishes it. With `auto` the provider asks the vendor, once for each run.
            Default: auto.
        alias: Name of this block, if it is not the default one.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "csp_url": Argument(STRING),
        "tmc_url": Argument(STRING),
        "api_token": Argument(STRING, secret=True),
        "org_id": Argument(STRING),
        "kubernetes": Argument(ObjectOf({"host": Argument(STRING), "token": Argument(STRING, secret=True), "cluster_ca_certificate": Argument(STRING), "config_path": Argument(STRING), "config_context": Argument(STRING), "insecure": Argument(BOOL)})),
        "ca_file": Argument(STRING),
        "insecure_skip_verify": Argument(BOOL),
        "allow_insecure_http": Argument(BOOL),
        "timeout_seconds": Argument(NUMBER),
        "max_retries": Argument(NUMBER),
        "page_size": Argument(NUMBER),
        "requests_per_minute": Argument(NUMBER),
        "former_urls": Argument(ListOf(STRING)),
        "refresh": Argument(STRING),
        "csp_dialect": Argument(STRING),
        "tmc_dialect": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        csp_url: str | None = None,
        tmc_url: str | None = None,
        api_token: str | None = None,
        org_id: str | None = None,
        kubernetes: TanzuProviderKubernetes | Mapping[str, Any] | None = None,
        ca_file: str | None = None,
        insecure_skip_verify: bool | IResolvable | None = None,
        allow_insecure_http: bool | IResolvable | None = None,
        timeout_seconds: float | None = None,
        max_retries: float | None = None,
        page_size: float | None = None,
        requests_per_minute: float | None = None,
        former_urls: Collection[str] | None = None,
        refresh: str | None = None,
        csp_dialect: str | None = None,
        tmc_dialect: str | None = None,
        alias: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            {
                "csp_url": csp_url,
                "tmc_url": tmc_url,
                "api_token": api_token,
                "org_id": org_id,
                "kubernetes": kubernetes,
                "ca_file": ca_file,
                "insecure_skip_verify": insecure_skip_verify,
                "allow_insecure_http": allow_insecure_http,
                "timeout_seconds": timeout_seconds,
                "max_retries": max_retries,
                "page_size": page_size,
                "requests_per_minute": requests_per_minute,
                "former_urls": former_urls,
                "refresh": refresh,
                "csp_dialect": csp_dialect,
                "tmc_dialect": tmc_dialect,
            },
            alias=alias,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgMemberTimeouts:
    """How long to wait.

    Attributes:
        create: How long to wait for the person to accept, for example `30m`, `8h` or `3d`. Default: `30m`.
    """

    create: str | None = None


class OrgMemberTimeoutsOutputReference(ObjectReference):
    """A reference to `timeouts` of tanzu_org_member."""

    @property
    def create(self) -> str:
        """How long to wait for the person to accept, for example `30m`, `8h` or `3d`. Default: `30m`."""
        return self.get_string_attribute("create")


class OrgMember(Resource):
    """A member of the organization: invited first, a member once the person accepts the invitation that comes by
    mail.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        email: E-mail address, by which the person is invited. Changing it replaces the object.
        role: Role in the organization. Default: org_member.
        wait_for: What an apply waits for: that the person is `invited`, or that they have accepted and are `active`.
            Default: invited.
        remove_role_bindings_on_destroy: Whether destroying removes the person's role bindings first: those in the
            cluster of this provider block, if it has one, then those in Mission Control. They outlive the member
            otherwise. Default: true.
        timeouts: How long to wait.
        roles: Names of all roles that the person has in the organization directly, not by a group. Leave it out to
            keep what they have.
        service_roles: Names of all roles in services that the person has directly, by the id of the service. Leave
            it out to keep what they have; a service that is not in it takes none.
        invitation_expires_in_days: Days in which the invitation can be accepted.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_org_member"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "email": Argument(STRING, required=True),
        "role": Argument(STRING),
        "wait_for": Argument(STRING),
        "remove_role_bindings_on_destroy": Argument(BOOL),
        "timeouts": Argument(ObjectOf({"create": Argument(STRING)})),
        "roles": Argument(SetOf(STRING)),
        "service_roles": Argument(MapOf(SetOf(STRING))),
        "invitation_expires_in_days": Argument(NUMBER),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        email: str,
        role: str | None = None,
        wait_for: str | None = None,
        remove_role_bindings_on_destroy: bool | IResolvable | None = None,
        timeouts: OrgMemberTimeouts | OrgMemberTimeoutsOutputReference | Mapping[str, Any] | None = None,
        roles: Collection[str] | None = None,
        service_roles: Mapping[str, Collection[str]] | None = None,
        invitation_expires_in_days: float | None = None,
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
                "email": email,
                "role": role,
                "wait_for": wait_for,
                "remove_role_bindings_on_destroy": remove_role_bindings_on_destroy,
                "timeouts": timeouts,
                "roles": roles,
                "service_roles": service_roles,
                "invitation_expires_in_days": invitation_expires_in_days,
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
        """Id of the person; it does not change."""
        return self.get_string_attribute("id")

    @property
    def email(self) -> str:
        """E-mail address, by which the person is invited. Changing it replaces the object."""
        return self.get_string_attribute("email")

    @email.setter
    def email(self, value: str) -> None:
        self.set_argument("email", value)

    @property
    def role(self) -> str:
        """Role in the organization. Default: org_member."""
        return self.get_string_attribute("role")

    @role.setter
    def role(self, value: str | None) -> None:
        self.set_argument("role", value)

    @property
    def status(self) -> str:
        """`INVITED` until the person accepts, then `ACTIVE`."""
        return self.get_string_attribute("status")

    @property
    def first_name(self) -> str:
        """First name."""
        return self.get_string_attribute("first_name")

    @property
    def last_name(self) -> str:
        """Last name."""
        return self.get_string_attribute("last_name")

    @property
    def wait_for(self) -> str:
        """What an apply waits for: that the person is `invited`, or that they have accepted and are `active`.
        Default: invited."""
        return self.get_string_attribute("wait_for")

    @wait_for.setter
    def wait_for(self, value: str | None) -> None:
        self.set_argument("wait_for", value)

    @property
    def remove_role_bindings_on_destroy(self) -> IResolvable:
        """Whether destroying removes the person's role bindings first: those in the cluster of this provider block,
        if it has one, then those in Mission Control. They outlive the member otherwise. Default: true."""
        return self.get_boolean_attribute("remove_role_bindings_on_destroy")

    @remove_role_bindings_on_destroy.setter
    def remove_role_bindings_on_destroy(self, value: bool | IResolvable | None) -> None:
        self.set_argument("remove_role_bindings_on_destroy", value)

    @property
    def timeouts(self) -> OrgMemberTimeoutsOutputReference:
        """How long to wait."""
        return OrgMemberTimeoutsOutputReference(self, "timeouts", False)

    @timeouts.setter
    def timeouts(self, value: OrgMemberTimeouts | OrgMemberTimeoutsOutputReference | Mapping[str, Any] | None) -> None:
        self.set_argument("timeouts", value)

    @property
    def roles(self) -> list[str]:
        """Names of all roles that the person has in the organization directly, not by a group. Leave it out to keep
        what they have."""
        return self.get_set_attribute("roles")

    @roles.setter
    def roles(self, value: Collection[str] | None) -> None:
        self.set_argument("roles", value)

    @property
    def inherited_roles(self) -> list[str]:
        """Names of the roles in the organization that the person has by a group. They are not managed here."""
        return self.get_set_attribute("inherited_roles")

    @property
    def service_roles(self) -> IResolvable:
        """Names of all roles in services that the person has directly, by the id of the service. Leave it out to
        keep what they have; a service that is not in it takes none."""
        return self.interpolation_for_attribute("service_roles")

    @service_roles.setter
    def service_roles(self, value: Mapping[str, Collection[str]] | None) -> None:
        self.set_argument("service_roles", value)

    @property
    def invitation_expires_in_days(self) -> float:
        """Days in which the invitation can be accepted."""
        return self.get_number_attribute("invitation_expires_in_days")

    @invitation_expires_in_days.setter
    def invitation_expires_in_days(self, value: float | None) -> None:
        self.set_argument("invitation_expires_in_days", value)

    @property
    def inherited_service_roles(self) -> IResolvable:
        """Names of the roles in services that the person has by a group. They are not managed here."""
        return self.interpolation_for_attribute("inherited_service_roles")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingSubject:
    """Who has the role.

    Attributes:
        name: E-mail address of a user; or name of a group. Changing it replaces the object.
        kind: Kind of the subject. Changing it replaces the object.
    """

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingScopeOrganization:
    """The whole organization by its id.

    Attributes:
        name: Its name. Changing it replaces the object.
    """

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingScopeClusterGroup:
    """One cluster group.

    Attributes:
        name: Its name. Changing it replaces the object.
    """

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingScopeCluster:
    """One cluster.

    Attributes:
        name: Its name. Changing it replaces the object.
        management_cluster: Management cluster that it is of.
        provisioner: Provisioner of the management cluster.
    """

    name: str
    management_cluster: str | None = None
    provisioner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingScopeNamespace:
    """One managed namespace of a cluster.

    Attributes:
        management_cluster: Management cluster that it is of.
        provisioner: Provisioner of the management cluster.
        cluster: Cluster that it is in.
        name: Its name.
    """

    cluster: str
    name: str
    management_cluster: str | None = None
    provisioner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingScopeWorkspace:
    """One workspace.

    Attributes:
        name: Its name.
    """

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingScope:
    """What the role is about; exactly one of its members.

    Attributes:
        organization: The whole organization by its id. Changing it replaces the object.
        cluster_group: One cluster group. Changing it replaces the object.
        cluster: One cluster. Changing it replaces the object.
        namespace: One managed namespace of a cluster.
        workspace: One workspace.
    """

    organization: RoleBindingScopeOrganization | RoleBindingScopeOrganizationOutputReference | Mapping[str, Any] | None = None
    cluster_group: RoleBindingScopeClusterGroup | RoleBindingScopeClusterGroupOutputReference | Mapping[str, Any] | None = None
    cluster: RoleBindingScopeCluster | RoleBindingScopeClusterOutputReference | Mapping[str, Any] | None = None
    namespace: RoleBindingScopeNamespace | RoleBindingScopeNamespaceOutputReference | Mapping[str, Any] | None = None
    workspace: RoleBindingScopeWorkspace | RoleBindingScopeWorkspaceOutputReference | Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBindingTimeouts:
    """How long to wait.

    Attributes:
        create: How long to wait for a user who is invited in the same run to become an active member. Default:
            `30m`.
    """

    create: str | None = None


class RoleBindingSubjectOutputReference(ObjectReference):
    """A reference to `subject` of tanzu_role_binding."""

    @property
    def name(self) -> str:
        """E-mail address of a user; or name of a group. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @property
    def kind(self) -> str:
        """Kind of the subject. Changing it replaces the object."""
        return self.get_string_attribute("kind")


class RoleBindingScopeOrganizationOutputReference(ObjectReference):
    """A reference to `organization` of tanzu_role_binding.scope."""

    @property
    def name(self) -> str:
        """Its name. Changing it replaces the object."""
        return self.get_string_attribute("name")


class RoleBindingScopeClusterGroupOutputReference(ObjectReference):
    """A reference to `cluster_group` of tanzu_role_binding.scope."""

    @property
    def name(self) -> str:
        """Its name. Changing it replaces the object."""
        return self.get_string_attribute("name")


class RoleBindingScopeClusterOutputReference(ObjectReference):
    """A reference to `cluster` of tanzu_role_binding.scope."""

    @property
    def name(self) -> str:
        """Its name. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @property
    def management_cluster(self) -> str:
        """Management cluster that it is of."""
        return self.get_string_attribute("management_cluster")

    @property
    def provisioner(self) -> str:
        """Provisioner of the management cluster."""
        return self.get_string_attribute("provisioner")


class RoleBindingScopeNamespaceOutputReference(ObjectReference):
    """A reference to `namespace` of tanzu_role_binding.scope."""

    @property
    def management_cluster(self) -> str:
        """Management cluster that it is of."""
        return self.get_string_attribute("management_cluster")

    @property
    def provisioner(self) -> str:
        """Provisioner of the management cluster."""
        return self.get_string_attribute("provisioner")

    @property
    def cluster(self) -> str:
        """Cluster that it is in."""
        return self.get_string_attribute("cluster")

    @property
    def name(self) -> str:
        """Its name."""
        return self.get_string_attribute("name")


class RoleBindingScopeWorkspaceOutputReference(ObjectReference):
    """A reference to `workspace` of tanzu_role_binding.scope."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.get_string_attribute("name")


class RoleBindingScopeOutputReference(ObjectReference):
    """A reference to `scope` of tanzu_role_binding."""

    @property
    def organization(self) -> RoleBindingScopeOrganizationOutputReference:
        """The whole organization by its id. Changing it replaces the object."""
        return RoleBindingScopeOrganizationOutputReference(self, "organization", False)

    @property
    def cluster_group(self) -> RoleBindingScopeClusterGroupOutputReference:
        """One cluster group. Changing it replaces the object."""
        return RoleBindingScopeClusterGroupOutputReference(self, "cluster_group", False)

    @property
    def cluster(self) -> RoleBindingScopeClusterOutputReference:
        """One cluster. Changing it replaces the object."""
        return RoleBindingScopeClusterOutputReference(self, "cluster", False)

    @property
    def namespace(self) -> RoleBindingScopeNamespaceOutputReference:
        """One managed namespace of a cluster."""
        return RoleBindingScopeNamespaceOutputReference(self, "namespace", False)

    @property
    def workspace(self) -> RoleBindingScopeWorkspaceOutputReference:
        """One workspace."""
        return RoleBindingScopeWorkspaceOutputReference(self, "workspace", False)


class RoleBindingTimeoutsOutputReference(ObjectReference):
    """A reference to `timeouts` of tanzu_role_binding."""

    @property
    def create(self) -> str:
        """How long to wait for a user who is invited in the same run to become an active member. Default: `30m`."""
        return self.get_string_attribute("create")


class RoleBinding(Resource):
    """A role in Tanzu Mission Control, on the organization, a cluster group or a cluster. Replaced before the old
    one is destroyed, unless `lifecycle` says otherwise.

    Args:
        scope_: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        role: Name of the role, for example `cluster.admin`. Changing it replaces the object.
        subject: Who has the role. Changing it replaces the object.
        scope: What the role is about; exactly one of its members. Changing it replaces the object.
        timeouts: How long to wait.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_role_binding"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    CREATE_BEFORE_DESTROY: ClassVar[bool] = True
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "role": Argument(STRING, required=True),
        "subject": Argument(ObjectOf({"name": Argument(STRING, required=True), "kind": Argument(STRING, required=True)}), required=True),
        "scope": Argument(ObjectOf({"organization": Argument(ObjectOf({"name": Argument(STRING, required=True)})), "cluster_group": Argument(ObjectOf({"name": Argument(STRING, required=True)})), "cluster": Argument(ObjectOf({"name": Argument(STRING, required=True), "management_cluster": Argument(STRING), "provisioner": Argument(STRING)})), "namespace": Argument(ObjectOf({"management_cluster": Argument(STRING), "provisioner": Argument(STRING), "cluster": Argument(STRING, required=True), "name": Argument(STRING, required=True)})), "workspace": Argument(ObjectOf({"name": Argument(STRING, required=True)}))}), required=True),
        "timeouts": Argument(ObjectOf({"create": Argument(STRING)})),
    }

    def __init__(
        self,
        scope_: Construct,
        id_: str,
        *,
        role: str,
        subject: RoleBindingSubject | RoleBindingSubjectOutputReference | Mapping[str, Any],
        scope: RoleBindingScope | RoleBindingScopeOutputReference | Mapping[str, Any],
        timeouts: RoleBindingTimeouts | RoleBindingTimeoutsOutputReference | Mapping[str, Any] | None = None,
        connection: Connection | None = None,
        count: Count | None = None,
        depends_on: DependsOn | None = None,
        for_each: ForEach | None = None,
        lifecycle: Lifecycle | None = None,
        provider: TerraformProvider | None = None,
        provisioners: Provisioners | None = None,
    ) -> None:
        super().__init__(
            scope_,
            id_,
            {
                "role": role,
                "subject": subject,
                "scope": scope,
                "timeouts": timeouts,
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
        """The name that Mission Control generated."""
        return self.get_string_attribute("id")

    @property
    def role(self) -> str:
        """Name of the role, for example `cluster.admin`. Changing it replaces the object."""
        return self.get_string_attribute("role")

    @role.setter
    def role(self, value: str) -> None:
        self.set_argument("role", value)

    @property
    def subject(self) -> RoleBindingSubjectOutputReference:
        """Who has the role. Changing it replaces the object."""
        return RoleBindingSubjectOutputReference(self, "subject", False)

    @subject.setter
    def subject(self, value: RoleBindingSubject | RoleBindingSubjectOutputReference | Mapping[str, Any]) -> None:
        self.set_argument("subject", value)

    @property
    def scope(self) -> RoleBindingScopeOutputReference:
        """What the role is about; exactly one of its members. Changing it replaces the object."""
        return RoleBindingScopeOutputReference(self, "scope", False)

    @scope.setter
    def scope(self, value: RoleBindingScope | RoleBindingScopeOutputReference | Mapping[str, Any]) -> None:
        self.set_argument("scope", value)

    @property
    def timeouts(self) -> RoleBindingTimeoutsOutputReference:
        """How long to wait."""
        return RoleBindingTimeoutsOutputReference(self, "timeouts", False)

    @timeouts.setter
    def timeouts(self, value: RoleBindingTimeouts | RoleBindingTimeoutsOutputReference | Mapping[str, Any] | None) -> None:
        self.set_argument("timeouts", value)


class ClusterUser(Resource):
    """What a user has in one cluster, so that it ends when they leave the organization.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: The name by which the cluster knows the user. Changing it replaces the object.
        remove_role_bindings_on_destroy: Whether destroying removes every role binding of the cluster that names this
            user alone, whoever made it. Those that name others too stay and are reported. Default: true.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_cluster_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "remove_role_bindings_on_destroy": Argument(BOOL),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        remove_role_bindings_on_destroy: bool | IResolvable | None = None,
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
                "remove_role_bindings_on_destroy": remove_role_bindings_on_destroy,
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
        """`{name}`."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """The name by which the cluster knows the user. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def remove_role_bindings_on_destroy(self) -> IResolvable:
        """Whether destroying removes every role binding of the cluster that names this user alone, whoever made it.
        Those that name others too stay and are reported. Default: true."""
        return self.get_boolean_attribute("remove_role_bindings_on_destroy")

    @remove_role_bindings_on_destroy.setter
    def remove_role_bindings_on_destroy(self, value: bool | IResolvable | None) -> None:
        self.set_argument("remove_role_bindings_on_destroy", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterRoleBindingRoleRef:
    """The role. It cannot be changed.

    Attributes:
        kind: Kind of the role.
        name: Name of the role.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterRoleBindingSubjects:
    """Everybody who has the role. Leave it out to keep whom the binding has; `[]` takes it from everybody.

    Attributes:
        kind: Kind of the subject.
        name: Name of the user, group or service account.
        namespace: Namespace of a service account.
    """

    kind: str
    name: str
    namespace: str | None = None


class ClusterRoleBindingRoleRefOutputReference(ObjectReference):
    """A reference to `role_ref` of tanzu_cluster_role_binding."""

    @property
    def kind(self) -> str:
        """Kind of the role."""
        return self.get_string_attribute("kind")

    @property
    def name(self) -> str:
        """Name of the role."""
        return self.get_string_attribute("name")


class ClusterRoleBindingSubjectsOutputReference(ObjectReference):
    """A reference to `subjects` of tanzu_cluster_role_binding."""

    @property
    def kind(self) -> str:
        """Kind of the subject."""
        return self.get_string_attribute("kind")

    @property
    def name(self) -> str:
        """Name of the user, group or service account."""
        return self.get_string_attribute("name")

    @property
    def namespace(self) -> str:
        """Namespace of a service account."""
        return self.get_string_attribute("namespace")


class ClusterRoleBinding(Resource):
    """A role that users, groups and service accounts have in a whole cluster.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the binding. Changing it replaces the object.
        role_ref: The role. It cannot be changed. Changing it replaces the object.
        labels: Labels to set. Labels that others set stay as they are and are not shown.
        subjects: Everybody who has the role. Leave it out to keep whom the binding has; `[]` takes it from
            everybody.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_cluster_role_binding"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "role_ref": Argument(ObjectOf({"kind": Argument(STRING, required=True), "name": Argument(STRING, required=True)}), required=True),
        "labels": Argument(MapOf(STRING)),
        "subjects": Argument(SetOf(ObjectOf({"kind": Argument(STRING, required=True), "name": Argument(STRING, required=True), "namespace": Argument(STRING)}))),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        role_ref: ClusterRoleBindingRoleRef | ClusterRoleBindingRoleRefOutputReference | Mapping[str, Any],
        labels: Mapping[str, str] | None = None,
        subjects: Collection[ClusterRoleBindingSubjects | Mapping[str, Any]] | ObjectList[ClusterRoleBindingSubjectsOutputReference] | None = None,
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
                "role_ref": role_ref,
                "labels": labels,
                "subjects": subjects,
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
        """Name of the binding."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the binding. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def labels(self) -> Mapping[str, str]:
        """Labels to set. Labels that others set stay as they are and are not shown."""
        return self.get_string_map_attribute("labels")

    @labels.setter
    def labels(self, value: Mapping[str, str] | None) -> None:
        self.set_argument("labels", value)

    @property
    def role_ref(self) -> ClusterRoleBindingRoleRefOutputReference:
        """The role. It cannot be changed. Changing it replaces the object."""
        return ClusterRoleBindingRoleRefOutputReference(self, "role_ref", False)

    @role_ref.setter
    def role_ref(self, value: ClusterRoleBindingRoleRef | ClusterRoleBindingRoleRefOutputReference | Mapping[str, Any]) -> None:
        self.set_argument("role_ref", value)

    @property
    def subjects(self) -> ObjectList[ClusterRoleBindingSubjectsOutputReference]:
        """Everybody who has the role. Leave it out to keep whom the binding has; `[]` takes it from everybody."""
        return ObjectList(self, "subjects", ClusterRoleBindingSubjectsOutputReference, wraps_set=True)

    @subjects.setter
    def subjects(self, value: Collection[ClusterRoleBindingSubjects | Mapping[str, Any]] | ObjectList[ClusterRoleBindingSubjectsOutputReference] | None) -> None:
        self.set_argument("subjects", value)

    @property
    def resource_version(self) -> str:
        """Version of the object as the cluster counts it."""
        return self.get_string_attribute("resource_version")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamespaceRoleBindingRoleRef:
    """The role. It cannot be changed.

    Attributes:
        kind: Kind of the role.
        name: Name of the role.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamespaceRoleBindingSubjects:
    """Everybody who has the role. Leave it out to keep whom the binding has; `[]` takes it from everybody.

    Attributes:
        kind: Kind of the subject.
        name: Name of the user, group or service account.
        namespace: Namespace of a service account.
    """

    kind: str
    name: str
    namespace: str | None = None


class NamespaceRoleBindingRoleRefOutputReference(ObjectReference):
    """A reference to `role_ref` of tanzu_namespace_role_binding."""

    @property
    def kind(self) -> str:
        """Kind of the role."""
        return self.get_string_attribute("kind")

    @property
    def name(self) -> str:
        """Name of the role."""
        return self.get_string_attribute("name")


class NamespaceRoleBindingSubjectsOutputReference(ObjectReference):
    """A reference to `subjects` of tanzu_namespace_role_binding."""

    @property
    def kind(self) -> str:
        """Kind of the subject."""
        return self.get_string_attribute("kind")

    @property
    def name(self) -> str:
        """Name of the user, group or service account."""
        return self.get_string_attribute("name")

    @property
    def namespace(self) -> str:
        """Namespace of a service account."""
        return self.get_string_attribute("namespace")


class NamespaceRoleBinding(Resource):
    """A role that users, groups and service accounts have in one namespace of a cluster.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the binding. Changing it replaces the object.
        role_ref: The role. It cannot be changed. Changing it replaces the object.
        namespace: Namespace of the binding. Changing it replaces the object.
        labels: Labels to set. Labels that others set stay as they are and are not shown.
        subjects: Everybody who has the role. Leave it out to keep whom the binding has; `[]` takes it from
            everybody.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_namespace_role_binding"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "name": Argument(STRING, required=True),
        "role_ref": Argument(ObjectOf({"kind": Argument(STRING, required=True), "name": Argument(STRING, required=True)}), required=True),
        "namespace": Argument(STRING, required=True),
        "labels": Argument(MapOf(STRING)),
        "subjects": Argument(SetOf(ObjectOf({"kind": Argument(STRING, required=True), "name": Argument(STRING, required=True), "namespace": Argument(STRING)}))),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        role_ref: NamespaceRoleBindingRoleRef | NamespaceRoleBindingRoleRefOutputReference | Mapping[str, Any],
        namespace: str,
        labels: Mapping[str, str] | None = None,
        subjects: Collection[NamespaceRoleBindingSubjects | Mapping[str, Any]] | ObjectList[NamespaceRoleBindingSubjectsOutputReference] | None = None,
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
                "role_ref": role_ref,
                "namespace": namespace,
                "labels": labels,
                "subjects": subjects,
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
        """`{namespace}/{name}`."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the binding. Changing it replaces the object."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str) -> None:
        self.set_argument("name", value)

    @property
    def labels(self) -> Mapping[str, str]:
        """Labels to set. Labels that others set stay as they are and are not shown."""
        return self.get_string_map_attribute("labels")

    @labels.setter
    def labels(self, value: Mapping[str, str] | None) -> None:
        self.set_argument("labels", value)

    @property
    def role_ref(self) -> NamespaceRoleBindingRoleRefOutputReference:
        """The role. It cannot be changed. Changing it replaces the object."""
        return NamespaceRoleBindingRoleRefOutputReference(self, "role_ref", False)

    @role_ref.setter
    def role_ref(self, value: NamespaceRoleBindingRoleRef | NamespaceRoleBindingRoleRefOutputReference | Mapping[str, Any]) -> None:
        self.set_argument("role_ref", value)

    @property
    def subjects(self) -> ObjectList[NamespaceRoleBindingSubjectsOutputReference]:
        """Everybody who has the role. Leave it out to keep whom the binding has; `[]` takes it from everybody."""
        return ObjectList(self, "subjects", NamespaceRoleBindingSubjectsOutputReference, wraps_set=True)

    @subjects.setter
    def subjects(self, value: Collection[NamespaceRoleBindingSubjects | Mapping[str, Any]] | ObjectList[NamespaceRoleBindingSubjectsOutputReference] | None) -> None:
        self.set_argument("subjects", value)

    @property
    def resource_version(self) -> str:
        """Version of the object as the cluster counts it."""
        return self.get_string_attribute("resource_version")

    @property
    def namespace(self) -> str:
        """Namespace of the binding. Changing it replaces the object."""
        return self.get_string_attribute("namespace")

    @namespace.setter
    def namespace(self, value: str) -> None:
        self.set_argument("namespace", value)


class Group(Resource):
    """A custom group of members of the organization.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        name: Name of the group.
        description: What the group is for.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_group"
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
        """Id of the group; it does not change."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the group."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMemberTimeouts:
    """How long to wait.

    Attributes:
        create: How long to wait for somebody who is invited in the same run to accept. Default: `30m`.
    """

    create: str | None = None


class GroupMemberTimeoutsOutputReference(ObjectReference):
    """A reference to `timeouts` of tanzu_group_member."""

    @property
    def create(self) -> str:
        """How long to wait for somebody who is invited in the same run to accept. Default: `30m`."""
        return self.get_string_attribute("create")


class GroupMember(Resource):
    """One member of the organization in one custom group, beside whoever else is in it.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        email: E-mail address of the member. Changing it replaces the object.
        group_id: The `id` of the group. Changing it replaces the object.
        timeouts: How long to wait.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_group_member"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "email": Argument(STRING, required=True),
        "group_id": Argument(STRING, required=True),
        "timeouts": Argument(ObjectOf({"create": Argument(STRING)})),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        email: str,
        group_id: str,
        timeouts: GroupMemberTimeouts | GroupMemberTimeoutsOutputReference | Mapping[str, Any] | None = None,
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
                "email": email,
                "group_id": group_id,
                "timeouts": timeouts,
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
        """`{group_id}/{email}`."""
        return self.get_string_attribute("id")

    @property
    def email(self) -> str:
        """E-mail address of the member. Changing it replaces the object."""
        return self.get_string_attribute("email")

    @email.setter
    def email(self, value: str) -> None:
        self.set_argument("email", value)

    @property
    def user_id(self) -> str:
        """The `id` of the member."""
        return self.get_string_attribute("user_id")

    @property
    def group_id(self) -> str:
        """The `id` of the group. Changing it replaces the object."""
        return self.get_string_attribute("group_id")

    @group_id.setter
    def group_id(self, value: str) -> None:
        self.set_argument("group_id", value)

    @property
    def timeouts(self) -> GroupMemberTimeoutsOutputReference:
        """How long to wait."""
        return GroupMemberTimeoutsOutputReference(self, "timeouts", False)

    @timeouts.setter
    def timeouts(self, value: GroupMemberTimeouts | GroupMemberTimeoutsOutputReference | Mapping[str, Any] | None) -> None:
        self.set_argument("timeouts", value)


class DataOrgMembersMembersOutputReference(ObjectReference):
    """A reference to `members` of tanzu_org_members."""

    @property
    def id(self) -> str:
        """Id of the person; it does not change."""
        return self.get_string_attribute("id")

    @property
    def email(self) -> str:
        """E-mail addresses."""
        return self.get_string_attribute("email")

    @property
    def role(self) -> str:
        """Role in the organization."""
        return self.get_string_attribute("role")

    @property
    def status(self) -> str:
        """`INVITED` until the person accepts, then `ACTIVE`."""
        return self.get_string_attribute("status")

    @property
    def first_name(self) -> str:
        """First name."""
        return self.get_string_attribute("first_name")

    @property
    def last_name(self) -> str:
        """Last name."""
        return self.get_string_attribute("last_name")

    @property
    def roles(self) -> list[str]:
        """Names of all roles that the person has in the organization directly, not by a group. Leave it out to keep
        what they have."""
        return self.get_set_attribute("roles")

    @property
    def inherited_roles(self) -> list[str]:
        """Names of the roles in the organization that the person has by a group. They are not managed here."""
        return self.get_set_attribute("inherited_roles")

    @property
    def service_roles(self) -> IResolvable:
        """Names of all roles in services that the person has directly, by the id of the service. Leave it out to
        keep what they have; a service that is not in it takes none."""
        return self.interpolation_for_attribute("service_roles")

    @property
    def inherited_service_roles(self) -> IResolvable:
        """Names of the roles in services that the person has by a group. They are not managed here."""
        return self.interpolation_for_attribute("inherited_service_roles")


class DataOrgMembers(DataSource):
    """Everybody in the organization, those who are invited too.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_org_members"
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
    def members(self) -> ObjectList[DataOrgMembersMembersOutputReference]:
        """All of them, sorted by `email`."""
        return ObjectList(self, "members", DataOrgMembersMembersOutputReference)


class DataRoleBindingsRoleBindingsSubjectsOutputReference(ObjectReference):
    """A reference to `subjects` of tanzu_role_bindings.role_bindings."""

    @property
    def name(self) -> str:
        """E-mail address of a user; or name of a group."""
        return self.get_string_attribute("name")

    @property
    def kind(self) -> str:
        """Kind of the subject."""
        return self.get_string_attribute("kind")


class DataRoleBindingsRoleBindingsScopeOrganizationOutputReference(ObjectReference):
    """A reference to `organization` of tanzu_role_bindings.role_bindings.scope."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.get_string_attribute("name")


class DataRoleBindingsRoleBindingsScopeClusterGroupOutputReference(ObjectReference):
    """A reference to `cluster_group` of tanzu_role_bindings.role_bindings.scope."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.get_string_attribute("name")


class DataRoleBindingsRoleBindingsScopeClusterOutputReference(ObjectReference):
    """A reference to `cluster` of tanzu_role_bindings.role_bindings.scope."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.get_string_attribute("name")

    @property
    def management_cluster(self) -> str:
        """Management cluster that it is of."""
        return self.get_string_attribute("management_cluster")

    @property
    def provisioner(self) -> str:
        """Provisioner of the management cluster."""
        return self.get_string_attribute("provisioner")


class DataRoleBindingsRoleBindingsScopeNamespaceOutputReference(ObjectReference):
    """A reference to `namespace` of tanzu_role_bindings.role_bindings.scope."""

    @property
    def management_cluster(self) -> str:
        """Management cluster that it is of."""
        return self.get_string_attribute("management_cluster")

    @property
    def provisioner(self) -> str:
        """Provisioner of the management cluster."""
        return self.get_string_attribute("provisioner")

    @property
    def cluster(self) -> str:
        """Cluster that it is in."""
        return self.get_string_attribute("cluster")

    @property
    def name(self) -> str:
        """Its name."""
        return self.get_string_attribute("name")


class DataRoleBindingsRoleBindingsScopeWorkspaceOutputReference(ObjectReference):
    """A reference to `workspace` of tanzu_role_bindings.role_bindings.scope."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.get_string_attribute("name")


class DataRoleBindingsRoleBindingsScopeOutputReference(ObjectReference):
    """A reference to `scope` of tanzu_role_bindings.role_bindings."""

    @property
    def organization(self) -> DataRoleBindingsRoleBindingsScopeOrganizationOutputReference:
        """The whole organization by its id."""
        return DataRoleBindingsRoleBindingsScopeOrganizationOutputReference(self, "organization", False)

    @property
    def cluster_group(self) -> DataRoleBindingsRoleBindingsScopeClusterGroupOutputReference:
        """One cluster group."""
        return DataRoleBindingsRoleBindingsScopeClusterGroupOutputReference(self, "cluster_group", False)

    @property
    def cluster(self) -> DataRoleBindingsRoleBindingsScopeClusterOutputReference:
        """One cluster."""
        return DataRoleBindingsRoleBindingsScopeClusterOutputReference(self, "cluster", False)

    @property
    def namespace(self) -> DataRoleBindingsRoleBindingsScopeNamespaceOutputReference:
        """One managed namespace of a cluster."""
        return DataRoleBindingsRoleBindingsScopeNamespaceOutputReference(self, "namespace", False)

    @property
    def workspace(self) -> DataRoleBindingsRoleBindingsScopeWorkspaceOutputReference:
        """One workspace."""
        return DataRoleBindingsRoleBindingsScopeWorkspaceOutputReference(self, "workspace", False)


class DataRoleBindingsRoleBindingsOutputReference(ObjectReference):
    """A reference to `role_bindings` of tanzu_role_bindings."""

    @property
    def id(self) -> str:
        """The name that Mission Control generated."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """The name that Mission Control generated."""
        return self.get_string_attribute("name")

    @property
    def role(self) -> str:
        """Name of the role, for example `cluster.admin`."""
        return self.get_string_attribute("role")

    @property
    def subjects(self) -> ObjectList[DataRoleBindingsRoleBindingsSubjectsOutputReference]:
        """Who has the role."""
        return ObjectList(self, "subjects", DataRoleBindingsRoleBindingsSubjectsOutputReference)

    @property
    def scope(self) -> DataRoleBindingsRoleBindingsScopeOutputReference:
        """What the role is about, where Mission Control says it."""
        return DataRoleBindingsRoleBindingsScopeOutputReference(self, "scope", False)


class DataRoleBindings(DataSource):
    """Role bindings in Tanzu Mission Control, all of them or those of one cluster or cluster group.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        cluster: Only the role bindings of this cluster.
        cluster_group: Only the role bindings of this cluster group.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_role_bindings"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "cluster": Argument(STRING),
        "cluster_group": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        cluster: str | None = None,
        cluster_group: str | None = None,
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
                "cluster": cluster,
                "cluster_group": cluster_group,
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
    def cluster(self) -> str:
        """Only the role bindings of this cluster."""
        return self.get_string_attribute("cluster")

    @cluster.setter
    def cluster(self, value: str | None) -> None:
        self.set_argument("cluster", value)

    @property
    def cluster_group(self) -> str:
        """Only the role bindings of this cluster group."""
        return self.get_string_attribute("cluster_group")

    @cluster_group.setter
    def cluster_group(self, value: str | None) -> None:
        self.set_argument("cluster_group", value)

    @property
    def role_bindings(self) -> ObjectList[DataRoleBindingsRoleBindingsOutputReference]:
        """All of them, sorted by `name`."""
        return ObjectList(self, "role_bindings", DataRoleBindingsRoleBindingsOutputReference)


class DataClusterRoleBindingsClusterRoleBindingsRoleRefOutputReference(ObjectReference):
    """A reference to `role_ref` of tanzu_cluster_role_bindings.cluster_role_bindings."""

    @property
    def kind(self) -> str:
        """Kind of the role."""
        return self.get_string_attribute("kind")

    @property
    def name(self) -> str:
        """Name of the role."""
        return self.get_string_attribute("name")


class DataClusterRoleBindingsClusterRoleBindingsSubjectsOutputReference(ObjectReference):
    """A reference to `subjects` of tanzu_cluster_role_bindings.cluster_role_bindings."""

    @property
    def kind(self) -> str:
        """Kind of the subject."""
        return self.get_string_attribute("kind")

    @property
    def name(self) -> str:
        """Name of the user, group or service account."""
        return self.get_string_attribute("name")

    @property
    def namespace(self) -> str:
        """Namespace of a service account."""
        return self.get_string_attribute("namespace")


class DataClusterRoleBindingsClusterRoleBindingsOutputReference(ObjectReference):
    """A reference to `cluster_role_bindings` of tanzu_cluster_role_bindings."""

    @property
    def id(self) -> str:
        """Name of the binding."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the binding."""
        return self.get_string_attribute("name")

    @property
    def labels(self) -> Mapping[str, str]:
        """Labels."""
        return self.get_string_map_attribute("labels")

    @property
    def role_ref(self) -> DataClusterRoleBindingsClusterRoleBindingsRoleRefOutputReference:
        """The role. It cannot be changed."""
        return DataClusterRoleBindingsClusterRoleBindingsRoleRefOutputReference(self, "role_ref", False)

    @property
    def subjects(self) -> ObjectList[DataClusterRoleBindingsClusterRoleBindingsSubjectsOutputReference]:
        """Who has the role."""
        return ObjectList(self, "subjects", DataClusterRoleBindingsClusterRoleBindingsSubjectsOutputReference, wraps_set=True)

    @property
    def resource_version(self) -> str:
        """Version of the object as the cluster counts it."""
        return self.get_string_attribute("resource_version")


class DataClusterRoleBindings(DataSource):
    """Every cluster role binding of the cluster of the provider block.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_cluster_role_bindings"
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
    def cluster_role_bindings(self) -> ObjectList[DataClusterRoleBindingsClusterRoleBindingsOutputReference]:
        """All of them, sorted by `name`."""
        return ObjectList(self, "cluster_role_bindings", DataClusterRoleBindingsClusterRoleBindingsOutputReference)


class DataIamProvidersIamProvidersOutputReference(ObjectReference):
    """A reference to `iam_providers` of tanzu_iam_providers."""

    @property
    def id(self) -> str:
        """Name of the identity provider's connection."""
        return self.get_string_attribute("id")

    @property
    def name(self) -> str:
        """Name of the identity provider's connection."""
        return self.get_string_attribute("name")

    @property
    def type(self) -> str:
        """How it provisions, for example `SCIM`."""
        return self.get_string_attribute("type")

    @property
    def status(self) -> str:
        """Whether it is in use."""
        return self.get_string_attribute("status")


class DataIamProviders(DataSource):
    """The identity providers that push users and groups to Tanzu Mission Control.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_iam_providers"
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
    def iam_providers(self) -> ObjectList[DataIamProvidersIamProvidersOutputReference]:
        """All of them, sorted by `name`."""
        return ObjectList(self, "iam_providers", DataIamProvidersIamProvidersOutputReference)


class DataGroup(DataSource):
    """One group of members of the organization, found by id or by name. Groups of a directory too.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id of the group; it does not change.
        name: Name of the group.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "tanzu_group"
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
        """Id of the group; it does not change."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def name(self) -> str:
        """Name of the group."""
        return self.get_string_attribute("name")

    @name.setter
    def name(self, value: str | None) -> None:
        self.set_argument("name", value)

    @property
    def description(self) -> str:
        """What the group is for."""
        return self.get_string_attribute("description")
