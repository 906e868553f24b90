"""Headquarters and Hải Phòng with the tasks of 608, an officer and a supervisor, and files on a desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.attachments.attachments import Attachment, attach, attachments_of
from desktop.journal.event import EntityId
from desktop.progress.facts import progress_entity
from tests.support.working_pair import PATH, WorkingPair, working_pair


@dataclass
class Desk(WorkingPair):
    """Both sides with their people; `folder` is where files to attach lie."""

    folder: Path

    def record(self, path: str = PATH) -> EntityId:
        return progress_entity(self.pair.department.row(self.plan, path).entity, "HQ03", "")

    def file(self, name: str = "Biên bản.pdf", content: bytes = b"%PDF-1.4 noi dung") -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def attach(self, name: str = "Biên bản.pdf", content: bytes = b"%PDF-1.4 noi dung", path: str = PATH) -> Attachment:
        return attach(self.officer, self.record(path), self.file(name, content))

    def published(self, content: bytes = b"%PDF-1.4 noi dung") -> Attachment:
        """A file of an approved entry as headquarters knows it after one bundle."""
        self.attach(content=content)
        entity = self.publish()
        self.up()
        (found,) = attachments_of(self.hq, entity)
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "desk"
    with working_pair(tmp_path) as made:
        folder.mkdir()
        yield Desk(made.pair, made.plan, made.officer, made.supervisor, folder)
