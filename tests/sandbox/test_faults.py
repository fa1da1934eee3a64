"""Every fault, as a client sees it and as the store sees it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault, start
from rolecall.sandbox.core.faults import KINDS
from tests.runtime.resources.boxes import EntraBox, SplunkBox, TaniumBox

NEW = {"name": "jdoe", "email": "jdoe@example.com"}


def rows(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_a_status_comes_instead_of_the_work(api: httpx.Client, tanium: TaniumBox) -> None:
    fault = tanium.faults.add(Fault("status", method="POST", path="/users$", status=429, retry_after=3, times=2))
    for _ in range(2):
        answer = api.post("/users", json=NEW)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
        assert answer.json()["type"] == "ServiceFault"
    assert tanium.store.live_user("jdoe") is None
    assert api.get("/users").status_code == 200
    assert api.post("/users", json=NEW).status_code == 200
    assert (fault.seen, fault.fired) == (3, 2)
    assert [event.fault for event in tanium.log.matching("POST")] == ["status", "status", ""]


def test_splunk_words_its_own_failures(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.faults.add(Fault("status", status=503, times=1))
    answer = rest.get("/authentication/users")
    assert (answer.status_code, answer.json()["messages"][0]["type"]) == (503, "FATAL")
    assert "retry-after" not in answer.headers


def test_after_lets_some_pass(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("status", path="/roles", status=500, after=2, times=1))
    assert [api.get("/roles").status_code for _ in range(5)] == [200, 200, 500, 200, 200]


def test_drop_after_does_the_work_and_says_nothing(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("drop_after", method="POST", times=1))
    with pytest.raises(httpx.TransportError):
        api.post("/users", json=NEW)
    assert tanium.store.live_user("jdoe") is not None
    assert (tanium.log[-1].status, tanium.log[-1].fault) == (0, "drop_after")
    assert api.get("/session/info").status_code == 200


def test_drop_before_does_no_work(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("drop_before", method="POST", times=1))
    with pytest.raises(httpx.TransportError):
        api.post("/users", json=NEW)
    assert tanium.store.live_user("jdoe") is None


def test_status_after_does_the_work_and_denies_it(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("status_after", method="POST", status=504, times=1))
    assert api.post("/users", json=NEW).status_code == 504
    assert tanium.store.live_user("jdoe") is not None


def test_slow_does_the_work_at_once_and_answers_late(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("slow", method="POST", seconds=30, times=1))
    with pytest.raises(httpx.ReadTimeout):
        api.post("/users", json=NEW, timeout=httpx.Timeout(30, read=0.2))
    assert api.get("/session/info").status_code == 200
    assert tanium.store.live_user("jdoe") is not None


def test_html_comes_from_a_proxy(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("html", times=1))
    answer = api.post("/users", json=NEW)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!DOCTYPE html>")
    assert tanium.store.live_user("jdoe") is None


def test_broken_json_is_cut_in_half(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("broken_json", times=1))
    answer = api.get("/roles")
    assert answer.status_code == 200
    with pytest.raises(ValueError, match="char"):
        answer.json()


def listing(api: httpx.Client, pages: int, limit: int = 2) -> list[list[int]]:
    queries = [{"limit": limit, "offset": limit * page} for page in range(pages)]
    return [[row["id"] for row in rows(api.get("/users", params=query))] for query in queries]


def test_endless_pages_are_always_full_of_new_rows(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("endless_pages"))
    pages = listing(api, 40)
    assert all(len(page) == 2 for page in pages)
    ids = [id for page in pages for id in page]
    assert len(set(ids)) == len(ids) == 80


def test_endless_pages_of_every_tanium_list(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("endless_pages"))
    for path in ("/roles", "/api_tokens"):
        page = rows(api.get(path, params={"limit": 5, "offset": 500}))
        assert len({row["id"] for row in page}) == 5


def test_a_repeated_page_never_moves(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("repeat_page"))
    first, second, third = listing(api, 3)
    assert first == second == third


def test_a_torn_listing_misses_one_and_shows_one_twice(api: httpx.Client, tanium: TaniumBox) -> None:
    ids = list(tanium.store.users)
    tanium.faults.add(Fault("torn", path="/users$"))
    assert listing(api, 2) == [ids[:2], [ids[3], ids[0]]]
    tanium.faults.clear()
    assert listing(api, 2) == [ids[:2], ids[2:]]


def test_a_listing_that_ends_early_says_so_of_its_first_page(entra: EntraBox, graph: httpx.Client) -> None:
    size = len(entra.store.users) - 1
    assert "@odata.nextLink" in graph.get("/users", params={"$top": size}).json()
    entra.faults.add(Fault("ends_early", path="/users$", times=1))
    cut = graph.get("/users", params={"$top": size}).json()
    assert "@odata.nextLink" not in cut
    assert len(cut["value"]) == size


def test_a_dropped_role_is_accepted_and_not_stored(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("drop_roles", times=1))
    user = tanium.store.add_user("jdoe")
    roles = [{"id": role.id} for role in tanium.store.roles][:2]
    assert len(rows(api.put(f"/users/{user.id}", json={"roles": roles}))["roles"]) == 1
    assert len(rows(api.put(f"/users/{user.id}", json={"roles": roles}))["roles"]) == 2


def test_splunk_lists_and_roles_have_the_same_faults(rest: httpx.Client, splunk: SplunkBox) -> None:
    def names(offset: int) -> list[str]:
        feed = rest.get("/authentication/users", params={"count": 2, "offset": offset}).json()
        assert feed["paging"]["total"] >= len(feed["entry"])
        return [row["name"] for row in feed["entry"]]

    torn = splunk.faults.add(Fault("torn"))
    assert names(0) + names(2) == ["admin", "user00001", "user00003", "admin"]
    splunk.faults.remove(torn)
    repeat = splunk.faults.add(Fault("repeat_page"))
    assert names(2) == names(0)
    splunk.faults.remove(repeat)
    splunk.faults.add(Fault("endless_pages"))
    assert len(set(names(100) + names(102))) == 4
    splunk.faults.clear()
    splunk.faults.add(Fault("drop_roles", times=1))
    fields = {"name": "jdoe", "password": "Secret123", "roles": ["user", "power"]}
    [entry] = rest.post("/authentication/users", data=fields).json()["entry"]
    assert entry["content"]["roles"] == ["power"]


def test_a_fault_is_checked_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="no fault 'lightning'"):
        Fault("lightning")
    with pytest.raises(ValueError, match="has no duration"):
        Fault.load({"kind": "slow", "duration": 3})
    with pytest.raises(ValueError, match="needs a kind"):
        Fault.load({"status": 500})
    assert set(KINDS) >= {"status", "drop_after", "drop_before", "html", "broken_json", "slow", "torn"}


def test_faults_spare_other_sandboxes(tanium: TaniumBox) -> None:
    tanium.faults.add(Fault("status", status=500))
    with start("tanium") as other:
        headers = {"session": other.environment["TANIUM_API_TOKEN"]}
        assert httpx.get(f"{other.url}/api/v2/roles", headers=headers).status_code == 200
