"""What CI jobs talk to beside vendors: a code host's API, as its documentation has it, and a store of states."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 2
"""Rows of a page, whatever is asked for, so that listings have several."""
BOT, STRANGER = "github-actions[bot]", "mallory"
OWN_ID = 7
TOKEN = "t0ken-of-the-job"


@dataclass
class Services:
    """Pull request 7 and who said what about it; `states` are Terraform's."""

    author: str = "ada"
    head: str = ""
    base: str = ""
    merged_as: str = ""
    reviews: list[dict[str, Any]] = field(default_factory=list)
    approvals: list[dict[str, Any]] = field(default_factory=list)
    versions: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    states: dict[str, bytes] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    """Statuses of calls, such as `POST /repos/…`, that are refused."""
    moved_to: str = ""
    """Another server, to which redirects and links to the next page lead."""
    next_called: str = 'rel="next"'
    """The parameters of links to the next page."""
    url: str = ""

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Services]:
        services = cls()

        class Handler(_Handler):
            about = services

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            services.url = f"http://127.0.0.1:{server.server_port}"
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            try:
                yield services
            finally:
                server.shutdown()
                thread.join()

    def approve(self, login: str, commit: str = "", state: str = "APPROVED") -> None:
        """A review on GitHub, and what GitLab makes of an approval."""
        self.reviews.append({"user": {"login": login}, "state": state, "commit_id": commit or self.head})
        self.approvals.append({"user": {"username": login}, "approved_at": f"2026-02-01T00:00:{len(self.reviews):02}Z"})

    def say(self, login: str, body: str) -> None:
        """A comment of somebody."""
        kind = "Bot" if login.endswith("[bot]") else "User"
        own = OWN_ID if kind == "Bot" else 99
        user = {"login": login, "type": kind, "id": own}
        self.comments.append({"id": 100 + len(self.comments), "body": body, "user": user, "author": user})

    def answer(self, method: str, path: str, body: Any) -> Any:
        """The answer to a call, or a status."""
        if re.fullmatch(r"/repos/acme/access/pulls/7/reviews", path):
            return self.reviews
        if re.fullmatch(r"/repos/acme/access/commits/\w+/pulls", path):
            return [
                {"number": 6, "merged_at": None, "merge_commit_sha": self.merged_as},
                {
                    "number": 7,
                    "merged_at": "2026-02-02T00:00:00Z",
                    "merge_commit_sha": self.merged_as,
                    "head": {"sha": self.head},
                    "user": {"login": self.author},
                },
            ]
        if path in ("/repos/acme/access/issues/7/comments", "/projects/3/merge_requests/7/notes"):
            return self._comments(method, body)
        if found := re.fullmatch(r"/repos/acme/access/issues/comments/(\d+)|/projects/3/.*/7/notes/(\d+)", path):
            wanted = int(found[1] or found[2])
            (comment,) = [each for each in self.comments if each["id"] == wanted]
            comment["body"] = body["body"]
            return comment
        request = {
            "iid": 7,
            "state": "merged" if self.merged_as else "opened",
            "sha": self.head,
            "merge_commit_sha": self.merged_as or None,
            "squash_commit_sha": None,
            "author": {"username": self.author},
        }
        answers: dict[str, Any] = {
            "/user": {"id": OWN_ID},
            "/projects/3/merge_requests/7": request,
            "/projects/3/merge_requests/7/versions": self.versions,
            "/projects/3/merge_requests/7/approvals": {"approved_by": self.approvals},
            f"/projects/3/repository/commits/{self.merged_as}/merge_requests": [request],
        }
        if found := re.fullmatch(r"/projects/3/variables/(\w+)", path):
            self.variables[found[1]] = body["value"]
            return {}
        return answers.get(path, 404)

    def _comments(self, method: str, body: Any) -> Any:
        if method == "POST":
            self.say(BOT, body["body"])
            return self.comments[-1]
        return self.comments


class _Handler(BaseHTTPRequestHandler):
    about: Services

    def _serve(self) -> None:
        data = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = urlsplit(self.path).path
        self.about.calls.append(f"{self.command} {path}")
        if path.startswith("/state/"):
            return self._state(path, data)
        shown = {self.headers.get("authorization"), self.headers.get("private-token")}
        if not shown & {f"Bearer {TOKEN}", TOKEN}:
            return self._send(401, b"{}")
        if status := self.about.refuses.get(f"{self.command} {path}"):
            return self._send(status, b"{}")
        if self.about.moved_to and "/reviews" not in path:
            return self._send(302, b"", location=f"{self.about.moved_to}{path}")
        form = "urlencoded" in str(self.headers.get("content-type"))
        text = data.decode()
        body = {name: values[0] for name, values in parse_qs(text).items()} if form else json.loads(text or "null")
        answer = self.about.answer(self.command, path, body)
        if isinstance(answer, int):
            return self._send(answer, b"{}")
        if not isinstance(answer, list):
            return self._send(200, json.dumps(answer).encode())
        page = int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])
        rest = answer[page * PAGE :]
        server = self.about.moved_to or self.about.url
        link = f'<{server}{path}?page={page + 1}>; {self.about.next_called}, <{server}{path}>; rel="first"'
        rows = answer[(page - 1) * PAGE : page * PAGE]
        return self._send(200, json.dumps(rows).encode(), link if rest else "")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815  # the names that http.server calls

    def _state(self, path: str, data: bytes) -> None:
        if path.endswith("/lock"):
            return self._send(200, b"")
        if self.command == "POST":
            self.about.states[path] = data
        state = self.about.states.get(path)
        return self._send(404, b"") if state is None else self._send(200, state)

    def _send(self, status: int, body: bytes, link: str = "", location: str = "") -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in (("link", link), ("location", location)):
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""
