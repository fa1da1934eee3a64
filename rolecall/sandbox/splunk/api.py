"""The API of Splunk's management port: who is let in, which function answers, and how a refusal is worded."""

from __future__ import annotations

import re
from collections.abc import Callable
from http.cookies import SimpleCookie

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.splunk import federation, roles, searches, tokens, users
from rolecall.sandbox.splunk.atom import xml_login, xml_messages
from rolecall.sandbox.splunk.call import Call, arguments, wants_json
from rolecall.sandbox.splunk.feed import BUILD, VERSION, Entry
from rolecall.sandbox.splunk.model import User
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore

LOGIN = "/services/auth/login"
INFO = "/services/server/info"
_NAMESPACE = re.compile(r"^/servicesNS/[^/]+/[^/]+(?=/)")
_COOKIE = "splunkd_8089"
_BALANCER = "AWSALB"


class Api:
    """The REST API of one store."""

    def __init__(self, store: SplunkStore, options: SplunkOptions) -> None:
        self._store = store
        self._options = options
        self._router = _routes()
        self._turn = 0

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock. `/servicesNS/<owner>/<app>` is `/services` here."""
        path = _NAMESPACE.sub("/services", request.raw_path)
        member = self._member(request)
        if path.rstrip("/") == LOGIN:
            response = self._login(request, member)
        else:
            caller = self._authenticate(request, member)
            handler, request.arguments = self._router.find(request.method, path)
            call = Call(request, self._store, self._options, caller)
            response = handler(call)
            _note(call, path)
        if self._options.members > 1:
            response.headers["Set-Cookie"] = f"{_BALANCER}={member}; Path=/"
        return response

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as Splunk's list of messages, in the form the request asked for."""
        kind = "WARN" if refusal.status == 401 else "FATAL" if refusal.status >= 500 else "ERROR"
        if wants_json(request):
            body = {"messages": [{"type": kind, "text": refusal.text}]}
            response = Response.json(body, refusal.status)
        else:
            response = xml_messages(refusal.status, kind, refusal.text)
        response.headers.update(refusal.headers)
        return response

    def _member(self, request: Request) -> int:
        """The search head that the load balancer sends a request to: that of its cookie, or the next in turn."""
        if morsel := SimpleCookie(request.headers.get("cookie", "")).get(_BALANCER):
            return int(morsel.value)
        self._turn += 1
        return self._turn % self._options.members

    def _login(self, request: Request, member: int) -> Response:
        if request.method != "POST":
            raise Refusal(405, "Method Not Allowed", Allow="POST")
        given = arguments(request)
        name, password = (given.get(key, [""])[-1] for key in ("username", "password"))
        user = self._let_in(name, password)
        if user is None:
            raise Refusal(401, "Login failed")
        session = self._store.add_session(user, member)
        if wants_json(request):
            response = Response.json({"sessionKey": session.key, "message": "", "code": ""})
        else:
            response = xml_login(session.key)
        if given.get("cookie", [""])[-1] == "1":
            response.headers["Set-Cookie"] = f"{_COOKIE}={session.key}; Path=/; HttpOnly"
        return response

    def _let_in(self, name: str, password: str) -> User | None:
        """The user whom this name and password let in: local and not locked out."""
        user = self._store.users.get(name.lower())
        if user is None or user.locked_out or user.type != "Splunk" or user.password != password:
            return None
        return user

    def _authenticate(self, request: Request, member: int) -> User:
        scheme, _, credential = request.headers.get("authorization", "").partition(" ")
        user: User | None = None
        if scheme == "Splunk":
            user = self._session_user(credential, member)
        elif scheme == "Bearer":
            user = self._session_user(credential, member) or self._token_user(credential)
        elif scheme == "Basic":
            user = self._let_in(*(request.basic or ("", "")))
        elif morsel := SimpleCookie(request.headers.get("cookie", "")).get(_COOKIE):
            user = self._session_user(morsel.value, member)
        if user is None:
            raise Refusal(401, "call not properly authenticated", WWW_Authenticate='Basic realm="/splunk"')
        return user

    def _session_user(self, key: str, member: int) -> User | None:
        session = self._store.sessions.get(key)
        if session is None or (self._options.members > 1 and session.member != member):
            return None
        if self._store.clock.now() >= session.created + self._options.session_seconds:
            del self._store.sessions[key]
            return None
        return self._store.users.get(session.user)

    def _token_user(self, value: str) -> User | None:
        token = next((token for token in self._store.tokens.values() if token.value == value), None)
        now = self._store.clock.now()
        if token is None or not self._options.token_auth or token.status != "enabled":
            return None
        if now < token.not_before or (token.expires and now >= token.expires):
            return None
        token.last_used = int(now)
        return self._store.users.get(token.user)


