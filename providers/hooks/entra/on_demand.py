"""On-demand provisioning: which rule is meant, and what the steps in the answer say.

https://learn.microsoft.com/en-us/graph/api/synchronization-synchronizationjob-provisionondemand
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic, refusal
from rolecall.runtime.resources.actions import ActionCall, Told
from rolecall.runtime.values.documents import chains

MOST_MEMBERS: Final = 5
"""So many members of a group go with it."""

_REASONS: Final = ("skipreason", "errorcode", "reason")
"""Details of a step that may be told; others hold values of accounts, passwords among them."""

_NOTHING_TO_DO: Final = "redundantexport"
_ADVICE: Final = (
    "Mend it in the application or in the mapping, then provision again. The data source entra_provisioning_logs has "
    "the details."
)


class OnDemand(ActionCall):
    """One user or group, provisioned by the rule of the schema that has such objects."""

    def look(self, values: Object) -> Iterable[Diagnostic]:
        """The group's members are few enough, and a rule provisions such objects. Raises VendorError or Refusal."""
        members = values["members"] or []
        if members and values["object"] != "group":
            yield Diagnostic("error", "Only a group has members", "Leave `members` out for a user.", ("members",))
        elif len(members) > MOST_MEMBERS:
            found = f"There are {len(members)}. Provision the others with another action; nothing was sent."
            yield Diagnostic("error", f"At most {MOST_MEMBERS} members go with a group", found, ("members",))
        else:
            self._rule(values)

    def body(self, values: Object) -> dict[str, Any] | None:
        """The object and its members, under the rule that provisions it. Raises VendorError or Refusal."""
        subject: dict[str, Any] = {"objectId": values["object_id"], "objectTypeName": values["object"].capitalize()}
        if values["members"]:
            links = [{"objectId": each, "objectTypeName": "User"} for each in values["members"]]
            subject["links"] = {"members": links}
        return {"parameters": [{"ruleId": self._rule(values), "subjects": [subject]}]}

    def outcome(self, values: Object, data: Any) -> Iterator[Told]:
        """Each step in a line; an error where one failed, a warning where it was skipped or nobody says."""
        steps = list(_steps(data))
        for step in steps:
            yield f"{step.get('name')}: {step.get('status')}: {step.get('description') or _reason(step)}"
        who = f"The {values['object']} {values['object_id']}"
        bad = [step for step in steps if _status(step) == "failure"]
        skipped = [step for step in steps if _status(step) == "skipped" and _NOTHING_TO_DO not in _reason(step).lower()]
        if bad:
            yield Diagnostic("error", f"{who} was not provisioned", f"{_said(bad[-1])} {_ADVICE}", ("object_id",))
        elif skipped:
            text = f"{_said(skipped[-1])} Assign it to the application, and look at the scoping filters of the mapping."
            yield Diagnostic("warning", f"{who} was skipped", text, ("object_id",))
        elif not steps:
            text = "The answer holds no steps. Look at the data source entra_provisioning_logs."
            yield Diagnostic("warning", f"Nobody says whether {values['object_id']} was provisioned", text)
        else:
            yield from ActionCall.outcome(self, values, data)

    def _rule(self, values: Object) -> str:
        """The id of the first rule that maps such objects. Raises VendorError, and Refusal where there is none."""
        document = self.connection.client.call(self.action.look, values).data
        wanted = values["object"].casefold()
        found = [
            rule
            for _, rule, mapping in chains(document, "synchronizationRules.objectMappings")
            if str(mapping.get("sourceObjectName")).casefold() == wanted and mapping.get("enabled") is not False
        ]
        if not found:
            raise refusal(
                f"The job provisions no {values['object']}s",
                "No enabled object mapping of its schema begins with them. Nothing was sent.",
                ("object",),
            )
        return str(min(found, key=lambda rule: rule.get("priority") or 0).get("id"))


def _steps(data: Any) -> Iterator[Mapping[str, Any]]:
    """The steps in an answer: a list of them as JSON in a text, or of what holds such a list."""
    text = data.get("value") if isinstance(data, Mapping) else None
    try:
        rows = json.loads(text) if isinstance(text, str) else []
    except ValueError:
        rows = []
    for row in rows if isinstance(rows, list) else [rows]:
        if isinstance(row, Mapping):
            inner = row.get("provisioningSteps")
            yield from (each for each in (inner if isinstance(inner, list) else [row]) if isinstance(each, Mapping))


def _status(step: Mapping[str, Any]) -> str:
    return str(step.get("status")).casefold()


def _said(step: Mapping[str, Any]) -> str:
    texts = [str(step.get("description") or step.get("name") or "").rstrip("."), _reason(step).rstrip(".")]
    return f"{': '.join(text for text in texts if text)}."


def _reason(step: Mapping[str, Any]) -> str:
    details = step.get("details")
    given = details.items() if isinstance(details, Mapping) else ()
    return ", ".join(str(value) for name, value in given if str(name).casefold() in _REASONS and value)


HOOK: Final = OnDemand
