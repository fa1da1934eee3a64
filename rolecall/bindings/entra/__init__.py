# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""Bindings for Microsoft Entra."""

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
    NUMBER,
    ObjectOf,
    STRING,
    SetOf,
)

PROVIDER = ProviderInfo(
    name="entra",
    source="rolecall/entra",
)


class EntraProvider(Provider):
    """The Microsoft Entra provider block. Every argument can come from the environment instead, as
    `ENTRA_<ARGUMENT>`.

    Args:
        scope: The stack.
        id_: The construct's id.
        tenant_id: Id or domain of the tenant.
        client_id: Client id of an application. Which permissions it needs says the page of each resource type;
            provisioning of gallery applications needs Application.ReadWrite.OwnedBy, Synchronization.ReadWrite.All,
            AppRoleAssignment.ReadWrite.All and Directory.Read.All.
        client_secret: Secret of that application. A secret: leave it to the environment.
        client_certificate_path: Path of a file with the private key and the certificate of that application, in PEM
            or PKCS #12, in place of a secret.
        client_certificate_password: Password of that file, where it has one. A secret: leave it to the environment.
        oidc_token: Token of a CI system or a cluster that the application trusts (workload identity), in place of a
            secret. In GitLab give the job `id_tokens: {ENTRA_OIDC_TOKEN: {aud: "api://AzureADTokenExchange"}}`. A
            secret: leave it to the environment.
        oidc_token_file_path: Path of a file with such a token, which is read again for each access token.
        use_github_oidc: Whether to ask GitHub for such a token. The job needs `permissions: {id-token: write}`.
        use_managed_identity: Whether to run as the managed identity of the machine in Azure; `client_id` names one
            that is assigned by users.
        use_cli: Whether to run as whoever is signed in to the Azure CLI (`az login --tenant <tenant_id>`).
        environment: The cloud of the tenant, which says where Graph and the authority are. Default: global.
        graph_url: Base URL of Microsoft Graph, in place of that of `environment`. The provider adds `/v1.0` itself.
            Default: https://graph.microsoft.com.
        authority_url: Base URL of the authority that issues tokens, in place of that of `environment`. Default:
            https://login.microsoftonline.com.
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

    TF_RESOURCE_TYPE: ClassVar[str] = "entra"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "tenant_id": Argument(STRING),
        "client_id": Argument(STRING),
        "client_secret": Argument(STRING, secret=True),
        "client_certificate_path": Argument(STRING),
        "client_certificate_password": Argument(STRING, secret=True),
        "oidc_token": Argument(STRING, secret=True),
        "oidc_token_file_path": Argument(STRING),
        "use_github_oidc": Argument(BOOL),
        "use_managed_identity": Argument(BOOL),
        "use_cli": Argument(BOOL),
        "environment": Argument(STRING),
        "graph_url": Argument(STRING),
        "authority_url": Argument(STRING),
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
        tenant_id: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        client_certificate_path: str | None = None,
        client_certificate_password: str | None = None,
        oidc_token: str | None = None,
        oidc_token_file_path: str | None = None,
        use_github_oidc: bool | IResolvable | None = None,
        use_managed_identity: bool | IResolvable | None = None,
        use_cli: bool | IResolvable | None = None,
        environment: str | None = None,
        graph_url: str | None = None,
        authority_url: str | None = None,
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
                "tenant_id": tenant_id,
                "client_id": client_id,
                "client_secret": client_secret,
                "client_certificate_path": client_certificate_path,
                "client_certificate_password": client_certificate_password,
                "oidc_token": oidc_token,
                "oidc_token_file_path": oidc_token_file_path,
                "use_github_oidc": use_github_oidc,
                "use_managed_identity": use_managed_identity,
                "use_cli": use_cli,
                "environment": environment,
                "graph_url": graph_url,
                "authority_url": authority_url,
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


class GalleryApplicationAppRolesOutputReference(ObjectReference):
    """A reference to `app_roles` of entra_gallery_application."""

    @property
    def id(self) -> str:
        """Id of the role."""
        return self.get_string_attribute("id")

    @property
    def value(self) -> str:
        """The role's name in tokens and in provisioning."""
        return self.get_string_attribute("value")

    @property
    def display_name(self) -> str:
        """The role's name for people."""
        return self.get_string_attribute("display_name")

    @property
    def is_enabled(self) -> IResolvable:
        """Whether it can be assigned."""
        return self.get_boolean_attribute("is_enabled")


