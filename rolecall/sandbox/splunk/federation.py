"""SAML groups, roles of single SAML users, and the sessions that logins leave."""

from __future__ import annotations

from collections.abc import Callable

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.log import MASK
from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.splunk.call import Call
from rolecall.sandbox.splunk.feed import Entry, Fields
from rolecall.sandbox.splunk.model import Session
from rolecall.sandbox.splunk.store import SplunkStore
from rolecall.sandbox.splunk.users import known_roles

GROUPS = "/services/admin/SAML-groups"
USERS = "/services/admin/SAML-user-role-map"
SESSIONS = "/services/authentication/httpauth-tokens"


class Mappings:
    """The roles that names of one kind give, of which a store has `rows`; `check` refuses what cannot be new."""

    def __init__(
        self,
        path: str,
        rows: Callable[[SplunkStore], dict[str, list[str]]],
        check: Callable[[Call, str], None] = lambda call, name: None,
    ) -> None:
        self._path = path
        self._rows = rows
        self._check = check

    def _entry(self, call: Call, name: str) -> Entry:
        roles = self._rows(call.store).get(name, [])
        return Entry(name, self._path, {"roles": sorted(roles)}, Fields(required=("roles",)))

    def _known(self, call: Call) -> str:
        """The name in the path, in exactly this case."""
        name = call.request.arguments["name"]
        if name not in self._rows(call.store):
            status = call.options.missing_saml_group_status if self._path == GROUPS else 400
            if call.request.method == "DELETE" or status == 404:
                raise Refusal(404, f"Could not find object id={name}")
            raise Refusal(400, f"Unable to find a role mapping for {name}")
        return name

    def list(self, call: Call) -> Response:
        """GET: a page of names that give roles, sorted."""
        call.require("change_authentication", "list_settings")
        names = sorted(self._rows(call.store))
        return call.page(self._path, names, lambda name: self._entry(call, name))

    def get(self, call: Call) -> Response:
        """GET: one of them."""
        call.require("change_authentication", "list_settings")
        return call.answer(self._path, [self._entry(call, self._known(call))])

    def create(self, call: Call) -> Response:
        """POST: let a name give roles; one that gives some is overwritten without a word, or refused by the check."""
        call.require("change_authentication")
        call.allow(("name", "roles"))
        name = call.required("name")
        call.required("roles")
        self._check(call, name)
        self._rows(call.store)[name] = known_roles(call)
        return call.written(self._path, self._entry(call, name))

    def update(self, call: Call) -> Response:
        """POST to a name: replace its roles."""
        call.require("change_authentication")
        call.allow(("roles",))
        name = self._known(call)
        self._rows(call.store)[name] = known_roles(call)
        return call.written(self._path, self._entry(call, name))

    def delete(self, call: Call) -> Response:
        """DELETE: the name gives nothing any more; users that logged in by it stay."""
        call.require("change_authentication")
        del self._rows(call.store)[self._known(call)]
        return call.answer(self._path, [])


def _check_user(call: Call, name: str) -> None:
    """Refuse roles for a SAML user who has some, or whom the identity provider does not know."""
    if name in call.store.saml_users:
        raise Refusal(409, f"A role mapping for {name} already exists.")
    if name not in call.store.directory:
        raise Refusal(400, "Failed to get cachedUserInfo")


groups = Mappings(GROUPS, lambda store: store.saml_groups)
users = Mappings(USERS, lambda store: store.saml_users, _check_user)


def change_user(call: Call) -> Response:
    """POST to a SAML user: there is no such action."""
    raise Refusal(404, "Invalid action for this internal handler")


def no_action(call: Call) -> Response:
    """Any request of a group whose name has a slash that was not encoded."""
    raise Refusal(call.options.unencoded_slash_status, "Invalid custom action for this internal handler")


def list_sessions(call: Call) -> Response:
    """GET: sessions that have not expired, keys masked; one's own without the capability to list all."""
    now = call.store.clock.now()
    sessions = [each for each in call.store.sessions.values() if now < each.created + call.options.session_seconds]
    if not call.can("list_httpauths", "admin_all_objects"):
        sessions = [each for each in sessions if each.user == call.caller.name]

    def entry(session: Session) -> Entry:
        values = {
            "userName": session.user,
            "authString": "******",
            "timeAccessed": iso(session.created),
            "searchId": "",
        }
        return Entry(session.id, SESSIONS, values)

    return call.page(SESSIONS, sessions, entry)


def delete_session(call: Call) -> Response:
    """DELETE: log a session out, named by its id in the list and, where the options say so, by its key."""
    name = call.request.arguments["name"]
    for session in call.store.sessions.values():
        if name == session.id or (name == session.key and call.options.sessions_by_key):
            if session.user != call.caller.name:
                call.require("edit_httpauths", "admin_all_objects")
            del call.store.sessions[session.key]
            return call.answer(SESSIONS, [])
    raise Refusal(404, f"Not a valid session: {MASK}")
