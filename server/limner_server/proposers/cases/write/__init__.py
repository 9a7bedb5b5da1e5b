"""Tests written down: recorded cases as code, as the project has its tests."""
