"""The CSS dialects that pages are written in: each with its own markup and classes."""
