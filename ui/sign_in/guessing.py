"""How long one waits after wrong passphrases: it slows somebody at this keyboard, not somebody with the file."""

FREE_ATTEMPTS = 2
LONGEST_S = 60


def wait_s(wrong: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: none at first, then 2, 4, 8 … up to a minute."""
    if wrong <= FREE_ATTEMPTS:
        return 0
    return int(min(2 ** min(wrong - FREE_ATTEMPTS, 6), LONGEST_S))
