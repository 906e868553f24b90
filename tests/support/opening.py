"""`python -m tests.support.opening FILE`: opens a document in a process of its own and tells what that took."""

import json
import sys
import time
from pathlib import Path

import lxml.etree
import python_calamine

from desktop.errors import AppError
from desktop.importing.readers import open_sheets, word_document, workbook
from desktop.importing.readers.formats import open_document

LOADED = (open_sheets, word_document, workbook, lxml.etree, python_calamine)
"""What reading needs is loaded before it is measured."""


def memory_mib(kind: str) -> float:
    """What this process holds (`VmRSS`) or ever held (`VmHWM`) in memory; Linux tells."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(kind)) / 1024


def main() -> int:
    """Open the file and print one line: the failure or "read", seconds, and how many MiB the process grew at most."""
    data = Path(sys.argv[1]).read_bytes()
    before = memory_mib("VmRSS")
    began = time.perf_counter()
    try:
        open_document(data, name="tep")
        outcome = "read"
    except AppError as error:
        outcome = str(getattr(error, "reason", "")) or type(error).__name__
    taken = time.perf_counter() - began
    grown = memory_mib("VmHWM") - before
    print(json.dumps({"outcome": outcome, "seconds": round(taken, 3), "mib": round(grown, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
