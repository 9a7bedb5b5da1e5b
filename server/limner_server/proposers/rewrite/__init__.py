"""Fixes that a model writes."""
