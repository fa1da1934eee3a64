"""The handler of parts: resources that are a part of a document that is written whole."""

from __future__ import annotations

from typing import Final

from rolecall.runtime.resources.document.part import check_part, create_part, delete_part, read_part, update_part
from rolecall.runtime.resources.handler import Checks, Handler
from rolecall.specification.schema import PartLifecycle

HANDLER: Final[Handler[PartLifecycle]] = Handler(
    create=create_part,
    read=read_part,
    update=update_part,
    delete=delete_part,
    checks=Checks(create=(check_part,), update=(check_part,)),
)
