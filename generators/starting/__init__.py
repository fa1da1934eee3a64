"""`python -m generators new`: a definition to begin with, guessed from an API description."""
