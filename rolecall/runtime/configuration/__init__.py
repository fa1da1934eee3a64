"""The provider block: its arguments, their sources, and the dialect that they choose."""
