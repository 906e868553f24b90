"""What a folder of files brings in sum and unit by unit, as values (FEATURES C21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

import db.sync
from desktop.errors import BundleRefused
from desktop.session import Session
from desktop.sync.bundle.manifest import Manifest
from desktop.sync.endpoint import stored_trust, unit_title
from desktop.sync.inbound.effect import ByUnit, figures_by_unit, figures_of, unit_effects
from desktop.sync.inbound.import_report import Caution, Counts, Figures, Gap, ImportReport, UnitEffect
from desktop.sync.inbound.intake_lines import gaps
from desktop.sync.neighbours.peers import Relation, neighbours


class FileState(StrEnum):
    """What became of one file of a folder; `left`: the work was stopped before it."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"
    FOREIGN = "foreign"
    LINK = "link"
    FOLDER = "folder"
    LEFT = "left"


STATE_WORDS = {
    FileState.TAKEN: "Nhập được",
    FileState.KNOWN: "Đã nhập từ trước",
    FileState.REFUSED: "Không nhận",
    FileState.FOREIGN: "Không phải tệp trao đổi",
    FileState.LINK: "Là liên kết, không mở theo",
    FileState.FOLDER: "Là thư mục con, không mở",
    FileState.LEFT: "Chưa xử lý",
}


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file: its report where it was read, otherwise why it was not."""

    file: str
    state: FileState
    report: ImportReport | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file's outcome with what reckoning the sum needs: its manifest, its bundle, the refusal."""

    outcome: FileOutcome
    manifest: Manifest | None = None
    bundle: int | None = None
    refusal: BundleRefused | None = None


@dataclass(frozen=True, slots=True)
class SenderSummary:
    """What came from one node: the numbers of its files, their counts together, what still waits after all of them.

    `effect` is what all files together do to the figures of its unit, None where they do not move.
    """

    node: str
    name: str
    numbers: tuple[int, ...]
    counts: Counts
    gaps: tuple[Gap, ...]
    effect: UnitEffect | None


@dataclass(frozen=True, slots=True)
class SilentNode:
    """A neighbour below from whom nothing came; `last_at` is when a file of it was imported last, None for never."""

    node: str
    name: str
    last_at: int | None


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What the files of a folder do or did together; `files` stand in the order in which they were taken.

    `before` and `after` are the figures of what this node answers for, `units` those that move. `held` is how many
    events wait for earlier files after all of them.
    """

    folder: str
    files: tuple[FileOutcome, ...]
    senders: tuple[SenderSummary, ...]
    silent: tuple[SilentNode, ...]
    counts: Counts
    before: Figures
    after: Figures
    units: tuple[UnitEffect, ...]
    cautions: tuple[Caution, ...]

    @property
    def digests(self) -> frozenset[str]:
        """The digests of the files that were read: what a person agrees to."""
        return frozenset(one.report.digest for one in self.files if one.report is not None)

    @property
    def is_stopped(self) -> bool:
        """Whether files were left because the work was stopped."""
        return any(one.state is FileState.LEFT for one in self.files)

    def count(self, state: FileState) -> int:
        """How many files are in this state."""
        return sum(one.state is state for one in self.files)


def folder_report(session: Session, folder: str, files: Sequence[TakenFile], before: ByUnit, day: date) -> FolderReport:
    """The consolidated report, reckoned in the state in which the last file left the ledger."""
    after = figures_by_unit(session, day)
    units = unit_effects(before, after)
    senders = tuple(_senders(session, files, units))
    reports = [one.outcome.report for one in files if one.outcome.report is not None]
    return FolderReport(
        folder=folder,
        files=tuple(one.outcome for one in files),
        senders=senders,
        silent=tuple(_silent(session, {sender.node for sender in senders})),
        counts=_together(sender.counts for sender in senders),
        before=figures_of(session, before),
        after=figures_of(session, after),
        units=units,
        cautions=tuple(dict.fromkeys(caution for report in reports for caution in report.cautions)),
    )


def _senders(session: Session, files: Sequence[TakenFile], units: Iterable[UnitEffect]) -> Iterable[SenderSummary]:
    by_unit = {effect.unit: effect for effect in units}
    by_node: dict[str, list[TakenFile]] = {}
    for one in files:
        if one.outcome.report is not None:
            by_node.setdefault(one.outcome.report.from_node, []).append(one)
    for node, found in sorted(by_node.items()):
        reports = [one.outcome.report for one in found if one.outcome.report is not None]
        waiting = tuple(
            gap
            for one in found
            if one.manifest is not None and one.bundle is not None
            for gap in gaps(session.database, one.manifest, one.bundle)
        )
        counts = _together(report.counts for report in reports)
        yield SenderSummary(
            node=node,
            name=reports[0].from_name,
            numbers=tuple(dict.fromkeys(report.number for report in reports)),
            counts=_with_held(counts, sum(gap.events for gap in waiting)),
            gaps=waiting,
            effect=by_unit.get(node.rpartition("/")[2]),
        )


def _together(counts: Iterable[Counts]) -> Counts:
    found = list(counts)
    return Counts(**{field.name: sum(getattr(one, field.name) for one in found) for field in fields(Counts)})


def _with_held(counts: Counts, held: int) -> Counts:
    """What a file held and a later file of the folder set free is new, not waiting."""
    values = {field.name: getattr(counts, field.name) for field in fields(Counts)}
    return Counts(**{**values, "held": held})


def _silent(session: Session, heard: set[str]) -> Iterable[SilentNode]:
    store = stored_trust(session.database)
    for node, relation in neighbours(store, session.node) if store is not None else ():
        if relation is not Relation.CHILD or node in heard or store is None:
            continue
        known = [db.sync.peer(session.database, bytes.fromhex(key.install)) for key in store.keys_of_node(node)]
        times = [row["last_in_at"] for row in known if row is not None and row["last_in_at"] is not None]
        yield SilentNode(node, unit_title(node, session.database), max(times, default=None))
