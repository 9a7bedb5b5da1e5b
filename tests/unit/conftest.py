"""One browser for all unit tests that draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from limner_server.proof.browser import Browser
from limner_server.proof.chromium import find_chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if find_chromium() is None:
        pytest.skip("no Chromium installed")
    with Browser() as running:
        yield running
