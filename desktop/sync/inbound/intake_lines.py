"""The lines of an import report beside what changes: known, late, waiting, of a newer program, hit by amendments."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import db.events
import db.intake
import db.plans
import db.sync
from db.connection import Database, Row
from db.events import EventState
from db.intake import RecordRow
from desktop.amendments.amendments import Amendment, revisions
from desktop.amendments.entry_flags import flag_sentences, flags_of_entry
from desktop.formats import day_text
from desktop.journal.clock import milliseconds
from desktop.journal.event import EntityId, kind_of
from desktop.plans.plans import rows_of_plan
from desktop.plans.records import PrintedRow, printed_row_of
from desktop.progress.entries import Entry, entry_of
from desktop.session import Session
from desktop.sync.bundle.manifest import Manifest
from desktop.sync.endpoint import unit_title
from desktop.sync.inbound.comparison import Subjects, in_printed_order, line
from desktop.sync.inbound.event_words import event_words
from desktop.sync.inbound.import_report import LINES_OF_GROUP, MOST_LINES, ChangeLine, Gap, LineGroup
from desktop.sync.inbound.importing import Taken

Lines = Sequence[ChangeLine]


def further_lines(session: Session, manifest: Manifest, taken: Taken) -> list[ChangeLine]:
    """The lines that `take_in` does not tell, in the order of the groups; inside the import's transaction."""
    subjects = Subjects(session.database)
    return [
        *affected_lines(session, subjects, taken.before),
        *_late_lines(session.database, subjects, taken.bundle),
        *_lines_in_state(session.database, subjects, taken.bundle, EventState.HELD, LineGroup.HELD),
        *_lines_in_state(session.database, subjects, taken.bundle, EventState.NEWER_TYPE, LineGroup.NEWER),
        *_duplicate_lines(session.database, subjects, manifest, taken),
    ]


def bounded(lines: Iterable[ChangeLine], counted: Mapping[LineGroup, int]) -> tuple[Lines, list[tuple[LineGroup, int]]]:
    """The lines within the bounds of their groups, and of how many more each group is.

    `counted` are the records of groups of which not all lines were made.
    """
    kept: list[ChangeLine] = []
    seen: Counter[LineGroup] = Counter()
    for one in lines:
        seen[one.group] += 1
        if seen[one.group] <= LINES_OF_GROUP.get(one.group, MOST_LINES):
            kept.append(one)
    shown = Counter(one.group for one in kept)
    more = {group: max(seen[group], counted.get(group, 0)) - shown[group] for group in seen}
    return kept, [(group, count) for group, count in more.items() if count]


def with_reopened(database: Database, lines: Iterable[ChangeLine]) -> list[ChangeLine]:
    """The lines, with conflicts on records on which people decided before told as opened again."""
    found = list(lines)
    decided = db.intake.decided(database, {one.entity for one in found if one.group is LineGroup.CONFLICT})
    return [
        replace(one, group=LineGroup.REOPENED) if one.group is LineGroup.CONFLICT and one.entity in decided else one
        for one in found
    ]


def gaps(database: Database, manifest: Manifest, bundle: int) -> tuple[Gap, ...]:
    """What a file's held events wait for, stream by stream."""
    held = db.intake.held(database, bundle)
    if not held:
        return ()
    numbers = missing_numbers(database, manifest)
    return tuple(
        Gap(
            row["node"],
            unit_title(row["node"], database),
            row["frontier"] + 1,
            row["first"] - 1,
            row["events"],
            numbers,
        )
        for row in held
    )


def missing_numbers(database: Database, manifest: Manifest) -> tuple[int, ...]:
    """The numbers of the sender's files before this one that were not imported here."""
    known = set(db.sync.numbers_in(database, bytes.fromhex(manifest.from_install)))
    return tuple(number for number in range(1, manifest.no) if number not in known)


# --- waiting, newer, known, late ---


def _lines_in_state(
    database: Database, subjects: Subjects, bundle: int, state: EventState, group: LineGroup
) -> Iterator[ChangeLine]:
    found = db.intake.in_state(database, bundle, int(state), LINES_OF_GROUP[group])
    yield from _told(subjects, group, found)


