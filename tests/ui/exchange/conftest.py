"""The two units of the exchange tests."""

from tests.ui.exchange_ends import department, joined, sent, stick, top

__all__ = ["department", "joined", "sent", "stick", "top"]
