"""The handler of principals: people without an object at the vendor."""

from __future__ import annotations

from typing import Final

from rolecall.runtime.resources.handler import Handler
from rolecall.runtime.resources.principal.principal import delete_principal, read_principal, write_principal
from rolecall.specification.schema import PrincipalLifecycle

HANDLER: Final[Handler[PrincipalLifecycle]] = Handler(
    create=write_principal, read=read_principal, update=write_principal, delete=delete_principal
)
