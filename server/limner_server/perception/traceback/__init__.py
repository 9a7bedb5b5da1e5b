"""Tracebacks, from text or a picture, matched to the files of the workspace."""
