"""What is asked of a new passphrase: length, and nothing else."""

from desktop.errors import MissingPassphrase, WeakPassphrase

SHORTEST_PASSPHRASE = 8


def check_passphrase(passphrase: str) -> None:
    """Raises MissingPassphrase or WeakPassphrase."""
    if not passphrase.strip():
        raise MissingPassphrase
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase(SHORTEST_PASSPHRASE)
