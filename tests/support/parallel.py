"""A second machine of a unit, whose events come into an open ledger through the real receiver."""

from collections.abc import Sequence
from itertools import groupby
from random import Random

import db.events
from db.backup import copy_to
from db.connection import close_database, open_database, rows, run, writing
from desktop.journal.event import Fact
from desktop.journal.journal import Journal, Writer, Written
from desktop.journal.receiving import Receiver, Segment
from desktop.projectors import all_projections
from desktop.session import Session
from desktop.sync.inbound.authority import Authority


class OtherMachine:
    """Begins as a copy of a ledger and writes streams of its own, until it gives them to the first machine."""

    def __init__(self, session: Session, number: int = 1, node: str = "") -> None:
        self._session = session
        self._random = Random(number)
        folder = session.workspace.folder
        place = folder.parent / f"machine-{number}.db"
        copy_to(folder / "so.db", place, session.database_key)
        self.database = open_database(place, session.database_key)
        writer = Writer(node or session.node, bytes([number]) * 16, 1)
        at = session.machine.now_ms() + number * 60_000
        self._journal = Journal(
            self.database, writer, all_projections(), now_ms=lambda: at, random=self._random.randbytes
        )
        # A copy is not the machine it was copied from: the streams there are others' to it.
        with writing(self.database):
            run(self.database, "UPDATE stream SET own = 0")
        self._written: list[Written] = []

    def write(self, *facts: Fact, author: str = "nguoi-khac") -> None:
        """Write facts as a person of this machine."""
        with writing(self.database), self._journal.in_transaction():
            self._written += [self._journal.append(fact, author) for fact in facts]

    def deliver(self, *, judged: bool = True) -> list[str]:
        """Give everything written so far to the first machine; returns the codes of what it refused."""
        session = self._session
        authority = Authority(session.database, session.node)
        judge = authority.judge if judged else lambda _event, _stream: None
        refused: list[str] = []
        with writing(session.database), session.journal.in_transaction():
            receiver = Receiver(session.journal, judge, None)
            for segment in self.segments():
                refused += [code for _sid, _seq, code in receiver.receive(segment).rejected]
        return refused

    def segments(self) -> Sequence[Segment]:
        """What was written here, stream by stream."""
        found = []
        by_stream = sorted(self._written, key=lambda written: (written.sid, written.ref.seq))
        for sid, written in groupby(by_stream, key=lambda one: one.sid):
            stream = db.events.stream_of(self.database, sid)
            numbers = [one.ref.seq for one in written]
            bodies = [
                bytes(row["body"])
                for row in rows(self.database, "SELECT body FROM event WHERE sid = ? ORDER BY seq", (sid,))
            ]
            assert numbers == list(range(1, len(bodies) + 1))
            found.append(
                Segment(
                    stream_id=stream["stream_id"], node=stream["node"], install_id=stream["install_id"],
                    audience=stream["audience"], generation=1, key_id=bytes(8), first=1, before=bytes(32),
                    bodies=bodies, checkpoint=stream["frontier_hash"],
                )
            )  # fmt: skip
        return found

    def close(self) -> None:
        """Forget the machine."""
        close_database(self.database)
