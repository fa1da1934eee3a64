"""The application gallery, and what an instance of each application starts with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

USER_ROLE = "18d14569-c3bd-439b-9a66-3a2aee01d14f"
ACCESS_ROLE = "b9632174-c057-4f7e-951b-be3adc52bfe6"
CUSTOM = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621"
SCIM = "scim"
"""The synchronization template of applications that are provisioned by SCIM."""


@dataclass(frozen=True)
class GalleryApplication:
    """One application template; `synchronization` are the ids of its synchronization templates.

    `connection` are the keys of the secrets that they need.
    """

    id: str
    display_name: str
    publisher: str
    description: str
    roles: bool = True
    synchronization: tuple[str, ...] = (SCIM,)
    categories: tuple[str, ...] = ("itInfrastructure",)
    connection: tuple[str, ...] = ("BaseAddress", "SecretToken")

    def row(self) -> dict[str, Any]:
        """The template as it is answered."""
        return {
            "id": self.id,
            "displayName": self.display_name,
            "homePageUrl": None,
            "supportedSingleSignOnModes": ["saml", "external"],
            "supportedProvisioningTypes": ["sync"] if self.synchronization else [],
            "logoUrl": None,
            "categories": list(self.categories),
            "publisher": self.publisher,
            "description": self.description,
        }

    def app_roles(self) -> list[dict[str, Any]]:
        """The app roles of a new instance."""
        if not self.roles:
            return []
        return [
            _role("User", USER_ROLE, "User"),
            _role("msiam_access", ACCESS_ROLE, "msiam_access"),
            _role("Administrator", str(uuid.uuid4()), "Administrator of the application", "admin"),
        ]


def _role(name: str, id: str, description: str, value: str | None = None) -> dict[str, Any]:
    return {
        "allowedMemberTypes": ["User"],
        "description": description,
        "displayName": name,
        "id": id,
        "isEnabled": True,
        "origin": "Application",
        "value": value,
    }


def _listed(name: str, publisher: str, description: str, **more: Any) -> GalleryApplication:
    id = str(uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, "gallery"), name))
    return GalleryApplication(id, name, publisher, description, **more)


_APPLICATIONS = (
    _listed("Tanium SSO", "Tanium Inc.", "Sign in to Tanium and provision users."),
    _listed("Tanium Cloud SSO", "Tanium Inc.", "Sign in only.", synchronization=()),
    _listed("Tessian", "Tessian", "Mail security; has no roles.", roles=False, synchronization=()),
    _listed("O'Brien's Library", "O'Brien", "A name with quotes in it."),
    _listed(
        "Contoso Payroll",
        "Contoso",
        "Provisioned by name and password.",
        connection=("UserName", "Password", "Domain"),
    ),
    GalleryApplication(CUSTOM, "Custom", "Microsoft", "An application that is not in the gallery."),
)
GALLERY: Mapping[str, GalleryApplication] = {application.id: application for application in _APPLICATIONS}
"""The application templates by id."""
