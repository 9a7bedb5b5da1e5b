"""An adapter before and after, by the real engine: what is measured, said, and left behind."""

import threading

import pytest

from limner_adapters.examples import Example, Task, write_examples
from limner_adapters.quality.case import Case, write_cases
from limner_adapters.quality.measure import measure
from limner_adapters.quality.measured import Measure
from limner_adapters.quality.report import write_report
from limner_adapters.quality.verdict import verdict
from limner_model.daemon import stop_engine
from limner_model.errors import AdapterRefusedError
from limner_model.installed import resolve
from limner_model.locations import adapters_dir
from limner_server.errors import CancelledError, InputError
from tiny_model import save_tiny_adapter, save_tiny_model

CODE = "def area(width, height):\n    return width * height\n"
SENTENCE = "Multiply the two sides of a rectangle."


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A user with a tiny model, an engine of their own, and an adapter that is not kept."""
    place = tmp_path_factory.mktemp("m")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(place / kind.lower()))
        (place / "run").mkdir(mode=0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(place / "run"))
        base = save_tiny_model(place / "data" / "limner" / "models" / "tiny", context=2048)
        save_tiny_adapter(base, place / "adapter")
        yield place
        stop_engine()


@pytest.fixture
def held_out(tmp_path):
    """Examples of documentation, and as many cases."""
    (tmp_path / "shapes.py").write_text(CODE)
    messages = ({"role": "user", "content": CODE},)
    examples = [
        Example(Task.DOC, messages, f"{SENTENCE} {index}", f"shapes.py:{index}")
        for index in range(6)
    ]
    write_examples(tmp_path / "held-out.jsonl", examples)
    write_cases(tmp_path, [Case(Task.DOC, "area", tmp_path, "shapes.py", "area", right=SENTENCE)])
    return tmp_path / "held-out.jsonl"


def test_an_adapter_of_no_use_is_measured_and_said_to_be_none(place, held_out, tmp_path):
    base, _ = resolve("tiny")

    before = measure(base, None, held_out)
    after = measure(base, place / "adapter", held_out)
    judged = verdict(before, after)

    assert before.engine == "tiny"
    assert after.engine.startswith("tiny:measured-")
    lost = [one.figures(Task.DOC, Measure.LOSS) for one in (before, after)]
    assert len(lost[0]) == len(lost[1]) == 6
    assert all(value > 0 for value in (*lost[0].values(), *lost[1].values()))
    assert lost[0] != lost[1]
    assert before.figures(Task.DOC, Measure.PROVEN) == {"area": 1.0}
    assert not [*before.unheard(), *after.unheard()]
    assert not judged.better
    text = write_report(tmp_path / "report", before, after, judged).read_text()
    assert "and not kept.**" in text
    assert not [*adapters_dir().glob("*/*")]


def test_the_same_adapter_measures_the_same(place, held_out):
    base, _ = resolve("tiny")

    one, other = (measure(base, place / "adapter", held_out) for _ in range(2))

    assert one.figures(Task.DOC, Measure.LOSS) == other.figures(Task.DOC, Measure.LOSS)


@pytest.mark.usefixtures("place")
def test_an_adapter_of_another_model_is_refused_and_nothing_is_left(held_out, tmp_path):
    other = save_tiny_model(tmp_path / "other", hidden_size=32)
    stranger = save_tiny_adapter(other, tmp_path / "stranger")
    base, _ = resolve("tiny")

    with pytest.raises(AdapterRefusedError):
        measure(base, stranger, held_out)

    assert not [*adapters_dir().glob("*/*")]


def test_what_is_cancelled_leaves_nothing_in_the_store(place, held_out):
    base, _ = resolve("tiny")
    cancelled = threading.Event()

    with pytest.raises(CancelledError):
        measure(base, place / "adapter", held_out, lambda *_: cancelled.set(), cancelled)

    assert not [*adapters_dir().glob("*/*")]


@pytest.mark.usefixtures("place")
def test_nothing_held_out_is_refused(tmp_path):
    base, _ = resolve("tiny")

    with pytest.raises(InputError, match="nothing is held out"):
        measure(base, None, tmp_path / "held-out.jsonl")


@pytest.mark.usefixtures("place")
def test_what_is_held_out_and_broken_is_refused(tmp_path):
    (tmp_path / "held-out.jsonl").write_text('{"task": "doc"')
    base, _ = resolve("tiny")

    with pytest.raises(InputError, match="cannot read the held-out examples"):
        measure(base, None, tmp_path / "held-out.jsonl")
