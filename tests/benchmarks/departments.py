"""Departments that only write: years of approved records in real signed bundles, without a ledger of their own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from desktop.actions import Audience
from desktop.journal.event import START_HASH, VERSION, EntityId, Event, EventRef, Fields, body_hash, chain_hash
from desktop.plans.state import WorkStatus
from desktop.progress.entries import Record, record_fields
from desktop.progress.facts import progress_entity, progress_published
from desktop.sync.approval import ReportedRecord, approve, submit
from desktop.sync.bundle import manifest as table
from desktop.sync.bundle.bodies import Body, pack_bodies
from desktop.sync.bundle.container import pack, sign_manifest, write_frame
from desktop.sync.bundle.manifest import Checkpoint, Manifest, SectionType, Segment
from desktop.sync.bundle.signing import Domain, InstallationKeys, SigningKey, checkpoint_statement
from desktop.sync.trust.documents import TrustedKey
from desktop.users.facts import person_enrolled
from desktop.version import PROGRAM_VERSION

PHRASES = (
    "Đã thu thập, xử lý thông tin nghiệp vụ", "của doanh nghiệp trọng điểm trên địa bàn", "rà soát danh sách rủi ro",
    "phối hợp với Cục Điều tra chống buôn lậu", "kiểm tra thực tế lô hàng nhập khẩu", "kiến nghị bổ sung tiêu chí",
    "đề nghị hướng dẫn thêm", "đã báo cáo Lãnh đạo Cục", "còn vướng ở khâu phân tích", "hoàn thành trước thời hạn",
)  # fmt: skip
OFFICER, SUPERVISOR = 0, 1
STATEMENT = "Tôi đã xem và duyệt kết quả này."
SECOND_VERSIONS = 0.25
"""How many records of a month are corrected and approved once more."""


@dataclass(slots=True)
class Department:
    """One installation of a department with two people; its stream for the level above grows month by month."""

    node: str
    chance: Random
    keys: InstallationKeys = field(default_factory=InstallationKeys.generate)
    head: bytes = START_HASH
    seq: int = 0
    number: int = 0
    install: bytes = b""
    stream: bytes = b""
    people: list[tuple[str, SigningKey]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.install, self.stream = self.chance.randbytes(16), self.chance.randbytes(16)
        self.people = [(self.chance.randbytes(8).hex(), SigningKey(self.chance.randbytes(32))) for _ in range(2)]

    @property
    def unit(self) -> str:
        return self.node.rpartition("/")[2]

    @property
    def trusted(self) -> TrustedKey:
        """The department's entry in the list of headquarters."""
        return TrustedKey(
            node=self.node,
            install=self.install.hex(),
            sign=self.keys.sign_public.hex(),
            import_public=self.keys.import_public,
            name=f"Máy của {self.unit}",
        )

    def frame(self, bodies: list[bytes], hlc: int) -> bytes:
        """The next bundle, with these events at the end of the stream."""
        first, before = self.seq + 1, self.head
        for body in bodies:
            self.seq += 1
            self.head = chain_hash(self.stream, self.seq, self.head, body_hash(body))
        self.number += 1
        statement = checkpoint_statement(self.stream, self.seq, self.head)
        signature = self.keys.signing.sign(Domain.CHECKPOINT, statement)
        segment = Segment(
            stream=self.stream.hex(), node=self.node, aud=Audience.UP.value, key_id=self.keys.key_id, first=first,
            n=len(bodies), prev=before.hex(), cp=Checkpoint(self.seq, self.head.hex(), signature.hex()), gen=1,
        )  # fmt: skip
        section = pack(SectionType.EVENTS, pack_bodies(Body(body) for body in bodies))
        manifest = Manifest(
            v=table.VERSION, from_node=self.node, from_install=self.install.hex(), to=self.node.rpartition("/")[0],
            gen=1, no=self.number, hlc=hlc, app=PROGRAM_VERSION, segs=(segment,), sections=(section.entry,),
        )  # fmt: skip
        raw = manifest.to_bytes()
        return write_frame(raw, [sign_manifest(raw, self.keys.signing)], [section.packed])

    def roster(self, now_ms: int) -> list[bytes]:
        """The two people, as the first events of the stream."""
        facts = [
            person_enrolled(
                person, name=f"{role} {self.unit}", role=role, unit=self.unit, team="", approval_key=key.public.hex()
            )
            for (person, key), role in zip(self.people, ("officer", "supervisor"), strict=True)
        ]
        return [self._event(fact.type, fact.entity, now_ms, fact.fields, ()) for fact in facts]

    def month(self, tasks: list[EntityId], period: str, count: int, now_ms: int) -> list[bytes]:
        """So many approved records of a month; some are corrections of others."""
        return list(self._month(tasks, period, count, now_ms))

    def _month(self, tasks: list[EntityId], period: str, count: int, now_ms: int) -> Iterator[bytes]:
        corrected = int(count * SECOND_VERSIONS)
        chosen = tasks[: count - corrected]
        for place, task in enumerate([*chosen, *chosen[:corrected]]):
            earlier = (EventRef(self.stream, self.seq + 1 + place - len(chosen)),) if place >= len(chosen) else ()
            entity = progress_entity(task, self.unit, period)
            fields = self._published(entity, task, period, now_ms + place)
            yield self._event(progress_published(entity, fields).type, entity, now_ms + place, fields, earlier)

    def _published(self, entity: EntityId, task: EntityId, period: str, at: int) -> Fields:
        percent = self.chance.randrange(100)
        result = "; ".join(self.chance.choices(PHRASES, k=4))
        record = record_fields(Record(WorkStatus.IN_PROGRESS, percent, result=result))
        reported = ReportedRecord(entity, period, record)
        (officer, own_key), (supervisor, approval_key) = self.people[OFFICER], self.people[SUPERVISOR]
        submission = submit(reported, officer, own_key)
        approval = approve(reported, submission, supervisor, STATEMENT, approval_key)
        return {
            "task": task, "unit": self.unit, "period": period, **record, "state": "approved",
            "recorded_by": officer, "recorded_at": at, "submitted_by": officer, "submitted_at": at,
            "submit_signature": submission.signature.hex(), "approved_by": supervisor, "approved_at": at,
            "approve_statement": STATEMENT, "approve_signature": approval.signature.hex(), "return_reason": "",
        }  # fmt: skip

    def _event(self, kind: str, entity: EntityId, now_ms: int, fields: Fields, bases: tuple[EventRef, ...]) -> bytes:
        return Event(kind, VERSION, entity, now_ms << 16, self.people[SUPERVISOR][0], bases, fields).encode()
