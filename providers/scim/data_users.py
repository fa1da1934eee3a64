# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The data source scim_users."""

from __future__ import annotations

from rolecall.specification.schema import AllOf, Attribute, DataSource, Schema
from rolecall.specification.traits import CanonicalForm
from rolecall.specification.types import BOOL, STRING, SetOf

DATA_SOURCE = DataSource(
    name='scim_users',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='users',
                description='All of them, sorted by `user_name`.',
                computed=True,
                nested=(
                    Attribute(
                        name='id',
                        description='Id that the server gave the user.',
                        computed=True,
                        read='id',
                    ),
                    Attribute(
                        name='user_name',
                        description=(
                            'Name by which the user signs in. Servers compare it without regard to case.'
                        ),
                        computed=True,
                        read='userName',
                        canonical_form=CanonicalForm(),
                    ),
                    Attribute(
                        name='display_name',
                        description='Name as shown to people.',
                        computed=True,
                        read='displayName',
                        absent='empty',
                    ),
                    Attribute(
                        name='external_id',
                        description='Id of the user in the system that provisions it.',
                        computed=True,
                        read='externalId',
                        absent='empty',
                    ),
                    Attribute(
                        name='active',
                        type=BOOL,
                        description='Whether the user may sign in.',
                        computed=True,
                        read='active',
                        absent='empty',
                    ),
                    Attribute(
                        name='name',
                        description="Parts of the user's name.",
                        computed=True,
                        read='name',
                        absent='empty',
                        nested=(
                            Attribute(
                                name='given_name',
                                description='Given name.',
                                computed=True,
                                read='givenName',
                            ),
                            Attribute(
                                name='family_name',
                                description='Family name.',
                                computed=True,
                                read='familyName',
                            ),
                            Attribute(
                                name='formatted',
                                description='Full name as displayed.',
                                computed=True,
                                read='formatted',
                            ),
                        ),
                        nesting='single',
                    ),
                    Attribute(
                        name='emails',
                        description='E-mail addresses.',
                        computed=True,
                        read='emails',
                        absent='empty',
                        nested=(
                            Attribute(
                                name='value',
                                description='The address.',
                                computed=True,
                                read='value',
                                canonical_form=CanonicalForm(),
                            ),
                            Attribute(
                                name='type',
                                description='What it is for, such as `work` or `home`.',
                                computed=True,
                                read='type',
                            ),
                            Attribute(
                                name='primary',
                                type=BOOL,
                                description='Whether it is the preferred one. At most one is.',
                                computed=True,
                                read='primary',
                            ),
                        ),
                        nesting='set',
                    ),
                    Attribute(
                        name='title',
                        description='Title, such as Vice President.',
                        computed=True,
                        read='title',
                        absent='empty',
                    ),
                    Attribute(
                        name='groups',
                        type=SetOf(STRING),
                        description='Ids of the groups the user is in, as far as the server says.',
                        computed=True,
                        read='groups',
                        wire='values',
                    ),
                ),
                nesting='list',
            ),
        ),
        description='Every user.',
    ),
    source=AllOf(collection='users', into='users', sort='user_name'),
)
