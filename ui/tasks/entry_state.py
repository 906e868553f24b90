"""What a banner says about where an entry is: waiting, returned with its reason, approved."""

from desktop.formats import moment_text
from desktop.progress.entries import EntryState, Verdict
from desktop.units.table import UnitTable
from ui.tasks.entry import EntryView
from ui.tasks.words import moment
from ui.widgets.banner import Grade


def told_state(view: EntryView, unit: str, units: UnitTable) -> tuple[Grade, str, str] | None:
    """Grade, title and text of the banner; None where the entry is simply being worked on, or another unit's."""
    entry = view.entry
    if entry is None or entry.unit != unit:
        return None
    if entry.is_sent_back or (entry.verdict is Verdict.SENT_BACK and entry.state is EntryState.RECORDED):
        title = f"{_unit(entry.verdict_from, units)} trả lại{_when(entry.verdict_at)}"
        return (Grade.ERROR, title, f"«{entry.verdict_reason}» Sửa, gửi duyệt lại; bản duyệt mới sẽ gửi lên.")
    if entry.state is EntryState.SUBMITTED:
        text = f"{_who(view, entry.submitted_by, entry.submitted_at, 'gửi')}. Duyệt hoặc trả lại xong mới sửa được."
        return (Grade.INFO, "Đang chờ duyệt nên khóa sửa", text)
    if entry.state is EntryState.RETURNED:
        title = _who(view, entry.returned_by, entry.returned_at, "trả lại")
        above = f" Trước đó cấp trên trả lại: «{entry.verdict_reason}»" if entry.verdict is Verdict.SENT_BACK else ""
        return (Grade.ERROR, title, f"«{entry.return_reason}» Sửa rồi gửi duyệt lại.{above}")
    if entry.verdict is Verdict.ACCEPTED and entry.state is EntryState.APPROVED:
        title = f"{_unit(entry.verdict_from, units)} chấp nhận{_when(entry.verdict_at)}"
        return (Grade.GOOD, title, "Sửa thì ghi lý do rồi gửi duyệt lại." if view.may_write else "")
    if entry.state is EntryState.APPROVED:
        text = "Sửa thì ghi lý do rồi gửi duyệt lại." if view.may_write else ""
        return (Grade.GOOD, _who(view, entry.approved_by, entry.approved_at, "duyệt"), text)
    return None


def _who(view: EntryView, person: str | None, at_ms: int | None, did: str) -> str:
    return f"{view.names.get(person or '', 'Người khác')} {did}{_when(at_ms)}"


def _when(at_ms: int | None) -> str:
    return f" lúc {moment_text(moment(at_ms))}" if at_ms else ""


def _unit(code: str, units: UnitTable) -> str:
    return units.unit(code).name if code in units else "Cấp trên"
