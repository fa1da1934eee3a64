"""An application in Microsoft Entra, and who is assigned to it in which role: what the patterns through Entra share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from rolecall.bindings.entra import AppRoleAssignment, EntraProvider, GalleryApplication
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.field_checks import text_problems
from rolecall.cdk.toolkit import Construct, ITerraformDependable, Precondition, Token
from rolecall.cdk.values import holds_reference
from rolecall.patterns.principals import Found

_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntraApp:
    """The application in Entra through which people reach a vendor.

    Attributes:
        application: the application, if it is a resource.
        service_principal_id: object id of its service principal, if it is not.
        template: name in the gallery of an application to make, if there is none yet.
        display_name: name of the application to make; the template's if None.
        app_role: the role to assign: the name that people see, if the application is a resource, or its id. None is
            access without a role, for applications that have none.
        provider: the provider block, if it is not the default one.
    """

    application: GalleryApplication | None = None
    service_principal_id: str | None = None
    template: str | None = None
    display_name: str | None = None
    app_role: str | None = None
    provider: EntraProvider | None = None

    def problems(self) -> Iterator[str]:
        """Problems with it, in words."""
        given = (self.application, self.service_principal_id, self.template)
        if sum(each is not None for each in given) != 1:
            yield "give the Entra application as exactly one of application, service_principal_id and template"
        for name in ("service_principal_id", "template", "display_name", "app_role"):
            yield from (f"{field} {text}" for field, text in text_problems(name, getattr(self, name), optional=True))
        if self.display_name is not None and self.template is None:
            yield "display_name is for an application to make; give template too"
        if self.service_principal_id is not None and self.app_role is not None and not _is_id(self.app_role):
            yield (
                f"app_role {self.app_role!r} must be the role's id: the roles of a service principal known by its id "
                "alone are not known here"
            )

    def made(self, scope: Construct) -> EntraApp:
        """The same with an application made below `scope`, if it asks for one."""
        if self.template is None:
            return self
        application = GalleryApplication(
            scope,
            "application",
            template=self.template,
            display_name=self.display_name or self.template,
            provider=self.provider,
        )
        return EntraApp(application=application, app_role=self.app_role, provider=self.provider)

    @property
    def resource_id(self) -> str:
        """Object id of the service principal, or a reference to it. Raises DeclarationError before there is one."""
        if self.application is not None:
            return self.application.service_principal_id
        if self.service_principal_id is None:
            raise DeclarationError(f"the application {self.template!r} is not made yet")
        return self.service_principal_id

    @property
    def role_id(self) -> str | None:
        """The id of the role to assign; for one known by name an expression that finds it."""
        known = self._role_by_name
        if known is None:
            return self.app_role
        roles, name = known
        return Token.as_string(Token.as_any(f"${{[for role in {roles} : role.id if role.display_name == {name}][0]}}"))

    @property
    def lifecycle(self) -> dict[str, Any] | None:
        """A check before the plan that the application has the role; it names those that there are."""
        known = self._role_by_name
        if known is None:
            return None
        roles, name = known
        names = f"{roles}[*].display_name"
        said = f'The application has no role called ${{{name}}}; it has ${{join(", ", {names})}}.'
        check = Precondition(condition=f"${{contains({names}, {name})}}", error_message=said)
        return {"precondition": [check]}

    @property
    def _role_by_name(self) -> tuple[str, str] | None:
        """The application's roles and the name of one, as expressions, where it is known by name."""
        if self.app_role is None or self.application is None or _is_id(self.app_role):
            return None
        name = json.dumps(self.app_role).replace("${", "$${").replace("%{", "%%{")
        return f"{self.application.TF_RESOURCE_TYPE}.{self.application.terraform_name}.app_roles", name

    def assign(
        self, scope: Construct, prefix: str, found: Found, after: Iterable[ITerraformDependable] = ()
    ) -> dict[str, AppRoleAssignment]:
        """Assign everybody in `found`, after what is in `after`; by the names that stay."""
        return {
            key: AppRoleAssignment(
                scope,
                f"{prefix}-{key}",
                resource_id=self.resource_id,
                principal_id=id_,
                app_role_id=self.role_id,
                depends_on=list(after) or None,
                lifecycle=self.lifecycle,
                provider=self.provider,
            )
            for key, id_ in found.resolved(scope, self.provider)
        }


def _is_id(text: str) -> bool:
    return holds_reference(text) or _GUID.fullmatch(text) is not None
