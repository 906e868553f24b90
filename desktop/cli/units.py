"""`unit …`: the unit table looked at, changed, written to a file and taken in from one."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.cli.access import add_json, add_workspace, day, signed_in
from desktop.cli.groups import Commands, command, group
from desktop.cli.output import DONE, REFUSED, print_json, table, tell
from desktop.errors import UnitsRefused
from desktop.problem import Grade
from desktop.session import Session
from desktop.units.checking import UnitProblem
from desktop.units.current import units_of
from desktop.units.editing import UnitsWritten, add_unit, change_unit, end_unit
from desktop.units.filtering import UnitFilter, fitting_units
from desktop.units.table import UnitTable, load_units
from desktop.units.unit import Unit, UnitLevel
from desktop.units.words import COLUMN_WORDS, LEVEL_WORDS, days_text

_TEXTS = {"name": "name", "short": "short_name", "notation": "notation", "place": "place", "source": "source"}


def add_commands(commands: Commands) -> None:
    """Declare the commands of this group."""
    listed = group(commands, "unit", "bảng đơn vị")
    show = command(listed, "list", "các đơn vị trong bảng", _list)
    show.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="đơn vị có vào ngày này (bỏ trống: mọi thời kỳ)")
    show.add_argument("--level", choices=[level.value for level in UnitLevel], help="một cấp")
    show.add_argument("--find", default="", metavar="WORDS", help="tên hoặc mã, không cần dấu")
    add = command(listed, "add", "thêm một đơn vị (ở cơ quan trung ương)", _add)
    change = command(listed, "change", "sửa một đơn vị", _change)
    change.add_argument("--drop-alias", action="append", default=[], metavar="NAME", help="bỏ một cách viết")
    for parser in (add, change):
        _add_fields(parser, is_new=parser is add)
    end = command(listed, "end", "ghi ngày cuối cùng của một đơn vị", _end)
    end.add_argument("code", metavar="CODE", help="mã đơn vị")
    end.add_argument("--last", required=True, type=day, metavar="YYYY-MM-DD", help="ngày cuối cùng")
    end.add_argument("--successor", action="append", default=[], metavar="CODE", help="đơn vị kế tục")
    load = command(listed, "load", "nạp bảng đã sửa trong tệp CSV hoặc bảng tính", _load)
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--preview", action="store_true", help="chỉ xem thay đổi và lỗi, không ghi")
    export = command(listed, "export", "ghi bảng ra tệp CSV", _export)
    export.add_argument("file", type=Path, metavar="FILE.csv")
    for parser in (add, change, end, load):
        parser.add_argument("--reason", default="", help="lý do, số quyết định")
    for parser in (show, add, change, end, load, export):
        add_workspace(parser)
    for parser in (show, load):
        add_json(parser)


def _add_fields(parser: argparse.ArgumentParser, *, is_new: bool) -> None:
    parser.add_argument("code", metavar="CODE", help="mã đơn vị")
    for option, field in _TEXTS.items():
        parser.add_argument(f"--{option}", required=is_new and option == "name", help=COLUMN_WORDS[field].lower())
    levels = [level.value for level in UnitLevel]
    parser.add_argument("--level", required=is_new, choices=levels, help="cấp")
    parser.add_argument("--parent", metavar="CODE", help="đơn vị cấp trên")
    parser.add_argument("--alias", action="append", default=[], metavar="NAME", help="thêm một cách viết")
    parser.add_argument("--from", dest="valid_from", type=day, metavar="YYYY-MM-DD", help="ngày đầu tiên")
    parser.add_argument("--to", dest="valid_to", type=day, metavar="YYYY-MM-DD", help="ngày cuối cùng")


def _list(arguments: argparse.Namespace) -> int:
    level = UnitLevel(arguments.level) if arguments.level else None
    with signed_in(arguments) as session:
        units = units_of(session)
    found = fitting_units(units, UnitFilter(arguments.find, level, arguments.on))
    if arguments.json:
        print_json([unit_json(unit) for unit in found])
        return DONE
    table([[unit.code, unit.name, LEVEL_WORDS[unit.level], days_text(unit)] for unit in found])
    tell(f"{len(found)} đơn vị.")
    return DONE


def unit_json(unit: Unit) -> dict[str, object]:
    """A unit as JSON, with the keys that are stored."""
    found = {field: getattr(unit, field) for field in COLUMN_WORDS}
    return {field: value.isoformat() if isinstance(value, date) else value for field, value in found.items()}


def _add(arguments: argparse.Namespace) -> int:
    level = UnitLevel(arguments.level)
    fresh = Unit(arguments.code, arguments.name, "", (), level, None, None, None, "", "")
    return _write(arguments, lambda session: add_unit(session, _given(arguments, fresh), arguments.reason))


def _change(arguments: argparse.Namespace) -> int:
    def work(session: Session) -> UnitsWritten:
        before = units_of(session).unit(arguments.code)
        kept = tuple(alias for alias in before.aliases if alias not in arguments.drop_alias)
        return change_unit(session, _given(arguments, replace(before, aliases=kept)), arguments.reason)

    return _write(arguments, work)


def _given(arguments: argparse.Namespace, unit: Unit) -> Unit:
    """The unit with what was said on the command line."""

    def said(option: str, before: str) -> str:
        value: str | None = getattr(arguments, option)
        return before if value is None else value

    return replace(
        unit,
        name=said("name", unit.name),
        short_name=said("short", unit.short_name),
        notation=said("notation", unit.notation),
        place=said("place", unit.place),
        source=said("source", unit.source),
        level=UnitLevel(arguments.level) if arguments.level else unit.level,
        parent=said("parent", unit.parent or "") or None,
        aliases=(*unit.aliases, *arguments.alias),
        valid_from=arguments.valid_from or unit.valid_from,
        valid_to=arguments.valid_to or unit.valid_to,
    )


def _end(arguments: argparse.Namespace) -> int:
    def work(session: Session) -> UnitsWritten:
        return end_unit(session, arguments.code, arguments.last, arguments.successor, arguments.reason)

    return _write(arguments, work)


def _write(arguments: argparse.Namespace, work: Callable[[Session], UnitsWritten]) -> int:
    with signed_in(arguments) as session:
        try:
            written = work(session)
        except UnitsRefused as refusal:
            _tell_problems([one for one in refusal.problems if isinstance(one, UnitProblem)], units_of(session))
            raise
        _tell_problems(written.told, units_of(session))
    tell(f"Đã thêm {len(written.added)}, sửa {len(written.changed)} đơn vị.")
    return DONE


def _tell_problems(problems: Sequence[UnitProblem], units: UnitTable) -> None:
    """One line for each problem: where, of which unit, in which field."""
    for one in problems:
        name = units.unit(one.code).name if one.code in units else one.code
        place = ", ".join(part for part in (one.where, name, COLUMN_WORDS.get(one.field, "")) if part)
        tell(f"{place}: {one.sentence}" if place else one.sentence)


def _load(arguments: argparse.Namespace) -> int:
    from desktop.importing.readers.sources import read_source  # the readers of documents take long to load
    from desktop.units.sheet import read_sheet_here, take_in

    data = read_source(arguments.file)
    with signed_in(arguments) as session:
        found = read_sheet_here(session, data, arguments.file.name)
        units = units_of(session)
        is_right = not any(one.grade is Grade.BLOCKING for one in found.problems)
        if is_right and not arguments.preview:
            take_in(session, found, arguments.reason)
    if arguments.json:
        problems = [{"where": p.where, "code": p.code, "field": p.field, "fault": p.fault} for p in found.problems]
        print_json({"units": [unit_json(unit) for unit in found.units], "problems": problems})
    _tell_problems(found.problems, units)
    changed = len(found.units) - found.added
    tell(f"{found.added} đơn vị mới, {changed} đơn vị sửa, {found.unchanged} đơn vị giữ nguyên.")
    if not is_right or arguments.preview:
        tell("Chưa có gì được ghi vào sổ.")
    return DONE if is_right else REFUSED


def table_of(file: Path) -> UnitTable:
    """The shipped table with a table that headquarters wrote to a file; raises UnitsRefused, the errors told."""
    from desktop.importing.readers.sources import read_source
    from desktop.units.sheet import handed_table

    try:
        return handed_table(read_source(file), file.name)
    except UnitsRefused as refusal:
        _tell_problems([one for one in refusal.problems if isinstance(one, UnitProblem)], load_units())
        raise


def _export(arguments: argparse.Namespace) -> int:
    from desktop.units.sheet import write_sheet

    with signed_in(arguments) as session:
        units = units_of(session)
    write_sheet(units, arguments.file)
    tell(f"Đã ghi {len(units.all_units())} đơn vị ra {arguments.file}.")
    return DONE
