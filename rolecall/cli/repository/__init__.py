"""A repository of one's own: the files that `rolecall init` writes."""
