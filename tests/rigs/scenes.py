"""The ledgers a scene begins with, and what must be true of a ledger after it was broken off anywhere."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from db.connection import rows
from desktop.assigning.assigning import assign, provincial_tasks
from desktop.backup import copies
from desktop.checking import check_ledger
from desktop.jobs import Job
from desktop.permissions import Role
from desktop.session import Session
from desktop.sync.bundle import sealing
from desktop.sync.exchange import import_bundle
from tests.rigs.acting import digest, workspace_in
from tests.support.exchange import admitted_pair, approved_entry
from tests.support.ledgers import ADMINISTRATOR, OFFICER, PASSPHRASE, SUPERVISOR, units


@dataclass(frozen=True, slots=True)
class Step:
    """An act that was acknowledged, and what the ledger held then."""

    number: int
    digest: str


def step_of(words: str) -> Step:
    """A line of `tests.rigs.acting`."""
    _, number, found = words.split(" ")
    return Step(int(number), found)


def prepared(scene: str, folder: Path) -> Path:
    """A folder with the department's closed ledger (`hp`) and a stick, as the scene begins."""
    with admitted_pair(folder) as pair:
        plan = pair.headquarters.import_608()
        chosen = provincial_tasks(pair.hq.database, plan)
        for part in (chosen[:5], chosen[5:10], chosen):
            assign(pair.hq, part, ["HQ03"], units())
            pair.down()
        if scene == "take back":
            for bundle in sorted(pair.stick.glob("TCHQ-*.hqb")):
                import_bundle(pair.hp, bundle)
        elif scene in {"export", "approve"}:
            import_bundle(pair.hp, pair.stick / "TCHQ-HQ03-0003.hqb")
        if scene == "export":
            approved_entry(pair.department, plan)
        if scene == "approve":
            pair.department.add(OFFICER, Role.OFFICER)
            pair.department.add(SUPERVISOR, Role.SUPERVISOR)
    return folder


def command(scene: str, folder: Path) -> list[str]:
    """The process that plays a scene."""
    return [sys.executable, "-m", "tests.rigs.acting", scene, str(folder)]


def environment(**more: str) -> dict[str, str]:
    """The surroundings of that process."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1", **more}


def faults_of(folder: Path, steps: Sequence[Step], acknowledged: int) -> list[str]:
    """What is wrong with the ledger in a folder, given all steps of the whole run and the last acknowledged one.

    It must open, be whole, and hold exactly what it held after the acknowledged step or a later one: nothing that was
    acknowledged is lost, nothing is there by half. Every bundle that it remembers as written lies whole in both places.
    """
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    try:
        found = digest(session.database)
        faults = [] if check_ledger(session, Job()).is_whole else ["damaged"]
        if session.journal.writer.generation != 1:
            faults.append("taken for a restored copy")
        faults += _bundles_that_lie(folder, session)
    finally:
        session.close()
    held = [step.number for step in steps if step.digest == found]
    if not held:
        faults.append("half a step")
    elif max(held) < acknowledged:
        faults.append(f"lost {acknowledged - max(held)} acknowledged")
    return faults + _copies_that_lie(folder / "hp" / "data")


def _bundles_that_lie(folder: Path, session: Session) -> list[str]:
    """Bundles that the ledger remembers as written and that do not lie whole and alike in both places."""
    faults = []
    for bundle in rows(session.database, "SELECT file, size FROM bundle WHERE direction = 'out'"):
        kept = [path / bundle["file"] for path in (folder / "stick", folder / "hp" / "data" / "outbox")]
        found = [path.read_bytes() if path.is_file() else b"" for path in kept]
        if found[0] != found[1] or len(found[0]) != bundle["size"]:
            faults.append(f"{bundle['file']} is not whole")
            continue
        sealing.check_sealed(found[0])
    return faults


def _copies_that_lie(data: Path) -> list[str]:
    """Backups that are listed as verified and are not the copies that were verified."""
    faults = []
    for backup in copies.backups(data):
        if not copies.is_intact(backup):
            faults.append("backup")
        for name in ("keyslots.json", "workspace.json"):
            try:
                msgspec.json.decode((backup.folder / name).read_bytes())
            except (OSError, msgspec.DecodeError):
                faults.append(f"backup: {name}")
    return faults
