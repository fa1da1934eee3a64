"""What Entra has that its cases name: users, applications, templates, and how a row of the vendor is found."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.entra.gallery import GALLERY
from rolecall.testing.case import Attributes, Box, FromBox
from rolecall.testing.snapshot import Row, Snapshot

TOKEN = f"token-{'a' * 58}"
URL = "https://one.example.com/scim/v2"
WORD, OTHER = "Analytical-engine-1843", "Difference-engine-1822"
TEMPLATES = {template.display_name: template.id for template in GALLERY.values()}


def app_id(name: str) -> FromBox:
    """The id of the service principal of this name."""
    return FromBox(of=lambda box: box.store.principal(name).id)


def user_id(number: int) -> FromBox:
    """The id of a user, counted from 0."""
    return FromBox(of=lambda box: list(box.store.users)[number])


def prepared(*names: str, secrets: bool = False, job: bool = False) -> Any:
    """Instances of a gallery application, with credentials and jobs."""

    def prepare(box: Box) -> None:
        for name in names:
            box.change("application.create", template="Tanium SSO", name=name)
            if secrets:
                box.change("secrets.set", principal=name, secrets={"BaseAddress": URL, "SecretToken": TOKEN})
            if job:
                box.change("job.create", principal=name)

    return prepare


def find_in(section: str) -> Any:
    """Finds the row of a resource by its id in a section of the snapshot."""

    def find(snapshot: Snapshot, attributes: Attributes) -> Row | None:
        return snapshot[section].get(attributes["id"])

    return find
