"""Rules about the ledger: who writes events and projections, and where SQL stands."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.architecture.source import Finding, Module, Rule, dotted, functions, modules, texts

JOURNAL_TABLES = {"stream", "event", "rejected", "checkpoint", "fork_evidence"}
MAY_WRITE_EVENTS = ("desktop/journal", "desktop/sync")
MAY_WRITE_PROJECTIONS = ("desktop/journal",)

_WRITE = re.compile(r"^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+|\{)", re.IGNORECASE)
_SQL = re.compile(
    r"^\s*(?:SELECT\s.+\sFROM\s|INSERT\s.*INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(?:TABLE|INDEX|VIRTUAL)"
    r"|PRAGMA\s+\w+|BEGIN\s+IMMEDIATE|SAVEPOINT\s+\w|WITH\s+\w+\s+AS\s*\()",
    re.IGNORECASE | re.DOTALL,
)
_RUNNERS = {"run", "run_many", "rows", "one", "scalar"}


def _text_of(node: ast.AST) -> str:
    """A text or f-string with `{}` for what is filled in, "" for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def _written_tables(value: ast.AST) -> set[str]:
    """The tables that the statements within an expression write; `{` where the name is filled in."""
    found = (_WRITE.match(_text_of(node)) for node in ast.walk(value))
    return {match.group(1) for match in found if match}


@cache
def writers() -> dict[str, frozenset[str]]:
    """The functions of `db` that write, as `db.module.function`, with the tables they write."""
    found: dict[str, frozenset[str]] = {}
    for module in modules("db"):
        constants: dict[str, set[str]] = {}
        for node in module.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                constants[node.targets[0].id] = _written_tables(node.value)
        prefix = module.path.removesuffix(".py").replace("/", ".")
        for function in module.tree.body:
            if isinstance(function, ast.FunctionDef):
                used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                tables = set().union(*(constants.get(name, set()) for name in used)) | _written_tables(function)
                if tables:
                    found[f"{prefix}.{function.name}"] = frozenset(tables)
    return found


def _names(module: Module) -> dict[str, str]:
    """What the imported names of a module stand for."""
    found: dict[str, str] = {}
    for node in module.nodes():
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def _uses_of_writers(module: Module) -> Iterator[tuple[int, str, frozenset[str]]]:
    names = _names(module)
    for node in module.nodes():
        if isinstance(node, ast.Attribute | ast.Name):
            first, _, rest = dotted(node).partition(".")
            full = ".".join(part for part in (names.get(first, first), rest) if part)
            if full in writers():
                yield node.lineno, full, writers()[full]


def strangers_who_write_events(module: Module) -> Iterator[Finding]:
    """Streams and their events are written by the journal and the exchange alone."""
    if not module.is_in(*MAY_WRITE_EVENTS, "db"):
        for line, name, tables in _uses_of_writers(module):
            if tables & JOURNAL_TABLES:
                yield line, f"{name} writes {', '.join(sorted(tables & JOURNAL_TABLES))}"


def strangers_who_write_projections(module: Module) -> Iterator[Finding]:
    """What is folded from events is written by the fold alone."""
    if not module.is_in(*MAY_WRITE_PROJECTIONS, "db"):
        for line, name, tables in _uses_of_writers(module):
            if any(table.startswith(("p_", "{")) for table in tables):
                yield line, f"{name} writes a projection"


def sql_outside_db(module: Module) -> Iterator[Finding]:
    """No statement and no bare connection outside `db`."""
    if module.is_in("db"):
        return
    for line, text in texts(module.tree):
        if _SQL.match(text):
            yield line, f"SQL: {text.strip()[:40]}"
    for node in module.nodes():
        if isinstance(node, ast.Attribute) and node.attr in {"conn", "execute", "executemany", "executescript"}:
            yield node.lineno, f".{node.attr}"


def _is_number_or_key(part: ast.AST) -> bool:
    """Filled in as an integer (`{x:d}`) or as the hexadecimal digits of a key: nothing that could be SQL."""
    if isinstance(part, ast.Constant):
        return True
    if not isinstance(part, ast.FormattedValue):
        return False
    spec = _text_of(part.format_spec) if part.format_spec is not None else ""
    is_hex = isinstance(part.value, ast.Call) and isinstance(part.value.func, ast.Attribute)
    return spec == "d" or (is_hex and dotted(part.value).endswith("hex")) or _ends_in_hex(part.value)


