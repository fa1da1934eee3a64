"""SAML groups, roles of single SAML users, and the sessions that logins leave."""

from __future__ import annotations

from dataclasses import replace

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.log import MASK
from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.splunk.call import Call
from rolecall.sandbox.splunk.feed import Entry, Fields
from rolecall.sandbox.splunk.model import Session
from rolecall.sandbox.splunk.users import known_roles

GROUPS = "/services/admin/SAML-groups"
USERS = "/services/admin/SAML-user-role-map"
SESSIONS = "/services/authentication/httpauth-tokens"


def _group(call: Call, name: str) -> Entry:
    return Entry(name, GROUPS, {"roles": sorted(call.store.saml_groups[name])}, Fields(required=("roles",)))


def list_groups(call: Call) -> Response:
    """GET: a page of SAML groups sorted by name."""
    call.require("change_authentication", "list_settings")
    store = call.store

    def entry(name: str) -> Entry:
        roles = store.saml_groups.get(name, [])
        return Entry(name, GROUPS, {"roles": sorted(roles)}, Fields(required=("roles",)))

    return call.page(GROUPS, sorted(store.saml_groups), entry, lambda name, n: f"{name}-{n}")


def _known(call: Call) -> str:
    name = call.request.arguments["name"]
    if name not in call.store.saml_groups:
        if call.request.method == "DELETE" or call.options.missing_saml_group_status == 404:
            raise Refusal(404, f"Could not find object id={name}")
        raise Refusal(400, f"Unable to find a role mapping for {name}")
    return name


def get_group(call: Call) -> Response:
    """GET: one SAML group, its name in exactly this case."""
    call.require("change_authentication", "list_settings")
    return call.answer(GROUPS, [_group(call, _known(call))])


def create_group(call: Call) -> Response:
    """POST: map a group to roles; a group that exists is overwritten without a word."""
    call.require("change_authentication")
    call.allow(("name", "roles"))
    name = call.required("name")
    call.required("roles")
    call.store.saml_groups[name] = known_roles(call)
    return call.written(GROUPS, _group(call, name))


def update_group(call: Call) -> Response:
    """POST to a group: replace its roles."""
    call.require("change_authentication")
    call.allow(("roles",))
    name = _known(call)
    call.store.saml_groups[name] = known_roles(call)
    return call.written(GROUPS, _group(call, name))


def delete_group(call: Call) -> Response:
    """DELETE: the group maps to nothing; users that logged in through it stay."""
    call.require("change_authentication")
    del call.store.saml_groups[_known(call)]
    return call.answer(GROUPS, [])


def _user(call: Call, name: str) -> Entry:
    return Entry(name, USERS, {"roles": sorted(call.store.saml_users.get(name, []))}, Fields(required=("roles",)))


def list_users(call: Call) -> Response:
    """GET: a page of the SAML users who have roles of their own, sorted by name."""
    call.require("change_authentication", "list_settings")
    names = sorted(call.store.saml_users)
    return call.page(USERS, names, lambda name: _user(call, name), lambda name, n: f"{name}-{n}")


def get_user(call: Call) -> Response:
    """GET: the roles of one SAML user; 400 where there are none."""
    call.require("change_authentication", "list_settings")
    name = call.request.arguments["name"]
    if name not in call.store.saml_users:
        raise Refusal(400, f"Unable to find a role mapping for {name}")
    return call.answer(USERS, [_user(call, name)])


def create_user(call: Call) -> Response:
    """POST: give a SAML user roles, which are not there yet."""
    call.require("change_authentication")
    call.allow(("name", "roles"))
    name = call.required("name")
    call.required("roles")
    if name in call.store.saml_users:
        raise Refusal(409, f"A role mapping for {name} already exists.")
    if call.options.checks_saml_users and name not in call.store.directory:
        raise Refusal(400, "Failed to get cachedUserInfo")
    call.store.saml_users[name] = known_roles(call)
    return call.written(USERS, _user(call, name))


def change_user(call: Call) -> Response:
    """POST to a SAML user: there is no such action."""
    raise Refusal(404, "Invalid action for this internal handler")


def delete_user(call: Call) -> Response:
    """DELETE: the user has the roles of groups alone."""
    call.require("change_authentication")
    name = call.request.arguments["name"]
    if name not in call.store.saml_users:
        raise Refusal(404, f"Could not find object id={name}")
    del call.store.saml_users[name]
    return call.answer(USERS, [])


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

    return call.page(SESSIONS, sessions, entry, lambda session, n: replace(session, id=f"{session.id}{n}"))


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
