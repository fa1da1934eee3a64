"""`/api_tokens`: always the caller's own, and gone for every reader once they expired."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Response
from rolecall.sandbox.tanium.platform.call import Call, answer, refusal, with_deleted
from rolecall.sandbox.tanium.records import Token
from rolecall.sandbox.tanium.store import ADMINISTRATOR


def _row(call: Call, token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": "" if call.options.tokens_show_no_name else token.name,
        "notes": token.notes,
        "expire_in_days": token.days,
        "expiration": iso(token.expires),
        "trusted_ip_addresses": token.trusted_ip_addresses,
        "user": {"id": token.user_id},
        "deleted_flag": 0,
    }


def _is_seen(call: Call, token: Token) -> bool:
    own = token.user_id == call.access.caller.id
    return not call.store.expired(token) and (own or ADMINISTRATOR in call.store.role_names(call.access.caller.id))


def list_tokens(call: Call) -> Response:
    """GET: every token that the caller may see, never with its value."""
    rows = [_row(call, token) for token in call.store.tokens.values() if _is_seen(call, token)]
    return answer(with_deleted(call, rows, call.store.former_rows["api_tokens"]))


def _known(call: Call) -> Token:
    return call.found({id: each for id, each in call.store.tokens.items() if _is_seen(call, each)}, "APITokenNotFound")


def get_token(call: Call) -> Response:
    """GET: one token."""
    return answer(_row(call, _known(call)))


def create_token(call: Call) -> Response:
    """POST: a token of the caller, its value shown only here."""
    given = call.body(("name", "notes", "expire_in_days", "trusted_ip_addresses"))
    days = given.get("expire_in_days", 7)
    texts = [given.get(name, "") for name in ("name", "notes", "trusted_ip_addresses")]
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 365:
        raise refusal(500, "InvalidExpireInDaysField")
    if not all(isinstance(text, str) for text in texts):
        raise refusal(400, "InvalidJSONBody")
    token = call.store.add_token(call.access.caller, texts[0], days, texts[1], texts[2])
    return answer({**_row(call, token), "token_string": token.value})


def delete_token(call: Call) -> Response:
    """DELETE: the token ends at once."""
    token = _known(call)
    call.store.revoke_token(token.id)
    call.store.former_rows["api_tokens"].append(_row(call, token))
    return answer({**_row(call, token), "deleted_flag": 1})
