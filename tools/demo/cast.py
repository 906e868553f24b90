"""Who plays in the demo, and what they say; the people are invented."""

from dataclasses import dataclass
from datetime import date

from desktop.permissions import Role
from desktop.units.unit import Unit, UnitLevel

PASSPHRASE = "hai quan 2007"  # the demo's, printed when it starts; no ledger but the demo's has it
DAY = date(2007, 6, 25)
PLAN_NUMBER = "608/QĐ-TCHQ"
PLAN_RESOURCE = "plans/608-qd-tchq.txt"
PERIOD = "2007-H1"
HEADQUARTERS, DEPARTMENT, BRANCH = "TCHQ", "HQ03", "HQ03-CK1"
BRANCH_UNIT = Unit(
    BRANCH, "Chi cục Hải quan cửa khẩu cảng Hải Phòng KV I", "CC HQCK cảng HP KV I", (), UnitLevel.BRANCH, DEPARTMENT,
    None, None, "", "Hải Phòng",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Player:
    """A person of the demo."""

    name: str
    role: Role
    team: str = ""


HEAD = Player("Phan Quốc Anh", Role.ADMINISTRATOR)
ADMINISTRATOR = Player("Đỗ Minh Khôi", Role.ADMINISTRATOR)
CLERK = Player("Vũ Thị Lan", Role.CLERK, "Văn phòng")
SUPERVISOR = Player("Trần Văn Dũng", Role.SUPERVISOR, "Phòng QLRR")
OFFICER = Player("Nguyễn Thị Hạnh", Role.OFFICER, "Phòng QLRR")
SECOND_OFFICER = Player("Lê Thu Hà", Role.OFFICER, "Chi cục KTSTQ")
BRANCH_HEAD = Player("Hoàng Đức Thịnh", Role.ADMINISTRATOR)
BRANCH_OFFICER = Player("Bùi Ngọc Mai", Role.OFFICER, "Đội Nghiệp vụ")
DEPARTMENT_PEOPLE = (CLERK, SUPERVISOR, OFFICER, SECOND_OFFICER)


@dataclass(frozen=True, slots=True)
class Work:
    """What an officer has recorded on a task by the demo's day."""

    path: str
    officer: Player
    status: str = "in_progress"
    percent: str = "0"
    completed_on: str = ""
    document: tuple[str, str] = ("", "")
    result: str = ""
    difficulties: str = ""
    proposal: str = ""
    verdict: str = "recorded"


WORKS = (
    Work(
        "I/B/1",
        OFFICER,
        percent="80",
        result="Đã khảo sát thực trạng, trình phương án tổ chức Phòng tham mưu XLVP; chờ Vụ Tổ chức cán bộ có ý kiến.",
        difficulties="Thiếu 4 biên chế chuyên trách thu thập, xử lý thông tin.",
        proposal="Đề nghị Tổng cục bổ sung biên chế trong quý III/2007.",
        verdict="approved",
    ),
    Work(
        "I/C/2",
        OFFICER,
        status="completed",
        percent="100",
        completed_on="18/06/2007",
        document=("412/HQHP-QLRR", "18/06/2007"),
        result="Lập danh sách 124 doanh nghiệp trọng điểm trên 1.180 doanh nghiệp chấp hành tốt, đạt 10,5%.",
        verdict="approved",
    ),
    Work(
        "I/C/6",
        SECOND_OFFICER,
        percent="86",
        result="Đã kiểm tra 104 lô hàng nhạy cảm (nhựa, linh kiện điện tử, thép lá); 5 lô khai sai mã số.",
        verdict="submitted",
    ),
    Work(
        "I/C/10",
        OFFICER,
        percent="40",
        result="Đã cập nhật thông tin của 2.418 doanh nghiệp vào CSDL Ci01.",
        verdict="returned",
    ),
    Work("I/C/12", SECOND_OFFICER, percent="30", result="Đang tổng hợp lưu lượng hàng hóa 5 tháng đầu năm."),
)
RETURN_REASON = "Số doanh nghiệp 2.418 chưa khớp sổ đăng ký (2.431). Đối chiếu rồi gửi lại."
BRANCH_WORK = Work(
    "I/C/6",
    BRANCH_OFFICER,
    percent="60",
    result="Đã kiểm tra 38 lô hàng nhạy cảm tại cảng; 2 lô khai sai mã số.",
    verdict="approved",
)
"""What the Chi cục has reported on the task that Hải Phòng gave on to it."""
