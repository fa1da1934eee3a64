"""The contract suite as a library: the life of every resource type of a provider, by way of the plugin protocol.

`rolecall generate` writes tests that use it; they need pytest and nothing else. `client` plays Terraform, `lives` says
what every resource type must go through, `vendor` is a provider with the generic sandbox that stands in for its vendor.
"""
