"""The sections of `benchmarks/model.py`."""
