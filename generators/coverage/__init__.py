"""Coverage: operations that a provider uses, and caveats with the tests that prove them."""
