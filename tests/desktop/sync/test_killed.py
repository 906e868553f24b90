"""A process killed anywhere in an import or an export leaves the ledger as it was before or as it is after."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from desktop.sync.exchange import import_bundle
from tests.support.exchange import Pair, admitted_pair, contents
from tests.support.ledgers import ADMINISTRATOR, PASSPHRASE

PROGRAM = """
import sys
from pathlib import Path
from desktop.machine import Machine
from desktop.sync.exchange import import_bundle
from desktop.workspace import open_workspace
from tests.support.ledgers import CHEAP
folder, state, bundle, name, passphrase = sys.argv[1:]
machine = Machine(now_ms=lambda: 1182762000000, state_folder=Path(state), cost=CHEAP)
session = open_workspace(Path(folder), machine).sign_in(name, passphrase)
print("ready", flush=True)
import_bundle(session, Path(bundle))
print("done", flush=True)
"""


def killed_import(pair: Pair, bundle: Path, after_s: float) -> bool:
    """Import in another process and kill it; whether it had said that it was done."""
    folder = pair.department.workspace.folder
    arguments = [str(folder), str(pair.department.machine.state_folder), str(bundle), ADMINISTRATOR, PASSPHRASE]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    said = process.stdout.read()
    process.wait()
    process.stdout.close()
    return said == "done\n"


def check_kills(tmp_path: Path, seed: int, rounds: int) -> None:
    random, after = Random(seed), ""
    with admitted_pair(tmp_path) as pair:
        pair.headquarters.import_608("HQ03")
        bundle = pair.down().path
        before = contents(pair.hp.database)
        pair.department.close()
        for _ in range(rounds):
            done = killed_import(pair, bundle, random.random() * 0.12)
            session = pair.department.sign_in()
            now = contents(session.database)
            after = after or (now if now != before else "")
            assert now in {before, after}
            assert not done or after
            pair.department.close()
        session = pair.department.sign_in()
        report = import_bundle(session, bundle)
        assert report.already_imported == bool(after)
        assert report.counts.new == (0 if after else 99)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_import_is_whole_or_not_there_at_all(tmp_path: Path) -> None:
    check_kills(tmp_path, 1, 3)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("seed", range(30))
def test_many_killed_imports_are_whole_or_not_there_at_all(tmp_path: Path, seed: int) -> None:
    check_kills(tmp_path, seed, 8)
