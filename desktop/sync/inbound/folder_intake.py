"""A folder of received files taken in one after the other, with one report on all of them (FEATURES C21)."""

import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from typing_extensions import override

from db.connection import attempting, trying, writing
from db.errors import StorageError
from desktop.errors import AppError, BundleFault, BundleRefused, UnreadableFile
from desktop.files import private_copy
from desktop.jobs import Job, Stopped
from desktop.messages import explain, message_of
from desktop.session import Session
from desktop.sync import limits
from desktop.sync.endpoint import endpoint_of
from desktop.sync.inbound.effect import figures_by_unit
from desktop.sync.inbound.folder_report import FileOutcome, FileState, FolderReport, TakenFile, folder_report
from desktop.sync.inbound.intake import FEW_EVENTS, ReceivedFile, back_up, received_file, untouched
from desktop.sync.inbound.kept_reports import remember_refusal
from desktop.sync.outbound.sending import BUNDLE_ENDING

_STEPS = 1_000
Chosen = Path | Sequence[Path]


def preview_folder(
    session: Session, chosen: Chosen, job: Job | None = None, *, as_of: date | None = None
) -> FolderReport:
    """What importing all files of a folder (or these files) would do, one after the other; everything is rolled back.

    Raises what `import_folder` raises, and Stopped.
    """
    job, day = job or Job(), as_of or session.machine.today()
    with _copied(session, chosen, job) as files:
        before = figures_by_unit(session, day)
        with untouched(session), writing(session.database), trying(session.database):
            taken = list(_tried(session, files, day, job))
            found = folder_report(session, _name(chosen), [*files.set_aside, *taken], before, day)
        _remember(session, files, taken)
        return found


def import_folder(
    session: Session,
    chosen: Chosen,
    job: Job | None = None,
    *,
    as_of: date | None = None,
    previewed: Collection[str] | None = None,
) -> FolderReport:
    """Import all files of a folder (or these files), each in a transaction of its own: a bad one stops no other.

    They are taken by sender, generation and number, so that few have to wait. With `previewed`, the digests of the
    preview that a person agreed to, any other file is refused (CHANGED). A stop or a failing disk ends the work after
    the files that are in; the report names those that were not reached.
    Raises NotPermitted, KeyNotHeld, NotJoined, UnreadableFile, NotEnoughSpace.
    """
    job, day = job or Job(), as_of or session.machine.today()
    with _copied(session, chosen, job) as files:
        before = figures_by_unit(session, day)
        taken = list(_imported(session, files, day, job, previewed))
        _remember(session, files, taken)
        return folder_report(session, _name(chosen), [*files.set_aside, *taken], before, day)


# --- which files there are ---


@dataclass(frozen=True, slots=True)
class _File:
    """A private copy of a file, and the name it had."""

    name: str
    copy: Path


@dataclass(frozen=True, slots=True)
class _Files:
    """The files in the order in which they are taken, and those that are not."""

    taken: list[_File]
    set_aside: list[TakenFile]


@contextmanager
def _copied(session: Session, chosen: Chosen, job: Job) -> Iterator[_Files]:
    """Private copies of the files, so that what is tried is what is imported; the stick is read once."""
    endpoint_of(session)
    found, set_aside = [], []
    with TemporaryDirectory(prefix="sokehoach-") as folder:
        for path in _listed(chosen):
            job.report(0, None, "Đang chép tệp")
            state = _kind(path)
            if state is not FileState.TAKEN:
                set_aside.append(TakenFile(FileOutcome(path.name, state)))
                continue
            try:
                found.append(_File(path.name, private_copy(path, Path(folder), limits.FILE_BYTES)))
            except AppError as error:
                set_aside.append(TakenFile(FileOutcome(path.name, FileState.REFUSED, refusal=str(message_of(error)))))
        yield _Files(_ordered(session, found, job), set_aside)


def _listed(chosen: Chosen) -> list[Path]:
    if not isinstance(chosen, Path):
        return list(chosen)
    try:
        return sorted(chosen.iterdir())
    except OSError as error:
        raise UnreadableFile(str(chosen), error.strerror or type(error).__name__) from error


