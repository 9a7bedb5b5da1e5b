"""The sections of `benchmarks/repair.py`."""
