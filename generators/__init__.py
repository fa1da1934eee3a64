"""From API descriptions and definitions to shims, bindings, documentation and examples."""
