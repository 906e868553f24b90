"""The words of the screen of keys: who signs for whom, what an end means, how old the lists are."""

from datetime import date
from typing import Final

from desktop.actions import Audience
from desktop.formats import day_text, moment_text, number_text, recent_text
from desktop.keys.age import TrustAge, TrustGrade
from desktop.keys.register import KeyFacts, RootFacts
from desktop.keys.revoking import RevocationPreview
from desktop.keys.roots import ProposalFacts
from desktop.sync.trust.own_list import RENEWED
from ui.keys.situation import moment
from ui.note import Note

AUDIENCE_WORDS: Final = {
    Audience.UP: "gửi cấp trên: kết quả đã duyệt, danh sách người dùng",
    Audience.DOWN: "gửi cấp dưới: kế hoạch, nhiệm vụ, sửa đổi",
    Audience.TO: "gửi riêng từng đơn vị: giao nhiệm vụ, kết luận",
    Audience.SITE: "nội bộ đơn vị: phân công, nhập kết quả, duyệt",
    Audience.LOCAL: "riêng máy: báo cáo đã lập",
}


def machine_title(one: KeyFacts) -> str:
    """What a machine is called: the name its unit gave it, its number among the unit's machines otherwise."""
    if not one.machine:
        return f"Máy số {one.number}"
    return one.machine if one.machine.casefold().startswith("máy ") else f"Máy {one.machine}"


def machine_words(one: KeyFacts) -> str:
    """The same inside a sentence: «máy số 2»."""
    title = machine_title(one)
    return f"m{title[1:]}" if title.startswith("Máy ") else title


def state_note(one: KeyFacts, now_ms: int) -> Note:
    """How a machine's key stands."""
    if one.end is not None and one.end.reason == RENEWED:
        return Note("Khóa cũ, đã thay", "archive", "")
    if one.end is not None:
        return Note(f"Đã thu hồi: {one.end.reason}", "error_circle", "red")
    if one.is_own:
        return Note("Máy đang dùng", "checkmark_circle", "green")
    if one.last_in_at is None:
        return Note("Chưa nhận tệp nào", "clock", "")
    if one.is_behind:
        return Note("Chưa biết danh sách tin cậy mới", "clock", "blue")
    return Note(
        f"Tệp gần nhất {recent_text(moment(one.last_in_at), moment(now_ms).date())}", "checkmark_circle", "green"
    )


def sentences(one: KeyFacts) -> list[str]:
    """Who the machine signs for, in plain words."""
    admitted = f"do {one.admitted_by} kết nạp"
    day = f" ngày {day_text(date.fromisoformat(one.admitted_on))}" if one.admitted_on else ""
    told = [f"Máy này được ký thay cho {one.unit_name}; {admitted}{day}."]
    if one.may_admit and one.end is None:
        told.append("Được kết nạp và thu hồi máy của các đơn vị cấp dưới của mình.")
    if one.is_own and one.end is None:
        told.append("Đây là máy đang dùng.")
    elif one.last_in_at is not None:
        told.append(f"Tệp gần nhất nhận từ máy này: tệp đến {one.last_in}, nhập {moment_text(moment(one.last_in_at))}.")
    elif not one.is_own:
        told.append("Đơn vị này chưa nhận tệp nào trực tiếp từ máy đó.")
    if one.is_behind and one.end is None:
        told.append("Tệp đó còn theo danh sách tin cậy cũ; danh sách mới đi cùng tệp gửi kế tiếp.")
    return told


def end_sentences(one: KeyFacts) -> list[str]:
    """Why and where a key ended."""
    if one.end is None:
        return []
    kept = number_text(sum(one.end.streams.values()))
    if one.end.reason == RENEWED:
        return [
            f"Khóa này đã được thay bằng khóa mới, theo danh sách của {one.end.by_name}.",
            f"Chốt ở {kept} nội dung máy đã ký; các nội dung đó vẫn có giá trị, đến lúc nào cũng nhận.",
        ]
    return [
        f"Khóa đã bị thu hồi theo danh sách của {one.end.by_name}. Lý do: {one.end.reason}.",
        f"Chốt ở {kept} nội dung đã nhận; mọi nội dung ký sau đó bị từ chối.",
    ]


