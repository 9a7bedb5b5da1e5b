"""Lessons from source code: repairs, summaries, and the inputs and names of tests."""
