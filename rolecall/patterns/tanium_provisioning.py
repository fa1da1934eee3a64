"""Tanium SSO in Microsoft Entra, set up to create, change and remove users and groups in Tanium Cloud by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, Literal

from rolecall.bindings.entra import (
    AppRoleAssignment,
    EntraProvider,
    GalleryApplication,
    ProvisioningCredentials,
    ProvisioningJob,
    ProvisioningMapping,
    ProvisioningMappingAttributes,
    ProvisioningMappingScopingFilters,
)
from rolecall.bindings.tanium import ScimServer
from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.field_checks import kind_of, text_problems
from rolecall.cdk.toolkit import Construct, Fn
from rolecall.cdk.values import holds_reference
from rolecall.patterns.entra_app import EntraApp
from rolecall.patterns.principals import ENTRA_GROUP, ENTRA_USER, Principals, find

Mapped = ProvisioningMappingAttributes
Filter = ProvisioningMappingScopingFilters | Mapping[str, object]

TEMPLATE: Final = "Tanium SSO"
"""The application's name in the gallery (the guide, step 3)."""
USER_MAPPING: Final = (
    Mapped(source="userPrincipalName", target="userName", type="Attribute", matching_priority=1),
    Mapped(source='Switch([IsSoftDeleted], , "False", "True", "True", "False")', target="active", type="Function"),
    Mapped(source="displayName", target="displayName", type="Attribute"),
    Mapped(source="objectId", target="externalId", type="Attribute"),
)
"""The attributes of a user (the guide, step 5): all four are required, and users are matched by `userName`."""
GROUP_MAPPING: Final = (
    Mapped(source="displayName", target="displayName", type="Attribute", matching_priority=1),
    Mapped(source="objectId", target="externalId", type="Attribute"),
    Mapped(source="members", target="members", type="Attribute"),
)
"""The attributes of a group: the first two are required, and groups are matched by `displayName`."""
_REQUIRED: Final = {"user": ("userName", "active", "displayName", "externalId"), "group": ("displayName", "externalId")}
_MATCHING: Final = {"user": "userName", "group": "displayName"}
"""By what Tanium can be asked for one; nothing else can match (the guide, step 5)."""
_URL: Final = re.compile(r"https://[^\s/?#@]+(/[^\s?#]*)?/scim/v2/?(\?\S*)?")


