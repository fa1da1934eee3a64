# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The resource type entra_provisioning_credentials."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Operation, Resource, Schema, SettingsLifecycle
from rolecall.specification.traits import Access, Among, Between, Matches, NotEmpty, Unlikely
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
                optional=True,
                computed=True,
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
                    NotEmpty(),
                ),
            ),
            Attribute(
                name='secret_token_wo',
                description=(
                    "Secret token for the Tenant URL, the whole of it; Tanium's begins with `token-`. Not in "
                    'state.'
                ),
                optional=True,
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
                name='user_name',
                description='Name of the account that provisioning signs in with.',
                optional=True,
                computed=True,
                field='UserName',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='client_identifier',
                description='Client identifier.',
                optional=True,
                computed=True,
                field='ClientIdentifier',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='consumer_key',
                description='Consumer key.',
                optional=True,
                computed=True,
                field='ConsumerKey',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='oauth2_client_id',
                description='Client id for OAuth 2.0.',
                optional=True,
                computed=True,
                field='Oauth2ClientId',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='oauth2_token_exchange_uri',
                description='Address that gives tokens for OAuth 2.0.',
                optional=True,
                computed=True,
                field='Oauth2TokenExchangeUri',
                checks=(Matches(pattern='https?://[^\\s/?#@]+(/[^\\s#]*)?', meaning='a URL'), NotEmpty()),
            ),
            Attribute(
                name='oauth2_authorization_uri',
                description='Address that authorizes for OAuth 2.0.',
                optional=True,
                computed=True,
                field='Oauth2AuthorizationUri',
                checks=(Matches(pattern='https?://[^\\s/?#@]+(/[^\\s#]*)?', meaning='a URL'), NotEmpty()),
            ),
            Attribute(
                name='authentication_type',
                description='Way to authenticate, in the words of the application.',
                optional=True,
                computed=True,
                field='AuthenticationType',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='company_id',
                description='Id of the company in the application.',
                optional=True,
                computed=True,
                field='CompanyId',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='instance_name',
                description='Name of the instance of the application.',
                optional=True,
                computed=True,
                field='InstanceName',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='domain',
                description='Domain in the application.',
                optional=True,
                computed=True,
                field='Domain',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='url',
                description='Address, for applications that have it beside the Tenant URL or in its place.',
                optional=True,
                computed=True,
                field='Url',
                checks=(Matches(pattern='https?://[^\\s/?#@]+(/[^\\s#]*)?', meaning='a URL'), NotEmpty()),
            ),
            Attribute(
                name='server',
                description='Server of the application.',
                optional=True,
                computed=True,
                field='Server',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='sandbox_name',
                description='Name of the sandbox of the application.',
                optional=True,
                computed=True,
                field='SandboxName',
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='password_wo',
                description='Password of that account. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='Password',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='password_wo_version',
                type=NUMBER,
                description='Change this number to send `password_wo` again.',
                optional=True,
                version_of='password_wo',
            ),
            Attribute(
                name='app_key_wo',
                description='Key of the application. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='AppKey',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='app_key_wo_version',
                type=NUMBER,
                description='Change this number to send `app_key_wo` again.',
                optional=True,
                version_of='app_key_wo',
            ),
            Attribute(
                name='client_secret_wo',
                description='Secret of the client identifier. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='ClientSecret',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='client_secret_wo_version',
                type=NUMBER,
                description='Change this number to send `client_secret_wo` again.',
                optional=True,
                version_of='client_secret_wo',
            ),
            Attribute(
                name='consumer_secret_wo',
                description='Secret of the consumer key. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='ConsumerSecret',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='consumer_secret_wo_version',
                type=NUMBER,
                description='Change this number to send `consumer_secret_wo` again.',
                optional=True,
                version_of='consumer_secret_wo',
            ),
            Attribute(
                name='token_key_wo',
                description='Key of the token. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='TokenKey',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='token_key_wo_version',
                type=NUMBER,
                description='Change this number to send `token_key_wo` again.',
                optional=True,
                version_of='token_key_wo',
            ),
            Attribute(
                name='oauth2_client_secret_wo',
                description='Secret of the client for OAuth 2.0. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='Oauth2ClientSecret',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='oauth2_client_secret_wo_version',
                type=NUMBER,
                description='Change this number to send `oauth2_client_secret_wo` again.',
                optional=True,
                version_of='oauth2_client_secret_wo',
            ),
            Attribute(
                name='oauth2_access_token_wo',
                description='Access token for OAuth 2.0. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='Oauth2AccessToken',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='oauth2_access_token_wo_version',
                type=NUMBER,
                description='Change this number to send `oauth2_access_token_wo` again.',
                optional=True,
                version_of='oauth2_access_token_wo',
            ),
            Attribute(
                name='oauth2_refresh_token_wo',
                description='Refresh token for OAuth 2.0. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='Oauth2RefreshToken',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='oauth2_refresh_token_wo_version',
                type=NUMBER,
                description='Change this number to send `oauth2_refresh_token_wo` again.',
                optional=True,
                version_of='oauth2_refresh_token_wo',
            ),
            Attribute(
                name='connection_string_wo',
                description='Connection string. Not in state.',
                optional=True,
                sensitive=True,
                write_only=True,
                field='ConnectionString',
                readable=False,
                checks=(NotEmpty(),),
            ),
            Attribute(
                name='connection_string_wo_version',
                type=NUMBER,
                description='Change this number to send `connection_string_wo` again.',
                optional=True,
                version_of='connection_string_wo',
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
    access=Access(
        reach=(
            ('tenant_url', 'high'),
            ('url', 'high'),
            ('server', 'high'),
            ('domain', 'high'),
            ('company_id', 'high'),
            ('instance_name', 'high'),
            ('sandbox_name', 'high'),
            ('oauth2_token_exchange_uri', 'high'),
            ('oauth2_authorization_uri', 'high'),
            ('user_name', 'high'),
            ('client_identifier', 'high'),
            ('consumer_key', 'high'),
            ('oauth2_client_id', 'high'),
            ('authentication_type', 'normal'),
            ('secret_token_wo_version', 'normal'),
            ('password_wo_version', 'normal'),
            ('app_key_wo_version', 'normal'),
            ('client_secret_wo_version', 'normal'),
            ('consumer_secret_wo_version', 'normal'),
            ('token_key_wo_version', 'normal'),
            ('oauth2_client_secret_wo_version', 'normal'),
            ('oauth2_access_token_wo_version', 'normal'),
            ('oauth2_refresh_token_wo_version', 'normal'),
            ('connection_string_wo_version', 'high'),
        ),
        limits=(('sync_scope', 'high'),),
        unlimited=(('sync_scope', ('all',)),),
    ),
)
