"""Documented code of JavaScript and TypeScript, as the server would ask about it."""

import json
from dataclasses import asdict

import pytest

from limner_adapters.tuning.commented import find_commented
from own_code import GENERAL, SMALL, repository, search

MONEY = """\
/**
 * Adds up prices, less a discount in percent.
 *
 * @param prices - Of the things.
 * @param discount - In percent.
 * @returns What is to be paid.
 * @throws {RangeError} If the discount is below zero.
 */
export function total(prices: number[], discount: number): number {
  if (discount < 0) {
    throw new RangeError("no discount");
  }
  const sum = prices.reduce((one, other) => one + other, 0);
  return sum - (sum * discount) / 100;
}

/** x */
export function rounded(price: number) {
  return Math.round(price * 100) / 100;
}

export function bare(price: number) {
  return price;
}
"""


@pytest.fixture
def project(tmp_path):
    return repository(tmp_path, {"src/money.ts": MONEY})


def asked(found):
    return json.dumps(asdict(found.example)["messages"])


def test_a_small_model_learns_the_first_sentence(project):
    (found,) = find_commented(search(project, SMALL), project / "src/money.ts", MONEY)

    assert found.example.answer == "Add up prices, less a discount in percent."
    assert found.example.origin == "src/money.ts:9"
    assert "less a discount" not in asked(found)


def test_a_general_model_learns_all_that_the_comment_says(project):
    (found,) = find_commented(search(project, GENERAL), project / "src/money.ts", MONEY)

    assert found.example.answer == (
        "Adds up prices, less a discount in percent.\n\n"
        "Args:\n    prices: Of the things.\n    discount: In percent.\n\n"
        "Returns:\n    What is to be paid.\n\n"
        "Raises:\n    RangeError: If the discount is below zero."
    )
    assert "less a discount" not in asked(found)


def test_the_case_is_the_file_without_its_comments(project):
    (found,) = find_commented(search(project, SMALL), project / "src/money.ts", MONEY)

    text = found.case.texts["src/money.ts"]
    assert (found.case.symbol, found.case.right) == ("total", found.example.answer)
    assert "/**" not in text
    assert text.count("\n") == MONEY.count("\n")


@pytest.mark.parametrize("text", ["export const x = (;\n", "/** Says it all. */\nlet x = 1;\n"])
def test_what_cannot_be_read_or_is_not_documented_teaches_nothing(project, text):
    assert [*find_commented(search(project), project / "src/money.ts", text)] == []
