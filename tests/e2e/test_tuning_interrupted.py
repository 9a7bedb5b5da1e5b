"""Training in processes of its own: killed, and side by side."""

import json
import os
import subprocess
import sys
import time

import pytest
from safetensors.torch import load_file

from dice import dice
from tiny_model import save_tiny_model
from tiny_tuning import write_lessons

pytestmark = pytest.mark.e2e

PASSES = 6


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A user's folders with a tiny model, and lessons."""
    folder = tmp_path_factory.mktemp("home")
    save_tiny_model(folder / "data" / "limner" / "models" / "tiny")
    write_lessons(folder)
    return folder


def command(home, out, *launcher):
    module = ["-m", "limner_adapters.tuning.distributed"]
    python = [*launcher, *module] if launcher else [sys.executable, *module]
    lessons = ["--examples", home / "learnt.jsonl", "--held-out", home / "held-out.jsonl"]
    return [*python, "--base", "tiny", *lessons, "--out", out, "--passes", PASSES]


def environment(home):
    return {**os.environ, "XDG_DATA_HOME": str(home / "data"), "OMP_NUM_THREADS": "1"}


def start(home, out, *launcher):
    arguments = list(map(str, command(home, out, *launcher)))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(arguments, env=environment(home), **pipes)


def finish(process):
    said, remarks = process.communicate(timeout=560)
    assert process.returncode == 0, remarks[-2000:]
    return json.loads(said)


@pytest.fixture(scope="module")
def alone(home):
    """What one process that nobody disturbs comes to."""
    return finish(start(home, home / "alone"))


def test_a_run_killed_at_any_second_goes_on_as_if_nothing_had_been(home, alone):
    out = home / "killed"
    moment = dice(0)
    first = None
    for _ in range(2):
        process = start(home, out)
        for line in process.stderr:
            if "step" in line:
                break
        first = first or line
        time.sleep(moment.uniform(0, 2))
        process.kill()
        process.communicate()
    trained = finish(start(home, out))

    assert "step" in first
    assert trained["loss_after"] == alone["loss_after"]
    assert weights(out) == weights(home / "alone")


def test_two_processes_learn_what_one_does(home, alone):
    launcher = [sys.executable, "-m", "accelerate.commands.launch", "--cpu", "--num_processes=2"]
    options = ["--num_machines=1", "--mixed_precision=no", "--dynamo_backend=no"]
    port = "--main_process_port=0"  # any that is free

    trained = finish(start(home, home / "two", *launcher, *options, port))

    assert trained["steps"] == alone["steps"]
    assert trained["loss_before"] == pytest.approx(alone["loss_before"], rel=1e-3)
    assert trained["loss_after"] == pytest.approx(alone["loss_after"], rel=0.01)


def test_bad_input_is_one_line(home):
    (home / "none.jsonl").write_text("")
    arguments = list(map(str, command(home, home / "bad")))
    arguments[arguments.index(str(home / "learnt.jsonl"))] = str(home / "none.jsonl")

    done = subprocess.run(
        arguments, env=environment(home), capture_output=True, text=True, check=False, timeout=300
    )

    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("limner: there is no example in")
    assert "Traceback" not in done.stderr


def weights(out):
    found = load_file(out / "adapter" / "adapter_model.safetensors")
    return {name: tensor.tolist() for name, tensor in found.items()}
