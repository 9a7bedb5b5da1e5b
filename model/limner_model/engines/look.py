"""A look at an engine: what it tells of itself. No model is asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from limner_model.connection import Connection
from limner_model.errors import LimnerError


class Look:
    """A look at one engine.

    Attributes:
        model: the model that is to be asked there.
        cards: the models that it lists, as it describes them.
    """

    def __init__(
        self,
        connection: Connection,
        model: str,
        cards: Sequence[dict[str, Any]],
        over: threading.Event,
    ) -> None:
        """Look through `connection`, until `over` is set."""
        self.model = model
        self.cards = cards
        self._connection = connection
        self._over = over
        self._seen: dict[str, Any] = {}

    @property
    def owners(self) -> set[str]:
        """Whom the cards name as the models' owners."""
        return {str(card.get("owned_by")) for card in self.cards}

    @property
    def adapters(self) -> list[str]:
        """The cards' names of adapters: what has the model for its parent."""
        return [str(card.get("id")) for card in self.cards if card.get("parent") == self.model]

    def at(self, path: str, asked: dict[str, Any] | None = None) -> Any:
        """What stands at `path` of the engine, beside its API, as JSON; None where nothing does.

        Args:
            path: begins with a slash.
            asked: posted, where given, to what answers nothing else.
        """
        if path not in self._seen:
            self._seen[path] = None
            with suppress(LimnerError, ValueError):
                self._seen[path] = self._read(path, asked)
        return self._seen[path]

    def _read(self, path: str, asked: dict[str, Any] | None) -> Any:
        if asked is None:
            reply = self._connection.get(path, self._over, beside_api=True)
        else:
            reply = self._connection.post(path, asked, self._over, beside_api=True)
        with reply as answer:
            return json.loads(answer.whole())

    def said(self, path: str, *names: str) -> Any:
        """What `at` finds, and in it what stands under `names`, one in the other; None for none."""
        value = self.at(path)
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        return value
