"""The Admin Config Service of a Splunk Cloud stack: users, roles, capabilities and tokens of one search head."""
