"""Lives: what every resource type goes through, attribute by attribute, on a stage of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from rolecall.testing.case import Drift, ResourceCase, resolve
from rolecall.testing.snapshot import Row, changes
from rolecall.testing.stage import Stage

Life: TypeAlias = Callable[[ResourceCase, Stage], None]


def create_and_destroy(case: ResourceCase, on: Stage) -> None:
    """It is made, a plan wants nothing, and destroying it leaves the vendor as it was."""
    before = on.begin(case)
    on.create(case)
    assert on.row(case), case.address
    on.expect_empty_plan()

    on.commands.destroy()
    assert changes(before, on.look()) == {}
    assert on.commands.state() == {}
    assert on.commands.destroy() == {}


def update_each_attribute_alone(case: ResourceCase, on: Stage) -> None:
    """Each attribute changes alone, and nothing else at the vendor does; all of them leave the configuration again."""
    on.begin(case)
    attributes = on.create(case)
    if case.unmanaged is not None:
        case.unmanaged(on.box, attributes)
        on.expect_empty_plan()

    values = dict(case.basic)
    for name, update in case.updates.items():
        values |= {name: update.value, **update.also}
        on.update(case, values, {name: update})
        on.expect_empty_plan()
    # The updates add up, so that each of them would show.

    values |= {name: value for name, value in case.basic.items() if not case.updates[_entry(case, name)].replaces}
    for name, update in case.updates.items():
        if name not in case.basic and not update.replaces:
            del values[name]
    expected: dict[str, Any] = {}
    for update in case.updates.values():
        expected |= update.unset
    before = on.look()
    on.configure(case, values)
    on.commands.apply()
    on.expect_empty_plan()
    on.expect_only(case, before, resolve(on.box, expected), "what leaves the configuration")


def _entry(case: ResourceCase, name: str) -> str:
    """The update that covers the attribute `name`."""
    return next(entry for entry, update in case.updates.items() if name == entry or name in update.also)


def drift_is_seen_and_repaired(case: ResourceCase, on: Stage) -> None:
    """What somebody else changes or removes is seen and repaired, and a destroy finds that it is gone."""
    before = on.begin(case)
    on.create(case)
    wanted = _lasting(on, case)
    for drift in (*case.drifts, Drift(name="it vanishes", change=case.vanish, action=case.vanished)):
        drift.change(on.box, on.attributes(case))
        assert on.commands.apply() == {case.address: drift.action}, drift.name
        assert _lasting(on, case) == wanted, drift.name
    on.expect_empty_plan()

    case.vanish(on.box, on.attributes(case))
    # Without a refresh the provider itself has to find that there is nothing to destroy.
    on.commands.destroy(refresh=False)
    assert on.commands.state() == {}
    assert changes(before, on.look()) == {}


def _lasting(on: Stage, case: ResourceCase) -> Row:
    """The vendor's row without what a new object has of its own: ids and times."""
    passing = ("id", "status", "expires_at", "issued", "expires", "not_before", "password")
    return {field: value for field, value in on.row(case).items() if field not in passing}


def import_into_a_fresh_state(case: ResourceCase, on: Stage) -> None:
    """It is imported in each way that there is, and nothing at the vendor changes."""
    on.begin(case)
    attributes = on.create(case)
    before, recorded = on.look(), sorted(on.commands.state())
    for way, name in case.imports.items():
        on.commands.forget(case.address)
        on.commands.import_(case.address, name(attributes))
        assert sorted(on.commands.state()) == recorded, way
        assert on.attributes(case)["id"] == attributes["id"], way
        on.expect_known(case)
        assert changes(before, on.look()) == {}, way


LIVES: tuple[Life, ...] = (
    create_and_destroy,
    update_each_attribute_alone,
    drift_is_seen_and_repaired,
    import_into_a_fresh_state,
)
"""Every life there is. Each raises AssertionError where the provider does not keep to it."""
