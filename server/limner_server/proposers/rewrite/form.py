"""The form of an answer in edit blocks: every block that is begun is a whole one.

What stands in a block is free, but for lines that could be taken for its markers.
"""

from __future__ import annotations

from typing import Final

from limner_model.forms import Grammar
from limner_server.proposers.answer_forms import THOUGHT

# A line may begin with three marks, or be underlined with eleven and more (`blocks.edit_blocks`).
EDIT_BLOCKS: Final = Grammar(
    rf"""
root ::= thought? block (newlines block)* newlines?
block ::= path "<<<<<<< SEARCH\n" line* "=======\n" line* ">>>>>>> REPLACE"
path ::= [A-Za-z0-9_.@/] [^<=>`\n]* "\n"
line ::= "\n" | marks? [^<=>\n] [^\n]* "\n" | marks "\n" | "===========" [^\n]* "\n"
marks ::= [<=>] [<=>]? [<=>]?
newlines ::= "\n" "\n"?
{THOUGHT}
"""
)