def kept_lines(preview: RevocationPreview) -> list[tuple[str, str]]:
    """What of a machine stays valid: how many, and what they are."""
    return [(number_text(count), AUDIENCE_WORDS[audience]) for audience, count in sorted(preview.kept.items())]


def warnings(preview: RevocationPreview) -> list[str]:
    """What else revoking brings with it."""
    told = []
    if preview.waiting:
        told.append(f"{number_text(preview.waiting)} nội dung đang chờ tệp trước sẽ không được dùng.")
    if not preview.is_reached:
        told.append(
            "Đơn vị này chưa nhận gì trực tiếp từ máy đó, nên chưa biết máy đã ghi đến đâu; nội dung chưa qua đây sẽ bị"
            " từ chối."
        )
    if preview.others:
        told.append(
            f"Đơn vị còn {preview.others} máy khác. Nhập tệp mới nhất của máy đó trước khi thu hồi, để phần máy này đã"
            " chuyển cho máy kia không bị mất."
        )
    else:
        told.append(
            "Đơn vị không còn máy nào khác. Có máy mới rồi thì dùng «Thay máy»; sổ cũ được gửi lại cho máy mới."
        )
    if preview.admitted:
        told.append(f"{number_text(preview.admitted)} máy do máy này kết nạp vẫn còn hiệu lực.")
    return told


def age_line(age: TrustAge) -> str:
    """Since when the lists have been confirmed."""
    if age.days is None:
        return "Đơn vị này lập danh sách tin cậy của toàn ngành"
    if age.days == 0:
        return "Danh sách tin cậy được cấp trên xác nhận hôm nay"
    return f"Danh sách tin cậy được cấp trên xác nhận {number_text(age.days)} ngày trước"


def age_warning(age: TrustAge) -> tuple[str, str]:
    """What an old list means, and what to do; both "" while it is fresh."""
    if age.grade is TrustGrade.FRESH:
        return "", ""
    what = f"Danh sách tin cậy đã {number_text(age.days or 0)} ngày không được cấp trên xác nhận."
    if age.grade is TrustGrade.OLD:
        return what, "Nhập một tệp mới của cấp trên. Việc trao đổi vẫn làm được."
    return what, "Máy này tạm không kết nạp thêm máy. Nhập một tệp mới của cấp trên; việc trao đổi khác vẫn làm được."


def root_title(root: RootFacts) -> str:
    """How many keys change the root."""
    if len(root.keys) == 1:
        return "Gốc tin cậy chỉ có một khóa"
    return f"Gốc tin cậy: cần {root.threshold} trong {len(root.keys)} khóa"


def root_line(root: RootFacts) -> str:
    """What that means."""
    if len(root.keys) == 1:
        return "Người giữ khóa đó một mình đổi được gốc tin cậy của toàn ngành."
    if root.threshold == 1:
        return "Mỗi người giữ khóa một mình đổi được gốc tin cậy của toàn ngành."
    return f"Phải có {root.threshold} người giữ khóa cùng ký mới đổi được gốc tin cậy."


def proposal_line(facts: ProposalFacts) -> str:
    """How far a proposal has come."""
    done = "Đã đủ mã xác thực." if facts.is_complete else "Chưa đủ mã xác thực."
    return (
        f"Gốc phiên bản {facts.version}, cần {facts.threshold} trong {len(facts.keys)} khóa. Gốc đang dùng đã ký"
        f" {facts.signed[0]}/{facts.needed[0]}, gốc mới {facts.signed[1]}/{facts.needed[1]}. {done}"
    )
