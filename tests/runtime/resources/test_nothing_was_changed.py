"""A message says that nothing was changed only where nothing was, whatever failed and whenever."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import rolecall.runtime
from providers.okta import PROVIDER as OKTA
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.errors import Rejected, VendorError
from rolecall.runtime.writes import note_answer, nothing_written, operation, unchanged, unsent
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import OktaBox, TaniumBox
from tests.runtime.resources.okta_people import ADA
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

SAYING = "Nothing was changed"


@pytest.mark.parametrize("status", [400, 403, 409, 422, 429, 501])
def test_a_write_that_was_refused_whole_changed_nothing(status: int) -> None:
    with operation():
        note_answer("POST", status)
        assert nothing_written()
        assert SAYING in Rejected("no").diagnostic().detail


@pytest.mark.parametrize("status", [None, 200, 201, 204, 302, 408, 500, 502, 503])
def test_a_write_that_may_have_been_done_is_never_denied_later(status: int | None) -> None:
    early = Rejected("before")
    with operation():
        note_answer("PUT", status)
        assert unchanged() == ""
        assert unsent() != "It was not sent."
        late = Rejected("after")
        assert SAYING not in late.diagnostic().detail
        assert SAYING not in early.diagnostic().detail
    assert SAYING not in late.diagnostic().detail, "what another thread raised keeps what that one knew"
    assert nothing_written(), "another operation has written nothing"


def test_reads_change_nothing() -> None:
    with operation():
        note_answer("GET", 200)
        assert nothing_written()


def test_a_create_that_was_refused_says_that_nothing_was_changed(tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("status", method="POST", path="/users", status=400))
    result = Practitioner(TANIUM, tanium.environment).apply("tanium_user.jane", name="jane")
    assert SAYING in errors(result)[0]
    assert [user.name for user in tanium.store.users.values() if user.name == "jane"] == []


def test_a_second_step_that_is_refused_does_not(okta: OktaBox) -> None:
    okta.faults.add(Fault("status", method="POST", path="/lifecycle/activate", status=400))
    result = Practitioner(OKTA, okta.environment).apply("okta_user.ada", **ADA, status="ACTIVE")
    assert okta.store.user("ada@example.com").status == "STAGED"
    assert warnings(result) and not errors(result)
    assert all(SAYING not in said for said in warnings(result))
    assert result.state is not None, "what the first step made is in state"


def test_no_message_says_it_by_itself() -> None:
    """The sentence stands in one module, and in the words of errors that ask it."""
    root = Path(rolecall.runtime.__file__).parent
    saying = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and f"{SAYING}." in node.value:
                saying.add(path.relative_to(root).as_posix())
    assert saying == {"errors.py", "writes.py"}, "ask rolecall.runtime.writes instead"
    assert all(SAYING not in kind.next_step for kind in VendorError.__subclasses__())
