"""The sections of `benchmarks/suggestions.py`."""
