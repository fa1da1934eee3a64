"""Every resource type lives through the same life, attribute by attribute, by way of the plugin protocol."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rolecall.testing import lives
from rolecall.testing.case import ResourceCase
from rolecall.testing.stage import Stage
from tests.contract.tables import IN_DIALECTS, RESOURCES

Build = Callable[[str], Stage]
every_type = pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)


@every_type
def test_create_and_destroy(case: ResourceCase, stage: Build) -> None:
    lives.create_and_destroy(case, stage(case.where))


@every_type
def test_update_each_attribute_alone(case: ResourceCase, stage: Build) -> None:
    lives.update_each_attribute_alone(case, stage(case.where))


@every_type
def test_drift_is_seen_and_repaired(case: ResourceCase, stage: Build) -> None:
    lives.drift_is_seen_and_repaired(case, stage(case.where))


@every_type
def test_import_into_a_fresh_state(case: ResourceCase, stage: Build) -> None:
    lives.import_into_a_fresh_state(case, stage(case.where))