_KINDS = {users.PATH: "user", roles.PATH: "role", federation.GROUPS: "saml_group", federation.USERS: "saml_user"}


def _note(call: Call, path: str) -> None:
    """Note a request that changed an account, a role or a mapping in the index `_audit`."""
    kind = next((kind for start, kind in _KINDS.items() if path.startswith(start)), None)
    if kind is None or call.request.method == "GET":
        return
    name = call.request.arguments.get("name", "")
    verb = "delete" if call.request.method == "DELETE" else "update" if name else "create"
    call.store.trail.note(
        call.store.clock.now(), call.caller.name, f"{kind}.{verb}", [(name or call.text("name")).lower()]
    )


def _server_info(call: Call) -> Response:
    values = {"build": BUILD, "version": VERSION, "serverName": call.store.server, "product_type": "enterprise"}
    return call.answer(INFO, [Entry("server-info", INFO, values, removable=False)])


def _routes() -> Router[Callable[[Call], Response]]:
    router: Router[Callable[[Call], Response]] = Router()
    add = router.add
    add(users.PATH, GET=users.list_users, POST=users.create_user)
    add(users.PATH + "/{name}", GET=users.get_user, POST=users.update_user, DELETE=users.delete_user)
    add(users.CONTEXT, GET=users.current_context)
    add(users.CONTEXT + "/context", GET=users.current_context)
    add(roles.PATH, GET=roles.list_roles, POST=roles.create_role)
    add(roles.PATH + "/{name}", GET=roles.get_role, POST=roles.update_role, DELETE=roles.delete_role)
    add(roles.CAPABILITIES, GET=roles.all_capabilities)
    add(roles.GRANTABLE + "/capabilities", GET=roles.grantable_capabilities)
    add(tokens.PATH, GET=tokens.list_tokens, POST=tokens.create_token)
    add(tokens.PATH + "/{name}", POST=tokens.update_token, DELETE=tokens.delete_token)
    add(tokens.SWITCH + "/tokens_auth", GET=tokens.get_switch, POST=tokens.set_switch)
    saml_groups, saml_users = federation.groups, federation.users
    add(federation.GROUPS, GET=saml_groups.list, POST=saml_groups.create)
    add(federation.GROUPS + "/{name}", GET=saml_groups.get, POST=saml_groups.update, DELETE=saml_groups.delete)
    add(f"{federation.GROUPS}/{{name}}/{{rest}}", **dict.fromkeys(("GET", "POST", "DELETE"), federation.no_action))
    add(federation.USERS, GET=saml_users.list, POST=saml_users.create)
    add(federation.USERS + "/{name}", GET=saml_users.get, POST=federation.change_user, DELETE=saml_users.delete)
    add(federation.SESSIONS, GET=federation.list_sessions)
    add(federation.SESSIONS + "/{name}", DELETE=federation.delete_session)
    add(INFO, GET=_server_info)
    for jobs in (searches.JOBS, searches.V2):
        add(jobs, POST=searches.create_job)
        add(f"{jobs}/export", GET=searches.export, POST=searches.export)
    return router
