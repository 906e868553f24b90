"""Facts for reports: a plan shaped like 608/QĐ-TCHQ, with one task in every state."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from desktop.dates import parse_period
from desktop.plans.state import WorkStatus
from desktop.reports.content import ReportContent
from desktop.reports.inputs import (
    PlanFacts,
    PlanHeading,
    ReportedEntry,
    ReportingUnit,
    ReportInput,
    Role,
    Signatory,
    TaskFacts,
)
from desktop.reports.results import build_results_report

HAI_PHONG = ReportingUnit(
    name="Cục Hải quan thành phố Hải Phòng",
    upper_line="TỔNG CỤC HẢI QUAN",
    own_line="CỤC HẢI QUAN THÀNH PHỐ HẢI PHÒNG",
    notation="HQHP",
    place="Hải Phòng",
)
SECTIONS = (
    ("A", "Xây dựng, hoàn thiện hệ thống văn bản quy phạm pháp luật", 11),
    ("B", "Kiện toàn về tổ chức bộ máy và cơ chế hoạt động", 10),
    ("C", "Thu thập, xử lý thông tin và áp dụng quản lý rủi ro", 15),
    ("D", "Xây dựng hệ thống công nghệ thông tin", 10),
    ("E", "Đào tạo, bồi dưỡng cán bộ chuyên trách; trang bị máy móc, thiết bị kỹ thuật", 20),
)
TITLE = (
    "Tổ chức rà soát, đánh giá, phân loại doanh nghiệp theo mức độ chấp hành pháp luật hải quan; lập danh sách "
    "các doanh nghiệp trọng điểm, tối thiểu bằng 10% số doanh nghiệp chấp hành tốt trên địa bàn quản lý"
)
PRODUCT = "Danh sách doanh nghiệp trọng điểm và biện pháp quản lý"
REPORTED = ReportedEntry(
    percent=60,
    result="Đã rà soát 1.240/2.015 doanh nghiệp thuộc địa bàn; lập danh sách bước đầu gồm 126 doanh nghiệp.",
    document_number="15/BC-QLRR",
    document_date=date(2007, 6, 5),
    difficulties="Thông tin vi phạm trước năm 2005 chưa được số hóa, phải tra cứu hồ sơ giấy tại các Chi cục.",
    proposals="Đề nghị Cục Công nghệ thông tin và Thống kê Hải quan mở quyền tra cứu cơ sở dữ liệu cũ.",
)
SHORT = ReportedEntry(
    percent=40,
    result="Đã xây dựng dự thảo, lấy ý kiến tham gia của các Chi cục.",
    document_number="12/BC-QLRR",
    document_date=date(2007, 6, 4),
)
STATES = (
    (WorkStatus.COMPLETED, date(2007, 6, 30), date(2007, 6, 5)),
    (WorkStatus.COMPLETED, date(2007, 5, 31), date(2007, 6, 5)),
    (WorkStatus.IN_PROGRESS, date(2007, 6, 30), None),
    (WorkStatus.IN_PROGRESS, date(2007, 5, 31), None),
    (WorkStatus.NOT_STARTED, date(2007, 10, 31), None),
    (WorkStatus.IN_PROGRESS, None, None),
    (WorkStatus.SUSPENDED, date(2007, 5, 31), None),
    (WorkStatus.AWAITING_CONFIRMATION, date(2007, 6, 14), None),
    (WorkStatus.WITHDRAWN, date(2007, 6, 30), None),
    (WorkStatus.REASSIGNED, date(2007, 6, 30), None),
    (WorkStatus.IN_PROGRESS, date(2007, 12, 31), None),
)


def tasks() -> Iterator[TaskFacts]:
    """66 tasks in five sections; the states repeat in the order of STATES."""
    count = 0
    for section, _, size in SECTIONS:
        for number in range(1, size + 1):
            status, due, completed_on = STATES[count % len(STATES)]
            yield TaskFacts(
                path=("I", section, str(number)),
                number=str(number),
                title=TITLE if count % 3 else "Kiện toàn tổ chức bộ máy tại cấp Cục Hải quan tỉnh, thành phố",
                product=PRODUCT if count % 2 else "",
                lead="Cục Hải quan tỉnh, TP",
                support="Cục Điều tra CBL\nVụ Giám sát quản lý" if count % 2 else "",
                deadline_text=f"Tháng {due.month}/{due.year}" if due else "Thường xuyên",
                due=due,
                role=Role.SUPPORT if count % 11 == 4 else Role.LEAD,
                status=status,
                completed_on=completed_on,
                entry=REPORTED if count % 11 == 2 else SHORT,
            )
            count += 1


PLAN_608 = PlanFacts(
    number="608/QĐ-TCHQ",
    title="KẾ HOẠCH TRIỂN KHAI CÔNG TÁC THU THẬP, XỬ LÝ THÔNG TIN NGHIỆP VỤ HẢI QUAN "
    "VÀ ÁP DỤNG QUẢN LÝ RỦI RO NĂM 2007",
    issued_on=date(2007, 3, 30),
    issuer="Tổng cục Hải quan",
    headings=(
        PlanHeading(("I",), "I", "Kế hoạch năm 2007"),
        *(PlanHeading(("I", letter), letter, title) for letter, title, _ in SECTIONS),
    ),
    tasks=tuple(tasks()),
)
FACTS = ReportInput(
    unit=HAI_PHONG,
    period=parse_period("2007-Q2"),
    as_of=date(2007, 6, 14),
    plans=(PLAN_608,),
    made_by="Trần Văn Bình",
    made_at=datetime(2007, 6, 18, 10, 2),
    addressee="Tổng cục Hải quan (Cục Điều tra chống buôn lậu)",
    signatory=Signatory(("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG")),
    recipients=("Như trên;", "Lãnh đạo Cục (để b/c);", "Lưu: VT, QLRR (02b)."),
    last_bundle="Tệp đi 14",
)


def with_tasks(*given: TaskFacts, facts: ReportInput = FACTS) -> ReportInput:
    """The facts of a report about these tasks only."""
    return replace(facts, plans=(replace(PLAN_608, tasks=given),))


def report(facts: ReportInput = FACTS) -> ReportContent:
    """The content of a report."""
    return build_results_report(facts)
