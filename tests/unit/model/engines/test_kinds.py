"""Each kind of engine is known by what it answers, and what it can do is told."""

from __future__ import annotations

import pytest

from engine_pages import Page, Pages, engine_pages, listing
from limner_model.client import Engine
from limner_model.engines.kind import Can, Survey
from limner_model.engines.known import survey
from limner_model.errors import EngineBusyError, EngineUnavailableError

MODEL = "m"


def surveyed(pages: Pages, model: str = MODEL) -> Survey:
    with engine_pages(pages) as (url, _):
        return survey(Engine(url, model).connection, model, 5.0)


def test_vllm():
    """`ModelCard` of its server names `owned_by` and an adapter's `parent`; `/version` its version.

    From vLLM 0.33: entrypoints/openai/models, entrypoints/serve/instrumentator/basic.py.
    """
    card = {"id": "m", "owned_by": "vllm", "root": "m", "parent": None, "max_model_len": 4096}
    adapter = {"id": "m:ui", "owned_by": "vllm", "root": "/lora/ui", "parent": "m"}
    pages = {"/v1/models": listing(card, adapter), "/version": Page({"version": "0.33.0"})}

    found = surveyed(pages)

    assert (found.kind, found.version, found.serves) == ("vLLM", "0.33.0", True)
    assert found.abilities.adapters.can is Can.WORKS
    assert "m:ui" in found.abilities.adapters.detail
    assert found.abilities.likelihoods.can is Can.WORKS
    assert found.abilities.pictures.can is Can.UNKNOWN


def test_vllm_without_adapters_says_how_to_serve_some():
    found = surveyed({"/v1/models": listing({"id": "m", "owned_by": "vllm"})})

    assert found.abilities.adapters.can is Can.LACKS
    assert "--lora-modules m:ui=FOLDER" in found.abilities.adapters.remedy


def llama_cpp(*, vision: bool) -> Pages:
    """`/props`, `/lora-adapters` and the list of models in llama.cpp's tools/server (2026)."""
    props = {"modalities": {"vision": vision, "audio": False}, "build_info": "b8681-abc"}
    card = {"id": "m", "owned_by": "llamacpp", "meta": {"n_ctx_train": 4096}}
    return {
        "/v1/models": Page({"models": [{"name": "m"}], "object": "list", "data": [card]}),
        "/props": Page(props),
        "/lora-adapters": Page([{"id": 0, "path": "lora/ui.gguf", "scale": 0.0}]),
    }


def test_llama_cpp_with_a_projector():
    found = surveyed(llama_cpp(vision=True))

    assert (found.kind, found.version) == ("llama.cpp", "b8681-abc")
    assert found.abilities.pictures.can is Can.WORKS
    assert (found.abilities.adapters.can, found.abilities.adapters.detail) == (Can.WORKS, "ui")
    assert found.abilities.likelihoods.can is Can.LACKS


def test_llama_cpp_without_a_projector():
    found = surveyed(llama_cpp(vision=False))

    assert found.abilities.pictures.can is Can.LACKS
    assert "--mmproj" in found.abilities.pictures.remedy


def test_the_server_of_llama_cpp_python():
    """`owned_by` is that of its server/app.py, version 0.3.36, as a real one answers."""
    found = surveyed({"/v1/models": listing({"id": "m", "owned_by": "me", "permissions": []})})

    assert found.kind == "llama-cpp-python"
    assert "--interrupt_requests false" in found.abilities.priorities.remedy


def ollama(*abilities: str) -> Pages:
    """`/api/version`, `/api/show` and `/v1/models` in Ollama's server/routes.go and openai.go."""
    return {
        "/v1/models": listing(
            {"id": "m:latest", "owned_by": "library"}, {"id": "m:ui", "owned_by": "library"}
        ),
        "/api/version": Page({"version": "0.21.0"}),
        "/api/show": Page({"capabilities": list(abilities)}),
    }


def test_ollama_lists_a_model_without_a_tag_as_the_latest():
    found = surveyed(ollama("completion", "vision"))

    assert (found.kind, found.version, found.serves) == ("Ollama", "0.21.0", True)
    assert found.abilities.pictures.can is Can.WORKS
    assert (found.abilities.adapters.can, found.abilities.adapters.detail) == (Can.WORKS, "m:ui")


