"""Words that stand in the pictures of most applications, and so tell little of any one."""

from __future__ import annotations

from typing import Final

from limner_server.perception.drawn.folding import words_of

_WORDS: Final = """
about account action actions active add address admin all and apply at back button by cancel
change clear click close code company confirm contact continue copy count create created custom
customer dashboard data date day days default delete description details disabled done download
edit email enable enabled enter error export file files filter first for forgot from get group
help here home id image import in info input invalid is item items label language last learn
link list load loading log login logout manage menu message messages mobile more my name new
next no none not notifications number of off ok on open options or order orders our overview
page password phone please preview previous price privacy product products profile project
projects read remember remove report reports required reset results retry role save search see
select send set settings share show sign size sort start state status step submit success
support tags team terms test text the this time title to today total type undo up update upload
url use user username users value version view warning welcome with yes you your
"""
COMMON: Final = frozenset(word for text in _WORDS.split() for word in words_of(text))
