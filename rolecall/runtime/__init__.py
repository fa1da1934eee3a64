"""The engine of every provider. It knows no vendor: shims tell it what to do."""
