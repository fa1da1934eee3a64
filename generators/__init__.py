"""From API descriptions and definitions to shims, bindings, documentation and examples.

A vendor's files are

- read: `openapi` reads into a `description`, `bind` into a `definition` of `rules` and `traits`, which are the grammar;
- merged into a `specification`: `merge` calls `collections`, `resources` (a module for each kind), `sources` and
  `access`; attributes come from `schemas`, which takes `matching`, `types` and `attributes`;
- proven: `proof`, `presets`, `access`;
- rendered: `shims`, `bindings`, `docs` (with `hazards`) and `examples`.
"""
