"""100.000 events written, exported, imported and folded, beside bare SQLCipher, the bare bytes and a changeset library.

`python -m tests.benchmarks.sync [events]` prints seconds, bytes and ratios; nothing here is a gate.
"""

import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from db import migrations
from db.connection import close_database, open_database, rows, writing
from desktop.journal.event import Fields
from desktop.journal.verification import broken_links
from desktop.plans.facts import plan_entity, task_entity, task_issued
from desktop.sync.outbound.exporting import sealed
from tests.benchmarks.changesets import carried
from tests.support.network import KEY, Station, stations

BATCH = 1000
WORDS = ["thu thập", "xử lý", "thông tin", "nghiệp vụ", "quản lý", "rủi ro", "doanh nghiệp", "trọng điểm", "địa bàn"]


def row_of(random: Random, number: int) -> Fields:
    """A printed row as plans have them: a title, a product, two units."""
    return {
        "kind": "task",
        "number": str(number),
        "path": ["I", "C", str(number)],
        "title": " ".join(random.choices(WORDS, k=9)),
        "product": " ".join(random.choices(WORDS, k=3)),
        "lead_text": "Cục ĐTCBL",
        "deadline_text": "Năm 2007",
        "deadline": None,
    }


def seconds(what: str, work: Callable[[], object]) -> float:
    """How much of a processor a piece of work takes; printed with the time on the wall, which others may share."""
    start, cpu = time.perf_counter(), time.process_time()
    work()
    took, used = time.perf_counter() - start, time.process_time() - cpu
    print(f"{what:<58}{used:>9.2f} s of a processor{took:>9.2f} s", flush=True)
    return used


def on_disk(station: Station, path: Path) -> None:
    """Give a station a ledger in a file."""
    close_database(station.database)
    station.database = open_database(path, KEY)
    migrations.migrate(station.database)
    station.begin()


def write(station: Station, events: int) -> None:
    random = Random(608)
    for start in range(0, events, BATCH):
        station.write(
            *(
                task_issued(task_entity(f"{number:032x}"), plan_entity("p"), number, row_of(random, number))
                for number in range(start, min(start + BATCH, events))
            )
        )


def bare_rows(source: Station, path: Path) -> None:
    """The same event and task rows in the same schema with plain inserts, in transactions of the same size."""
    database = open_database(path, KEY)
    migrations.migrate(database)
    with writing(database):
        for row in rows(source.database, "SELECT * FROM stream"):
            marks = ", ".join("?" * len(row))
            database.conn.execute(f"INSERT INTO stream ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    for table in ("event", "p_task", "p_search"):
        found = list(rows(source.database, f"SELECT * FROM {table}"))
        statement = f"INSERT INTO {table} ({', '.join(found[0])}) VALUES ({', '.join('?' * len(found[0]))})"
        for start in range(0, len(found), BATCH):
            with writing(database):
                database.conn.executemany(statement, [tuple(row.values()) for row in found[start : start + BATCH]])
    close_database(database)


def main(events: int) -> None:
    hq, department = stations(["TCHQ", "TCHQ/HQ03"])
    with TemporaryDirectory() as name:
        folder = Path(name)
        on_disk(hq, folder / "hq.db")
        on_disk(department, folder / "hp.db")
        wrote = seconds(f"write {events} events (fold and search index included)", lambda: write(hq, events))
        bare = seconds("bare inserts of the same rows", lambda: bare_rows(hq, folder / "bare.db"))
        composed = []
        exported = seconds("export (compose and sign)", lambda: composed.append(hq.compose("TCHQ/HQ03")))
        frame = composed[0].frame
        bodies = b"".join(row["body"] for row in rows(hq.database, "SELECT body FROM event ORDER BY seq"))
        packed = seconds("bare zlib of the same bodies", lambda: zlib.compress(bodies, 6))
        locked: list[bytes] = []
        seconds("seal with age", lambda: locked.append(sealed(hq.endpoint, "TCHQ/HQ03", composed[0])))
        imported = seconds("import (verify, store, judge, fold, compare)", lambda: department.receive(frame))
        answer = department.compose("TCHQ")
        hq.receive(answer.frame)
        seconds("the same file once more", lambda: department.receive(frame))
        with writing(department.database):
            folded = seconds(
                "fold everything again", lambda: list(department.journal.projection.rebuild(department.database))
            )
        seconds("recompute all hashes", lambda: list(broken_links(department.database, lambda: None)))
        library = carried(hq.database, folder)
        print(f"{'pygeodiff: make the changeset of the same rows':<58}{library.make_s:>9.2f} s of a processor")
        print(f"{'pygeodiff: apply it':<58}{library.apply_s:>9.2f} s of a processor")
        sizes = (folder / "hp.db").stat().st_size, len(zlib.compress(bodies, 6))
    bundle = len(locked[0])
    print(f"\nbundle {bundle} B, {bundle / events:.1f} B per record, {bundle / sizes[1]:.3f} × bare zlib")
    print(f"ledger {sizes[0]} B, {sizes[0] / events:.0f} B per record")
    print(f"receipt {len(answer.frame)} B before sealing")
    print(f"write ÷ bare inserts {wrote / bare:.2f}; export ÷ bare zlib {exported / packed:.2f}")
    both = (exported + imported) / (library.make_s + library.apply_s)
    print(f"export and import ÷ pygeodiff's {both:.2f}; bundle ÷ its packed changeset {bundle / library.packed:.3f}")
    print(f"import ÷ bare inserts {imported / bare:.2f}; fold ÷ bare inserts {folded / bare:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