def _duplicate_lines(database: Database, subjects: Subjects, manifest: Manifest, taken: Taken) -> Iterator[ChangeLine]:
    room = LINES_OF_GROUP[LineGroup.DUPLICATE]
    if not taken.counts.duplicate:
        return
    for segment in manifest.segs:
        stream = db.events.stream(database, bytes.fromhex(segment.stream))
        if stream is None or room <= 0:
            continue
        found = db.intake.known_before(database, stream["sid"], segment.first, segment.cp.seq, taken.bundle, room)
        room -= len(found)
        yield from _told(subjects, LineGroup.DUPLICATE, found)


def _told(subjects: Subjects, group: LineGroup, found: Sequence[RecordRow]) -> Iterator[ChangeLine]:
    """A line for each kind of event of each record, in printed order."""
    words: dict[EntityId, list[str]] = {}
    for row in found:
        times = f" ({row['events']} lần)" if row["events"] > 1 else ""
        words.setdefault(EntityId(row["entity"]), []).append(event_words(row["type"], row["entity"]) + times)
    for subject in in_printed_order(subjects.of(entity) for entity in words):
        yield line(group, subject, "event", "", ", ".join(words[subject.entity]))


def _late_lines(database: Database, subjects: Subjects, bundle: int) -> Iterator[ChangeLine]:
    """What is older than the ledger knew already: from which day, and from which day is what was known."""
    found = {EntityId(row["entity"]): row for row in db.intake.late(database, bundle, MOST_LINES)}
    for subject in in_printed_order(subjects.of(entity) for entity in found):
        row = found[subject.entity]
        yield line(LineGroup.LATE, subject, "late", _day(row["newer"]), _day(row["hlc"]))


def _day(hlc: int) -> str:
    return day_text(datetime.fromtimestamp(milliseconds(hlc) / 1000).astimezone().date())


# --- amendments ---


@dataclass(frozen=True, slots=True)
class _Amended:
    """What is known of the amendments of one plan."""

    amendments: tuple[Amendment, ...]
    rows: tuple[PrintedRow, ...]


def affected_lines(session: Session, subjects: Subjects, before: Mapping[EntityId, Row | None]) -> Iterator[ChangeLine]:
    """Entries that amendments concern: own ones on tasks that the file amends, and its own on an older revision."""
    database = session.database
    known: dict[EntityId, _Amended] = {}
    entries = {entry.entity: entry for entry in _entries_of(database, before)}
    rows = {
        EntityId(row["entity"]): printed_row_of(row)
        for row in db.intake.tasks_among(database, {entry.task for entry in entries.values()})
    }
    for subject in in_printed_order(subjects.of(entity) for entity in entries):
        entry = entries[subject.entity]
        row = rows.get(entry.task)
        if row is None:
            continue
        if row.plan not in known:
            amendments = revisions(database, row.plan).amendments
            known[row.plan] = _Amended(amendments, tuple(rows_of_plan(database, row.plan)) if amendments else ())
        amended, floor = known[row.plan], _revision_before(before, entry)
        flags = [flag for flag in flags_of_entry(entry, row, amended.amendments, amended.rows) if flag.rev > floor]
        for words in flag_sentences(flags):
            yield line(LineGroup.AFFECTED, subject, "amendment_flag", "", words)


def _revision_before(before: Mapping[EntityId, Row | None], entry: Entry) -> int:
    """Up to which revision the remarks on an entry were known: none of one that has just come."""
    row = before.get(entry.task)
    if entry.entity in before or row is None:
        return 0
    return max(row["amended_rev"] or 0, row["withdrawn_rev"] or 0)


def _entries_of(database: Database, before: Mapping[EntityId, Row | None]) -> Iterator[Entry]:
    """The entries that came, and those on the tasks that were amended."""
    if not db.intake.has_amendments(database):
        return
    amended = [entity for entity in before if kind_of(entity) == "task" and before[entity] is not None]
    came = {entity for entity in before if kind_of(entity) == "prog"}
    pairs = {(f"task/{entity.split('/')[1]}", entity.split("/")[2]) for entity in came}
    for row in db.intake.entries_among(database, sorted(pairs)):
        if row["entity"] in came:
            yield entry_of(row)
    for row in db.intake.entries_of_tasks(database, amended):
        yield entry_of(row)
