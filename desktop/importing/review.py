"""What a reading leaves for the eyes of the user: repairs, which can be refused, and doubts."""

from desktop.importing.parsed import Doubt, DoubtKind, Path, Repair, RepairKey, RepairReason


class Review:
    """Collects the repairs and doubts of one reading; a refused repair is neither done nor listed."""

    def __init__(self, refused: frozenset[RepairKey]) -> None:
        self._refused = refused
        self._repairs: dict[RepairKey, Repair] = {}
        self._doubts: dict[Doubt, None] = {}

    def is_refused(self, path: Path, field: str, why: RepairReason, was: str) -> bool:
        """Whether the user wants this passage as printed."""
        return RepairKey(path, field, why, was) in self._refused

    def repair(self, path: Path, field: str, why: RepairReason, was: str, now: str) -> str:
        """The repaired passage, noted; the passage as printed where the repair is refused."""
        repair = Repair(path, field, was, now, why)
        if repair.key in self._refused:
            return was
        self._repairs.setdefault(repair.key, repair)
        return now

    def doubt(self, path: Path, field: str, kind: DoubtKind, words: str = "") -> None:
        """Note that a reading deserves a look."""
        self._doubts.setdefault(Doubt.of(path, field, kind, words))

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The repairs done, in the order in which the document was read."""
        return tuple(self._repairs.values())

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The doubts, each once, in the order in which the document was read."""
        return tuple(self._doubts)
