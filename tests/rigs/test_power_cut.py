"""The power goes at any moment of an import, an export, an approval, a take-back: nothing is lost or there by half.

What the real program asks of the disk is recorded; from the record come disks as a power cut may leave them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

import pytest

from db.errors import StorageError
from tests.rigs import scenes
from tests.rigs.acting import SCENES, WEAKER
from tests.rigs.images import Disk, Kept, write_image
from tests.rigs.recording import Operation, Said, reason_not_to_record, recorded
from tests.rigs.scenes import Step, faults_of, step_of

IMAGES, MANY_IMAGES = 40, 400
pytestmark = pytest.mark.skipif(bool(reason_not_to_record()), reason=reason_not_to_record() or "can be recorded")


@dataclass(frozen=True, slots=True)
class Record:
    """A scene as it was played: the disk before, all operations, all acknowledged steps."""

    before: Path
    operations: list[Operation]

    @property
    def steps(self) -> list[Step]:
        return [step_of(found.words) for found in self.operations if isinstance(found, Said)]

    def images(self, count: int, chance: Random) -> Iterator[tuple[int, dict[str, bytes | None]]]:
        """Disks after a cut at random moments since the first acknowledgement, with the step acknowledged by then."""
        first = next(place for place, found in enumerate(self.operations) if isinstance(found, Said))
        cuts = sorted(chance.randint(first + 1, len(self.operations)) for _ in range(count))
        disk, done, acknowledged = Disk(self.before), 0, 0
        for cut in cuts:
            for operation in self.operations[done:cut]:
                disk.apply(operation)
                acknowledged = step_of(operation.words).number if isinstance(operation, Said) else acknowledged
            done = cut
            kept = chance.choices([Kept.SOME, Kept.NONE, Kept.ALL], [6, 2, 1])[0]
            yield acknowledged, dict(disk.after_the_cut(chance, kept))


def played(scene: str, folder: Path, **weaker: str) -> Record:
    """Prepare a scene, play it under strace."""
    live, before = scenes.prepared(scene, folder / "live"), folder / "before"
    copytree(live, before)
    operations = recorded(scenes.command(scene, live), live, folder / "trace", scenes.environment(**weaker))
    return Record(before, operations)


def faults(record: Record, folder: Path, count: int, seed: int) -> list[list[str]]:
    """What is wrong after each of so many power cuts."""
    found, steps = [], record.steps
    for acknowledged, image in record.images(count, Random(seed)):
        place = folder / "image"
        write_image(image, place)
        try:
            found.append(faults_of(place, steps, acknowledged))
        except StorageError as error:
            found.append([f"does not open: {error}"])
        rmtree(place)
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_row_53_no_power_cut_loses_what_was_acknowledged(scene: str, tmp_path: Path) -> None:
    record = played(scene, tmp_path)
    assert len(record.steps) > 3
    assert [found for found in faults(record, tmp_path, IMAGES, seed=53) if found] == []


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES)
def test_row_53_hundreds_of_power_cuts_lose_nothing_acknowledged(scene: str, tmp_path: Path) -> None:
    record = played(scene, tmp_path)
    assert [found for found in faults(record, tmp_path, MANY_IMAGES, seed=2007) if found] == []


@pytest.mark.parametrize("weaker", ["NORMAL", "OFF"])
def test_the_rig_sees_what_a_weaker_setting_loses(weaker: str, tmp_path: Path) -> None:
    record = played("approve", tmp_path, **{WEAKER: weaker})
    lost = [found for found in faults(record, tmp_path, IMAGES, seed=53) if found]
    print(f"synchronous={weaker}: {len(lost)} of {IMAGES} images are not as acknowledged")
    assert lost
