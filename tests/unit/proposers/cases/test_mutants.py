"""Mutants of a subject: varied, and each of them code."""

import ast

from limner_server.proposers.cases.mutants import mutants
from recorded_cases import subject

CODE = '''
    LIMIT = 3


    def keep(values, limit=LIMIT):
        """Keep the first ones, 3 at most."""
        kept = []
        for value in values:
            if len(kept) >= limit or value is None:
                break
            kept.append(value)
        return kept


    def other():
        return 1 + 2
    '''


def spoilt(name="keep", most=80):
    one = subject(CODE, name)
    return one, [
        mutant.applied(one.source.path, one.source.text)
        for mutant in mutants(one, lambda: None, most)
    ]


class TestMutants:
    def test_each_is_other_code_that_parses(self):
        one, texts = spoilt()

        assert len(texts) == len(set(texts)) > 15
        assert one.source.text not in texts
        for text in texts:
            ast.parse(text)

    def test_only_the_subject_is_spoilt_and_not_its_docstring(self):
        _, texts = spoilt()

        for text in texts:
            assert text.endswith("def other():\n    return 1 + 2\n")
            assert '"""Keep the first ones, 3 at most."""' in text
            assert text.startswith("LIMIT = 3\n")

    def test_conditions_jumps_statements_and_answers_are_spoilt(self):
        whole = "\n".join(spoilt()[1])

        assert "len(kept) > limit or" in whole
        assert ">= limit and value" in whole
        assert "            continue\n" in whole
        assert "return None" in whole

    def test_few_are_of_many_lines(self):
        one, texts = spoilt(most=5)

        lines = one.source.text.split("\n")
        changed = {
            next(
                index
                for index, pair in enumerate(zip(lines, text.split("\n"), strict=False))
                if pair[0] != pair[1]
            )
            for text in texts
        }
        assert len(changed) >= 4
