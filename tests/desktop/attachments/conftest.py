"""Headquarters and Hải Phòng with the tasks of 608, an officer and a supervisor, and files on a desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.attachments.attachments import Attachment, attach, attachments_of
from desktop.journal.event import EntityId
from desktop.permissions import Role
from desktop.plans.records import Plan
from desktop.progress.facts import progress_entity
from desktop.progress.recording import Typed, check, report
from desktop.progress.review import approve_entries
from desktop.session import Session
from desktop.sync.exchange import ImportReport, import_bundle
from tests.support.exchange import DAY, Pair, admitted_pair
from tests.support.ledgers import OFFICER, SUPERVISOR

PATH = "I/C/4"


@dataclass
class Desk:
    """Both sides with their people; `folder` is where files to attach lie."""

    pair: Pair
    plan: Plan
    officer: Session
    supervisor: Session
    folder: Path

    @property
    def hq(self) -> Session:
        return self.pair.hq

    @property
    def hp(self) -> Session:
        return self.pair.hp

    def up(self) -> ImportReport:
        return import_bundle(self.hq, self.pair.up().path, as_of=DAY)

    def down(self) -> ImportReport:
        return import_bundle(self.hp, self.pair.down().path, as_of=DAY)

    def record(self, path: str = PATH) -> EntityId:
        return progress_entity(self.pair.department.row(self.plan, path).entity, "HQ03", "")

    def file(self, name: str = "Biên bản.pdf", content: bytes = b"%PDF-1.4 noi dung") -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def attach(self, name: str = "Biên bản.pdf", content: bytes = b"%PDF-1.4 noi dung", path: str = PATH) -> Attachment:
        return attach(self.officer, self.record(path), self.file(name, content))

    def hand_in(self, path: str = PATH, *, reason: str = "", **typed: str) -> EntityId:
        values = {"status": "completed", "percent": "100", "completed_on": "18/06/2007", "result": "Đã lập", **typed}
        record, problems = check(Typed(**values), today=DAY)
        assert problems == []
        row = self.pair.department.row(self.plan, path)
        return report(self.officer, row, "", record, reason=reason, submit_too=True).entity

    def publish(self, path: str = PATH, *, reason: str = "", **typed: str) -> EntityId:
        entity = self.hand_in(path, reason=reason, **typed)
        approve_entries(self.supervisor, [entity])
        return entity

    def published(self, content: bytes = b"%PDF-1.4 noi dung") -> Attachment:
        """A file of an approved entry as headquarters knows it after one bundle."""
        self.attach(content=content)
        entity = self.publish()
        self.up()
        (found,) = attachments_of(self.hq, entity)
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with admitted_pair(tmp_path) as pair:
        plan = pair.headquarters.import_608("HQ03")
        import_bundle(pair.hp, pair.down().path)
        folder = tmp_path / "desk"
        folder.mkdir()
        officer = pair.department.add(OFFICER, Role.OFFICER)
        yield Desk(pair, plan, officer, pair.department.add(SUPERVISOR, Role.SUPERVISOR), folder)
