# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The data source tanzu_org_members."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.traits import CanonicalForm

DATA_SOURCE = DataSource(
    name='tanzu_org_members',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='members',
                description='All of them, sorted by `email`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Id of the person; it does not change.',
                        computed=True,
                        read='user.userId',
                    ),
                    Attribute(
                        name='email',
                        description='E-mail addresses.',
                        computed=True,
                        read='user.email',
                        wire='listed',
                        canonical_form=CanonicalForm(),
                    ),
                    Attribute(name='role', description='Role in the organization.', computed=True),
                    Attribute(
                        name='status',
                        description='`INVITED` until the person accepts, then `ACTIVE`.',
                        computed=True,
                        read='status',
                    ),
                    Attribute(
                        name='first_name',
                        description='First name.',
                        computed=True,
                        read='user.firstName',
                    ),
                    Attribute(
                        name='last_name',
                        description='Last name.',
                        computed=True,
                        read='user.lastName',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Everybody in the organization, those who are invited too.',
    ),
    source=AllOf(collection='members', into='members', sort='email'),
)
