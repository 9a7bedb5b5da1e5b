"""Seeded randomness for tests."""

import random


def dice(seed: int) -> random.Random:
    """A generator that always throws the same for the same seed."""
    return random.Random(seed)  # noqa: S311