def _ends_in_hex(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "hex"


def statements_made_while_running(module: Module) -> Iterator[Finding]:
    """A statement is a constant of its module; inside a function nothing is put together to one."""
    if not module.is_in("db"):
        return
    for function in functions(module.tree):
        for node in ast.walk(function):
            if isinstance(node, ast.JoinedStr) and _SQL.match(_text_of(node)):
                if not all(_is_number_or_key(part) for part in node.values):
                    yield node.lineno, f"f-string: {_text_of(node)[:40]}"
            elif isinstance(node, ast.BinOp) and any(_SQL.match(_text_of(side)) for side in (node.left, node.right)):
                yield node.lineno, "SQL put together with an operator"
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
                if _SQL.match(_text_of(node.func.value)):
                    yield node.lineno, "SQL put together with format"
            elif isinstance(node, ast.Call) and dotted(node.func) in _RUNNERS and len(node.args) > 1:
                yield from _unnamed_statement(node.args[1])


def _unnamed_statement(statement: ast.expr) -> Iterator[Finding]:
    """What is handed to `run` and its like is a named constant, one out of a table of constants, or a fixed text."""
    base = statement.value if isinstance(statement, ast.Subscript) else statement
    if isinstance(base, ast.Name):
        if base.id != base.id.upper() and base.id not in {"sql", "statement"}:
            yield base.lineno, f"{base.id} is no constant"
    elif not isinstance(base, ast.Constant | ast.JoinedStr):
        yield base.lineno, "a statement that is no constant"


_CALL = "import db.events\ndb.events.add_events(database, [])\n"
RULES = (
    Rule(
        "only the journal and the exchange write events",
        strangers_who_write_events,
        (
            ("desktop/plans/plans.py", _CALL),
            ("desktop/plans/plans.py", "from db import events\nevents.mark(database, state, refs)\n"),
            ("desktop/session.py", "from db.events import move_frontier as move\nmove(database, 1, 2, b'')\n"),
        ),
        (("desktop/journal/journal.py", _CALL), ("desktop/plans/plans.py", "import db.events\ndb.events.count(d)\n")),
    ),
    Rule(
        "only the fold writes projections",
        strangers_who_write_projections,
        (
            ("desktop/plans/plans.py", "import db.projections\ndb.projections.put(database, 'p_plan', row)\n"),
            ("desktop/sync/inbound/importing.py", "from db.projections import clear\nclear(database)\n"),
        ),
        (("desktop/sync/inbound/importing.py", "import db.projections\ndb.projections.digest(database)\n"),),
    ),
    Rule(
        "SQL stands in db alone",
        sql_outside_db,
        (
            ("desktop/plans/plans.py", "rows = run('SELECT entity FROM p_plan')\n"),
            ("desktop/plans/plans.py", "database.conn.execute(text)\n"),
            ("ui/home/page.py", "text = f'DELETE FROM {table}'\n"),
        ),
        (("desktop/plans/plans.py", "words = 'Select a plan'\n"),),
    ),
    Rule(
        "statements are constants",
        statements_made_while_running,
        (
            ("db/plans.py", "def of(d, t):\n    return rows(d, f'SELECT a FROM {t}')\n"),
            ("db/plans.py", "def of(d, t):\n    return rows(d, 'SELECT a FROM ' + t)\n"),
            ("db/plans.py", "def of(d, t):\n    return rows(d, 'SELECT a FROM {}'.format(t))\n"),
            ("db/plans.py", "def of(d, t):\n    words = t\n    return rows(d, words)\n"),
        ),
        (
            ("db/plans.py", "ALL = f'SELECT {_COLUMNS} FROM p_plan'\ndef of(d):\n    return rows(d, ALL)\n"),
            ("db/migrations/m.py", "def to(d, n):\n    run(d, f'PRAGMA user_version = {n:d}')\n"),
        ),
    ),
)
