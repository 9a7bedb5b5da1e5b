"""What is learnt from and what is held out."""

import json

import pytest

from limner_adapters.examples import Example, Task, read_examples
from limner_adapters.quality.case import Case, read_cases
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.split import HELD_OUT, LEARNT, split
from limner_server.errors import OutputError
from tiny_tuning import no_room


def found(task, file, number, root):
    message = {"role": "user", "content": f"question {number}"}
    case = Case(task, f"{file}::f{number}", root, file, f"f{number}")
    return Found(Example(task, (message,), f"answer {number}", f"{file}:{number}"), file, case)


@pytest.fixture
def many(tmp_path):
    """Three examples of documentation and one of a fix in each of 40 files."""
    return {
        task: [found(task, f"part{file}.py", 10 * file + one, tmp_path)
               for file in range(40) for one in range(count)]
        for task, count in ((Task.DOC, 3), (Task.FIX, 1))
    }  # fmt: skip


def test_what_is_about_one_file_is_on_one_side_for_every_task(many):
    parts, short = split(many)

    learnt = {one.file for part in parts for one in part.learnt}
    held_out = {one.file for part in parts for one in part.held_out}
    assert short == []
    assert learnt.isdisjoint(held_out)
    for part in parts:
        whole = len(many[part.task])
        assert len(part.learnt) + len(part.held_out) == whole
        assert 6 <= len(part.held_out) <= 0.3 * whole


def test_the_split_is_the_same_each_time_and_whatever_the_order(many):
    again = {task: [*reversed(examples)] for task, examples in many.items()}

    def names(parts):
        return [sorted(one.example.origin for one in part.held_out) for part in parts]

    assert names(split(many)[0]) == names(split(again)[0])


def test_a_task_with_one_file_or_too_few_examples_is_left_out_with_a_line(tmp_path):
    one_file = [found(Task.DOC, "all.py", number, tmp_path) for number in range(50)]
    few = [found(Task.FIX, f"a{number}.py", number, tmp_path) for number in range(9)]

    parts, short = split({Task.DOC: one_file, Task.FIX: few})

    assert parts == []
    assert short == [
        "doc: all 50 examples are in one file, so that none could be held out",
        "fix: 9 examples are too few, it takes 22 at least",
    ]


def test_what_is_written_is_what_was_found(many, tmp_path):
    parts, _ = split(many)

    parts[0].write(tmp_path / "run")

    assert [*read_examples(tmp_path / "run" / LEARNT)] == [one.example for one in parts[0].learnt]
    held_out = [*read_examples(tmp_path / "run" / HELD_OUT)]
    assert held_out == [one.example for one in parts[0].held_out]
    assert {case.name for case in read_cases(tmp_path / "run")} <= {
        one.case.name for one in parts[0].held_out
    }


def test_a_full_disk_is_one_line_and_leaves_nothing_half(many, tmp_path):
    parts, _ = split(many)

    with no_room(1024), pytest.raises(OutputError, match=r"cannot write .*examples.jsonl"):
        parts[0].write(tmp_path / "run")

    assert not any(json.loads(path.read_text()) for path in (tmp_path / "run").rglob("*.jsonl"))
