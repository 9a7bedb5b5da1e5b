"""The jumps of one call from line to line, as coverage.py counts them for branches."""

from __future__ import annotations

from types import FrameType

RESUME = None
YIELDS: frozenset[int] = frozenset()
RAISES: frozenset[int] = frozenset()
try:
    import opcode

    RESUME = opcode.opmap.get("RESUME")
    RAISES = frozenset([opcode.opmap["RAISE_VARARGS"]])
    YIELDS = frozenset(
        opcode.opmap[name] for name in ("YIELD_VALUE", "YIELD_FROM") if name in opcode.opmap
    )
except ImportError:
    pass

# Where a function begins and ends.
OUTSIDE = -1
# Code that stands within a line of the code around it: its ways in and out are no jumps.
WITHIN = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<lambda>"})


class Jumps:
    """Follows one call, or a generator from one yield to the next.

    Args:
        frame: of the call, as it begins or goes on.
        raises: whether an error that the call raises, and that leaves it there, is a jump.
    """

    __slots__ = ("_last", "_raised", "_raises")

    def __init__(self, frame: FrameType, *, raises: bool = False) -> None:
        self._raises = raises
        self._last = OUTSIDE if _is_fresh(frame) else frame.f_lineno
        self._raised = False

    def step(self, frame: FrameType, event: str) -> tuple[int, int] | None:
        """The jump that an event of the trace tells; None for none."""
        if event == "line":
            jump = self._last, frame.f_lineno
            self._last = frame.f_lineno
            self._raised = False
            return jump
        if event == "exception":
            self._raised = True
        elif event == "return" and self._ends(frame):
            return self._last, OUTSIDE
        return None

    def _ends(self, frame: FrameType) -> bool:
        if self._raised:
            return self._raises and _is_raise(frame)
        return _is_over(frame)


def _is_fresh(frame: FrameType) -> bool:
    """Whether a call begins a function, and does not go on with a generator."""
    place = frame.f_lasti
    if RESUME is None:
        return place < 0
    code = frame.f_code.co_code
    return place < 0 or (code[place] == RESUME and code[place + 1] == 0) or code[place] != RESUME


def _is_over(frame: FrameType) -> bool:
    """Whether a return ends a function, and does not only yield."""
    code, place = frame.f_code.co_code, frame.f_lasti
    if RESUME is None:
        return code[place] not in YIELDS
    # What yields is resumed behind it; Python 3.13 stands there already.
    return code[place] != RESUME and (place + 2 >= len(code) or code[place + 2] != RESUME)


def _is_raise(frame: FrameType) -> bool:
    """Whether what leaves a function is an error that it raises there."""
    return frame.f_code.co_code[frame.f_lasti] in RAISES
