"""What the lists of a proposal say: who a task goes to, what stands in the way, how much is about to be given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.assigning.bulk_assigning import Offer, OfferState, ProposedTask, Selection
from desktop.assigning.recipients import Reach, Recipient
from desktop.formats import number_text
from desktop.plans.records import AssignedRole
from desktop.units.unit import Unit, UnitLevel

ROLE_WORDS = {AssignedRole.LEAD: "Chủ trì", AssignedRole.SUPPORT: "Phối hợp"}
_REACH_WORDS = {
    Reach.OWN: "chính đơn vị này",
    Reach.NO_LEDGER: "không có sổ cấp dưới",
    Reach.UNLISTED: "nhóm chưa rõ đơn vị",
    Reach.UNKNOWN: "chưa xác định",
}
DEPARTMENTS, BRANCHES, CENTRAL, OTHERS = "departments", "branches", "central", "others"
KINDS = (DEPARTMENTS, BRANCHES, CENTRAL, OTHERS)


@dataclass(frozen=True, slots=True)
class UnitShare:
    """One recipient of the plan with its offers over all tasks."""

    recipient: Recipient
    offers: tuple[Offer, ...]

    @property
    def kind(self) -> str:
        """The heading it stands under."""
        return kind_of(self.recipient, self.offers)


def kind_of(recipient: Recipient, offers: tuple[Offer, ...]) -> str:
    """Department, Chi cục, unit of the central office, or one that gets nothing from here."""
    if recipient.unit is None or all(offer.state is OfferState.OUT_OF_REACH for offer in offers):
        return OTHERS
    if recipient.unit.level is UnitLevel.BRANCH:
        return BRANCHES
    provincial = recipient.unit.level in {UnitLevel.PROVINCIAL, UnitLevel.REGIONAL}
    return DEPARTMENTS if provincial else CENTRAL


def kind_words(kind: str, shares: Iterable[UnitShare], own: str) -> str:
    """The heading of a kind of unit, as the departments of the plan's day are called; `own` is who gives."""
    if kind == OTHERS:
        return "Không giao được từ đây"
    if kind == BRANCHES:
        return "Chi cục"
    if kind == CENTRAL:
        return f"Cơ quan {own}"
    units = [share.recipient.unit for share in shares if share.kind == DEPARTMENTS]
    is_regional = all(unit is not None and unit.level is UnitLevel.REGIONAL for unit in units)
    return "Chi cục Hải quan khu vực" if units and is_regional else "Cục Hải quan tỉnh, TP"


def units_words(count: int) -> str:
    """«33 đơn vị»."""
    return f"{count} đơn vị"


def giving_words(task: ProposedTask, selection: Selection) -> str:
    """«31 trong 33 đơn vị», or why nobody gets it."""
    open_ = task.open_offers
    chosen = sum(offer.pair in selection.chosen for offer in open_)
    if chosen:
        return units_words(chosen) if chosen == len(open_) else f"{chosen} trong {units_words(len(open_))}"
    if open_:
        return "Không giao"
    if task.has_units:
        return "Đã giao đủ"
    return "Tự thực hiện" if task.is_own else "Chưa có đơn vị"


def giving_tone(task: ProposedTask, selection: Selection) -> str:
    """The colour of these words."""
    if not task.has_units:
        return "text3" if task.is_own else "warn"
    if not task.open_offers:
        return "green"
    return "" if any(offer.pair in selection.chosen for offer in task.open_offers) else "text3"


def giving_note(task: ProposedTask, selection: Selection) -> str:
    """The roles of those who get it, and how many have it already."""
    if not task.has_units and task.is_own:
        return "đơn vị này giữ"
    if not task.has_units:
        reaches = list(dict.fromkeys(_REACH_WORDS[offer.recipient.reach] for offer in task.offers))
        return reaches[0] if reaches else "văn bản không ghi"
    had = sum(offer.state is OfferState.ASSIGNED for offer in task.offers)
    if not task.open_offers:
        return units_words(had)
    roles = Counter(offer.role for offer in task.open_offers if offer.pair in selection.chosen)
    parts = [f"{ROLE_WORDS[role].lower()} {roles[role]}" for role in AssignedRole if roles[role]]
    return ", ".join([*parts, *([f"đã giao {had}"] if had else [])])


def offer_note(offer: Offer) -> str:
    """What is worth knowing of one unit of a task."""
    parts = []
    if offer.state is OfferState.ASSIGNED:
        parts.append("đã giao từ trước")
    elif offer.state is OfferState.TAKEN_BACK:
        parts.append("đã thu hồi, đánh dấu để giao lại")
    elif offer.state is OfferState.OUT_OF_REACH:
        parts.append(_REACH_WORDS[offer.recipient.reach])
    if offer.added:
        parts.append("thêm bằng tay")
    return "; ".join([*parts, *_successor_notes(offer.recipient)])


def share_note(share: UnitShare) -> str:
    """What is worth knowing of one unit of the plan."""
    reach = [_REACH_WORDS[share.recipient.reach]] if share.kind == OTHERS else []
    return "; ".join([*reach, *_successor_notes(share.recipient)])


def _successor_notes(recipient: Recipient) -> list[str]:
    names = _names(recipient.successors)
    return [f"nay là {names}"] if names else []


def _names(units: tuple[Unit, ...]) -> str:
    return ", ".join(unit.short_name for unit in units)


def share_count(share: UnitShare, selection: Selection) -> str:
    """«14 nhiệm vụ», «12 trong 14»."""
    open_ = [offer for offer in share.offers if offer.is_open]
    if not open_:
        return (
            "đã giao" if any(offer.state is OfferState.ASSIGNED for offer in share.offers) else str(len(share.offers))
        )
    chosen = sum(offer.pair in selection.chosen for offer in open_)
    return str(chosen) if chosen == len(open_) else f"{chosen} trong {len(open_)}"


def shares_of(selection: Selection) -> list[UnitShare]:
    """The recipients of the plan in the order they are first named."""
    found: dict[str, list[Offer]] = {}
    for offer in selection.proposal.offers:
        found.setdefault(offer.recipient.key, []).append(offer)
    return [UnitShare(offers[0].recipient, tuple(offers)) for offers in found.values()]


def total_words(selection: Selection) -> str:
    """«Giao 14 nhiệm vụ cho 33 đơn vị: 462 lượt giao.»."""
    if not selection.chosen:
        return "Chưa chọn gì để giao."
    tasks, units = number_text(len(selection.chosen_tasks)), number_text(len(selection.chosen_units))
    return f"Giao {tasks} nhiệm vụ cho {units} đơn vị: {number_text(len(selection.chosen))} lượt giao."


def rest_words(selection: Selection) -> str:
    """What is not given: what stands already, and the tasks without a unit."""
    had = sum(offer.state is OfferState.ASSIGNED for offer in selection.proposal.offers)
    bare = sum(not task.has_units and not task.is_own for task in selection.proposal.tasks)
    parts = [f"{number_text(had)} lượt đã giao giữ nguyên"] if had else []
    words = [f"{', '.join(parts)}."] if parts else []
    if bare:
        words.append(f"{bare} nhiệm vụ chưa có đơn vị: thêm đơn vị ở bên phải, hoặc giao theo bảng.")
    return " ".join(words)
