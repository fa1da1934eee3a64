# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The data source scim_service_provider_config."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, DataSource, Operation, Schema, Singleton
from rolecall.specification.types import BOOL, NUMBER

DATA_SOURCE = DataSource(
    name='scim_service_provider_config',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='A fixed value.', computed=True),
            Attribute(
                name='documentation_uri',
                description='Where the vendor documents it.',
                computed=True,
                read='documentationUri',
            ),
            Attribute(
                name='patch',
                type=BOOL,
                description='Whether objects can be changed in part.',
                computed=True,
                read='patch.supported',
            ),
            Attribute(
                name='bulk',
                type=BOOL,
                description='Whether many changes can be sent at once.',
                computed=True,
                read='bulk.supported',
            ),
            Attribute(
                name='bulk_max_operations',
                type=NUMBER,
                description='How many changes one request may hold.',
                computed=True,
                read='bulk.maxOperations',
                wire='integer',
            ),
            Attribute(
                name='bulk_max_payload_size',
                type=NUMBER,
                description='How many bytes one request may have.',
                computed=True,
                read='bulk.maxPayloadSize',
                wire='integer',
            ),
            Attribute(
                name='filter',
                type=BOOL,
                description='Whether listings can be narrowed.',
                computed=True,
                read='filter.supported',
            ),
            Attribute(
                name='filter_max_results',
                type=NUMBER,
                description='How many rows a narrowed listing gives at most.',
                computed=True,
                read='filter.maxResults',
                wire='integer',
            ),
            Attribute(
                name='change_password',
                type=BOOL,
                description='Whether a password can be changed.',
                computed=True,
                read='changePassword.supported',
            ),
            Attribute(
                name='sort',
                type=BOOL,
                description='Whether listings can be sorted.',
                computed=True,
                read='sort.supported',
            ),
            Attribute(
                name='etag',
                type=BOOL,
                description='Whether a write can be made to depend on a version.',
                computed=True,
                read='etag.supported',
            ),
        ),
        description='What the SCIM server says it can do.',
    ),
    source=Singleton(
        operation=Operation(method='GET', path='/ServiceProviderConfig', media_type='application/scim+json'),
    ),
)
