"""`/services/authorization/tokens` in both dialects, and the switch that allows token authentication."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.splunk.call import Call
from rolecall.sandbox.splunk.feed import Entry
from rolecall.sandbox.splunk.model import Token

PATH = "/services/authorization/tokens"
SWITCH = "/services/admin/token-auth"
_LONGEST_EPHEMERAL = 6 * 3600
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "mon": 30 * 86400, "y": 365 * 86400}
_RELATIVE = re.compile(r"\+(\d+)(s|mon|m|h|d|w|y)")


def moment(text: str, now: float, argument: str) -> int:
    """An instant given as `+30d`, epoch seconds or ISO 8601, as epoch seconds; refuses anything else."""
    if match := _RELATIVE.fullmatch(text):
        return int(now) + int(match[1]) * _UNITS[match[2]]
    if text.isdecimal():
        return int(text)
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(400, f'The value "{text}" of argument "{argument}" is not a time.') from None
    return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp())


def list_tokens(call: Call) -> Response:
    """GET: tokens by `id`, `username`, `status`. An expired one keeps its status: only its claim tells."""
    call.require("list_tokens_all", "list_tokens_own")
    tokens = list(call.store.tokens.values())
    if not call.can("list_tokens_all"):
        tokens = [token for token in tokens if token.user == call.caller.name]
    if call.has("id"):
        tokens = [token for token in tokens if token.id == call.text("id")]
    if call.has("username"):
        tokens = [token for token in tokens if token.user == call.text("username").lower()]
    if call.has("status"):
        tokens = [token for token in tokens if token.status == call.text("status")]

    def entry(token: Token) -> Entry:
        values: dict[str, Any] = {
            "claims": {**call.store.claims(token), "roles": _roles(call, token)},
            "headers": {"alg": "HS512", "kid": "splunk.secret", "ttyp": token.kind, "typ": "JWT", "ver": "v2"},
            "lastUsed": token.last_used,
            "lastUsedIp": "127.0.0.1" if token.last_used else "",
            "status": token.status,
        }
        return Entry(token.id, PATH, values)

    return call.page(PATH, tokens, entry)


def _roles(call: Call, token: Token) -> list[str]:
    owner = call.store.users.get(token.user)
    return sorted(owner.roles) if owner else []


def create_token(call: Call) -> Response:
    """POST: a token, its value shown only here. The form that the options say decides what `name` means."""
    if not call.options.token_auth:
        raise Refusal(400, "Token authentication is disabled. Enable it before creating tokens.")
    vendor = call.options.token_form == "vendor"
    times = ("expires_on", "not_before", "type", "status")
    call.allow(("name", "audience", *times) if vendor else ("name", "user", *times))
    owner_name = call.required("name") if vendor else call.text("user") or call.caller.name
    audience = call.required("audience" if vendor else "name")[: call.options.audience_length]
    owner = call.store.users.get(owner_name.lower())
    if owner is None:
        raise Refusal(400, f"User {owner_name} does not exist.")
    own = ("edit_tokens_own",) if owner.name == call.caller.name else ()
    call.require("edit_tokens_all", *own)
    kind = call.text("type") or "static"
    if kind not in ("static", "ephemeral"):
        raise Refusal(400, 'The argument "type" must be static or ephemeral.')
    now = call.store.clock.now()
    expires = moment(call.text("expires_on"), now, "expires_on") if call.text("expires_on") else 0
    starts = moment(call.text("not_before"), now, "not_before") if call.text("not_before") else 0
    if kind == "ephemeral":
        expires = expires or int(now) + _LONGEST_EPHEMERAL
        if expires > now + _LONGEST_EPHEMERAL:
            raise Refusal(400, "An ephemeral token lives at most 6 hours.")
    if expires and expires <= max(now, starts):
        raise Refusal(400, f'The time in "expires_on" is in the past: {call.text("expires_on")}.')
    status = _status(call) if call.has("status") else "enabled"
    token = call.store.add_token(owner, audience, expires=expires, not_before=starts, kind=kind)
    token.status = status
    values = {"id": token.id, "token": token.value}
    if vendor:
        return call.answer(PATH, [Entry("tokens", PATH, values)])
    return call.answer(PATH, [Entry(audience, PATH, {**values, "status": token.status})])


def _known(call: Call) -> list[Token]:
    """The token of the path's owner that the argument `id` names, or all of them where none is given."""
    owner = call.request.arguments["name"].lower()
    tokens = [token for token in call.store.tokens.values() if token.user == owner]
    if call.text("id"):
        tokens = [token for token in tokens if token.id == call.text("id")]
        if not tokens:
            raise Refusal(404, f"Could not find a token of {owner} with id={call.text('id')}")
    own = ("edit_tokens_own",) if owner == call.caller.name else ()
    call.require("edit_tokens_all", *own)
    return tokens


def _status(call: Call) -> str:
    status = call.required("status")
    if status not in ("enabled", "disabled"):
        raise Refusal(400, 'The argument "status" must be enabled or disabled.')
    return status


def update_token(call: Call) -> Response:
    """POST to an owner: `id` and `status` enabled or disabled; nothing else can change. Without an id, all of them."""
    call.allow(("id", "status"))
    tokens = _known(call)
    status = _status(call)
    for token in tokens:
        token.status = status
    return call.answer(PATH, [], said=f"Token {status}.")


def delete_token(call: Call) -> Response:
    """DELETE an owner's token by `id`, and every token of the owner where none is given."""
    for token in _known(call):
        del call.store.tokens[token.id]
    return call.answer(PATH, [])


def _switch_entry(call: Call) -> Response:
    values = {"disabled": not call.options.token_auth, "expiration": "+30d"}
    return call.answer(SWITCH, [Entry("tokens_auth", SWITCH, values, removable=False)])


def get_switch(call: Call) -> Response:
    """GET: whether token authentication is disabled."""
    call.require("edit_tokens_settings", "list_settings")
    return _switch_entry(call)


def set_switch(call: Call) -> Response:
    """POST `disabled`: allow or end token authentication."""
    call.require("edit_tokens_settings")
    call.allow(("disabled",))
    call.options.token_auth = not call.flag("disabled")
    return _switch_entry(call)
