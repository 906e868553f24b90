"""The reports of imports, kept beside their bundles, and the files that were not taken in (FEATURES C15)."""

import contextlib
import hashlib
import zlib
from dataclasses import dataclass

import msgspec

import db.intake
from db.connection import writing
from db.errors import StorageError
from desktop.errors import AppError, BundleFault, BundleRefused, UnknownImport
from desktop.messages import message_of
from desktop.session import Session
from desktop.sync.inbound.import_report import ImportReport

REFUSED_KEPT = 1_000
_NOT_REMEMBERED = frozenset({BundleFault.OWN, BundleFault.CHANGED})


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The report of an import with what its paper says beside it.

    `by` is who imported it, `at_ms` when, `file` and `size` those of the file, `file_sha256` its check sum in
    hexadecimal; `bundle` is the id of the exchange.
    """

    bundle: int
    report: ImportReport
    by: str
    at_ms: int
    file: str
    size: int
    file_sha256: str


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken in: by whom it was tried, the last time when, how often, and why not."""

    file: str
    size: int
    sha256: str
    at_ms: int
    by: str
    times: int
    refusal: BundleRefused

    @property
    def words(self) -> str:
        """What was wrong with it and what can be done."""
        return str(message_of(self.refusal))


class _Stored(msgspec.Struct, frozen=True):
    """What is stored of an import: its report, who imported, and the check sum of the file."""

    report: ImportReport
    by: str
    file_sha256: str


def keep_report(session: Session, bundle: int, report: ImportReport, file_sha256: str) -> None:
    """Keep the report of an import, inside its transaction."""
    stored = msgspec.json.encode(_Stored(report, session.person.name, file_sha256))
    db.intake.keep_report(session.database, bundle, zlib.compress(stored, 6))


def report_of(session: Session, bundle: int) -> ImportReport:
    """The report of an import as it was read before it was agreed to; raises UnknownImport."""
    return kept_report(session, bundle).report


def kept_report(session: Session, bundle: int) -> KeptReport:
    """The kept report of an import; raises UnknownImport where there is none (an older program imported it)."""
    imported = db.intake.imported(session.database, bundle)
    content = db.intake.kept_report(session.database, bundle)
    if imported is None or content is None:
        raise UnknownImport(str(bundle))
    stored = msgspec.json.decode(zlib.decompress(content), type=_Stored)
    return KeptReport(
        bundle,
        stored.report,
        stored.by,
        imported["at"],
        imported["file"],
        imported["size"],
        stored.file_sha256,
    )


def remember_refusal(session: Session, raw: bytes, file: str, refusal: BundleRefused) -> None:
    """Remember that a file was not taken in, in a transaction of its own; a full disk does not hide the refusal."""
    if refusal.reason in _NOT_REMEMBERED:
        return
    with contextlib.suppress(StorageError, AppError), writing(session.database):
        db.intake.keep_refused(
            session.database,
            hashlib.sha256(raw).digest(),
            file,
            len(raw),
            session.machine.now_ms(),
            session.person.name,
            refusal.reason,
            refusal.detail,
            refusal.node,
            refusal.key,
        )
        db.intake.forget_old_refused(session.database, REFUSED_KEPT)


def refused_files(session: Session, limit: int = REFUSED_KEPT) -> list[RefusedFile]:
    """The files that were not taken in, the latest first."""
    return [
        RefusedFile(
            file=row["file"],
            size=row["size"],
            sha256=row["sha256"].hex(),
            at_ms=row["at"],
            by=row["by"],
            times=row["times"],
            refusal=BundleRefused(BundleFault(row["reason"]), row["detail"], row["node"], row["key"]),
        )
        for row in db.intake.refused(session.database, limit)
        if row["reason"] in set(BundleFault)
    ]
