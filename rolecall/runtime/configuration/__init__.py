"""The provider block: its arguments, their sources, and the preset that they choose."""