class GalleryApplication(Resource):
    """An application from the gallery: the application and its service principal, which are made together.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        display_name: Name of the application and its service principal.
        template_id: Id of the application in the gallery, in place of its name. Changing it replaces the object.
        template: Name of the application in the gallery, for example `Tanium SSO`. Changing it replaces the object.
        on_destroy: What destroying does: `delete` the application and its service principal, or `retain` them.
            Unless it is set, what was made here is deleted, and what was imported is retained.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_gallery_application"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "display_name": Argument(STRING, required=True),
        "template_id": Argument(STRING),
        "template": Argument(STRING),
        "on_destroy": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        display_name: str,
        template_id: str | None = None,
        template: str | None = None,
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
                "display_name": display_name,
                "template_id": template_id,
                "template": template,
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
        """Object id of the service principal."""
        return self.get_string_attribute("id")

    @property
    def display_name(self) -> str:
        """Name of the application and its service principal."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.set_argument("display_name", value)

    @property
    def service_principal_id(self) -> str:
        """The same as `id`."""
        return self.get_string_attribute("service_principal_id")

    @property
    def client_id(self) -> str:
        """Id that the application has as a client."""
        return self.get_string_attribute("client_id")

    @property
    def template_id(self) -> str:
        """Id of the application in the gallery, in place of its name. Changing it replaces the object."""
        return self.get_string_attribute("template_id")

    @template_id.setter
    def template_id(self, value: str | None) -> None:
        self.set_argument("template_id", value)

    @property
    def app_roles(self) -> ObjectList[GalleryApplicationAppRolesOutputReference]:
        """The roles that users and groups can have in the application."""
        return ObjectList(self, "app_roles", GalleryApplicationAppRolesOutputReference)

    @property
    def application_id(self) -> str:
        """Object id of the application."""
        return self.get_string_attribute("application_id")

    @property
    def template(self) -> str:
        """Name of the application in the gallery, for example `Tanium SSO`. Changing it replaces the object."""
        return self.get_string_attribute("template")

    @template.setter
    def template(self, value: str | None) -> None:
        self.set_argument("template", value)

    @property
    def on_destroy(self) -> str:
        """What destroying does: `delete` the application and its service principal, or `retain` them. Unless it is
        set, what was made here is deleted, and what was imported is retained."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)


class ProvisioningCredentials(Resource):
    """Where an application provisions users and groups to, with which secret, and whom it tells of failures.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        service_principal_id: Object id of the service principal. Changing it replaces the object.
        tenant_url: Tenant URL: where the application takes users and groups.
        secret_token_wo: Secret token for the Tenant URL, the whole of it; Tanium's begins with `token-`. Not in
            state. Write-only: enters neither plan nor state.
        secret_token_wo_version: Change this number to send `secret_token_wo` again.
        user_name: Name of the account that provisioning signs in with.
        client_identifier: Client identifier.
        consumer_key: Consumer key.
        oauth2_client_id: Client id for OAuth 2.0.
        oauth2_token_exchange_uri: Address that gives tokens for OAuth 2.0.
        oauth2_authorization_uri: Address that authorizes for OAuth 2.0.
        authentication_type: Way to authenticate, in the words of the application.
        company_id: Id of the company in the application.
        instance_name: Name of the instance of the application.
        domain: Domain in the application.
        url: Address, for applications that have it beside the Tenant URL or in its place.
        server: Server of the application.
        sandbox_name: Name of the sandbox of the application.
        password_wo: Password of that account. Not in state. Write-only: enters neither plan nor state.
        password_wo_version: Change this number to send `password_wo` again.
        app_key_wo: Key of the application. Not in state. Write-only: enters neither plan nor state.
        app_key_wo_version: Change this number to send `app_key_wo` again.
        client_secret_wo: Secret of the client identifier. Not in state. Write-only: enters neither plan nor state.
        client_secret_wo_version: Change this number to send `client_secret_wo` again.
        consumer_secret_wo: Secret of the consumer key. Not in state. Write-only: enters neither plan nor state.
        consumer_secret_wo_version: Change this number to send `consumer_secret_wo` again.
        token_key_wo: Key of the token. Not in state. Write-only: enters neither plan nor state.
        token_key_wo_version: Change this number to send `token_key_wo` again.
        oauth2_client_secret_wo: Secret of the client for OAuth 2.0. Not in state. Write-only: enters neither plan
            nor state.
        oauth2_client_secret_wo_version: Change this number to send `oauth2_client_secret_wo` again.
        oauth2_access_token_wo: Access token for OAuth 2.0. Not in state. Write-only: enters neither plan nor state.
        oauth2_access_token_wo_version: Change this number to send `oauth2_access_token_wo` again.
        oauth2_refresh_token_wo: Refresh token for OAuth 2.0. Not in state. Write-only: enters neither plan nor
            state.
        oauth2_refresh_token_wo_version: Change this number to send `oauth2_refresh_token_wo` again.
        connection_string_wo: Connection string. Not in state. Write-only: enters neither plan nor state.
        connection_string_wo_version: Change this number to send `connection_string_wo` again.
        notification_email: E-mail address that is told of failures. Leave it out to keep what is set, here or in the
            portal.
        accidental_deletion_threshold: So many deletions in one cycle stop provisioning until somebody allows them
            (prevent accidental deletion in the portal); `0` turns this off. Leave it out to keep what is set.
        sync_scope: Who is provisioned: `assigned` users and groups only, or `all` of the directory. Default:
            assigned.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_provisioning_credentials"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "service_principal_id": Argument(STRING, required=True),
        "tenant_url": Argument(STRING),
        "secret_token_wo": Argument(STRING, secret=True, write_only=True),
        "secret_token_wo_version": Argument(NUMBER),
        "user_name": Argument(STRING),
        "client_identifier": Argument(STRING),
        "consumer_key": Argument(STRING),
        "oauth2_client_id": Argument(STRING),
        "oauth2_token_exchange_uri": Argument(STRING),
        "oauth2_authorization_uri": Argument(STRING),
        "authentication_type": Argument(STRING),
        "company_id": Argument(STRING),
        "instance_name": Argument(STRING),
        "domain": Argument(STRING),
        "url": Argument(STRING),
        "server": Argument(STRING),
        "sandbox_name": Argument(STRING),
        "password_wo": Argument(STRING, secret=True, write_only=True),
        "password_wo_version": Argument(NUMBER),
        "app_key_wo": Argument(STRING, secret=True, write_only=True),
        "app_key_wo_version": Argument(NUMBER),
        "client_secret_wo": Argument(STRING, secret=True, write_only=True),
        "client_secret_wo_version": Argument(NUMBER),
        "consumer_secret_wo": Argument(STRING, secret=True, write_only=True),
        "consumer_secret_wo_version": Argument(NUMBER),
        "token_key_wo": Argument(STRING, secret=True, write_only=True),
        "token_key_wo_version": Argument(NUMBER),
        "oauth2_client_secret_wo": Argument(STRING, secret=True, write_only=True),
        "oauth2_client_secret_wo_version": Argument(NUMBER),
        "oauth2_access_token_wo": Argument(STRING, secret=True, write_only=True),
        "oauth2_access_token_wo_version": Argument(NUMBER),
        "oauth2_refresh_token_wo": Argument(STRING, secret=True, write_only=True),
        "oauth2_refresh_token_wo_version": Argument(NUMBER),
        "connection_string_wo": Argument(STRING, secret=True, write_only=True),
        "connection_string_wo_version": Argument(NUMBER),
        "notification_email": Argument(STRING),
        "accidental_deletion_threshold": Argument(NUMBER),
        "sync_scope": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        service_principal_id: str,
        tenant_url: str | None = None,
        secret_token_wo: str | None = None,
        secret_token_wo_version: float | None = None,
        user_name: str | None = None,
        client_identifier: str | None = None,
        consumer_key: str | None = None,
        oauth2_client_id: str | None = None,
        oauth2_token_exchange_uri: str | None = None,
        oauth2_authorization_uri: str | None = None,
        authentication_type: str | None = None,
        company_id: str | None = None,
        instance_name: str | None = None,
        domain: str | None = None,
        url: str | None = None,
        server: str | None = None,
        sandbox_name: str | None = None,
        password_wo: str | None = None,
        password_wo_version: float | None = None,
        app_key_wo: str | None = None,
        app_key_wo_version: float | None = None,
        client_secret_wo: str | None = None,
        client_secret_wo_version: float | None = None,
        consumer_secret_wo: str | None = None,
        consumer_secret_wo_version: float | None = None,
        token_key_wo: str | None = None,
        token_key_wo_version: float | None = None,
        oauth2_client_secret_wo: str | None = None,
        oauth2_client_secret_wo_version: float | None = None,
        oauth2_access_token_wo: str | None = None,
        oauth2_access_token_wo_version: float | None = None,
        oauth2_refresh_token_wo: str | None = None,
        oauth2_refresh_token_wo_version: float | None = None,
        connection_string_wo: str | None = None,
        connection_string_wo_version: float | None = None,
        notification_email: str | None = None,
        accidental_deletion_threshold: float | None = None,
        sync_scope: str | None = None,
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
                "service_principal_id": service_principal_id,
                "tenant_url": tenant_url,
                "secret_token_wo": secret_token_wo,
                "secret_token_wo_version": secret_token_wo_version,
                "user_name": user_name,
                "client_identifier": client_identifier,
                "consumer_key": consumer_key,
                "oauth2_client_id": oauth2_client_id,
                "oauth2_token_exchange_uri": oauth2_token_exchange_uri,
                "oauth2_authorization_uri": oauth2_authorization_uri,
                "authentication_type": authentication_type,
                "company_id": company_id,
                "instance_name": instance_name,
                "domain": domain,
                "url": url,
                "server": server,
                "sandbox_name": sandbox_name,
                "password_wo": password_wo,
                "password_wo_version": password_wo_version,
                "app_key_wo": app_key_wo,
                "app_key_wo_version": app_key_wo_version,
                "client_secret_wo": client_secret_wo,
                "client_secret_wo_version": client_secret_wo_version,
                "consumer_secret_wo": consumer_secret_wo,
                "consumer_secret_wo_version": consumer_secret_wo_version,
                "token_key_wo": token_key_wo,
                "token_key_wo_version": token_key_wo_version,
                "oauth2_client_secret_wo": oauth2_client_secret_wo,
                "oauth2_client_secret_wo_version": oauth2_client_secret_wo_version,
                "oauth2_access_token_wo": oauth2_access_token_wo,
                "oauth2_access_token_wo_version": oauth2_access_token_wo_version,
                "oauth2_refresh_token_wo": oauth2_refresh_token_wo,
                "oauth2_refresh_token_wo_version": oauth2_refresh_token_wo_version,
                "connection_string_wo": connection_string_wo,
                "connection_string_wo_version": connection_string_wo_version,
                "notification_email": notification_email,
                "accidental_deletion_threshold": accidental_deletion_threshold,
                "sync_scope": sync_scope,
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
        """`{service_principal_id}`."""
        return self.get_string_attribute("id")

    @property
    def service_principal_id(self) -> str:
        """Object id of the service principal. Changing it replaces the object."""
        return self.get_string_attribute("service_principal_id")

    @service_principal_id.setter
    def service_principal_id(self, value: str) -> None:
        self.set_argument("service_principal_id", value)

    @property
    def tenant_url(self) -> str:
        """Tenant URL: where the application takes users and groups."""
        return self.get_string_attribute("tenant_url")

    @tenant_url.setter
    def tenant_url(self, value: str | None) -> None:
        self.set_argument("tenant_url", value)

    @property
    def secret_token_wo_version(self) -> float:
        """Change this number to send `secret_token_wo` again."""
        return self.get_number_attribute("secret_token_wo_version")

    @secret_token_wo_version.setter
    def secret_token_wo_version(self, value: float | None) -> None:
        self.set_argument("secret_token_wo_version", value)

    @property
    def user_name(self) -> str:
        """Name of the account that provisioning signs in with."""
        return self.get_string_attribute("user_name")

    @user_name.setter
    def user_name(self, value: str | None) -> None:
        self.set_argument("user_name", value)

    @property
    def client_identifier(self) -> str:
        """Client identifier."""
        return self.get_string_attribute("client_identifier")

    @client_identifier.setter
    def client_identifier(self, value: str | None) -> None:
        self.set_argument("client_identifier", value)

    @property
    def consumer_key(self) -> str:
        """Consumer key."""
        return self.get_string_attribute("consumer_key")

    @consumer_key.setter
    def consumer_key(self, value: str | None) -> None:
        self.set_argument("consumer_key", value)

    @property
    def oauth2_client_id(self) -> str:
        """Client id for OAuth 2.0."""
        return self.get_string_attribute("oauth2_client_id")

    @oauth2_client_id.setter
    def oauth2_client_id(self, value: str | None) -> None:
        self.set_argument("oauth2_client_id", value)

    @property
    def oauth2_token_exchange_uri(self) -> str:
        """Address that gives tokens for OAuth 2.0."""
        return self.get_string_attribute("oauth2_token_exchange_uri")

    @oauth2_token_exchange_uri.setter
    def oauth2_token_exchange_uri(self, value: str | None) -> None:
        self.set_argument("oauth2_token_exchange_uri", value)

    @property
    def oauth2_authorization_uri(self) -> str:
        """Address that authorizes for OAuth 2.0."""
        return self.get_string_attribute("oauth2_authorization_uri")

    @oauth2_authorization_uri.setter
    def oauth2_authorization_uri(self, value: str | None) -> None:
        self.set_argument("oauth2_authorization_uri", value)

    @property
    def authentication_type(self) -> str:
        """Way to authenticate, in the words of the application."""
        return self.get_string_attribute("authentication_type")

    @authentication_type.setter
    def authentication_type(self, value: str | None) -> None:
        self.set_argument("authentication_type", value)

    @property
    def company_id(self) -> str:
        """Id of the company in the application."""
        return self.get_string_attribute("company_id")

    @company_id.setter
    def company_id(self, value: str | None) -> None:
        self.set_argument("company_id", value)

    @property
    def instance_name(self) -> str:
        """Name of the instance of the application."""
        return self.get_string_attribute("instance_name")

    @instance_name.setter
    def instance_name(self, value: str | None) -> None:
        self.set_argument("instance_name", value)

    @property
    def domain(self) -> str:
        """Domain in the application."""
        return self.get_string_attribute("domain")

    @domain.setter
    def domain(self, value: str | None) -> None:
        self.set_argument("domain", value)

    @property
    def url(self) -> str:
        """Address, for applications that have it beside the Tenant URL or in its place."""
        return self.get_string_attribute("url")

    @url.setter
    def url(self, value: str | None) -> None:
        self.set_argument("url", value)

    @property
    def server(self) -> str:
        """Server of the application."""
        return self.get_string_attribute("server")

    @server.setter
    def server(self, value: str | None) -> None:
        self.set_argument("server", value)

    @property
    def sandbox_name(self) -> str:
        """Name of the sandbox of the application."""
        return self.get_string_attribute("sandbox_name")

    @sandbox_name.setter
    def sandbox_name(self, value: str | None) -> None:
        self.set_argument("sandbox_name", value)

    @property
    def password_wo_version(self) -> float:
        """Change this number to send `password_wo` again."""
        return self.get_number_attribute("password_wo_version")

    @password_wo_version.setter
    def password_wo_version(self, value: float | None) -> None:
        self.set_argument("password_wo_version", value)

    @property
    def app_key_wo_version(self) -> float:
        """Change this number to send `app_key_wo` again."""
        return self.get_number_attribute("app_key_wo_version")

    @app_key_wo_version.setter
    def app_key_wo_version(self, value: float | None) -> None:
        self.set_argument("app_key_wo_version", value)

    @property
    def client_secret_wo_version(self) -> float:
        """Change this number to send `client_secret_wo` again."""
        return self.get_number_attribute("client_secret_wo_version")

    @client_secret_wo_version.setter
    def client_secret_wo_version(self, value: float | None) -> None:
        self.set_argument("client_secret_wo_version", value)

    @property
    def consumer_secret_wo_version(self) -> float:
        """Change this number to send `consumer_secret_wo` again."""
        return self.get_number_attribute("consumer_secret_wo_version")

    @consumer_secret_wo_version.setter
    def consumer_secret_wo_version(self, value: float | None) -> None:
        self.set_argument("consumer_secret_wo_version", value)

    @property
    def token_key_wo_version(self) -> float:
        """Change this number to send `token_key_wo` again."""
        return self.get_number_attribute("token_key_wo_version")

    @token_key_wo_version.setter
    def token_key_wo_version(self, value: float | None) -> None:
        self.set_argument("token_key_wo_version", value)

    @property
    def oauth2_client_secret_wo_version(self) -> float:
        """Change this number to send `oauth2_client_secret_wo` again."""
        return self.get_number_attribute("oauth2_client_secret_wo_version")

    @oauth2_client_secret_wo_version.setter
    def oauth2_client_secret_wo_version(self, value: float | None) -> None:
        self.set_argument("oauth2_client_secret_wo_version", value)

    @property
    def oauth2_access_token_wo_version(self) -> float:
        """Change this number to send `oauth2_access_token_wo` again."""
        return self.get_number_attribute("oauth2_access_token_wo_version")

    @oauth2_access_token_wo_version.setter
    def oauth2_access_token_wo_version(self, value: float | None) -> None:
        self.set_argument("oauth2_access_token_wo_version", value)

    @property
    def oauth2_refresh_token_wo_version(self) -> float:
        """Change this number to send `oauth2_refresh_token_wo` again."""
        return self.get_number_attribute("oauth2_refresh_token_wo_version")

    @oauth2_refresh_token_wo_version.setter
    def oauth2_refresh_token_wo_version(self, value: float | None) -> None:
        self.set_argument("oauth2_refresh_token_wo_version", value)

    @property
    def connection_string_wo_version(self) -> float:
        """Change this number to send `connection_string_wo` again."""
        return self.get_number_attribute("connection_string_wo_version")

    @connection_string_wo_version.setter
    def connection_string_wo_version(self, value: float | None) -> None:
        self.set_argument("connection_string_wo_version", value)

    @property
    def notification_email(self) -> str:
        """E-mail address that is told of failures. Leave it out to keep what is set, here or in the portal."""
        return self.get_string_attribute("notification_email")

    @notification_email.setter
    def notification_email(self, value: str | None) -> None:
        self.set_argument("notification_email", value)

    @property
    def accidental_deletion_threshold(self) -> float:
        """So many deletions in one cycle stop provisioning until somebody allows them (prevent accidental deletion
        in the portal); `0` turns this off. Leave it out to keep what is set."""
        return self.get_number_attribute("accidental_deletion_threshold")

    @accidental_deletion_threshold.setter
    def accidental_deletion_threshold(self, value: float | None) -> None:
        self.set_argument("accidental_deletion_threshold", value)

    @property
    def sync_scope(self) -> str:
        """Who is provisioned: `assigned` users and groups only, or `all` of the directory. Default: assigned."""
        return self.get_string_attribute("sync_scope")

    @sync_scope.setter
    def sync_scope(self, value: str | None) -> None:
        self.set_argument("sync_scope", value)


