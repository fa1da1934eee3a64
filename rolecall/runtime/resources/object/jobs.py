"""Creates that go on after their answer (`Job`): asked for until the object is there."""

from __future__ import annotations

from typing import Any, Final

from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import AmbiguousOutcome, VendorError
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Job, ObjectLifecycle

PAUSES_SECONDS: Final = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Before each question; the last one again and again."""


def await_job(context: Context[ObjectLifecycle], job: Job, answer: Any) -> str | None:
    """The key of the object that the job in `answer` makes; None where the answer names no job.

    Raises Refusal where the job failed, and AmbiguousOutcome where it is not known by the end of its time what comes
    of it.
    """
    name = dig(answer, job.id)
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        return None
    client, waited, count = context.connection.client, 0.0, 0
    where = client.path_of(job.poll, {"job": name})
    while waited < job.seconds:
        pause = PAUSES_SECONDS[min(count, len(PAUSES_SECONDS) - 1)]
        if not client.pause(pause):
            break
        waited, count = waited + pause, count + 1
        try:
            said = client.call(job.poll, {"job": name})
        except VendorError as problem:
            message = f"It began as job {name}, and what came of it cannot be read: {problem.message}"
            raise AmbiguousOutcome(message).at("GET", where, problem.status) from problem
        status = str(dig(said.data, job.status))
        if status in job.pending:
            continue
        key = dig(said.data, job.result)
        if status in job.done and isinstance(key, str | int) and not isinstance(key, bool) and key != "":
            return str(key)
        if status in job.done:
            raise AmbiguousOutcome(f"Job {name} is {status}, and does not say what it made.").at("GET", where)
        words = dig(said.data, job.words) if job.words else MISSING
        why = f": {words}" if isinstance(words, str) and words else "."
        raise refusal(
            f"{context.title} did not make the {context.resource.name}",
            f"It took the request, and job {name} ended as {status}{why}\nRequest: GET {where}\nNothing is in state. "
            "Remove the cause, and apply again.",
        )
    raise AmbiguousOutcome(f"Job {name} was not done after {round(waited)} seconds.").at("GET", where)
