"""What a person does in the ledger on one screen: one act at a time, each with its undo, refusals told in the page."""

from collections.abc import Callable

from desktop.jobs import Job
from desktop.journal.event import EntityId
from desktop.messages import explain
from desktop.session import Session, Undoable
from ui.desk import Desk
from ui.widgets.banner import Banner, Grade
from ui.widgets.page import Page


class Acts:
    """The acts of a page, which rests from the beginning of one until it shows what came of it.

    `on_busy` lets the page's buttons rest or work again; `on_undone` is told the record that an undo brought back.
    """

    def __init__(
        self,
        desk: Desk,
        page: Page,
        banner: Banner,
        on_busy: Callable[[bool], None],
        on_undone: Callable[[EntityId | None], None],
    ) -> None:
        self._desk, self._page, self._banner = desk, page, banner
        self._on_busy, self._on_undone = on_busy, on_undone
        self._recorded = False
        self.is_busy = False

    def record(self, work: Callable[[Session, Job], object], then: Callable[[], None]) -> None:
        """Do one thing in the ledger and offer its undo; nothing happens while another act is under way.

        `then` is called once it is recorded, before the page is read anew.
        """
        if self.is_busy:
            return
        self._rest(True)

        def act(session: Session, job: Job) -> Undoable | None:
            work(session, job)
            return session.last_undoable()

        def done(made: Undoable | None) -> None:
            self._recorded = True  # the next act waits until the page has moved on
            self._banner.hide()
            then()
            if made is not None:
                self._page.notify(made.words, lambda: self._undo(made))
            self._page.reload()

        self._desk.run(act, self._page, done, on_error=self.refuse)

    def go_on(self) -> None:
        """The page shows the ledger as it is now: after an act the next one may begin."""
        if self._recorded:
            self._recorded = False
            self._rest(False)

    def refuse(self, error: Exception) -> bool:
        """Say in the page what did not happen; whether it is something the person can understand."""
        self._rest(False)
        message = explain(error)
        if message is None:
            return False
        self._banner.tell(Grade.ERROR, message.what, message.todo)
        self._banner.show()
        self._page.reload()
        return True

    def _undo(self, made: Undoable) -> None:
        def done(undone: Undoable) -> None:
            self._on_undone(min(undone.entities, default=None))
            self._page.notify(f"Đã hoàn tác: {undone.words.removeprefix('Đã ')}")
            self._page.reload()

        self._desk.run(lambda session, _job: session.undo(made.change), self._page, done, on_error=self.refuse)

    def _rest(self, busy: bool) -> None:
        self.is_busy = busy
        self._on_busy(busy)