class ProvisioningJob(Resource):
    """The job that provisions users and groups from the directory to an application, about every 40 minutes.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        template_id: Id of the synchronization template, for example `scim`. Changing it replaces the object.
        service_principal_id: Object id of the service principal. Changing it replaces the object.
        enabled: Whether the job runs. A new job does not until it is started, which needs credentials.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_provisioning_job"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "template_id": Argument(STRING, required=True),
        "service_principal_id": Argument(STRING, required=True),
        "enabled": Argument(BOOL),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        template_id: str,
        service_principal_id: str,
        enabled: bool | IResolvable | None = None,
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
                "template_id": template_id,
                "service_principal_id": service_principal_id,
                "enabled": enabled,
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
        """`{service_principal_id}/{job_id}`."""
        return self.get_string_attribute("id")

    @property
    def template_id(self) -> str:
        """Id of the synchronization template, for example `scim`. Changing it replaces the object."""
        return self.get_string_attribute("template_id")

    @template_id.setter
    def template_id(self, value: str) -> None:
        self.set_argument("template_id", value)

    @property
    def job_id(self) -> str:
        """Id of the job alone."""
        return self.get_string_attribute("job_id")

    @property
    def enabled(self) -> IResolvable:
        """Whether the job runs. A new job does not until it is started, which needs credentials."""
        return self.get_boolean_attribute("enabled")

    @enabled.setter
    def enabled(self, value: bool | IResolvable | None) -> None:
        self.set_argument("enabled", value)

    @property
    def status(self) -> str:
        """`NotConfigured`, `NotRun`, `Active`, `Paused` or `Quarantine`."""
        return self.get_string_attribute("status")

    @property
    def quarantine_reason(self) -> str:
        """Why the job is in quarantine."""
        return self.get_string_attribute("quarantine_reason")

    @property
    def last_run(self) -> str:
        """When the last cycle ended."""
        return self.get_string_attribute("last_run")

    @property
    def service_principal_id(self) -> str:
        """Object id of the service principal. Changing it replaces the object."""
        return self.get_string_attribute("service_principal_id")

    @service_principal_id.setter
    def service_principal_id(self, value: str) -> None:
        self.set_argument("service_principal_id", value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisioningMappingAttributes:
    """The attribute mappings of this kind of object, all of them.

    Attributes:
        target: Attribute of the application to fill.
        type: What `source` is: the name of an attribute (also if left out), a text, or an expression.
        source: Where the value comes from, in the form that `type` says.
        matching_priority: Objects are matched by this attribute, the lowest number first. Leave it out where they
            are not.
    """

    target: str
    source: str
    type: str | None = None
    matching_priority: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisioningMappingScopingFiltersClauses:
    """What must hold, all of it.

    Attributes:
        attribute: Attribute to compare.
        operator: Operator, for example `EQUALS`.
        values: What to compare with.
    """

    attribute: str
    operator: str
    values: Collection[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisioningMappingScopingFilters:
    """Who is in scope. Groups are alternatives; leave it out to keep what there is, `[]` is everybody.

    Attributes:
        name: Name of the filter.
        clauses: What must hold, all of it.
    """

    clauses: Collection[ProvisioningMappingScopingFiltersClauses | Mapping[str, Any]] | ObjectList[ProvisioningMappingScopingFiltersClausesOutputReference]
    name: str | None = None


class ProvisioningMappingAttributesOutputReference(ObjectReference):
    """A reference to `attributes` of entra_provisioning_mapping."""

    @property
    def target(self) -> str:
        """Attribute of the application to fill."""
        return self.get_string_attribute("target")

    @property
    def type(self) -> str:
        """What `source` is: the name of an attribute (also if left out), a text, or an expression."""
        return self.get_string_attribute("type")

    @property
    def source(self) -> str:
        """Where the value comes from, in the form that `type` says."""
        return self.get_string_attribute("source")

    @property
    def matching_priority(self) -> float:
        """Objects are matched by this attribute, the lowest number first. Leave it out where they are not."""
        return self.get_number_attribute("matching_priority")


class ProvisioningMappingScopingFiltersClausesOutputReference(ObjectReference):
    """A reference to `clauses` of entra_provisioning_mapping.scoping_filters."""

    @property
    def attribute(self) -> str:
        """Attribute to compare."""
        return self.get_string_attribute("attribute")

    @property
    def operator(self) -> str:
        """Operator, for example `EQUALS`."""
        return self.get_string_attribute("operator")

    @property
    def values(self) -> list[str]:
        """What to compare with."""
        return self.get_list_attribute("values")


class ProvisioningMappingScopingFiltersOutputReference(ObjectReference):
    """A reference to `scoping_filters` of entra_provisioning_mapping."""

    @property
    def name(self) -> str:
        """Name of the filter."""
        return self.get_string_attribute("name")

    @property
    def clauses(self) -> ObjectList[ProvisioningMappingScopingFiltersClausesOutputReference]:
        """What must hold, all of it."""
        return ObjectList(self, "clauses", ProvisioningMappingScopingFiltersClausesOutputReference)


class ProvisioningMapping(Resource):
    """How users or groups of the directory become those of an application, and who is in scope.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        service_principal_id: Object id of the service principal. Changing it replaces the object.
        job_id: Id of the provisioning job, with or without the service principal before it. Changing it replaces the
            object.
        object: Whether it is about users or groups. Changing it replaces the object.
        attributes: The attribute mappings of this kind of object, all of them.
        scoping_filters: Who is in scope. Groups are alternatives; leave it out to keep what there is, `[]` is
            everybody.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_provisioning_mapping"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "service_principal_id": Argument(STRING, required=True),
        "job_id": Argument(STRING, required=True),
        "object": Argument(STRING, required=True),
        "attributes": Argument(ListOf(ObjectOf({"target": Argument(STRING, required=True), "type": Argument(STRING), "source": Argument(STRING, required=True), "matching_priority": Argument(NUMBER)}))),
        "scoping_filters": Argument(ListOf(ObjectOf({"name": Argument(STRING), "clauses": Argument(ListOf(ObjectOf({"attribute": Argument(STRING, required=True), "operator": Argument(STRING, required=True), "values": Argument(ListOf(STRING))})), required=True)}))),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        service_principal_id: str,
        job_id: str,
        object: str,
        attributes: Collection[ProvisioningMappingAttributes | Mapping[str, Any]] | ObjectList[ProvisioningMappingAttributesOutputReference] | None = None,
        scoping_filters: Collection[ProvisioningMappingScopingFilters | Mapping[str, Any]] | ObjectList[ProvisioningMappingScopingFiltersOutputReference] | None = None,
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
                "service_principal_id": service_principal_id,
                "job_id": job_id,
                "object": object,
                "attributes": attributes,
                "scoping_filters": scoping_filters,
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
        """`{service_principal_id}/{job_id}/{object}`."""
        return self.get_string_attribute("id")

    @property
    def service_principal_id(self) -> str:
        """Object id of the service principal. Changing it replaces the object."""
        return self.get_string_attribute("service_principal_id")

    @service_principal_id.setter
    def service_principal_id(self, value: str) -> None:
        self.set_argument("service_principal_id", value)

    @property
    def job_id(self) -> str:
        """Id of the provisioning job, with or without the service principal before it. Changing it replaces the
        object."""
        return self.get_string_attribute("job_id")

    @job_id.setter
    def job_id(self, value: str) -> None:
        self.set_argument("job_id", value)

    @property
    def object(self) -> str:
        """Whether it is about users or groups. Changing it replaces the object."""
        return self.get_string_attribute("object")

    @object.setter
    def object(self, value: str) -> None:
        self.set_argument("object", value)

    @property
    def attributes(self) -> ObjectList[ProvisioningMappingAttributesOutputReference]:
        """The attribute mappings of this kind of object, all of them."""
        return ObjectList(self, "attributes", ProvisioningMappingAttributesOutputReference)

    @attributes.setter
    def attributes(self, value: Collection[ProvisioningMappingAttributes | Mapping[str, Any]] | ObjectList[ProvisioningMappingAttributesOutputReference] | None) -> None:
        self.set_argument("attributes", value)

    @property
    def scoping_filters(self) -> ObjectList[ProvisioningMappingScopingFiltersOutputReference]:
        """Who is in scope. Groups are alternatives; leave it out to keep what there is, `[]` is everybody."""
        return ObjectList(self, "scoping_filters", ProvisioningMappingScopingFiltersOutputReference)

    @scoping_filters.setter
    def scoping_filters(self, value: Collection[ProvisioningMappingScopingFilters | Mapping[str, Any]] | ObjectList[ProvisioningMappingScopingFiltersOutputReference] | None) -> None:
        self.set_argument("scoping_filters", value)

    @property
    def before(self) -> str:
        """What was there before, as JSON. Destroying brings it back; empty after an import."""
        return self.get_string_attribute("before")


