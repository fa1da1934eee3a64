"""The public surface of the providers, and its changes since the last release that break a configuration."""
