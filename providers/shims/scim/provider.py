# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""The provider for SCIM."""

from __future__ import annotations

from providers.runtime.schema import Attribute, ErrorShape, Provider, Schema
from providers.runtime.traits import Among, Between, Capabilities, HeaderToken, Matches
from providers.runtime.types import BOOL, NUMBER
from providers.shims.scim import (
    data_group,
    data_groups,
    data_service_provider_config,
    data_user,
    data_users,
    resource_group,
    resource_group_member,
    resource_user,
)
from providers.shims.scim.collections import COLLECTIONS
from providers.shims.scim.functions import FUNCTIONS

PROVIDER = Provider(
    name='scim',
    version='0.1.0',
    title='SCIM',
    schema=Schema(
        attributes=(
            Attribute(
                name='url',
                description='Address of the SCIM server as the vendor shows it. It ends in `/scim/v2`.',
                optional=True,
                checks=(
                    Matches(
                        pattern='https?://.+/scim/v2/?',
                        meaning=(
                            'the whole address that the vendor shows for SCIM, which ends in /scim/v2, such '
                            'as https://scim.example.com/scim/v2'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='token',
                description='Bearer token that the vendor issues for SCIM.',
                optional=True,
                sensitive=True,
            ),
            Attribute(
                name='vendor',
                description=(
                    'Whose server it is, which decides what it takes and what to be warned of: `generic`, '
                    '`tanium` (Tanium Cloud), `splunk` (Splunk Cloud) or `tmc` (Tanzu Mission Control).'
                ),
                optional=True,
                default='generic',
                checks=(Among(values=('generic', 'tanium', 'splunk', 'tmc')),),
            ),
            Attribute(
                name='ca_file',
                description="Path of a PEM file with the certificates to trust instead of the system's.",
                optional=True,
            ),
            Attribute(
                name='insecure_skip_verify',
                type=BOOL,
                description='Trust any certificate. For sandboxes only.',
                optional=True,
                default=False,
            ),
            Attribute(
                name='timeout_seconds',
                type=NUMBER,
                description='Seconds to wait for one request.',
                optional=True,
                default=30,
                checks=(Between(minimum=1, maximum=3600),),
            ),
            Attribute(
                name='max_retries',
                type=NUMBER,
                description='How often a request that is safe to repeat is repeated.',
                optional=True,
                default=4,
                checks=(Between(minimum=0, maximum=20),),
            ),
            Attribute(
                name='page_size',
                type=NUMBER,
                description=(
                    'Rows to ask for per page of a listing. By default the most that the vendor documents.'
                ),
                optional=True,
                checks=(Between(minimum=1, maximum=500),),
            ),
            Attribute(
                name='requests_per_minute',
                type=NUMBER,
                description=(
                    'Requests per minute at most. By default the provider adapts to what the vendor bears.'
                ),
                optional=True,
                checks=(Between(minimum=1, maximum=100000),),
            ),
            Attribute(
                name='refresh',
                description=(
                    'How a refresh reads: `list` whole listings, `get` single objects, or `auto`, whichever '
                    'needs fewer requests.'
                ),
                optional=True,
                default='auto',
                checks=(Among(values=('auto', 'list', 'get')),),
            ),
        ),
        description='Users, groups and group members of any vendor that speaks SCIM 2.0.',
    ),
    url_argument='url',
    authentication=(HeaderToken(header='Authorization', argument='token', prefix='Bearer '),),
    errors=ErrorShape(
        messages=('scimType', 'detail'),
        request_id_headers=('x-request-id', 'x-correlation-id'),
    ),
    collections=COLLECTIONS,
    resources=(
        resource_user.RESOURCE,
        resource_group.RESOURCE,
        resource_group_member.RESOURCE,
    ),
    data_sources=(
        data_user.DATA_SOURCE,
        data_users.DATA_SOURCE,
        data_group.DATA_SOURCE,
        data_groups.DATA_SOURCE,
        data_service_provider_config.DATA_SOURCE,
    ),
    functions=FUNCTIONS,
    capabilities=Capabilities(
        path='/ServiceProviderConfig',
        members=(('patch', 'patch.supported'), ('filter', 'filter.supported'), ('etag', 'etag.supported')),
    ),
)
