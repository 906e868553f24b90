"""The secrets of a new account on this machine: what its slots hold, and the public halves that others need."""

from dataclasses import dataclass

from desktop.deliveries import new_locker, recipient_of
from desktop.keyslots.slots import Holds, KeySlots
from desktop.permissions import Permission, Role, is_allowed
from desktop.session import Session
from desktop.sync.bundle.signing import SigningKey


@dataclass(frozen=True, slots=True)
class AccountKeys:
    """The slots with the new account in them, the key it approves with, its locker's public half."""

    slots: KeySlots
    approval: SigningKey
    locker: str

    @property
    def approval_key(self) -> str:
        """The public half that checks the approvals, in hexadecimal."""
        return self.approval.public.hex()


def new_account_keys(session: Session, slots: KeySlots, identifier: str, role: Role, passphrase: str) -> AccountKeys:
    """An approval key and a locker of this machine's own under the passphrase, with the key of the ledger.

    Who exchanges bundles also gets a slot for the installation's keys.
    """
    approval, locker = SigningKey.generate(), new_locker()
    secrets = {Holds.DATABASE: session.database_key, Holds.PERSON: approval.private, Holds.LOCKER: locker}
    if is_allowed(role, Permission.EXCHANGE) and session.secrets is not None:
        secrets[Holds.INSTALLATION] = session.secrets.to_bytes()
    filled = slots.with_slots(identifier, secrets, passphrase, session.machine.random)
    return AccountKeys(filled, approval, recipient_of(locker))