class AppRoleAssignment(Resource):
    """A user or group that is assigned to an application, in one of its roles. Replaced before the old one is
    destroyed, unless `lifecycle` says otherwise.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        principal_id: Object id of the user or group. Changing it replaces the object.
        resource_id: Object id of the application's service principal. Changing it replaces the object.
        app_role_id: Id of the app role, one of `app_roles` of the application. The zero id is access without a role,
            for applications that have none. Changing it replaces the object. Default:
            00000000-0000-0000-0000-000000000000.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_app_role_assignment"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    CREATE_BEFORE_DESTROY: ClassVar[bool] = True
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "principal_id": Argument(STRING, required=True),
        "resource_id": Argument(STRING, required=True),
        "app_role_id": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        principal_id: str,
        resource_id: str,
        app_role_id: str | None = None,
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
                "principal_id": principal_id,
                "resource_id": resource_id,
                "app_role_id": app_role_id,
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
        """`{resource_id}/{assignment_id}`."""
        return self.get_string_attribute("id")

    @property
    def principal_id(self) -> str:
        """Object id of the user or group. Changing it replaces the object."""
        return self.get_string_attribute("principal_id")

    @principal_id.setter
    def principal_id(self, value: str) -> None:
        self.set_argument("principal_id", value)

    @property
    def app_role_id(self) -> str:
        """Id of the app role, one of `app_roles` of the application. The zero id is access without a role, for
        applications that have none. Changing it replaces the object. Default: 00000000-0000-0000-0000-000000000000."""
        return self.get_string_attribute("app_role_id")

    @app_role_id.setter
    def app_role_id(self, value: str | None) -> None:
        self.set_argument("app_role_id", value)

    @property
    def assignment_id(self) -> str:
        """Id of the assignment alone."""
        return self.get_string_attribute("assignment_id")

    @property
    def principal_type(self) -> str:
        """`User` or `Group`."""
        return self.get_string_attribute("principal_type")

    @property
    def principal_display_name(self) -> str:
        """Name of the user or group."""
        return self.get_string_attribute("principal_display_name")

    @property
    def resource_id(self) -> str:
        """Object id of the application's service principal. Changing it replaces the object."""
        return self.get_string_attribute("resource_id")

    @resource_id.setter
    def resource_id(self, value: str) -> None:
        self.set_argument("resource_id", value)


