"""The language server: thin, quick, and never in the way of the editor."""