def test_ollama_is_asked_what_the_model_can_do_and_nothing_else():
    with engine_pages(ollama("completion")) as (url, heard):
        found = survey(Engine(url, MODEL).connection, MODEL, 5.0)

    assert found.abilities.pictures.can is Can.LACKS
    assert [(one.path, one.body) for one in heard if one.method == "POST"] == [
        ("/api/show", {"model": "m"})
    ]


def test_sglang():
    """`/server_info`, `/model_info` and `ModelCard` of its server, version 0.5.23."""
    cards = ({"id": "m", "owned_by": "sglang"}, {"id": "ui", "owned_by": "sglang", "parent": "m"})
    pages = {
        "/v1/models": listing(*cards),
        "/server_info": Page({"version": "0.5.23"}),
        "/model_info": Page({"has_image_understanding": True}),
        # It answers to some of Ollama's paths as well.
        "/api/version": Page({"version": "0.0.0"}),
    }

    found = surveyed(pages)

    assert (found.kind, found.version) == ("SGLang", "0.5.23")
    assert found.abilities.pictures.can is Can.WORKS
    assert found.abilities.adapters.detail == "m:ui"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (
            "/api/v1/models",
            {"models": [{"key": "m", "loaded_instances": [], "capabilities": {"vision": True}}]},
        ),
        ("/api/v0/models", {"data": [{"id": "m", "type": "vlm", "state": "not-loaded"}]}),
    ],
)
def test_lm_studio_of_both_generations(path: str, body: object):
    """The forms are those of LM Studio's documentation of its REST API, v1 and v0."""
    card = {"id": "m", "owned_by": "organization_owner"}
    found = surveyed({"/v1/models": listing(card), path: Page(body)})

    assert found.kind == "LM Studio"
    assert found.abilities.pictures.can is Can.WORKS
    assert found.abilities.adapters.can is Can.LACKS


def test_transformers_serve():
    """The paths are those of transformers 5.23, cli/serving/server.py; it lists the hub's cache."""
    paths = {"/v1/chat/completions": {}, "/load_model": {}, "/reset": {}, "/health": {}}
    found = surveyed({"/v1/models": listing(), "/openapi.json": Page({"paths": paths})})

    assert (found.kind, found.serves) == ("transformers serve", None)
    assert found.abilities.structure.can is Can.LACKS


def test_our_own():
    cards = ({"id": "m", "owned_by": "limner"}, {"id": "m:ui", "owned_by": "limner"})

    found = surveyed({"/v1/models": listing(*cards)})

    assert found.kind == "Limner"
    assert found.abilities.adapters.detail == "m:ui"


def test_an_engine_that_nobody_knows_is_not_judged():
    found = surveyed({"/v1/models": listing({"id": "other", "owned_by": "somebody"})})

    assert (found.kind, found.serves, found.models) == ("another engine", False, ("other",))
    assert found.abilities.likelihoods.can is Can.UNKNOWN


def test_everything_that_does_not_work_has_a_remedy():
    for pages in (
        {"/v1/models": listing({"id": "m", "owned_by": "vllm"})},
        {"/v1/models": listing({"id": "m", "owned_by": "sglang"})},
        {"/v1/models": listing({"id": "m", "owned_by": "limner"})},
        {"/v1/models": listing({"id": "m"})},
        llama_cpp(vision=False),
        ollama(),
    ):
        abilities = surveyed(pages).abilities
        all_of_them = [getattr(abilities, name) for name in type(abilities).__slots__]
        assert all(one.remedy for one in all_of_them if one.can is not Can.WORKS)


def test_who_does_not_answer_in_time_is_left(engine_that_says):
    engine = engine_that_says(b"", hold=True, timeout=60)

    with pytest.raises(EngineUnavailableError, match=r"does not answer within 0\.1 s"):
        survey(engine.connection, MODEL, 0.1)


def test_an_engine_that_is_busy_is_not_waited_for():
    busy = Page({"error": {"message": "Loading model"}}, 503, {"Retry-After": "30"})

    with engine_pages({"/v1/models": busy}) as (url, heard):
        with pytest.raises(EngineBusyError, match="Loading model"):
            survey(Engine(url, MODEL).connection, MODEL, 5.0)
        assert len(heard) == 1
