"""What is measured on a machine with a GPU goes its whole way on this one, in small."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks/engine/gpu.py"


def measured(file, *more):
    command = [sys.executable, str(SCRIPT), "--tiny", "--rounds", "1", "--results", str(file)]
    subprocess.run([*command, *more], check=True, capture_output=True, timeout=300)
    return json.loads(file.read_text())


def test_every_step_finds_what_it_looks_for(tmp_path):
    found = measured(tmp_path / "results.json")

    steps = ["made", "loaded", "first use", "text", "picture", "memory"]
    assert list(found) == ["machine", *(f"tiny {step}" for step in steps)]
    assert found["machine"]["copied_gb_per_second"] > 0
    assert found["tiny text"]["tokens_per_second"] > 0
    assert found["tiny text"]["percent_of_bandwidth"] > 0
    assert found["tiny picture"]["first_ms"] > 0


def test_a_run_without_time_says_what_it_left_out(tmp_path):
    found = measured(tmp_path / "results.json", "--minutes", "0")

    assert {step.get("skipped") for step in found.values()} == {"no time was left"}
