"""Headquarters that takes in years of bundles: time, size of the ledger, memory, and whether it slows down.

`python -m tests.benchmarks.headquarters [months] [records] [departments]`: 36 months of 800 records of 35 departments
are a million events. Prints figures; nothing here is a gate.
"""

import resource
import sys
import time
import zlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from db.connection import writing
from desktop.journal.event import EntityId
from desktop.plans.facts import plan_entity, plan_issued, task_assigned, task_entity, task_issued
from desktop.session import Session
from desktop.sync.bundle import sealing
from desktop.sync.bundle.container import open_frame
from desktop.sync.endpoint import endpoint_of, trust_of
from desktop.sync.exchange import import_bundle, preview_import
from desktop.sync.inbound.importing import take_in
from desktop.sync.trust.joining import issue
from desktop.sync.trust.own_list import signed_list
from tests.benchmarks.departments import Department
from tests.benchmarks.sync import row_of
from tests.support.ledgers import Ledger, new_ledger, units

FIRST_YEAR = 2005
PREVIEWED = 5_000


@dataclass(slots=True)
class Progress:
    """How the import went so far: events, seconds of a processor (which others share), and bytes of bundles."""

    events: int = 0
    seconds: float = 0.0
    bundles: int = 0
    packed: int = 0
    bare: int = 0
    marks: list[tuple[int, float, int]] = field(default_factory=list)
    """After each month: events, seconds, bytes of the ledger."""


def departments(session: Session, count: int) -> list[Department]:
    """So many departments of headquarters, all in its list."""
    found = [unit.code for unit in units().children("TCHQ", date(FIRST_YEAR + 2, 1, 1))]
    codes = [code for code in found if units().is_provincial(code)][:count]
    codes += [f"HQ{number}X" for number in range(count - len(codes))]
    made = [Department(f"TCHQ/{code}", Random(code)) for code in codes]
    store = trust_of(session)
    assert store is not None
    issue(session, signed_list(session, store, *(one.trusted for one in made)))
    return made


def issued(session: Session, count: int, made: list[Department]) -> list[EntityId]:
    """A plan of so many tasks, each given to every department."""
    random, plan = Random(608), plan_entity("b" * 32)
    tasks = [task_entity(f"{number:032x}") for number in range(count)]
    journal, author = session.journal, session.person.id
    header = {"number": "608/QĐ-TCHQ", "date": "2007-03-27", "title": "Kế hoạch", "issuer": "TCHQ"}
    with writing(session.database), journal.in_transaction():
        journal.append(plan_issued(plan, dict(header), document="d", repairs=[], doubts=[]), author)
        for number, task in enumerate(tasks):
            journal.append(task_issued(task, plan, number, row_of(random, number)), author)
            for one in made:
                fact = task_assigned(task, one.unit, one.node, role="lead", at=session.machine.now_ms(), by=author)
                journal.append(fact, author)
    return tasks


def imported(session: Session, frame: bytes, progress: Progress, events: int) -> None:
    """Take one bundle in as the program does, without the backup that precedes an import."""
    began = time.process_time()
    endpoint = endpoint_of(session)
    opened = open_frame(frame, key_of=endpoint.store.key, me=session.node)
    with writing(session.database), session.journal.in_transaction():
        taken = take_in(endpoint, opened, size=len(frame), file="f", at=session.machine.now_ms())
    progress.seconds += time.process_time() - began
    assert taken.counts.new == events, taken.counts
    progress.events += events
    progress.bundles += 1
    progress.packed += len(frame)


def ledger_bytes(ledger: Ledger) -> int:
    return sum(file.stat().st_size for file in ledger.workspace.folder.glob("so.db*"))


def years(ledger: Ledger, made: list[Department], tasks: list[EntityId], months: int, records: int) -> Progress:
    """Import month after month; prints a line per quarter."""
    session, progress = ledger.administrator, Progress()
    for month in range(months):
        period = f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"
        now = 1_100_000_000_000 + month * 2_600_000_000
        for one in made:
            if month == 0:
                roster = one.roster(now)
                imported(session, one.frame(roster, now), progress, len(roster))
            bodies = one.month(tasks, period, records, now)
            imported(session, one.frame(bodies, now), progress, len(bodies))
            progress.bare += len(zlib.compress(b"".join(bodies), 6))
        progress.marks.append((progress.events, progress.seconds, ledger_bytes(ledger)))
        if month % 3 == 2 or month + 1 == months:
            told(progress)
    return progress


def told(progress: Progress) -> None:
    events, seconds, size = progress.marks[-1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{events:>9} events {seconds:8.1f} s of a processor {size / 1e6:8.1f} MB, peak memory {peak:6.0f} MiB",
        flush=True,
    )


def rate(marks: list[tuple[int, float, int]], first: int, last: int) -> float:
    """Seconds per event between two months."""
    return (marks[last][1] - marks[first][1]) / max(marks[last][0] - marks[first][0], 1)


def growth(progress: Progress) -> None:
    """The first tenth beside the last tenth, per event."""
    marks = [(0, 0.0, 0), *progress.marks]
    tenth = max(len(progress.marks) // 10, 1)
    early, late = rate(marks, 0, tenth), rate(marks, len(marks) - 1 - tenth, len(marks) - 1)
    print(f"per event: first tenth {early * 1e6:.0f} µs, last tenth {late * 1e6:.0f} µs, ratio {late / early:.2f}")
    sizes = marks[tenth][2] / marks[tenth][0], marks[-1][2] / marks[-1][0]
    print(
        f"ledger per event: first tenth {sizes[0]:.0f} B, at the end {sizes[1]:.0f} B, ratio {sizes[1] / sizes[0]:.2f}"
    )
    print(f"bundles {progress.packed / progress.events:.0f} B per event, {progress.packed / progress.bare:.3f} × zlib")


def one_more(ledger: Ledger, one: Department, tasks: list[EntityId], stick: Path) -> None:
    """A file of 5.000 new events: looked at, then imported, with everything the program does."""
    session = ledger.administrator
    bodies: list[bytes] = []
    begun = one.seq
    while len(bodies) < PREVIEWED:
        year = FIRST_YEAR + 10 + len(bodies) // len(tasks)
        one.seq = begun + len(bodies)
        bodies += one.month(tasks, f"{year}-01", min(len(tasks), PREVIEWED - len(bodies)), 1_200_000_000_000)
    one.seq = begun
    recipients = endpoint_of(session).store.recipients("TCHQ")
    stick.write_bytes(sealing.seal(one.frame(bodies, 1_200_000_000_000), recipients))
    acts = {"preview": preview_import, "preview again": preview_import, "import, backup included": import_bundle}
    for name, act in acts.items():
        began = time.process_time()
        report = act(session, stick)
        took = time.process_time() - began
        print(f"{name} of {len(bodies)} new events: {took:.2f} s of a processor, new {report.counts.new}", flush=True)


def main(months: int, records: int, count: int) -> None:
    """Play it and print."""
    with TemporaryDirectory() as name:
        ledger = new_ledger(Path(name) / "hq", "TCHQ")
        session = ledger.administrator
        made = departments(session, count)
        tasks = issued(session, records, made)
        progress = years(ledger, made, tasks, months, records)
        growth(progress)
        one_more(ledger, made[0], tasks, Path(name) / "five-thousand.hqb")
        ledger.close()


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    main(*(words + [36, 800, 35][len(words) :]))
