"""The sections of `benchmarks/engine.py`."""