def _kind(path: Path) -> FileState:
    """What stands there; links and folders are named, not followed."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return FileState.FOREIGN
    if stat.S_ISLNK(mode):
        return FileState.LINK
    if stat.S_ISDIR(mode):
        return FileState.FOLDER
    is_bundle = stat.S_ISREG(mode) and path.suffix.lower() == BUNDLE_ENDING
    return FileState.TAKEN if is_bundle else FileState.FOREIGN


def _ordered(session: Session, files: Iterable[_File], job: Job) -> list[_File]:
    """By sender, generation and number, the upper levels first: their lists may name the others' machines.

    What cannot be opened stands last; it is tried again then, with what came before it.
    """
    placed = []
    for file in files:
        job.report(0, None, "Đang kiểm tra các tệp")
        try:
            manifest = received_file(session, file.copy.read_bytes(), file.name).opened.manifest
            sender = (manifest.from_node.count("/"), manifest.from_node, manifest.from_install)
            placed.append(((0, *sender, manifest.gen, manifest.no, file.name), file))
        except BundleRefused:
            placed.append(((1, 0, "", "", 0, 0, file.name), file))
    return [file for _, file in sorted(placed, key=lambda found: found[0])]


# --- taking them ---


class _Share(Job):
    """The part of the whole work that one file is."""

    def __init__(self, whole: Job, place: int, count: int) -> None:
        super().__init__()
        self._whole, self._place, self._count = whole, place, count

    @override
    def report(self, done: int, total: int | None, text: str) -> None:
        part = done * _STEPS // total if total else 0
        words = f"Tệp {self._place + 1}/{self._count}: {text[:1].lower()}{text[1:]}"
        self._whole.report(self._place * _STEPS + part, self._count * _STEPS, words)

    @override
    def check(self) -> None:
        self._whole.check()


def _tried(session: Session, files: _Files, day: date, job: Job) -> Iterator[TakenFile]:
    """All files one after the other, inside the transaction that is rolled back at the end."""
    for place, file in enumerate(files.taken):
        share = _Share(job, place, len(files.taken))
        yield _taken(session, file, day, share, commits=False)


def _imported(
    session: Session, files: _Files, day: date, job: Job, previewed: Collection[str] | None
) -> Iterator[TakenFile]:
    for place, file in enumerate(files.taken):
        share = _Share(job, place, len(files.taken))
        try:
            if place == 0:
                back_up(session, share, _news(session, files.taken))
            yield _taken(session, file, day, share, commits=True, previewed=previewed)
        except (Stopped, StorageError) as error:
            words = str(explain(error) or "")
            yield TakenFile(FileOutcome(file.name, FileState.LEFT, refusal=words))
            for other in files.taken[place + 1 :]:
                yield TakenFile(FileOutcome(other.name, FileState.LEFT))
            return


def _news(session: Session, files: Iterable[_File]) -> int:
    """How many new events the files bring, counted no further than the copy before them depends on it."""
    news = 0
    for file in files:
        with suppress(BundleRefused):
            news += received_file(session, file.copy.read_bytes(), file.name).news(session)
        if news > FEW_EVENTS:
            break
    return news


def _taken(
    session: Session,
    file: _File,
    day: date,
    job: Job,
    *,
    commits: bool,
    previewed: Collection[str] | None = None,
) -> TakenFile:
    """One file: its report, or why it is not taken in."""
    job.report(0, None, "Đang kiểm tra tệp")
    try:
        received = received_file(session, file.copy.read_bytes(), file.name)
        if previewed is not None and received.opened.digest.hex() not in previewed:
            return _refused(file, BundleRefused(BundleFault.CHANGED))
        known = received.imported_before(session, day)
        if known is not None:
            return TakenFile(FileOutcome(file.name, FileState.KNOWN, known))
        return _in(session, received, day, job, commits=commits)
    except BundleRefused as refusal:
        return _refused(file, refusal)


def _in(session: Session, received: ReceivedFile, day: date, job: Job, *, commits: bool) -> TakenFile:
    manifest = received.opened.manifest
    if commits:
        report, taken = received.imported(session, day, job)
    else:
        with _kept_apart(session), attempting(session.database):
            report, taken = received.taken(session, day, job)
    return TakenFile(FileOutcome(received.name, FileState.TAKEN, report), manifest, taken.bundle)


@contextmanager
def _kept_apart(session: Session) -> Iterator[None]:
    """A file that breaks off leaves nothing behind for the next one."""
    try:
        yield
    except BaseException:
        session.journal.forget_touched()
        raise


def _refused(file: _File, refusal: BundleRefused) -> TakenFile:
    outcome = FileOutcome(file.name, FileState.REFUSED, refusal=str(message_of(refusal)))
    return TakenFile(outcome, refusal=refusal)


def _remember(session: Session, files: _Files, taken: Iterable[TakenFile]) -> None:
    """Remember which files were refused, after everything else."""
    copies = {file.name: file.copy for file in files.taken}
    for one in taken:
        if one.refusal is not None:
            remember_refusal(session, copies[one.outcome.file].read_bytes(), one.outcome.file, one.refusal)


def _name(chosen: Chosen) -> str:
    return chosen.name if isinstance(chosen, Path) else ""
