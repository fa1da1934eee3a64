"""Instances that tell an id of their own: known by it at another URL, and refused where another one answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.tanzu import PROVIDER as TANZU
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.tanzu.kubernetes.kinds import NAMESPACE
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.schema import Provider
from tests.runtime.resources import tanzu_people
from tests.runtime.resources.practitioner import Practitioner, errors


@dataclass(frozen=True)
class Place:
    """A vendor that tells its id at `path`, and what is managed there."""

    box: Sandbox[Any, Any]
    shim: Provider
    address: str
    config: dict[str, Any]
    change: dict[str, Any]
    path: str
    url: str
    environment: dict[str, str]
    set_up_anew: Callable[[], None]
    delete: Callable[[], object]

    def practitioner(self) -> Practitioner:
        """Somebody who made what is managed, in another run."""
        person = Practitioner(self.shim, self.environment)
        person.done(self.address, **self.config)
        person.restart()
        self.box.log.clear()
        return person

    def elsewhere(self, person: Practitioner) -> None:
        """The same instance under another name, for another run."""
        person.environment = {
            **self.environment,
            self.url: self.environment[self.url].replace("127.0.0.1", "localhost"),
        }
        person.restart()

    def remembered(self, person: Practitioner) -> dict[str, str]:
        """What private state says of the instance."""
        found: dict[str, str] = json.loads(person.resources[self.address].private)["instance"]
        return found


def okta() -> Iterator[Place]:
    with start("okta") as box:
        yield Place(
            box,
            OKTA,
            "okta_group.team",
            {"name": "team"},
            {"description": "ours"},
            "/.well-known/okta-organization",
            "OKTA_ORG_URL",
            box.environment,
            lambda: setattr(box.store, "organization", "00o2another00000000"),
            lambda: box.change("group.delete", group="team"),
        )


def kubernetes() -> Iterator[Place]:
    with start("tanzu", seed=3) as box:
        assert isinstance(box, TanzuSandbox)

        def set_up_anew() -> None:
            for record in box.store.cluster("alpha").records(NAMESPACE):
                record.object["metadata"]["uid"] = "00000000-0000-4000-8000-000000000000"

        yield Place(
            box,
            TANZU,
            "tanzu_cluster_role_binding.e",
            tanzu_people.EDITORS,
            {"labels": {"team": "a"}},
            "/namespaces/kube-system",
            "TANZU_KUBERNETES_HOST",
            tanzu_people.environment(box),
            set_up_anew,
            lambda: box.change("cluster_role_binding.delete", cluster="alpha", name="editors"),
        )


@pytest.fixture(params=[okta, kubernetes], ids=["okta", "kubernetes"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    yield from request.param()


@pytest.mark.caveat("InstanceId", option="okta.tells_organization")
def test_a_host_that_was_renamed_is_the_same_instance(place: Place) -> None:
    person = place.practitioner()
    place.elsewhere(person)
    assert not errors(person.refresh(place.address))
    assert "localhost" in place.remembered(person)["url"]
    person.done(place.address, **place.config, **place.change)
    assert not errors(person.destroy(place.address))


@pytest.mark.caveat("InstanceId", option="okta.tells_organization")
@pytest.mark.parametrize("verb", ["update", "destroy"])
def test_another_instance_at_the_same_url_is_not_written_to(place: Place, verb: str) -> None:
    person = place.practitioner()
    place.set_up_anew()
    if verb == "update":
        found = person.apply(place.address, **place.config, **place.change)
    else:
        found = person.destroy(place.address)
    assert "Another instance of" in errors(found)[0]
    assert all(event.method == "GET" for event in place.box.log)


@pytest.mark.caveat("InstanceId", option="okta.tells_organization")
def test_what_another_instance_does_not_have_stays_in_state(place: Place) -> None:
    person = place.practitioner()
    place.delete()
    place.set_up_anew()
    assert "Another instance of" in errors(person.refresh(place.address))[0]
    assert place.address in person.resources


def test_what_is_gone_from_the_same_instance_leaves_the_state(place: Place) -> None:
    person = place.practitioner()
    place.delete()
    assert person.refresh(place.address).state is None


def test_former_urls_win_over_an_id(place: Place) -> None:
    person = place.practitioner()
    place.set_up_anew()
    place.elsewhere(person)
    assert "belongs to another instance" in errors(person.refresh(place.address))[0]
    person.restart(former_urls=[place.remembered(person)["url"]])
    assert not errors(person.refresh(place.address))
    person.done(place.address, **place.config, **place.change)


def test_it_is_asked_once_by_an_apply_and_not_by_a_refresh(place: Place) -> None:
    person = place.practitioner()
    person.refresh(place.address)
    assert place.box.log.count("GET", place.path) == 0
    person.done(place.address, **place.config, **place.change)
    assert not errors(person.destroy(place.address))
    assert place.box.log.count("GET", place.path) == 1


def test_one_that_does_not_tell_is_known_by_its_url() -> None:
    with start("okta", options={"tells_organization": False}) as box:
        person = Practitioner(OKTA, box.environment)
        person.done("okta_group.team", name="team")
        assert set(json.loads(person.resources["okta_group.team"].private)["instance"]) == {"url"}
        person.restart()
        person.done("okta_group.team", name="team", description="ours")
        assert not errors(person.destroy("okta_group.team"))


def test_a_path_from_the_root_is_not_below_the_base_path() -> None:
    with start("okta") as box:
        Practitioner(OKTA, box.environment).done("okta_group.team", name="team")
        (event,) = [each for each in box.log if "well-known" in each.path]
        assert event.path == "/.well-known/okta-organization"
        assert event.status == 200
