"""Sentences for plans, tasks and entries."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
    errors.UnknownPlan: (
        "Trong sổ không có kế hoạch «{number}».",
        "Xem số, ký hiệu trong danh sách kế hoạch rồi gõ lại.",
    ),
    errors.PlanExists: (
        "Kế hoạch «{number}» đã có trong sổ.",
        "Mở kế hoạch đó; muốn sửa thì ghi một quyết định sửa đổi.",
    ),
    errors.UnknownTask: (
        "Kế hoạch không có dòng «{path}».",
        "Ghi đường dẫn như I/C/4: phần, mục, số thứ tự.",
    ),
    errors.NotATask: (
        "Dòng «{path}» là tiêu đề, không phải nhiệm vụ.",
        "Chọn một nhiệm vụ nằm dưới tiêu đề đó.",
    ),
    errors.NotAssignedHere: (
        "Nhiệm vụ «{path}» không giao cho đơn vị này.",
        "Chọn nhiệm vụ trong danh sách được giao.",
    ),
    errors.NothingToAssign: (
        "Kế hoạch «{number}» không có dòng nào để giao theo lựa chọn này.",
        "Chọn nhiệm vụ bằng đường dẫn rồi giao lại.",
    ),
    errors.NoEntry: (
        "Nhiệm vụ «{path}» chưa có kết quả của kỳ này.",
        "Nhập kết quả trước, hoặc chọn kỳ khác.",
    ),
    (errors.EntryLocked, "submitted"): (
        "Kết quả đang chờ duyệt nên không sửa được.",
        "Đề nghị lãnh đạo trả lại, sửa rồi gửi lại.",
    ),
    (errors.EntryLocked, "approved"): (
        "Kết quả đã duyệt nên không sửa thẳng được.",
        "Ghi lý do sửa để mở lại; bản đã duyệt vẫn được giữ.",
    ),
    errors.NotSubmitted: ("Kết quả này không ở trạng thái chờ duyệt.", "Mở danh sách chờ duyệt để xem lại."),
    errors.OwnEntry: ("Không ai duyệt kết quả do chính mình nhập.", "Nhờ lãnh đạo khác duyệt mục này."),
    errors.EntryIncomplete: (
        "Kết quả chưa đủ để gửi duyệt.",
        "Sửa các ô được đánh dấu rồi gửi lại; bản nháp vẫn còn.",
    ),
    errors.InvalidDate: ("«{text}» không phải là ngày.", "Gõ ngày theo dạng 25/06/2007."),
    errors.NothingToUndo: (
        "Không có thay đổi nào để hoàn tác.",
        "Mở lịch sử của bản ghi để trả về giá trị cũ.",
    ),
    errors.AlreadySent: (
        "Kết quả đã duyệt này đã gửi đi trong một tệp.",
        "Ghi lý do sửa để lập bản mới; cấp trên sẽ thấy cả hai bản.",
    ),
    errors.ChangedSince: (
        "Đã có thay đổi khác dựa trên việc «{what}».",
        "Hoàn tác thay đổi sau trước, hoặc sửa thẳng giá trị.",
    ),
    errors.FutureDay: ("Ngày {day} chưa tới.", "Chọn ngày không muộn hơn hôm nay."),
}
