"""The sections of `benchmarks/tuning.py`."""
