"""A new key for the ledger when somebody who knew the old one has left (SYNC §4.3)."""

from db.connection import change_key
from desktop.deliveries import Deliveries, recipient
from desktop.errors import KeyNotHeld
from desktop.keyslots.recovery import new_recovery_code
from desktop.keyslots.slots import Holds
from desktop.permissions import Permission
from desktop.session import Session

_KEY_BYTES = 32


def change_database_key(session: Session) -> str:
    """Encrypt the ledger under a new key; returns the new recovery code, which is shown once and kept nowhere.

    The new key is left in everybody's locker before the file changes: a power cut in between leaves a ledger that
    opens with the old key, one after it a ledger that opens with the new one. Only the recovery code must then be
    made anew, by calling this again. No other connection may be open.
    Raises NotPermitted, KeyNotHeld where a person has no locker yet (he must sign in once), StorageError.
    """
    session.allow(Permission.ADMINISTER)
    workspace, random = session.workspace, session.machine.random
    if session.secrets is None:
        raise KeyNotHeld(session.person.name, Holds.INSTALLATION)
    key, code = random(_KEY_BYTES), new_recovery_code(random)
    lockers = {}
    for person in workspace.info.people:
        public = recipient(session.database, person.id)
        if public is None:
            raise KeyNotHeld(person.name, Holds.LOCKER)
        lockers[person.id] = public
    secrets = {Holds.DATABASE: key, Holds.INSTALLATION: session.secrets.to_bytes()}
    slots = workspace.slots().with_recovery(code, secrets, random)
    left = Deliveries(workspace.folder, workspace.info.database_id)
    for identifier, public in lockers.items():
        left.leave(identifier, public, {Holds.DATABASE: key})
    change_key(session.database, key)
    session.database_key = key
    workspace.save_slots(slots)
    return code
