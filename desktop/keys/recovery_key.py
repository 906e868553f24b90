"""A unit's recovery key, in a file of its own: it opens what was sealed to the unit when no machine of it is left."""

from dataclasses import replace
from pathlib import Path

import msgspec

from db import settings
from db.connection import writing
from desktop.errors import KeyNotHeld
from desktop.keys.key_files import open_key_file, write_key_file
from desktop.keyslots.slots import Holds
from desktop.permissions import Permission
from desktop.session import Session
from desktop.sync.bundle.signing import InstallationKeys
from desktop.sync.endpoint import trust_of
from desktop.sync.trust.joining import RECOVERY_SETTING, issue
from desktop.sync.trust.own_keys import own_keys
from desktop.sync.trust.own_list import signed_list


def make_recovery_key(session: Session, path: Path, passphrase: str) -> bool:
    """Write a recovery key for the unit under its own passphrase; whether bundles are sealed to it from now on.

    At the top they are; elsewhere from the next admission on, for the key's public half goes with the request: ask
    for new keys, or make the recovery key before the machine is admitted.
    Raises NotPermitted, KeyNotHeld, MissingPassphrase, WeakPassphrase and the errors of `atomic_write`.
    """
    session.allow(Permission.ADMINISTER)
    own = own_keys(session).key_id
    made = InstallationKeys.generate()
    public = made.import_public
    write_key_file(path, Holds.RECOVERY, public, made.import_identity.encode(), passphrase, session.machine)
    _remember(session, public)
    store = trust_of(session)
    entry = store.key(own) if store is not None else None
    if store is None or entry is None or session.node != store.root.node:
        return False
    issue(session, signed_list(session, store, msgspec.structs.replace(entry, recovery=public)))
    return True


def open_with_recovery_key(session: Session, path: Path, passphrase: str) -> None:
    """Let this session open what was sealed to the recovery key, until the person signs out.

    The next request of this machine names the key, so that bundles go on being sealed to it.
    Raises NotPermitted, KeyNotHeld, KeyFileRefused, WrongPassphrase and the errors of `private_copy`.
    """
    own_keys(session)
    public, secret = open_key_file(path, Holds.RECOVERY, passphrase)
    if session.secrets is None:
        raise KeyNotHeld(session.person.id, Holds.INSTALLATION)
    keys = session.secrets.installation.opening(secret.decode())
    session.secrets = replace(session.secrets, installation=keys)
    _remember(session, public)


def _remember(session: Session, public: str) -> None:
    with writing(session.database):
        settings.put_setting(session.database, RECOVERY_SETTING, public)
