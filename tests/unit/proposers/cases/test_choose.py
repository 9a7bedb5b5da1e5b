"""Few cases are chosen that together show all there is."""

from limner_server.proposers.cases.choose import Weighed, choose
from recorded_cases import raised, returned


def weighed(act, value="1", killed=(), lines=(1,), **more):
    return Weighed(returned(act, value, lines=lines), frozenset(killed), **more)


def acts(chosen):
    return [one.recorded.case.act for one in chosen]


class TestChoose:
    def test_every_line_and_every_mutant_keeps_a_case(self):
        cases = [
            weighed("f(1)", "1", {0}, lines=(1, 2)),
            weighed("f(2)", "1", {1}, lines=(1, 2)),
            weighed("f(3)", "1", {0, 1}, lines=(1, 2)),
            weighed("f(4)", "1", set(), lines=(1, 3)),
        ]

        chosen = choose(cases, frozenset(), 12)

        assert acts(chosen) == ["f(3)", "f(4)"]

    def test_of_two_that_show_the_same_the_shorter_is_kept(self):
        cases = [
            weighed("f('a long text that says no more')", killed={0}),
            weighed("f('a')", killed={0}),
        ]

        assert acts(choose(cases, frozenset(), 12)) == ["f('a')"]

    def test_what_the_documentation_shows_is_shown(self):
        cases = [
            weighed("f(1)", killed={0}),
            weighed("f([1, 2, 3, 4])", killed={0}, is_example=True),
        ]

        assert acts(choose(cases, frozenset(), 12)) == ["f([1, 2, 3, 4])"]

    def test_one_row_is_joined_by_others_with_other_values(self):
        cases = [weighed(f"f({number})", str(number), {0}) for number in range(9)]

        assert len(choose(cases, frozenset(), 12)) == 4

    def test_lines_that_are_tested_already_are_worth_nothing(self):
        cases = [weighed("f(1)", lines=(1, 2)), weighed("f(2)", lines=(1, 3))]

        assert acts(choose(cases, frozenset({1, 2}), 12)) == ["f(2)"]

    def test_errors_that_nobody_raised_come_last(self):
        accident = Weighed(
            raised("f(0)", "ZeroDivisionError", "division by zero", lines=(1,)),
            frozenset({0}),
            is_accident=True,
        )
        meant = weighed("f([10, 20, 30])", killed={0})

        assert acts(choose([accident, meant], frozenset(), 12)) == ["f([10, 20, 30])"]

    def test_a_call_of_which_nothing_is_seen_is_left_to_those_that_see_it(self):
        silent = weighed("cart.add(1)", "None", {0, 1}, lines=(1, 2), is_accident=True)
        asking = weighed("cart.count()", "1", {0}, lines=(1, 2, 3))

        assert acts(choose([silent, asking], frozenset(), 12)) == ["cart.count()"]

    def test_there_are_never_more_than_asked_for(self):
        cases = [weighed(f"f({number})", str(number), {number}) for number in range(30)]

        assert len(choose(cases, frozenset(), 12)) == 12
