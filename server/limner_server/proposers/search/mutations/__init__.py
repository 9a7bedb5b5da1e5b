"""The mutations of the search, one family a file."""
