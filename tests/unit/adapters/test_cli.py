import argparse
import json

import pytest

from limner_adapters.builtin.cli import train
from limner_server.cli.main import main
from limner_server.errors import InputError
from tiny_training import write_tiny_data


def test_the_verb_is_found_by_the_command_line(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert train.HELP in " ".join(capsys.readouterr().out.split())


def test_training_without_data_says_how_to_make_some(tmp_path, capsys):
    assert main(["train", "base", "--data", str(tmp_path)]) == 2
    assert "limner train data" in capsys.readouterr().err


def test_evaluating_without_data_says_how_to_make_some(tmp_path):
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    args = parser.parse_args(["measure", "--data", str(tmp_path)])

    with pytest.raises(InputError, match="no data"):
        train.run(args)


def test_the_built_in_model_is_measured_beside_the_rules(tmp_path, capsys):
    write_tiny_data(tmp_path)

    code = main(["train", "measure", "--data", str(tmp_path), "--questions", "2", "--json"])

    assert code == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(figures) == {"model", "rules"}
    assert figures["model"]["nodes"] == 6
