"""A user with one small model, a repository, and a training and a measuring that take no time."""

import json

import pytest

from limner_adapters.examples import Task
from limner_adapters.quality.measured import Measure, Measured, Outcome
from limner_adapters.tuning import comparing
from limner_adapters.tuning import plan as planning
from limner_adapters.tuning import tune as tuning
from limner_adapters.tuning.training import Outlook, Trained
from limner_model.installed import HAS_READ
from limner_server.errors import CancelledError
from own_code import repository
from tiny_model import save_tiny_adapter, save_tiny_model
from tuning_verb import VERBS


@pytest.fixture
def home(tmp_path_factory, monkeypatch):
    """A user without settings, who has one model."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    base = save_tiny_model(home / "data/limner/models/tiny")
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps(config | {HAS_READ: ["pages", "code"]}))
    return home


@pytest.fixture
def project(tmp_path):
    """A repository with documented functions in many files."""
    files = {
        f"shop/{verb}.py": "".join(
            f'def {verb}_{noun}({noun}):\n    """{verb.capitalize()} the {noun} of a shop."""\n'
            f"    result = {noun} + {len(noun)}\n    return result\n\n\n"
            for noun in ("prices", "orders", "carts", "bills")
        )
        for verb in VERBS
    }
    return repository(tmp_path / "shop", files)


@pytest.fixture
def trained(monkeypatch):
    """A training that takes no time: it is told of its examples, and writes an adapter."""
    told = []

    def train(work, _, cancelled):
        if cancelled.is_set():
            raise CancelledError
        told.append(work)
        adapter = work.out / "adapter"
        if not adapter.exists():
            save_tiny_adapter(work.base.path, adapter)
        return Trained(adapter, 30, 0, 5, 1000, 2.0, 2.0, 1.5)

    monkeypatch.setattr(tuning, "train_adapter", train)
    outlook = Outlook(30, 90.0, 2_000_000_000, 50_000_000, 1000)
    monkeypatch.setattr(planning, "outlook", lambda *_: outlook)
    return told


@pytest.fixture
def measured(monkeypatch):
    """What is measured, without an adapter and with one; to be set."""
    scores = {"before": 20.0, "after": 60.0}

    def measure(_base, adapter, *_, called):
        scores["times"] = scores.get("times", 0) + 1
        score = scores["after" if adapter else "before"]
        outcomes = [
            Outcome(Task.DOC, f"case {number}", {Measure.CHRF: score + number})
            for number in range(8)
        ]
        return Measured(called, tuple(outcomes))

    monkeypatch.setattr(comparing, "measure", measure)
    return scores
