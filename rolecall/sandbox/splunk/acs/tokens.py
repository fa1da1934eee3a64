"""`/tokens`: unlike the management port, the id is in the path and one token can be read."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.splunk.acs.call import Call, refusal
from rolecall.sandbox.splunk.model import Token
from rolecall.sandbox.splunk.tokens import moment


def shown(token: Token) -> dict[str, Any]:
    """A token as the service shows it, without its value."""
    values: dict[str, Any] = {
        "id": token.id,
        "user": token.user,
        "audience": token.audience,
        "status": token.status,
        "type": token.kind,
        "notBefore": iso(token.not_before),
    }
    if token.expires:
        values["expiresOn"] = iso(token.expires)
    if token.last_used:
        values |= {"lastUsed": iso(token.last_used), "lastUsedIP": "127.0.0.1"}
    return values


def list_tokens(call: Call) -> Response:
    """GET: a page of tokens, by `username` and `status`."""
    tokens = list(call.store.tokens.values())
    if owner := call.request.parameter("username"):
        tokens = [token for token in tokens if token.user == owner.lower()]
    if status := call.request.parameter("status"):
        tokens = [token for token in tokens if token.status == status]
    return call.page("tokens", tokens, shown)


def _known(call: Call) -> Token:
    return call.found(call.store.tokens, call.request.arguments["id"], "token")


def get_token(call: Call) -> Response:
    """GET: one token."""
    return Response.json(shown(_known(call)))


def create_token(call: Call) -> Response:
    """POST: a token, its value shown only here; wrapped in `tokeninfo` or not, as the options say."""
    given = call.body(("user", "audience", "expiresOn", "type"), ("user", "audience"))
    owner = call.store.users.get(str(given["user"]).lower())
    if owner is None:
        raise refusal(400, "bad-request", f"user {given['user']} does not exist")
    now = call.store.clock.now()
    try:
        expires = moment(given["expiresOn"], now, "expiresOn") if given.get("expiresOn") else 0
    except Refusal as problem:
        raise refusal(400, "bad-request", problem.text) from None
    if expires and expires <= now:
        raise refusal(400, "bad-request", f"expiresOn {given['expiresOn']} is in the past")
    kind = given.get("type") or "static"
    if kind not in ("static", "ephemeral"):
        raise refusal(400, "bad-request", f"type {kind} is neither static nor ephemeral")
    token = call.store.add_token(owner, given["audience"], expires=expires, kind=kind)
    values = {**shown(token), "token": token.value}
    return Response.json({"tokeninfo": values} if call.options.token_wrapped else values)


def delete_token(call: Call) -> Response:
    """DELETE: the token ends at once."""
    del call.store.tokens[_known(call).id]
    return Response.json({})
