"""Merge requests of GitLab, by its REST API, version 4.

https://docs.gitlab.com/api/merge_request_approvals/, https://docs.gitlab.com/api/notes/
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rolecall.cli.code_host.json_api import JsonApi
from rolecall.cli.code_host.pull_request import MARK, PullRequest, needed
from rolecall.reports.errors import JobError


class GitLab:
    """The project of a GitLab job. Takes the job's environment, with GITLAB_TOKEN."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        token = needed(
            environment,
            "GITLAB_TOKEN",
            "Make a project access token with the scope `api`, and a masked variable of it.",
        )
        self._environment = environment
        self._project = f"projects/{needed(environment, 'CI_PROJECT_ID', 'GitLab sets it.')}"
        self._api = JsonApi("GitLab", needed(environment, "CI_API_V4_URL", "GitLab sets it."), {"PRIVATE-TOKEN": token})

    def pull_request(self) -> PullRequest:
        """See CodeHost. An approval counts if it is younger than the last push; GitLab says of no other commit.

        A GitLab that says no time of approvals (`approved_at`) says too little: none counts.
        """
        found = self._found()
        if found is None:
            return PullRequest(None, self._environment.get("GITLAB_USER_LOGIN", ""))
        number, author = int(found["iid"]), str(found["author"]["username"])
        request = f"{self._project}/merge_requests/{number}"
        pushed = [
            _time(each["created_at"])
            for each in self._api.all(f"{request}/versions")
            if each["head_commit_sha"] == found["sha"]
        ]
        if not pushed or not self._is_current(found):
            return PullRequest(number, author)
        given = self._api.call("GET", f"{request}/approvals")["approved_by"]
        approved = (
            str(each["user"]["username"])
            for each in given
            if each.get("approved_at") and _time(each["approved_at"]) > max(pushed)
        )
        return PullRequest(number, author, tuple(approved))

    def comment(self, text: str) -> None:
        """See CodeHost. Only a note of our own account is written over: anybody could have put the mark into theirs."""
        found = self._found()
        if found is None:
            raise JobError("No merge request brought this commit.", hint="Comment in jobs of merge requests alone.")
        notes = f"{self._project}/merge_requests/{int(found['iid'])}/notes"
        body = {"body": f"{MARK}\n{text}"}
        own = self._api.call("GET", "user")["id"]
        for each in self._api.all(notes):
            if str(each["body"]).startswith(MARK) and each["author"]["id"] == own:
                self._api.call("PUT", f"{notes}/{int(each['id'])}", body)
                return
        self._api.call("POST", notes, body)

    def _found(self) -> Mapping[str, Any] | None:
        if number := self._environment.get("CI_MERGE_REQUEST_IID"):
            return dict(self._api.call("GET", f"{self._project}/merge_requests/{int(number)}"))
        commit = needed(self._environment, "CI_COMMIT_SHA", "GitLab sets it.")
        for each in self._api.all(f"{self._project}/repository/commits/{commit}/merge_requests"):
            ends = (each.get("merge_commit_sha"), each.get("squash_commit_sha"), each["sha"])
            if each["state"] == "merged" and commit in ends:
                return dict(each)
        return None

    def _is_current(self, found: Mapping[str, Any]) -> bool:
        """Whether the job has the commit that the approvals are of; a merged request gets no more of them."""
        if not self._environment.get("CI_MERGE_REQUEST_IID"):
            return True
        checked_out = self._environment.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or self._environment["CI_COMMIT_SHA"]
        return bool(found["sha"] == checked_out)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
