"""Failures of the store that are the computer's, not the user's doing."""

from enum import StrEnum

from sqlcipher3 import dbapi2


class Fault(StrEnum):
    """What is wrong with the store; the stored keys name rows of the message table."""

    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"
    WRONG_KEY = "wrong_key"
    UNREADABLE = "unreadable"
    NEWER = "newer"
    INPUT_OUTPUT = "input_output"


class StorageError(Exception):
    """The ledger cannot be read or written now; nothing was changed."""

    def __init__(self, reason: Fault, detail: str = "") -> None:
        super().__init__(reason.value, detail)
        self.reason = reason
        self.detail = detail


# SQLite's primary result codes that the environment causes; all others are mistakes of ours and stay loud.
_FAULTS = {
    5: Fault.BUSY,
    6: Fault.BUSY,
    8: Fault.READ_ONLY,
    10: Fault.INPUT_OUTPUT,
    11: Fault.DAMAGED,
    13: Fault.FULL,
    14: Fault.UNREADABLE,
    15: Fault.BUSY,
    26: Fault.WRONG_KEY,
}


# SQLITE_IOERR_SHMSIZE: the index of the log could not grow, which is what a full disk looks like there.
_FULL_IN_DISGUISE = 10 | 19 << 8

# What sqlite3_errstr says for these codes: an error of a backup carries its words only.
_CODES_BY_WORDS = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}


def storage_error(error: dbapi2.Error) -> StorageError | None:
    """The fault behind an error of SQLite, or None where the program itself is to blame."""
    code = getattr(error, "sqlite_errorcode", None) or _CODES_BY_WORDS.get(str(error))
    if code == _FULL_IN_DISGUISE:
        return StorageError(Fault.FULL, str(error))
    fault = _FAULTS.get(code & 0xFF) if isinstance(code, int) else None
    return StorageError(fault, str(error)) if fault else None
