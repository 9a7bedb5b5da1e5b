"""Fixes that a diagnostic's own words suggest."""
