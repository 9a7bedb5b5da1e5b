"""Where the fault probably is: in lines that failing tests run and passing ones do not.

The coefficient is Ochiai's, as used for programs by Abreu, Zoeteweij and van Gemund ("On the
accuracy of spectrum-based fault localization", TAIC PART 2007).
"""

from __future__ import annotations

from collections import Counter
from math import sqrt
from pathlib import Path

from limner_server.proof.runner.coverage import Coverage


def suspicion(coverage: Coverage, path: Path) -> dict[int, float]:
    """How suspicious each line of a file is, 0 to 1, by its 1-based number.

    Lines that no failing test ran are left out; all is empty where no test failed, or where it is
    not known what they ran.
    """
    failed, passed = Counter[int](), Counter[int]()
    failures = sum(not test.passed for test in coverage.tests)
    for test in coverage.tests:
        (passed if test.passed else failed).update(test.lines.get(path, frozenset()))
    return {line: count / sqrt(failures * (count + passed[line])) for line, count in failed.items()}
