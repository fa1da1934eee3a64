"""Pull requests of GitHub, by its REST API of 2022-11-28.

https://docs.github.com/en/rest/pulls/reviews, https://docs.github.com/en/rest/issues/comments
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rolecall.cli.code_host.json_api import JsonApi
from rolecall.cli.code_host.pull_request import MARK, PullRequest, needed
from rolecall.reports.errors import JobError


class GitHub:
    """The repository of a job of GitHub Actions. Takes the job's environment, with GITHUB_TOKEN."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        token = needed(environment, "GITHUB_TOKEN", "Give the step `GITHUB_TOKEN: ${{ github.token }}`.")
        runner = "GitHub Actions sets it."
        self._environment = environment
        self._repository = f"repos/{needed(environment, 'GITHUB_REPOSITORY', runner)}"
        self._api = JsonApi(
            "GitHub",
            needed(environment, "GITHUB_API_URL", runner),
            {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"},
        )
        self._event = _event(Path(needed(environment, "GITHUB_EVENT_PATH", runner)))

    def pull_request(self) -> PullRequest:
        """See CodeHost. An approval counts for the commit that it was given to, and until its reviewer says else."""
        found = self._found()
        if found is None:
            return PullRequest(None, self._environment.get("GITHUB_ACTOR", ""))
        number, head = int(found["number"]), str(found["head"]["sha"])
        last: dict[str, tuple[str, str]] = {}
        for review in self._api.all(f"{self._repository}/pulls/{number}/reviews"):
            if review["state"] not in ("COMMENTED", "PENDING") and review["user"]:
                last[review["user"]["login"]] = (review["state"], review["commit_id"])
        approved = tuple(name for name, state in last.items() if state == ("APPROVED", head))
        return PullRequest(number, str(found["user"]["login"]), approved)

    def comment(self, text: str) -> None:
        """See CodeHost. Only a bot's comment is written over: anybody could have put the mark into theirs."""
        found = self._found()
        if found is None:
            raise JobError("No pull request brought this commit.", hint="Comment in jobs of pull requests alone.")
        comments = f"{self._repository}/issues/{int(found['number'])}/comments"
        body = {"body": f"{MARK}\n{text}"}
        for each in self._api.all(comments):
            if str(each["body"]).startswith(MARK) and (each["user"] or {}).get("type") == "Bot":
                self._api.call("PATCH", f"{self._repository}/issues/comments/{int(each['id'])}", body)
                return
        self._api.call("POST", comments, body)

    def _found(self) -> Mapping[str, Any] | None:
        if found := self._event.get("pull_request"):
            return dict(found)
        commit = needed(self._environment, "GITHUB_SHA", "GitHub Actions sets it.")
        for each in self._api.all(f"{self._repository}/commits/{commit}/pulls"):
            if each["merged_at"] and each["merge_commit_sha"] == commit:
                return dict(each)
        return None


def _event(file: Path) -> Mapping[str, Any]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise JobError(f"{file} is no event of GitHub.", hint="GITHUB_EVENT_PATH is set by the runner.") from None
