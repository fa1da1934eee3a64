"""The API that Tanium publishes: users, content set roles, memberships, user groups and API tokens."""
