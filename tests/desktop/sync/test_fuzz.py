"""Whatever is on the stick, an import into a real ledger is whole, or it is refused in one way and leaves nothing.

Four enemies: who changes the sealed file; who can seal for us but not sign; an admitted installation that signs a
nonsensical table of contents; one that signs nonsensical events with a sound chain and checkpoint.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.connection import writing
from desktop.assigning.assigning import provincial_tasks
from desktop.checking import check_ledger
from desktop.errors import BundleRefused
from desktop.jobs import Job
from desktop.journal.event import body_hash, chain_hash
from desktop.session import Session
from desktop.sync.bundle import bodies, container, sealing
from desktop.sync.bundle.bodies import Body
from desktop.sync.bundle.container import PackedSection, sign_manifest, write_frame
from desktop.sync.bundle.manifest import SectionType
from desktop.sync.bundle.signing import Domain, checkpoint_statement
from desktop.sync.endpoint import endpoint_of
from desktop.sync.exchange import import_bundle, preview_import, write_bundle
from desktop.sync.outbound.exporting import ExportMode, compose
from tests.support.exchange import admitted_pair, approved_entry, contents
from tests.support.nonsense import mutated, nonsense

Fields = dict[str, Any]


class Enemy:
    """An admitted unit writing to a neighbour who has nothing of it yet: bundle, keys, a stick to put anything on."""

    def __init__(self, sender: Session, victim: Session, stick: Path, seed: int) -> None:
        self.victim, self.stick, self.chance = victim, stick, Random(seed)
        self.sender_node = sender.node
        endpoint = endpoint_of(sender)
        self.key = endpoint.keys.signing
        self.recipients = endpoint.store.recipients(victim.node)
        with writing(sender.database):
            self.frame = compose(endpoint, victim.node, ExportMode.FULL).frame
        self.sealed = sealing.seal(self.frame, self.recipients)
        opened = container.open_frame(self.frame, key_of=endpoint.store.key, me=victim.node)
        self.sections = [(section.entry.type, section.raw) for section in opened.sections]
        self.fields: Fields = json.loads(container.read_frame(self.frame).manifest)
        raw = next(raw for kind, raw in self.sections if kind is SectionType.EVENTS)
        self.bodies = bodies.read_bodies(raw, [segment.n for segment in opened.manifest.segs])

    def on_stick(self, raw: bytes) -> Path:
        path = self.stick / "enemy.hqb"
        path.write_bytes(raw)
        return path

    # --- what the four write ---

    def changed_file(self) -> bytes:
        return self._changed(self.sealed)

    def changed_frame(self) -> bytes:
        return sealing.seal(self._changed(self.frame), self.recipients)

    def _changed(self, raw: bytes) -> bytes:
        changed = raw
        while changed == raw:
            changed = mutated(raw, self.chance)
        return changed

    def signed_contents(self) -> bytes:
        fields = self.fields
        for _ in range(self.chance.choice((1, 1, 1, 2, 4))):
            fields = nonsense(fields, self.chance)
        return self._signed(fields, [container.pack(kind, raw) for kind, raw in self.sections])

    def signed_events(self) -> bytes:
        """One event or a few are nonsense; chains, checkpoints, hashes and signatures are all as they should be."""
        changed = [list(run) for run in self.bodies]
        for _ in range(self.chance.choice((1, 1, 3, 10))):
            number = self.chance.choice([number for number, run in enumerate(changed) if run])
            place = self.chance.randrange(len(changed[number]))
            changed[number][place] = Body(self._nonsensical(self.bodies[number][place].raw))
        events = container.pack(SectionType.EVENTS, bodies.pack_bodies(body for run in changed for body in run))
        others = [container.pack(kind, raw) for kind, raw in self.sections if kind is not SectionType.EVENTS]
        segments = [self._chained(segment, run) for segment, run in zip(self.fields["segs"], changed, strict=True)]
        packed = [*others, events]
        entries = [json.loads(json.dumps(_entry(section))) for section in packed]
        return self._signed({**self.fields, "segs": segments, "sections": entries}, packed)

    def _nonsensical(self, raw: bytes) -> bytes:
        if self.chance.random() < 0.1:
            return mutated(raw, self.chance)
        event = json.loads(raw)
        draw = self.chance.random()
        if draw < 0.5:
            event["d"] = nonsense(event["d"], self.chance) if event["d"] else {"state": 7}
        elif draw < 0.7:
            other = json.loads(self.chance.choice([body.raw for run in self.bodies for body in run]))
            event |= {name: other[name] for name in self.chance.sample(sorted(other), 2)}
        else:
            event = nonsense(event, self.chance)
        return json.dumps(event).encode()

    def _chained(self, segment: Fields, run: list[Body]) -> Fields:
        stream, head = bytes.fromhex(segment["stream"]), bytes.fromhex(segment["prev"])
        for seq, body in enumerate(run, start=segment["from"]):
            head = chain_hash(stream, seq, head, body.raw if body.withheld else body_hash(body.raw))
        last = segment["from"] + len(run) - 1
        signature = self.key.sign(Domain.CHECKPOINT, checkpoint_statement(stream, last, head))
        return {**segment, "cp": [last, head.hex(), signature.hex()]}

    def _signed(self, fields: Any, packed: list[PackedSection]) -> bytes:
        raw = json.dumps(fields).encode()
        frame = write_frame(raw, [sign_manifest(raw, self.key)], [section.packed for section in packed])
        return sealing.seal(frame, self.recipients)


def _entry(section: PackedSection) -> Fields:
    entry = section.entry
    return {
        "type": entry.type,
        "codec": entry.codec,
        "len": entry.len,
        "sha256": entry.sha256,
        "raw_len": entry.raw_len,
    }


@pytest.fixture(params=["up", "down"])
def enemy(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Enemy]:
    """Hải Phòng writing its first approved records up, or headquarters its first plan, changed once, down."""
    with admitted_pair(tmp_path) as pair:
        plan = pair.headquarters.import_608("HQ03")
        if request.param == "down":
            yield Enemy(pair.hq, pair.hp, pair.stick, seed=608)
            return
        import_bundle(pair.hp, pair.down().path)
        for task in provincial_tasks(pair.hq.database, plan)[:4]:
            approved_entry(pair.department, plan, task.path_text)
        yield Enemy(pair.hp, pair.hq, pair.stick, seed=608)


def fuzz_files(enemy: Enemy, write: Callable[[], bytes], runs: int) -> None:
    """Every changed file is refused and leaves nothing."""
    victim = enemy.victim
    before = contents(victim.database)
    for _ in range(runs):
        path = enemy.on_stick(write())
        with pytest.raises(BundleRefused):
            import_bundle(victim, path)
        assert contents(victim.database) == before


def fuzz_insider(enemy: Enemy, write: Callable[[], bytes], runs: int) -> int:
    """Whatever is signed is refused or can be shown whole; the ledger is as before. How much was refused."""
    victim = enemy.victim
    before, refused = contents(victim.database), 0
    for _ in range(runs):
        try:
            preview_import(victim, enemy.on_stick(write()))
        except BundleRefused:
            refused += 1
        assert contents(victim.database) == before
    return refused


def fuzz_committed(enemy: Enemy, runs: int) -> None:
    """What an insider's nonsense leaves behind when it is taken in: a ledger that is whole and can be worked with."""
    victim = enemy.victim
    for _ in range(runs):
        with suppress(BundleRefused):
            import_bundle(victim, enemy.on_stick(enemy.signed_events()))
    assert check_ledger(victim, Job()).is_whole
    write_bundle(victim, enemy.sender_node, enemy.stick)


def play(enemy: Enemy, scale: int) -> None:
    fuzz_files(enemy, enemy.changed_file, 10 * scale)
    fuzz_files(enemy, enemy.changed_frame, 10 * scale)
    assert fuzz_insider(enemy, enemy.signed_contents, 5 * scale) > scale
    fuzz_insider(enemy, enemy.signed_events, 5 * scale)
    fuzz_committed(enemy, scale)


def test_row_05_24_an_import_is_whole_or_refused_and_leaves_nothing(enemy: Enemy) -> None:
    play(enemy, 15)


@pytest.mark.long
def test_row_05_24_twenty_thousand_files_and_ten_thousand_signed_ones_leave_nothing(enemy: Enemy) -> None:
    play(enemy, 500)
