"""Taking a command line apart and running its command; every failure becomes one message and an exit code."""

import argparse
import sys
from collections.abc import Sequence

from desktop.cli import (
    attachments,
    bundles,
    keys,
    nodes,
    obligations,
    plans,
    progress,
    reports,
    tasks,
    units,
    verdicts,
    verification,
)
from desktop.cli.output import DONE, REFUSED, Parser, hang_up, speak_unicode, tell
from desktop.jobs import Stopped
from desktop.messages import explain

PROGRAM = "sokehoach"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 done, 1 refused (nothing changed), 2 wrong usage."""
    speak_unicode()
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except BrokenPipeError:
        hang_up()
        return DONE
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else DONE
    except (Stopped, KeyboardInterrupt):
        tell("Đã dừng. Sổ trở về như trước khi chạy lệnh.")
        return REFUSED
    except Exception as error:
        message = explain(error)
        if message is None:
            raise
        tell(str(message))
        return REFUSED


def _run(words: list[str]) -> int:
    arguments = _parser().parse_args(words)
    code = int(arguments.run(arguments))
    sys.stdout.flush()  # here, so that a reader who has gone is noticed
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog=PROGRAM, description="Sổ Kế hoạch Hải quan. Không có lệnh thì mở cửa sổ.")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", required=True)
    work = (plans, tasks, obligations, progress, attachments, verdicts)
    for feature in (nodes, keys, *work, bundles, reports, units, verification):
        feature.add_commands(commands)
    return parser
