"""`make benchmarks`: prints a table of ratios to the bare libraries doing the same work."""

import csv
import io
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from itertools import cycle, islice
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from desktop.assigning.assigning import assign
from desktop.importing.plan_reader import read_plan
from desktop.permissions import ROLE_WORDS, Role
from desktop.plans.plans import import_plan, rows_of_plan
from desktop.rehearsal import HEADQUARTERS, PASSPHRASE, PLAN_FILE, Rehearsal, begin
from desktop.reports.fonts import register_fonts
from desktop.reports.pdf import pdf_bytes
from desktop.units.table import load_units
from tests.benchmarks import headquarters, sync
from tests.benchmarks.documents import documents
from tests.benchmarks.measuring import HEAD, ROUNDS, Ratio, child, children, median_s

UNITS_FOR_A_THOUSAND = 16
"""66 tasks given to so many departments make a list of 1.056 rows."""

EVENTS = 100_000
"""How many events the exchange is measured with."""
FONT, LETTERS = "LiberationSerif", 28
"""The report's font, and how many letters the bare canvas puts into a line of a cell."""


def thousand_tasks(folder: Path) -> Rehearsal:
    """A ledger of headquarters with about 1.000 assignments."""
    day = begin(folder)
    data = resources.files("resources").joinpath("plans", PLAN_FILE).read_bytes()
    with day.at_work(day.headquarters) as session:
        plan = import_plan(session, read_plan(data, name=PLAN_FILE, units=day.units), document=PLAN_FILE)
        rows = [row for row in rows_of_plan(session.database, plan.entity) if row.is_task]
        existing = [unit.code for unit in day.units.children(HEADQUARTERS, day.machine.today())]
        existing = [code for code in existing if day.units.is_provincial(code)]
        assign(session, rows, existing[:UNITS_FOR_A_THOUSAND], day.units)
    return day


def start(folder: Path) -> Iterator[Ratio]:
    """Start and memory of the program with a filled list, beside a bare window with a table."""
    thousand_tasks(folder)
    own, bare = children(
        ROUNDS,
        ("tests.benchmarks.own_window", str(folder), ROLE_WORDS[Role.ADMINISTRATOR], PASSPHRASE),
        ("tests.benchmarks.bare_window",),
    )
    rows = int(own[0].told["rows"])
    yield Ratio(
        "start to a filled task list, signed in (window with a table)",
        statistics.median(seen.ready_s for seen in own),
        statistics.median(seen.ready_s for seen in bare),
        "s",
        aim=2,
        remark=f"{rows} rows; without the price of the passphrase",
    )
    yield Ratio(
        "memory then",
        statistics.median(seen.told["memory_mib"] for seen in own),
        statistics.median(seen.told["memory_mib"] for seen in bare),
        "MiB",
        aim=2,
    )


def gaps(folder: Path) -> Iterator[Ratio]:
    """The longest time the window does not answer, beside the limit of 100 ms."""
    told = child("tests.benchmarks.gaps", str(folder)).told
    worst = sorted(told.items(), key=lambda part: -part[1])
    remark = "; ".join(f"{name} {gap * 1000:.0f}" for name, gap in worst[:4])
    yield Ratio("longest gap of the window in a day's work (100 ms)", worst[0][1], 0.1, "s", aim=1, remark=remark)


def large_bundle(_folder: Path) -> Iterator[Ratio]:
    """The same while years of records are looked at and taken in."""
    told = child("tests.benchmarks.large_bundle", str(EVENTS)).told
    parts = {name: told[name] / 1000 for name in ("look at the bundle", "take it in")}
    remark = "; ".join(f"{name} {gap * 1000:.0f}" for name, gap in parts.items())
    title = f"longest gap while {EVENTS} events are taken in (100 ms)"
    yield Ratio(title, max(parts.values()), 0.1, "s", aim=1, remark=remark)


def plan() -> Iterator[Ratio]:
    """Reading the plan, beside splitting its text."""
    data = resources.files("resources").joinpath("plans", PLAN_FILE).read_bytes()
    units = load_units()
    yield Ratio(
        "read Quyết định 608 (split its cells)",
        median_s(lambda: read_plan(data, name=PLAN_FILE, units=units)),
        median_s(lambda: list(csv.reader(io.StringIO(data.decode("utf-8")), delimiter="|")), 50),
        "s",
    )


def report() -> Iterator[Ratio]:
    """The official report of 1.000 tasks, beside the same words drawn on a bare canvas."""
    from tests.desktop.reports.sample import FACTS, PLAN_608
    from tests.desktop.reports.sample import report as content_of

    many = tuple(
        replace(task, path=("I", "A", str(number)), number=str(number))
        for number, task in enumerate(islice(cycle(PLAN_608.tasks), 1000), start=1)
    )
    content = content_of(replace(FACTS, plans=(replace(PLAN_608, tasks=many),)))
    register_fonts()

    def bare() -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=landscape(A4))
        for first in range(0, len(many), 8):
            for row, task in enumerate(many[first : first + 8]):
                words = (
                    task.number,
                    task.title,
                    task.lead,
                    task.support,
                    task.deadline_text,
                    task.entry.result if task.entry else "",
                )
                canvas.setFont(FONT, 9)
                for column, text in enumerate(words):
                    for line in range(0, len(text), LETTERS):
                        canvas.drawString(40 + 125 * column, 550 - 66 * row - line / 3, text[line : line + LETTERS])
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    yield Ratio(
        "PDF report of 1.000 tasks (bare canvas)", median_s(lambda: pdf_bytes(content), 3), median_s(bare, 3), "s"
    )


def main() -> int:
    """Run everything and print the table; the exchange's own figures follow."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(HEAD)
    for measure in (plan, documents, report):
        for ratio in measure():
            print(ratio, flush=True)
    for in_folder in (start, gaps, large_bundle):
        with tempfile.TemporaryDirectory() as folder:
            for ratio in in_folder(Path(folder)):
                print(ratio, flush=True)
    print(f"\nexchange, {EVENTS} events:", flush=True)
    sync.main(EVENTS)
    print("\nheadquarters, three years of 35 departments, a tenth of a million events:", flush=True)
    headquarters.main(months=36, records=80, count=35)
    return 0


if __name__ == "__main__":
    sys.exit(main())
