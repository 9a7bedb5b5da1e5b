"""The one client of any engine: ours on its private socket, or any OpenAI-compatible endpoint.

Nothing here imports torch: the language server and the command line use it directly.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from limner_model.answers import events_of, json_object, texts, whole_text
from limner_model.blanks import Blank, blanks_request, read_filled
from limner_model.connection import Connection
from limner_model.engines.adapters import asked_for
from limner_model.engines.kind import Kind
from limner_model.engines.known import kind_owning
from limner_model.errors import (
    BadAnswerError,
    CancelledError,
    EngineError,
    LikelihoodsUnavailableError,
    ModelNotFoundError,
    RequestRefusedError,
)
from limner_model.forms import Form
from limner_model.likelihoods import likelihoods_request, read_likelihoods
from limner_model.patience import Patience
from limner_model.scheduling.priority import Priority
from limner_model.served import ServedModel, read_listing


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine somewhere, and the model to ask there.

    Attributes:
        base_url: of the OpenAI-compatible API, as `http://host:8000/v1`.
        model: the model, or adapter, by the engine's name for it.
        api_key: sent as a bearer token where given.
        socket: the path of the Unix socket to reach `base_url` through.
        timeout: seconds of silence after which the engine counts as hung. Ours is never silent for
            long: it sends a sign of life while it loads, queues and reads.
        listed: what the engine serves, where it was asked already.
        priority: how urgent the requests are, for engines that go by it.
        window: whose they are: each is served in turn. Empty for nobody's.
        adapter_fields: by which each request names an adapter, where the model's name does not.
        told: hears that a request waits for an engine that is busy.
    """

    base_url: str
    model: str
    api_key: str | None = field(default=None, repr=False)
    socket: str | None = None
    timeout: float = 120.0
    listed: tuple[ServedModel, ...] | None = field(default=None, repr=False, compare=False)
    priority: Priority = Priority.WAITED_FOR
    window: str = ""
    adapter_fields: Mapping[str, Any] = field(default_factory=dict, hash=False)
    told: Callable[[str], None] | None = field(default=None, repr=False, compare=False)

    def complete(
        self,
        messages: Sequence[dict[str, Any]],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        form: Form | None = None,
        cancelled: threading.Event | None = None,
    ) -> str:
        """Ask, and wait for the whole answer; see `stream`."""
        how: dict[str, Any] = {"temperature": temperature, "stop": stop, "form": form}
        return "".join(self.stream(messages, max_tokens=max_tokens, cancelled=cancelled, **how))

    def stream(
        self,
        messages: Sequence[dict[str, Any]],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        form: Form | None = None,
        cancelled: threading.Event | None = None,
    ) -> Iterator[str]:
        """Ask, and yield the answer as it comes.

        Leaving the iteration closes the connection, by which the engine is free again.

        Args:
            messages: the conversation in OpenAI's form; pictures as data URIs.
            max_tokens: the most tokens of the answer.
            temperature: 0 is greedy.
            stop: texts that end the answer; most engines take four at most.
            form: of the answer, for engines that keep to it; others are only asked.
            cancelled: set, from any thread, to give up at once.

        Raises:
            CancelledError: `cancelled` was set.
            EngineUnavailableError: nobody answers there, or not to us.
            EngineBusyError: it had too much to do all the while that we were patient.
            EngineDiedError: the engine went away, or fell silent, in mid-answer.
            ModelNotFoundError: the engine has no such model.
            ContextTooLongError: the conversation is longer than the model reads there.
            RequestRefusedError: the engine will not answer this request as it stands.
            BadAnswerError: what came is not the protocol.
            EngineError: the engine says that it failed.
        """
        body: dict[str, Any] = {
            "model": self.model,
            "messages": list(messages),
            "max_tokens": max_tokens,
            "temperature": temperature,
            "stream": True,
            **({"stop": list(stop)} if stop else {}),
            **(self._kind.keeping_to(form) if form else {}),
            **self._place,
            **self.adapter_fields,
        }
        with self.connection.post("/chat/completions", body, cancelled) as reply:
            if reply.is_json:
                yield whole_text(json_object(reply.whole()))
                return
            for text in texts(events_of(reply.blocks)):
                if cancelled is not None and cancelled.is_set():
                    raise CancelledError
                yield text
            reply.finish()

    def log_likelihoods(
        self, texts: Sequence[str], *, cancelled: threading.Event | None = None
    ) -> list[float]:
        """How likely the model finds each of several texts, as a natural logarithm.

        The first token of a text follows nothing and does not count, so that only texts with the
        same beginning can be compared.

        Args:
            texts: none empty; what many begin with in common costs our own engine but once.
            cancelled: set, from any thread, to give up at once.

        Raises:
            LikelihoodsUnavailableError: the engine does not score texts, or not these.
            EngineError: as `stream` does.
        """
        try:
            try:
                return self._scored(texts, 0, cancelled)
            except RequestRefusedError as error:
                if "max_tokens" not in error.message:
                    raise
                # Some versions of vLLM must generate something.
                return self._scored(texts, 1, cancelled)
        except (RequestRefusedError, BadAnswerError, ModelNotFoundError) as error:
            raise LikelihoodsUnavailableError(
                f"the engine at {self.connection.where} scores no texts ({error})"
            ) from error

    def answer_log_likelihoods(
        self,
        messages: Sequence[dict[str, Any]],
        answers: Sequence[str],
        *,
        cancelled: threading.Event | None = None,
    ) -> list[float]:
        """How likely the model finds each of several answers, as a natural logarithm.

        Only our own engine can say so; the conversation costs it but once.

        Args:
            messages: the conversation in OpenAI's form, with no pictures.
            answers: whole ones, none empty.
            cancelled: set, from any thread, to give up at once.

        Raises:
            LikelihoodsUnavailableError: the engine does not score answers, or not these.
            EngineError: as `stream` does.
        """
        body = self._place | likelihoods_request(self.model, answers, messages=messages)
        try:
            with self.connection.post("/completions", body, cancelled) as reply:
                return read_likelihoods(json_object(reply.whole()), answers, whole=True)
        except (RequestRefusedError, BadAnswerError, ModelNotFoundError) as error:
            raise LikelihoodsUnavailableError(
                f"the engine at {self.connection.where} scores no answers ({error})"
            ) from error

    def fill(
        self,
        messages: Sequence[dict[str, Any]],
        blanks: Sequence[Blank],
        *,
        cancelled: threading.Event | None = None,
    ) -> list[list[float]]:
        """How likely each choice is in each of several blanks after a conversation.

        Only our own engine can say so.

        Args:
            messages: the conversation in OpenAI's form, pictures as data URIs.
            blanks: in order; none reads what another is filled with.
            cancelled: set, from any thread, to give up at once.

        Returns:
            For each blank the natural logarithm of each choice's likelihood among its choices.

        Raises:
            EngineError: as `stream` does.
        """
        body = self._place | blanks_request(self.model, messages, blanks)
        with self.connection.post("/blanks", body, cancelled) as reply:
            return read_filled(json_object(reply.whole()), blanks)

    def _scored(
        self, texts: Sequence[str], generated: int, cancelled: threading.Event | None
    ) -> list[float]:
        body = self._place | likelihoods_request(self.model, texts, generated)
        with self.connection.post("/completions", body, cancelled) as reply:
            return read_likelihoods(json_object(reply.whole()), texts, generated)

    def models(self) -> list[str]:
        """The names of the models and adapters served; raises `EngineError` as `stream` does."""
        return [model.name for model in self._serves()]

    def introduced(self) -> Engine:
        """The same engine with what it serves known: nobody needs to ask again.

        Raises:
            EngineError: as `stream` does.
        """
        return replace(self, listed=self._serves())

    def tuned_for(self, *adapters: str) -> Engine:
        """The engine with its model's first of `adapters` that it serves; else as it is.

        An adapter is served as `MODEL:ADAPTER`, by others than ours where they were told so:
        `vllm serve ... --lora-modules MODEL:ADAPTER=FOLDER`; or by its own name, with the model as
        its parent; llama.cpp lists it by its file's name. An engine that lists no models is asked
        as it is, too: what it lacks, it says then. One that does is known from then on.
        """
        try:
            engine = self.introduced()
        except EngineError:
            return self
        served, way = engine.listed or (), self.connection
        for asked in (asked_for(adapter, self.model, served, way) for adapter in adapters):
            if asked is not None:
                return replace(engine, model=asked.model, adapter_fields=asked.fields)
        return engine

    def has_read(self, subject: str) -> bool:
        """Whether the model was trained on "code" or "pages", as far as the engine tells.

        One that tells nothing serves general models, which have read a bit of all.
        """
        try:
            read = {model.name: model.has_read for model in self._serves()}.get(self.model)
        except EngineError:
            return True
        return read is None or subject in read

    def is_taught(self) -> bool:
        """Whether the model was trained on Limner's own questions, as far as the engine tells.

        Such a model says what it has read. It is small, and knows no questions but the short ones.
        """
        try:
            served = self._serves()
        except EngineError:
            return False
        return any(one.name == self.model and one.has_read is not None for one in served)

    def _serves(self) -> tuple[ServedModel, ...]:
        if self.listed is not None:
            return self.listed
        with self.connection.get("/models") as reply:
            return read_listing(json_object(reply.whole()), self.base_url)

    def health(self) -> dict[str, Any]:
        """What a local engine says of itself; raises `EngineError` as `stream` does."""
        with self.connection.get("/health", beside_api=True) as reply:
            return json_object(reply.whole())

    @property
    def connection(self) -> Connection:
        """The way there."""
        # Nobody waits for ghost text: what a busy engine refuses of it is not asked again.
        patience = Patience(seconds=0.0) if self.priority is Priority.SUGGESTED else Patience()
        way = Connection(self.base_url, self.api_key, self.socket, self.timeout, patience)
        return replace(way, told=self.told) if self.told else way

    @property
    def _kind(self) -> Kind:
        return kind_owning(model.owner for model in self.listed or ())

    @property
    def _place(self) -> dict[str, Any]:
        return self._kind.scheduling(self.priority, self.window)
