"""A feed: what nearly every Splunk answer is, and its JSON form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Response

BUILD, VERSION = "0123456789ab", "10.6.0"
_EPOCH = "1970-01-01T00:00:00+00:00"


@dataclass
class Fields:
    """The arguments that an entry takes, as its metadata tells."""

    required: Sequence[str] = ()
    optional: Sequence[str] = ()


@dataclass
class Entry:
    """One entry; `path` is its collection's path, from the root."""

    name: str
    path: str
    content: dict[str, Any]
    fields: Fields = field(default_factory=Fields)
    removable: bool = True

    @property
    def link(self) -> str:
        """The entry's own path, percent-encoded."""
        return f"{self.path}/{quote(self.name, safe='')}"

    @property
    def acl(self) -> dict[str, Any]:
        """The access control list of the entry."""
        return {
            "app": "system",
            "can_list": True,
            "can_write": True,
            "modifiable": False,
            "owner": "system",
            "perms": {"read": ["*"], "write": ["*"]},
            "removable": self.removable,
            "sharing": "system",
        }


@dataclass
class Feed:
    """A page of entries. `base` is the server's URL, `total` the length of the whole list, `said` a message."""

    path: str
    base: str
    time: float
    entries: list[Entry]
    total: int
    per_page: int
    offset: int
    said: str

    @property
    def title(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def updated(self) -> str:
        """The time of the answer."""
        return iso(self.time).replace("Z", "+00:00")


def json_feed(feed: Feed) -> Response:
    """The feed as JSON (`output_mode=json`)."""
    return Response.json(
        {
            "links": {"create": f"{feed.path}/_new"},
            "origin": f"{feed.base}{feed.path}",
            "updated": feed.updated,
            "generator": {"build": BUILD, "version": VERSION},
            "entry": [_entry(feed, entry) for entry in feed.entries],
            "paging": {"total": feed.total, "perPage": feed.per_page, "offset": feed.offset},
            "messages": [{"type": "INFO", "text": feed.said}] if feed.said else [],
        }
    )


def _entry(feed: Feed, entry: Entry) -> dict[str, Any]:
    link = entry.link
    links = {"alternate": link, "list": link, "edit": link}
    return {
        "name": entry.name,
        "id": f"{feed.base}{link}",
        "updated": _EPOCH,
        "links": {**links, "remove": link} if entry.removable else links,
        "author": "system",
        "acl": entry.acl,
        "fields": {"required": list(entry.fields.required), "optional": list(entry.fields.optional), "wildcard": []},
        "content": {**entry.content, "eai:acl": None},
    }
