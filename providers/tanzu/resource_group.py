# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The resource type tanzu_group."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, PrincipalLifecycle, Resource, Schema
from rolecall.specification.traits import Access, Deprovision, Group, NotEmpty

RESOURCE = Resource(
    name='tanzu_group',
    schema=Schema(
        attributes=(
            Attribute(
                name='id',
                description='Id of the group; it does not change.',
                computed=True,
                read='id',
            ),
            Attribute(
                name='name',
                description='Name of the group.',
                required=True,
                field='displayName',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='description',
                description='What the group is for.',
                optional=True,
                computed=True,
                field='description',
                absent='empty',
            ),
        ),
        description='A custom group of members of the organization.',
    ),
    lifecycle=PrincipalLifecycle(deprovision=Deprovision()),
    access=Access(group=Group(name='name')),
)
