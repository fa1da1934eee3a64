"""Reading what generators are given: API descriptions and definitions, with file and line."""
