"""`/scim_servers`: connections for identity providers, each with a user and a token that the vendor makes."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Response
from rolecall.sandbox.tanium.platform.call import Call, answer, listing, refusal
from rolecall.sandbox.tanium.records import ScimServer


def _row(call: Call, server: ScimServer, *, value: bool = False) -> dict[str, Any]:
    token = call.store.tokens.get(server.token_id)
    shown = {"id": server.token_id, "user": {"id": server.user_id}}
    if token is not None:
        shown["expiration"] = iso(token.expires)
        shown |= {"token_string": token.value} if value else {}
    return {
        "id": server.id,
        "name": server.name,
        "expire_in_days": server.days,
        "trusted_ip_addresses": server.trusted_ip_addresses,
        "api_token": shown,
    }


def _answer(call: Call, data: Any) -> Response:
    return answer({"scim_server": data} if call.options.wraps_scim else data)


def list_servers(call: Call) -> Response:
    """GET: every connection; where it is wrapped, a single one without a list."""
    rows = listing(call, [_row(call, server) for server in call.store.scim_servers.values()])
    return _answer(call, rows[0] if call.options.wraps_scim and len(rows) == 1 else rows)


def _known(call: Call) -> ScimServer:
    return call.found(call.store.scim_servers, "SCIMServerNotFound")


def get_server(call: Call) -> Response:
    """GET: one connection, never with the value of its token."""
    return _answer(call, _row(call, _known(call)))


def create_server(call: Call) -> Response:
    """POST: a connection, a user and a token, whose value is shown only here."""
    given = call.body(("name", "expire_in_days", "trusted_ip_addresses"))
    name, days = _name(call, given.get("name")), given.get("expire_in_days", 365)
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 365:
        raise refusal(500, "InvalidExpireInDaysField")
    server = call.store.add_scim_server(name, days, _text(given.get("trusted_ip_addresses", "")))
    return _answer(call, _row(call, server, value=True))


def update_server(call: Call) -> Response:
    """PATCH: what is left out stays. The token goes on as it was."""
    server = _known(call)
    given = call.body(("name", "trusted_ip_addresses"))
    if "name" in given:
        server.name = _name(call, given["name"], server)
    if "trusted_ip_addresses" in given:
        server.trusted_ip_addresses = _text(given["trusted_ip_addresses"])
    return _answer(call, _row(call, server))


def delete_server(call: Call) -> Response:
    """DELETE: the connection is gone for good; what it leaves behind the options say."""
    call.store.delete_scim_server(_known(call).id, call.options.scim_leaves)
    return answer(None)


def _name(call: Call, value: Any, own: ScimServer | None = None) -> str:
    if not isinstance(value, str) or not value:
        raise refusal(400, "SCIMServerNameRequired")
    if any(server.name == value and server is not own for server in call.store.scim_servers.values()):
        raise refusal(409, "SCIMServerAlreadyExists")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise refusal(400, "InvalidJSONBody")
    return value
