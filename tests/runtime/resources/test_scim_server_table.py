"""Every server of the table: what can be done there, or why not."""

from __future__ import annotations

import pytest

from benchmarks.scim_servers import ABILITIES, SERVERS, Server, visit


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.name)
def test_everything_can_be_done_or_says_why_not(server: Server) -> None:
    found, _ = visit(server)
    allowed = {name: {"yes", server.unseen or "yes"} for name in ABILITIES}
    assert {name: told for name, told in found.items() if told not in allowed[name]} == {}
    assert list(found) == list(ABILITIES)
