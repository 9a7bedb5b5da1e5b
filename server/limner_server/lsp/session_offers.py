"""What can be done about Limner itself: answer what it asks, stop what it does.

Only editors that have no other way to do so are offered these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from limner_server.lsp.capabilities import QUICKFIX_KIND
from limner_server.lsp.offers import Action, Offers
from limner_server.lsp.patience import waits_for_commands
from limner_server.lsp.protocol import ANSWER_COMMAND, CANCEL_COMMAND

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def session_offers(server: LimnerServer, offers: Offers) -> list[Action]:
    """Offer the answers to what is asked, and to stop."""
    if not offers.asked_for or not offers.wants(QUICKFIX_KIND):
        return []
    actions = [
        offers.action(title, QUICKFIX_KIND, ANSWER_COMMAND, {"answer": title})
        for title in server.unanswered.titles
    ]
    # An editor that waits for a command shows its progress, with a button that stops it.
    if server.jobs.running and not waits_for_commands(server):
        title = "Stop what Limner is doing"
        actions.append(offers.action(title, QUICKFIX_KIND, CANCEL_COMMAND, {}))
    return actions
