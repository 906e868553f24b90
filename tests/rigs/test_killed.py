"""The process is killed anywhere in an act of the exchange or an approval: the ledger is as after one of the acts."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

import pytest

from desktop.sync.exchange import import_bundle, write_bundle
from tests.rigs import scenes
from tests.rigs.acting import SCENES, workspace_in
from tests.rigs.scenes import Step, faults_of, step_of
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE

ALIKE = [scene for scene in SCENES if scene != "people"]
"""The scenes of which two runs write the same; new people get keys that nobody can draw twice."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def played(scene: str, folder: Path, kill_after_s: float | None = None) -> tuple[list[Step], float]:
    """Play a scene in another process, killed so long after its first act began; what it acknowledged, and how long."""
    process = subprocess.Popen(
        scenes.command(scene, folder), stdout=subprocess.PIPE, text=True, env=scenes.environment()
    )
    assert process.stdout is not None
    first, began = process.stdout.readline(), time.perf_counter()
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        process.send_signal(signal.SIGKILL)
    said = [first, *process.stdout]
    process.stdout.close()
    ended = process.wait()
    assert ended == 0 or (kill_after_s is not None and ended == -signal.SIGKILL)
    return [step_of(line.strip()) for line in said if line.endswith("\n")], time.perf_counter() - began


def check_kills(scene: str, folder: Path, seed: int, rounds: int) -> None:
    """Kill so many runs; every ledger is as after one of the acts, has all that was acknowledged, and can go on."""
    chance, before = Random(seed), scenes.prepared(scene, folder / "before")
    copytree(before, folder / "whole")
    steps, took_s = played(scene, folder / "whole")
    for number in range(rounds):
        place = folder / f"killed-{number}"
        copytree(before, place)
        said, _ = played(scene, place, chance.random() * took_s)
        assert said == steps[: len(said)], "two runs do not write the same"
        assert faults_of(place, steps, said[-1].number) == []
        go_on(place)
        rmtree(place)


def go_on(folder: Path) -> None:
    """The clerk takes in what lies on the stick and writes a bundle, as after any other day."""
    session = workspace_in(folder).sign_in(ADMINISTRATOR, PASSPHRASE)
    for bundle in sorted((folder / "stick").glob("TCHQ-*.hqb")):
        import_bundle(session, bundle)
        assert import_bundle(session, bundle).already_imported
    write_bundle(session, "TCHQ", folder / "stick")
    session.close()


@pytest.mark.parametrize("scene", ALIKE)
def test_row_51_52_a_killed_process_leaves_whole_acts_and_loses_none(scene: str, tmp_path: Path) -> None:
    check_kills(scene, tmp_path, seed=51, rounds=3)


@pytest.mark.long
@pytest.mark.parametrize("scene", ALIKE)
@pytest.mark.parametrize("seed", range(6))
def test_row_51_52_many_killed_processes_leave_whole_acts_and_lose_none(scene: str, seed: int, tmp_path: Path) -> None:
    check_kills(scene, tmp_path, seed=seed, rounds=15)
