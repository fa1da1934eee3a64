"""The XML forms: Atom feeds with Splunk's dictionaries, messages, and the login answer.

Values are text: booleans become 1 and 0, null becomes an empty element.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.splunk.feed import BUILD, VERSION, Entry, Feed

_XML = "text/xml; charset=UTF-8"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest" '
    'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
)


def atom_feed(feed: Feed) -> Response:
    """The feed as Atom, what Splunk sends unless asked for JSON."""
    parts = [
        f"{_DECLARATION}<feed {_NAMESPACES}>",
        f"<title>{escape(feed.title)}</title><id>{escape(feed.base + feed.path)}</id>",
        f'<updated>{feed.updated}</updated><generator build="{BUILD}" version="{VERSION}"/>',
        f'<author><name>Splunk</name></author><link href={quoteattr(feed.path + "/_new")} rel="create"/>',
        f"<opensearch:totalResults>{feed.total}</opensearch:totalResults>",
        f"<opensearch:itemsPerPage>{feed.per_page}</opensearch:itemsPerPage>",
        f"<opensearch:startIndex>{feed.offset}</opensearch:startIndex><s:messages/>",
        *(_entry(feed, entry) for entry in feed.entries),
        "</feed>",
    ]
    return Response(200, "\n".join(parts).encode(), _XML)


def xml_messages(status: int, kind: str, text: str) -> Response:
    """One message as XML."""
    message = f'<msg type="{kind}">{escape(text)}</msg>'
    body = f"{_DECLARATION}<response>\n  <messages>\n    {message}\n  </messages>\n</response>"
    return Response(status, body.encode(), _XML)


def xml_login(key: str) -> Response:
    """The answer to a login."""
    message = '<messages>\n    <msg code=""></msg>\n  </messages>'
    body = f"<response>\n  <sessionKey>{escape(key)}</sessionKey>\n  {message}\n</response>"
    return Response(200, body.encode(), _XML)


def _entry(feed: Feed, entry: Entry) -> str:
    link = quoteattr(entry.link)
    rels = ("list", "edit", "remove") if entry.removable else ("list", "edit")
    attributes = {
        "requiredFields": list(entry.fields.required),
        "optionalFields": list(entry.fields.optional),
        "wildcardFields": [],
    }
    content = {**entry.content, "eai:acl": entry.acl, "eai:attributes": attributes}
    return "".join(
        (
            f"<entry><title>{escape(entry.name)}</title><id>{escape(feed.base + entry.link)}</id>",
            f'<updated>{feed.updated}</updated><link href={link} rel="alternate"/>',
            "<author><name>system</name></author>",
            *(f'<link href={link} rel="{rel}"/>' for rel in rels),
            f'<content type="text/xml">{_value(content)}</content></entry>',
        )
    )


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        keys = "".join(f"<s:key name={quoteattr(str(key))}>{_value(item)}</s:key>" for key, item in value.items())
        return f"<s:dict>{keys}</s:dict>"
    if isinstance(value, list):
        return "<s:list>" + "".join(f"<s:item>{_value(item)}</s:item>" for item in value) + "</s:list>"
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else escape(str(value))
