"""Writes the readings that ship with the plans of the library; whoever runs it reviews what changed."""

import json
from importlib import resources
from pathlib import Path

from desktop.importing.parsed import to_json
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units


def main() -> None:
    """Read every document of the library again and write what was read beside it."""
    plans = Path(str(resources.files("resources"))) / "plans"
    for document in sorted(plans.glob("*.txt")):
        form = to_json(read_plan(document.read_bytes(), name=document.name, units=load_units()))
        text = json.dumps(form, ensure_ascii=False, indent=1)
        document.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
