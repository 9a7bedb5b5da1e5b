"""Tests that a model wrote, taken apart: each by itself, with what it needs. Its text is data."""
