# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_provisioning_credentials."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Operation, Resource, Schema, SettingsLifecycle
from rolecall.specification.traits import Among, Between, Matches, NotEmpty, Unlikely
from rolecall.specification.types import NUMBER

RESOURCE = Resource(
    name='entra_provisioning_credentials',
    schema=Schema(
        attributes=(
            Attribute(name='id', description='`{service_principal_id}`.', computed=True),
            Attribute(
                name='service_principal_id',
                description='Object id of the service principal.',
                required=True,
                replace=True,
                checks=(
                    Matches(
                        pattern='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
                        meaning=(
                            'an id such as 1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20, five groups of hexadecimal '
                            'digits'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='tenant_url',
                description='Tenant URL: where the application takes users and groups.',
                required=True,
                field='BaseAddress',
                checks=(
                    Matches(
                        pattern='https://[^\\s/?#@]+(/[^\\s?#]*)?(\\?\\S*)?',
                        meaning='the URL of the SCIM server, which begins with https://',
                    ),
                    Unlikely(
                        pattern='(?i)(?!.*scim)https://[^/]+(/?|/(.*/)?(log-?in|sign-?in|sso|saml2?|admin|console|dashboard|settings|home|ui)(/.*)?|/.*\\.(html?|aspx?|php|jsp))',
                        meaning=(
                            'a web page, not the address of a SCIM server; the application shows that where '
                            'it is connected'
                        ),
                    ),
                ),
            ),
            Attribute(
                name='secret_token_wo',
                description=(
                    "Secret token for the Tenant URL, the whole of it; Tanium's begins with `token-`. Not in "
                    'state.'
                ),
                required=True,
                sensitive=True,
                write_only=True,
                field='SecretToken',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='secret_token_wo_version',
                type=NUMBER,
                description='Change this number to send `secret_token_wo` again.',
                optional=True,
                version_of='secret_token_wo',
            ),
            Attribute(
                name='notification_email',
                description=(
                    'E-mail address that is told of failures. Leave it out to keep what is set, here or in '
                    'the portal.'
                ),
                optional=True,
                computed=True,
                field='SyncNotificationSettings.Recipients',
                checks=(Matches(pattern='[^@\\s]+@[^@\\s]+\\.[^@\\s.]+', meaning='an e-mail address'),),
            ),
            Attribute(
                name='accidental_deletion_threshold',
                type=NUMBER,
                description=(
                    'So many deletions in one cycle stop provisioning until somebody allows them (prevent '
                    'accidental deletion in the portal); `0` turns this off. Leave it out to keep what is '
                    'set.'
                ),
                optional=True,
                computed=True,
                field='SyncNotificationSettings.DeleteThresholdValue',
                wire='integer',
                checks=(Between(minimum=0, maximum=100000),),
            ),
            Attribute(
                name='sync_scope',
                description=(
                    'Who is provisioned: `assigned` users and groups only, or `all` of the directory.'
                ),
                optional=True,
                computed=True,
                default='assigned',
                field='SyncAll',
                checks=(Among(values=('assigned', 'all')),),
                words=(('assigned', 'false'), ('all', 'true')),
            ),
        ),
        description=(
            'Where an application provisions users and groups to, with which secret, and whom it tells of '
            'failures.'
        ),
    ),
    lifecycle=SettingsLifecycle(
        read=Operation(
            method='GET',
            path='/servicePrincipals/{service_principal_id}/synchronization/secrets',
        ),
        write=Operation(
            method='PUT',
            path='/servicePrincipals/{service_principal_id}/synchronization/secrets',
            body='json',
        ),
        masks=('*',),
        given=(
            ('SyncNotificationSettings.Enabled', 'notification_email'),
            ('SyncNotificationSettings.DeleteThresholdEnabled', 'accidental_deletion_threshold'),
        ),
        hooks=(('secret_token_wo', 'connection_test'),),
    ),
    id_template='{service_principal_id}',
)
