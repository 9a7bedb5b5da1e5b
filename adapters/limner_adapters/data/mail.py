"""Pages written as e-mails are: tables for layout, one narrow column."""

from __future__ import annotations

from limner_adapters.data.kit import Kit

MAILS = ("mail",)


def mail(kit: Kit) -> str:
    return ""