class User(Resource):
    """A user of the directory.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        user_principal_name: Name that the user signs in with.
        display_name: Name for people.
        account_enabled: Whether the user can sign in.
        mail_nickname: What stands before the `@` of the mail address.
        given_name: First name.
        surname: Last name.
        job_title: Job title.
        department: Department.
        company_name: Company.
        employee_id: Number in the company.
        mobile_phone: Mobile phone.
        office_location: Office.
        preferred_language: Language, for example `en-GB`.
        usage_location: Country of use, which licences need: two letters, for example `DE`.
        password_wo: Password of the user, which the tenant's rules must allow. Not in state. Write-only: enters
            neither plan nor state.
        password_wo_version: Change this number to send `password_wo` again.
        force_change_password: Whether the user must choose another password when signing in next. Sent with the
            password.
        manager_id: Object id of the user's manager.
        restore_deleted: Whether creating brings back the user of this name who is in the recycle bin, if there is
            one. Default: false.
        on_destroy: What destroying does: `delete` the user, into the recycle bin, `deactivate` and leave the record,
            or `retain` everything as it is. Default: delete.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "user_principal_name": Argument(STRING, required=True),
        "display_name": Argument(STRING, required=True),
        "account_enabled": Argument(BOOL, required=True),
        "mail_nickname": Argument(STRING),
        "given_name": Argument(STRING),
        "surname": Argument(STRING),
        "job_title": Argument(STRING),
        "department": Argument(STRING),
        "company_name": Argument(STRING),
        "employee_id": Argument(STRING),
        "mobile_phone": Argument(STRING),
        "office_location": Argument(STRING),
        "preferred_language": Argument(STRING),
        "usage_location": Argument(STRING),
        "password_wo": Argument(STRING, secret=True, write_only=True),
        "password_wo_version": Argument(NUMBER),
        "force_change_password": Argument(BOOL),
        "manager_id": Argument(STRING),
        "restore_deleted": Argument(BOOL),
        "on_destroy": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        user_principal_name: str,
        display_name: str,
        account_enabled: bool | IResolvable,
        mail_nickname: str | None = None,
        given_name: str | None = None,
        surname: str | None = None,
        job_title: str | None = None,
        department: str | None = None,
        company_name: str | None = None,
        employee_id: str | None = None,
        mobile_phone: str | None = None,
        office_location: str | None = None,
        preferred_language: str | None = None,
        usage_location: str | None = None,
        password_wo: str | None = None,
        password_wo_version: float | None = None,
        force_change_password: bool | IResolvable | None = None,
        manager_id: str | None = None,
        restore_deleted: bool | IResolvable | None = None,
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
                "user_principal_name": user_principal_name,
                "display_name": display_name,
                "account_enabled": account_enabled,
                "mail_nickname": mail_nickname,
                "given_name": given_name,
                "surname": surname,
                "job_title": job_title,
                "department": department,
                "company_name": company_name,
                "employee_id": employee_id,
                "mobile_phone": mobile_phone,
                "office_location": office_location,
                "preferred_language": preferred_language,
                "usage_location": usage_location,
                "password_wo": password_wo,
                "password_wo_version": password_wo_version,
                "force_change_password": force_change_password,
                "manager_id": manager_id,
                "restore_deleted": restore_deleted,
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
        """Object id of the user."""
        return self.get_string_attribute("id")

    @property
    def user_principal_name(self) -> str:
        """Name that the user signs in with."""
        return self.get_string_attribute("user_principal_name")

    @user_principal_name.setter
    def user_principal_name(self, value: str) -> None:
        self.set_argument("user_principal_name", value)

    @property
    def display_name(self) -> str:
        """Name for people."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.set_argument("display_name", value)

    @property
    def mail_nickname(self) -> str:
        """What stands before the `@` of the mail address."""
        return self.get_string_attribute("mail_nickname")

    @mail_nickname.setter
    def mail_nickname(self, value: str | None) -> None:
        self.set_argument("mail_nickname", value)

    @property
    def account_enabled(self) -> IResolvable:
        """Whether the user can sign in."""
        return self.get_boolean_attribute("account_enabled")

    @account_enabled.setter
    def account_enabled(self, value: bool | IResolvable) -> None:
        self.set_argument("account_enabled", value)

    @property
    def given_name(self) -> str:
        """First name."""
        return self.get_string_attribute("given_name")

    @given_name.setter
    def given_name(self, value: str | None) -> None:
        self.set_argument("given_name", value)

    @property
    def surname(self) -> str:
        """Last name."""
        return self.get_string_attribute("surname")

    @surname.setter
    def surname(self, value: str | None) -> None:
        self.set_argument("surname", value)

    @property
    def job_title(self) -> str:
        """Job title."""
        return self.get_string_attribute("job_title")

    @job_title.setter
    def job_title(self, value: str | None) -> None:
        self.set_argument("job_title", value)

    @property
    def department(self) -> str:
        """Department."""
        return self.get_string_attribute("department")

    @department.setter
    def department(self, value: str | None) -> None:
        self.set_argument("department", value)

    @property
    def company_name(self) -> str:
        """Company."""
        return self.get_string_attribute("company_name")

    @company_name.setter
    def company_name(self, value: str | None) -> None:
        self.set_argument("company_name", value)

    @property
    def employee_id(self) -> str:
        """Number in the company."""
        return self.get_string_attribute("employee_id")

    @employee_id.setter
    def employee_id(self, value: str | None) -> None:
        self.set_argument("employee_id", value)

    @property
    def mobile_phone(self) -> str:
        """Mobile phone."""
        return self.get_string_attribute("mobile_phone")

    @mobile_phone.setter
    def mobile_phone(self, value: str | None) -> None:
        self.set_argument("mobile_phone", value)

    @property
    def office_location(self) -> str:
        """Office."""
        return self.get_string_attribute("office_location")

    @office_location.setter
    def office_location(self, value: str | None) -> None:
        self.set_argument("office_location", value)

    @property
    def preferred_language(self) -> str:
        """Language, for example `en-GB`."""
        return self.get_string_attribute("preferred_language")

    @preferred_language.setter
    def preferred_language(self, value: str | None) -> None:
        self.set_argument("preferred_language", value)

    @property
    def usage_location(self) -> str:
        """Country of use, which licences need: two letters, for example `DE`."""
        return self.get_string_attribute("usage_location")

    @usage_location.setter
    def usage_location(self, value: str | None) -> None:
        self.set_argument("usage_location", value)

    @property
    def password_wo_version(self) -> float:
        """Change this number to send `password_wo` again."""
        return self.get_number_attribute("password_wo_version")

    @password_wo_version.setter
    def password_wo_version(self, value: float | None) -> None:
        self.set_argument("password_wo_version", value)

    @property
    def force_change_password(self) -> IResolvable:
        """Whether the user must choose another password when signing in next. Sent with the password."""
        return self.get_boolean_attribute("force_change_password")

    @force_change_password.setter
    def force_change_password(self, value: bool | IResolvable | None) -> None:
        self.set_argument("force_change_password", value)

    @property
    def mail(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("mail")

    @property
    def on_premises_sync_enabled(self) -> IResolvable:
        """Whether a directory of the company writes the object."""
        return self.get_boolean_attribute("on_premises_sync_enabled")

    @property
    def manager_id(self) -> str:
        """Object id of the user's manager."""
        return self.get_string_attribute("manager_id")

    @manager_id.setter
    def manager_id(self, value: str | None) -> None:
        self.set_argument("manager_id", value)

    @property
    def restore_deleted(self) -> IResolvable:
        """Whether creating brings back the user of this name who is in the recycle bin, if there is one. Default:
        false."""
        return self.get_boolean_attribute("restore_deleted")

    @restore_deleted.setter
    def restore_deleted(self, value: bool | IResolvable | None) -> None:
        self.set_argument("restore_deleted", value)

    @property
    def on_destroy(self) -> str:
        """What destroying does: `delete` the user, into the recycle bin, `deactivate` and leave the record, or
        `retain` everything as it is. Default: delete."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)


class Group(Resource):
    """A security group and, where `members` is given, everybody who is in it.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        display_name: Name of the group.
        description: What the group is for.
        mail_nickname: What stands before the `@` of a mail address, unique in the tenant.
        members: Object ids of all members, users and groups. Leave it out to keep what the group has, for example
            beside `entra_group_member`; `[]` takes everybody out.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "display_name": Argument(STRING, required=True),
        "description": Argument(STRING),
        "mail_nickname": Argument(STRING),
        "members": Argument(SetOf(STRING)),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        display_name: str,
        description: str | None = None,
        mail_nickname: str | None = None,
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
                "description": description,
                "mail_nickname": mail_nickname,
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
        """Object id of the group."""
        return self.get_string_attribute("id")

    @property
    def display_name(self) -> str:
        """Name of the group."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str) -> None:
        self.set_argument("display_name", value)

    @property
    def description(self) -> str:
        """What the group is for."""
        return self.get_string_attribute("description")

    @description.setter
    def description(self, value: str | None) -> None:
        self.set_argument("description", value)

    @property
    def mail_nickname(self) -> str:
        """What stands before the `@` of a mail address, unique in the tenant."""
        return self.get_string_attribute("mail_nickname")

    @mail_nickname.setter
    def mail_nickname(self, value: str | None) -> None:
        self.set_argument("mail_nickname", value)

    @property
    def mail(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("mail")

    @property
    def group_types(self) -> list[str]:
        """`Unified` and `DynamicMembership`, as they apply."""
        return self.get_list_attribute("group_types")

    @property
    def on_premises_sync_enabled(self) -> IResolvable:
        """Whether a directory of the company writes the object."""
        return self.get_boolean_attribute("on_premises_sync_enabled")

    @property
    def members(self) -> list[str]:
        """Object ids of all members, users and groups. Leave it out to keep what the group has, for example beside
        `entra_group_member`; `[]` takes everybody out."""
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
        member_id: The object id of the user or group. Changing it replaces the object.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_group_member"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ADDS: ClassVar[Membership | None] = Membership("entra_group", "group_id", "members")
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "group_id": Argument(STRING, required=True),
        "member_id": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        group_id: str,
        member_id: str,
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
                "member_id": member_id,
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
        """`{group_id}/{member_id}`."""
        return self.get_string_attribute("id")

    @property
    def group_id(self) -> str:
        """The `id` of the group. Changing it replaces the object."""
        return self.get_string_attribute("group_id")

    @group_id.setter
    def group_id(self, value: str) -> None:
        self.set_argument("group_id", value)

    @property
    def member_id(self) -> str:
        """The object id of the user or group. Changing it replaces the object."""
        return self.get_string_attribute("member_id")

    @member_id.setter
    def member_id(self, value: str) -> None:
        self.set_argument("member_id", value)


class GroupOwner(Resource):
    """One owner of a group, beside whatever other owners it has.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        owner_id: Object id of the user or service principal that owns it. Changing it replaces the object.
        group_id: Object id of the group. Changing it replaces the object.
        on_destroy: What destroying does; `delete` takes the owner out, `retain` leaves everything as it is. Default:
            delete.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_group_owner"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "owner_id": Argument(STRING, required=True),
        "group_id": Argument(STRING, required=True),
        "on_destroy": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        owner_id: str,
        group_id: str,
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
                "owner_id": owner_id,
                "group_id": group_id,
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
        """`{group_id}/{owner_id}`."""
        return self.get_string_attribute("id")

    @property
    def owner_id(self) -> str:
        """Object id of the user or service principal that owns it. Changing it replaces the object."""
        return self.get_string_attribute("owner_id")

    @owner_id.setter
    def owner_id(self, value: str) -> None:
        self.set_argument("owner_id", value)

    @property
    def group_id(self) -> str:
        """Object id of the group. Changing it replaces the object."""
        return self.get_string_attribute("group_id")

    @group_id.setter
    def group_id(self, value: str) -> None:
        self.set_argument("group_id", value)

    @property
    def on_destroy(self) -> str:
        """What destroying does; `delete` takes the owner out, `retain` leaves everything as it is. Default: delete."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)


class ApplicationOwner(Resource):
    """One owner of a application, beside whatever other owners it has.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        owner_id: Object id of the user or service principal that owns it. Changing it replaces the object.
        application_id: Object id of the application. Changing it replaces the object.
        on_destroy: What destroying does; `delete` takes the owner out, `retain` leaves everything as it is. Default:
            delete.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_application_owner"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "owner_id": Argument(STRING, required=True),
        "application_id": Argument(STRING, required=True),
        "on_destroy": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        owner_id: str,
        application_id: str,
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
                "owner_id": owner_id,
                "application_id": application_id,
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
        """`{application_id}/{owner_id}`."""
        return self.get_string_attribute("id")

    @property
    def owner_id(self) -> str:
        """Object id of the user or service principal that owns it. Changing it replaces the object."""
        return self.get_string_attribute("owner_id")

    @owner_id.setter
    def owner_id(self, value: str) -> None:
        self.set_argument("owner_id", value)

    @property
    def application_id(self) -> str:
        """Object id of the application. Changing it replaces the object."""
        return self.get_string_attribute("application_id")

    @application_id.setter
    def application_id(self, value: str) -> None:
        self.set_argument("application_id", value)

    @property
    def on_destroy(self) -> str:
        """What destroying does; `delete` takes the owner out, `retain` leaves everything as it is. Default: delete."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)


class ServicePrincipalOwner(Resource):
    """One owner of a service principal, beside whatever other owners it has.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        owner_id: Object id of the user or service principal that owns it. Changing it replaces the object.
        service_principal_id: Object id of the service principal. Changing it replaces the object.
        on_destroy: What destroying does; `delete` takes the owner out, `retain` leaves everything as it is. Default:
            delete.
        connection, count, depends_on, for_each, lifecycle, provider, provisioners: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_service_principal_owner"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "owner_id": Argument(STRING, required=True),
        "service_principal_id": Argument(STRING, required=True),
        "on_destroy": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        owner_id: str,
        service_principal_id: str,
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
                "owner_id": owner_id,
                "service_principal_id": service_principal_id,
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
        """`{service_principal_id}/{owner_id}`."""
        return self.get_string_attribute("id")

    @property
    def owner_id(self) -> str:
        """Object id of the user or service principal that owns it. Changing it replaces the object."""
        return self.get_string_attribute("owner_id")

    @owner_id.setter
    def owner_id(self, value: str) -> None:
        self.set_argument("owner_id", value)

    @property
    def service_principal_id(self) -> str:
        """Object id of the service principal. Changing it replaces the object."""
        return self.get_string_attribute("service_principal_id")

    @service_principal_id.setter
    def service_principal_id(self, value: str) -> None:
        self.set_argument("service_principal_id", value)

    @property
    def on_destroy(self) -> str:
        """What destroying does; `delete` takes the owner out, `retain` leaves everything as it is. Default: delete."""
        return self.get_string_attribute("on_destroy")

    @on_destroy.setter
    def on_destroy(self, value: str | None) -> None:
        self.set_argument("on_destroy", value)


class DataUser(DataSource):
    """A user of the directory.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Object id of the user.
        user_principal_name: Name that the user signs in with.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_user"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "user_principal_name": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        user_principal_name: str | None = None,
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
                "user_principal_name": user_principal_name,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Object id of the user."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def user_principal_name(self) -> str:
        """Name that the user signs in with."""
        return self.get_string_attribute("user_principal_name")

    @user_principal_name.setter
    def user_principal_name(self, value: str | None) -> None:
        self.set_argument("user_principal_name", value)

    @property
    def display_name(self) -> str:
        """Name for people."""
        return self.get_string_attribute("display_name")

    @property
    def mail_nickname(self) -> str:
        """What stands before the `@` of the mail address."""
        return self.get_string_attribute("mail_nickname")

    @property
    def mail(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("mail")

    @property
    def account_enabled(self) -> IResolvable:
        """Whether the user can sign in."""
        return self.get_boolean_attribute("account_enabled")

    @property
    def given_name(self) -> str:
        """First name."""
        return self.get_string_attribute("given_name")

    @property
    def surname(self) -> str:
        """Last name."""
        return self.get_string_attribute("surname")

    @property
    def job_title(self) -> str:
        """Job title."""
        return self.get_string_attribute("job_title")

    @property
    def department(self) -> str:
        """Department."""
        return self.get_string_attribute("department")

    @property
    def company_name(self) -> str:
        """Company."""
        return self.get_string_attribute("company_name")

    @property
    def employee_id(self) -> str:
        """Number in the company."""
        return self.get_string_attribute("employee_id")

    @property
    def mobile_phone(self) -> str:
        """Mobile phone."""
        return self.get_string_attribute("mobile_phone")

    @property
    def office_location(self) -> str:
        """Office."""
        return self.get_string_attribute("office_location")

    @property
    def preferred_language(self) -> str:
        """Language, for example `en-GB`."""
        return self.get_string_attribute("preferred_language")

    @property
    def usage_location(self) -> str:
        """Country of use, which licences need: two letters, for example `DE`."""
        return self.get_string_attribute("usage_location")

    @property
    def on_premises_sync_enabled(self) -> IResolvable:
        """Whether a directory of the company writes the object."""
        return self.get_boolean_attribute("on_premises_sync_enabled")

    @property
    def manager_id(self) -> str:
        """Object id of the user's manager."""
        return self.get_string_attribute("manager_id")


class DataGroup(DataSource):
    """A group of the directory.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Object id of the group.
        display_name: Name of the group.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_group"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "display_name": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        display_name: str | None = None,
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
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Object id of the group."""
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
    def description(self) -> str:
        """What the group is for."""
        return self.get_string_attribute("description")

    @property
    def mail_nickname(self) -> str:
        """What stands before the `@` of a mail address."""
        return self.get_string_attribute("mail_nickname")

    @property
    def mail(self) -> str:
        """E-mail address."""
        return self.get_string_attribute("mail")

    @property
    def mail_enabled(self) -> IResolvable:
        """Whether the group takes mail."""
        return self.get_boolean_attribute("mail_enabled")

    @property
    def security_enabled(self) -> IResolvable:
        """Whether the group can be given access."""
        return self.get_boolean_attribute("security_enabled")

    @property
    def group_types(self) -> list[str]:
        """`Unified` and `DynamicMembership`, as they apply."""
        return self.get_list_attribute("group_types")

    @property
    def on_premises_sync_enabled(self) -> IResolvable:
        """Whether a directory of the company writes the object."""
        return self.get_boolean_attribute("on_premises_sync_enabled")

    @property
    def visibility(self) -> str:
        """Who sees the group and its members, such as `HiddenMembership`."""
        return self.get_string_attribute("visibility")

    @property
    def members(self) -> list[str]:
        """Object ids of all members."""
        return self.get_set_attribute("members")


class DataApplicationTemplate(DataSource):
    """An application in the gallery.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        id: Id of the template.
        display_name: Name in the gallery.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_application_template"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "id": Argument(STRING),
        "display_name": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        id: str | None = None,
        display_name: str | None = None,
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
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Id of the template."""
        return self.get_string_attribute("id")

    @id.setter
    def id(self, value: str | None) -> None:
        self.set_argument("id", value)

    @property
    def display_name(self) -> str:
        """Name in the gallery."""
        return self.get_string_attribute("display_name")

    @display_name.setter
    def display_name(self, value: str | None) -> None:
        self.set_argument("display_name", value)

    @property
    def publisher(self) -> str:
        """Who publishes the application."""
        return self.get_string_attribute("publisher")


class DataProvisioningStatus(DataSource):
    """What a provisioning job is doing.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        service_principal_id: Object id of the service principal.
        job_id: Id of the provisioning job, with or without the service principal before it.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_provisioning_status"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "service_principal_id": Argument(STRING, required=True),
        "job_id": Argument(STRING, required=True),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        service_principal_id: str,
        job_id: str,
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
                "service_principal_id": service_principal_id,
                "job_id": job_id,
            },
            count=count,
            depends_on=depends_on,
            for_each=for_each,
            lifecycle=lifecycle,
            provider=provider,
        )

    @property
    def id(self) -> str:
        """Id of the job alone."""
        return self.get_string_attribute("id")

    @property
    def template_id(self) -> str:
        """Id of the synchronization template."""
        return self.get_string_attribute("template_id")

    @property
    def state(self) -> str:
        """`Active`, `Paused` or `Disabled`."""
        return self.get_string_attribute("state")

    @property
    def status(self) -> str:
        """`NotConfigured`, `NotRun`, `Active`, `Paused` or `Quarantine`."""
        return self.get_string_attribute("status")

    @property
    def quarantine_reason(self) -> str:
        """Why the job is in quarantine."""
        return self.get_string_attribute("quarantine_reason")

    @property
    def quarantine_message(self) -> str:
        """What the job says about its quarantine."""
        return self.get_string_attribute("quarantine_message")

    @property
    def last_run(self) -> str:
        """When the last cycle ended."""
        return self.get_string_attribute("last_run")

    @property
    def last_result(self) -> str:
        """How the last cycle ended."""
        return self.get_string_attribute("last_result")

    @property
    def service_principal_id(self) -> str:
        """Object id of the service principal."""
        return self.get_string_attribute("service_principal_id")

    @service_principal_id.setter
    def service_principal_id(self, value: str) -> None:
        self.set_argument("service_principal_id", value)

    @property
    def job_id(self) -> str:
        """Id of the provisioning job, with or without the service principal before it."""
        return self.get_string_attribute("job_id")

    @job_id.setter
    def job_id(self, value: str) -> None:
        self.set_argument("job_id", value)


class DataProvisioningLogsLogsOutputReference(ObjectReference):
    """A reference to `logs` of entra_provisioning_logs."""

    @property
    def id(self) -> str:
        """Id of the entry."""
        return self.get_string_attribute("id")

    @property
    def activity_time(self) -> str:
        """When it was done."""
        return self.get_string_attribute("activity_time")

    @property
    def job_id(self) -> str:
        """Id of the job alone."""
        return self.get_string_attribute("job_id")

    @property
    def cycle_id(self) -> str:
        """Id of the cycle of the job."""
        return self.get_string_attribute("cycle_id")

    @property
    def action(self) -> str:
        """`create`, `update`, `disable`, `delete`, `stagedDelete` or `other`."""
        return self.get_string_attribute("action")

    @property
    def application_id(self) -> str:
        """Object id of the application's service principal."""
        return self.get_string_attribute("application_id")

    @property
    def application(self) -> str:
        """Name of the application."""
        return self.get_string_attribute("application")

    @property
    def subject_id(self) -> str:
        """Object id of the user or group."""
        return self.get_string_attribute("subject_id")

    @property
    def subject_name(self) -> str:
        """Name of the user or group."""
        return self.get_string_attribute("subject_name")

    @property
    def subject_type(self) -> str:
        """`User` or `Group`."""
        return self.get_string_attribute("subject_type")

    @property
    def account_id(self) -> str:
        """Id of the account in the application."""
        return self.get_string_attribute("account_id")

    @property
    def status(self) -> str:
        """`success`, `failure`, `skipped` or `warning`."""
        return self.get_string_attribute("status")

    @property
    def error_code(self) -> str:
        """Name of the error."""
        return self.get_string_attribute("error_code")

    @property
    def reason(self) -> str:
        """Why it failed, in words."""
        return self.get_string_attribute("reason")

    @property
    def details(self) -> str:
        """What the application said."""
        return self.get_string_attribute("details")

    @property
    def recommended_action(self) -> str:
        """What the vendor advises."""
        return self.get_string_attribute("recommended_action")


class DataProvisioningLogs(DataSource):
    """What provisioning did for whom in the last 30 days, and why it failed where it did.

    Args:
        scope: The construct this one lives in.
        id_: The construct's id; the Terraform name follows from it.
        job_id: Only what this job did, by the id of the job alone.
        service_principal_id: Only what was done for this application.
        status: Only what came out so: `success`, `failure`, `skipped` or `warning`.
        since: Only what was done at this time or later: RFC 3339, for example `2026-01-31T08:00:00Z`.
        count, depends_on, for_each, lifecycle, provider: CDKTF's meta-arguments.
    """

    TF_RESOURCE_TYPE: ClassVar[str] = "entra_provisioning_logs"
    PROVIDER: ClassVar[ProviderInfo] = PROVIDER
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {
        "job_id": Argument(STRING),
        "service_principal_id": Argument(STRING),
        "status": Argument(STRING),
        "since": Argument(STRING),
    }

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        job_id: str | None = None,
        service_principal_id: str | None = None,
        status: str | None = None,
        since: str | None = None,
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
                "job_id": job_id,
                "service_principal_id": service_principal_id,
                "status": status,
                "since": since,
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
    def job_id(self) -> str:
        """Only what this job did, by the id of the job alone."""
        return self.get_string_attribute("job_id")

    @job_id.setter
    def job_id(self, value: str | None) -> None:
        self.set_argument("job_id", value)

    @property
    def service_principal_id(self) -> str:
        """Only what was done for this application."""
        return self.get_string_attribute("service_principal_id")

    @service_principal_id.setter
    def service_principal_id(self, value: str | None) -> None:
        self.set_argument("service_principal_id", value)

    @property
    def status(self) -> str:
        """Only what came out so: `success`, `failure`, `skipped` or `warning`."""
        return self.get_string_attribute("status")

    @status.setter
    def status(self, value: str | None) -> None:
        self.set_argument("status", value)

    @property
    def since(self) -> str:
        """Only what was done at this time or later: RFC 3339, for example `2026-01-31T08:00:00Z`."""
        return self.get_string_attribute("since")

    @since.setter
    def since(self, value: str | None) -> None:
        self.set_argument("since", value)

    @property
    def logs(self) -> ObjectList[DataProvisioningLogsLogsOutputReference]:
        """All of them, sorted by `activity_time`."""
        return ObjectList(self, "logs", DataProvisioningLogsLogsOutputReference)
