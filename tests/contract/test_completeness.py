"""A resource type, data source or ephemeral without a case, or an attribute without an update, is an error."""

from __future__ import annotations

import pytest

from rolecall.runtime import shims
from rolecall.runtime.candidates import every_dialect
from rolecall.specification.schema import PrincipalLifecycle, Provider, Schema
from rolecall.testing.case import ResourceCase
from tests.contract.dialects import OPTIONS, lacked_by, provider_of
from tests.contract.tables import DATA_SOURCES, EPHEMERALS, FUNCTIONS, IN_DIALECTS, ISSUERS, RESOURCES


def shim(vendor: str) -> Provider:
    provider = shims.load(vendor)
    assert provider is not None
    return provider


@pytest.mark.parametrize("vendor", shims.vendors())
def test_everything_a_provider_has_is_tested(vendor: str) -> None:
    provider = shim(vendor)
    # A principal is no object at the vendor, so there is no life of one to go through.
    objects = {each.name for each in provider.resources if not isinstance(each.lifecycle, PrincipalLifecycle)}
    assert {case.type for case in RESOURCES if case.vendor == vendor} == objects
    assert {case.name for case in FUNCTIONS if case.vendor == vendor} == {each.name for each in provider.functions}


@pytest.mark.parametrize("where", (*shims.vendors(), *OPTIONS))
def test_everything_that_a_dialect_reads_and_opens_is_tested(where: str) -> None:
    provider = provider_of(where)
    for prefix, cases, declared in (
        ("data.", DATA_SOURCES, provider.data_sources),
        ("ephemeral.", EPHEMERALS, provider.ephemerals),
    ):
        there = {each.name for each in declared} - lacked_by(provider, prefix)
        assert {case.type for case in cases if case.where == where} == there


@pytest.mark.parametrize("where", OPTIONS)
def test_every_resource_type_of_a_dialect_is_tested(where: str) -> None:
    provider = provider_of(where)
    objects = {each.name for each in provider.resources if not isinstance(each.lifecycle, PrincipalLifecycle)}
    assert {case.type for case in IN_DIALECTS if case.where == where} == objects


@pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)
def test_each_settable_attribute_is_updated(case: ResourceCase) -> None:
    resource = provider_of(case.where).resource(case.type)
    settable = {each.name for each in resource.schema.attributes if each.required or each.optional}
    settable -= resource.refused
    covered = {name for entry, update in case.updates.items() for name in (entry, *update.also)}
    assert covered == settable


def test_every_dialect_is_tested() -> None:
    combinations = {
        "_".join(name for argument, name in other.spoken if name != dict(shim(vendor).spoken)[argument])
        for vendor in shims.vendors()
        for other in every_dialect(shim(vendor))
    } - {""}
    assert {where.partition("@")[2] for where in OPTIONS} == combinations


@pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)
def test_only_documented_issuers_keep_secrets(case: ResourceCase) -> None:
    schema: Schema = provider_of(case.where).resource(case.type).schema
    kept = [each.name for each in schema.attributes if each.sensitive and not each.write_only]
    assert kept == ([case.issues] if case.type in ISSUERS else [])
