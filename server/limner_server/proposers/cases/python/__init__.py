"""Cases of Python code: what it is called with, as a person would write it."""