class TaniumProvisioning(Construct):
    """The whole of automatic provisioning from Entra to Tanium Cloud, from one declaration.

        TaniumProvisioning(
            self, "tanium-sso", server=ScimServer(self, "entra", name="entra", rotate_before_days=30),
            notification_email="access@example.com", groups=["Security analysts"])

    The SCIM server gives URL and token, and hands a new token over in the run that rotates it. Where Tanium's portal
    issues them, `tenant_url` and `secret_token` take their place.

    It adds the application from the gallery, tries the connection and saves the credentials, starts the job, writes
    mappings and scoping filters into its schema, and assigns users and groups last: with the scope `assigned`, nobody
    is in scope before everything else stands. With the scope `all` everybody is from the start, so that filters would
    come too late: there the job waits to be started by a second deployment, once `enabled=True` is given.

    Removing the declaration removes all of it at Entra and nothing in Tanium: whoever was provisioned stays there, as
    they are. Take people out of `users` and `groups` first, and let a cycle (every 40 minutes or so) disable them.

    Args:
        scope: the stack, or a construct in it.
        id_: short stable name, from which Terraform addresses follow.
        server: the SCIM server in Tanium whose URL and token to use. Its token is in the state of this stack.
        tenant_url: the SCIM API URL from Tanium's Cloud Management Portal; ends in `/scim/v2`. By default the server's.
        secret_token: the token from there, all of it, `token-` included: a reference, such as `secret_variable` gives,
            or an attribute of an ephemeral resource. Never the token itself. It enters neither plan nor state.
        secret_token_version: change it to have the token written again. With a server each new one does.
        notification_email: who is told of failures; None: nobody.
        users: who is assigned: a roster file, a `Roster`, `Person` declarations (looked up by mail address), user
            principal names, object ids, resources, or a mapping from names to ids. People who have left are not.
        groups: which groups are, by display name, by object id or as resources. Members of nested groups are not.
        app_role: the role they get: the name that people see, or the role's id.
        sync_scope: who is in scope: `assigned` users and groups only, or `all` of the directory.
        user_mapping: what becomes of a user, all of it; by default what the guide says.
        group_mapping: what becomes of a group, all of it; by default what the guide says.
        user_filters: scoping filters: users who meet one of them are in scope. None: not managed here; empty: all.
        group_filters: the same for groups.
        enabled: whether the job runs; None: yes, unless the scope is `all`, where it stays as it is.
        application: the application, if Tanium SSO was added before; by default one is made.
        display_name: name of the application to make.
        provider: the provider block, if it is not the default one.

    Raises:
        RosterError: mistakes in a roster file, each with file and line.
        DeclarationError: the declaration cannot be right.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        server: ScimServer | None = None,
        tenant_url: str | None = None,
        secret_token: str | None = None,
        secret_token_version: int | None = None,
        notification_email: str | None = None,
        users: Principals = (),
        groups: Principals = (),
        app_role: str | None = "User",
        sync_scope: Literal["assigned", "all"] = "assigned",
        user_mapping: Collection[Mapped] = USER_MAPPING,
        group_mapping: Collection[Mapped] = GROUP_MAPPING,
        user_filters: Collection[Filter] | None = None,
        group_filters: Collection[Filter] | None = None,
        enabled: bool | None = None,
        application: GalleryApplication | None = None,
        display_name: str | None = None,
        provider: EntraProvider | None = None,
    ) -> None:
        home = home_of(scope)
        where = home.path(id_)
        app = EntraApp(
            application=application,
            template=None if application is not None else TEMPLATE,
            display_name=display_name,
            app_role=app_role,
            provider=provider,
        )
        version: float = 1 if secret_token_version is None else secret_token_version
        wrong = []
        if server is not None:
            if secret_token is not None or secret_token_version is not None:
                wrong.append("server gives the token: leave secret_token and secret_token_version out")
            tenant_url = server.scim_url if tenant_url is None else tenant_url
            # Each server has an id of its own, a number, so that a new token is written and an old one is not again.
            secret_token, version = server.token, Fn.tonumber(server.id)
        wrong += [
            *_connection_problems(tenant_url, secret_token, notification_email),
            *_mapping_problems("user", user_mapping),
            *_mapping_problems("group", group_mapping),
            *app.problems(),
        ]
        if sync_scope not in ("assigned", "all"):
            wrong.append(f"sync_scope must be assigned or all, not {sync_scope!r}")
        if wrong:
            raise DeclarationError(f"{where}: {'; '.join(wrong)}")
        people, teams = find(ENTRA_USER, users, where, "users"), find(ENTRA_GROUP, groups, where, "groups")
        super().__init__(scope, id_)
        home.enter(self, id_)
        app = app.made(self)
        self.application: GalleryApplication | None = app.application
        self.credentials = ProvisioningCredentials(
            self,
            "credentials",
            service_principal_id=app.resource_id,
            tenant_url=tenant_url or "",
            secret_token_wo=secret_token or "",
            secret_token_wo_version=version,
            notification_email=notification_email,
            sync_scope=sync_scope,
            provider=provider,
        )
        self.job = ProvisioningJob(
            self,
            "job",
            service_principal_id=app.resource_id,
            template_id="scim",
            enabled=True if enabled is None and sync_scope == "assigned" else enabled,
            depends_on=[self.credentials],
            provider=provider,
        )
        self.mappings = {
            kind: ProvisioningMapping(
                self,
                f"{kind}s",
                service_principal_id=app.resource_id,
                job_id=self.job.job_id,
                object=kind,
                attributes=list(attributes),
                scoping_filters=None if filters is None else list(filters),
                provider=provider,
            )
            for kind, attributes, filters in (
                ("user", user_mapping, user_filters),
                ("group", group_mapping, group_filters),
            )
        }
        after = list(self.mappings.values())
        self.users: dict[str, AppRoleAssignment] = app.assign(self, "user", people, after)
        """The assignments of people, by the person's id, or whatever else they are called by."""
        self.groups: dict[str, AppRoleAssignment] = app.assign(self, "group", teams, after)
        """The assignments of groups, by name."""


def _connection_problems(tenant_url: object, secret_token: object, email: object) -> Iterator[str]:
    yield from (f"{field} {text}" for field, text in text_problems("tenant_url", tenant_url))
    if isinstance(tenant_url, str) and not holds_reference(tenant_url) and not _URL.fullmatch(tenant_url):
        yield f"tenant_url {tenant_url!r} must be the SCIM API URL of Tanium Cloud: https://…/scim/v2"
    if not (isinstance(secret_token, str) and holds_reference(secret_token)):
        yield (
            "secret_token must be a reference, e.g. what secret_variable gives, not the token itself: the synthesized "
            "JSON would hold it"
        )
    yield from (f"{field} {text}" for field, text in text_problems("notification_email", email, optional=True))


def _mapping_problems(kind: str, mapping: Any) -> Iterator[str]:
    name = f"{kind}_mapping"
    if isinstance(mapping, str) or not isinstance(mapping, Collection):
        yield f"{name} must be a list of ProvisioningMappingAttributes, not {kind_of(mapping)}"
        return
    if not all(isinstance(each, Mapped) for each in mapping):
        yield f"{name} must hold ProvisioningMappingAttributes"
        return
    targets = [each.target for each in mapping]
    missing = [target for target in _REQUIRED[kind] if target not in targets]
    if missing:
        yield f"{name} lacks {', '.join(missing)}, which Tanium requires"
    twice = sorted({target for target in targets if targets.count(target) > 1})
    if twice:
        yield f"{name} fills {', '.join(twice)} twice"
    matching = [each.target for each in mapping if each.matching_priority]
    if matching != [_MATCHING[kind]]:
        said = ", ".join(matching) or "nothing"
        yield f"{name} matches by {said}; Tanium can be asked for a {kind} by {_MATCHING[kind]} alone"
