"""Servers that answer 400 to a read of what they do not have, told apart from those that mean a bad request."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final, Protocol

from rolecall.runtime.errors import Rejected, VendorError
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.specification.schema import Collection

SAMPLES: Final = 3
"""So many listed objects are read singly until one is found."""

log = Logger("missing")


class Reads(Protocol):
    """The reads of one collection, as `Rows` does them."""

    def every(self) -> list[dict[str, Any]]:
        """Every row."""

    def answers(self, key: str) -> bool | Rejected:
        """Whether a single read finds `key`, or how it is refused."""

    def keys(self, row: Mapping[str, Any]) -> list[str]:
        """The keys of a row."""

    def normal(self, key: Any) -> str:
        """A key in the form that equal keys share."""


def is_missing(client: Client, collection: Collection, reads: Reads, refused: Rejected, key: str) -> bool:
    """Whether a server says with `refused`, a 400 to a single read of `key`, that there is no such object.

    It does where it says the same of an id that cannot be there, finds something that it lists by the same read, and
    does not list `key`. Asked of servers of a standard alone, which many write (trait `Preset`).
    """
    if collection.list is None or not client.shim.presets:
        return False
    try:
        return _is_missing(client, collection, reads, refused, key)
    except VendorError as problem:
        log.info("what 400 means cannot be told", of=collection.name, why=str(problem))
        return False


def _is_missing(client: Client, collection: Collection, reads: Reads, refused: Rejected, key: str) -> bool:
    listed, known = reads.every(), client.absent_as_rejected
    if collection.name not in known:
        nobody = reads.answers(str(uuid.uuid4()))
        found = any(reads.answers(reads.keys(each)[0]) is True for each in listed[:SAMPLES])
        known[collection.name] = isinstance(nobody, Rejected) and nobody.status == refused.status and found
        log.info("what 400 means", of=collection.name, missing=known[collection.name], words=refused.message)
    return known[collection.name] and all(reads.normal(key) not in reads.keys(each) for each in listed)
