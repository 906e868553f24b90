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
    errors.NotLedHere: (
        "Đơn vị này không chủ trì nhiệm vụ «{path}».",
        "Chỉ đơn vị chủ trì đặt việc định kỳ riêng; chọn nhiệm vụ do mình chủ trì.",
    ),
    errors.UnknownObligation: (
        "Nhiệm vụ không có việc định kỳ «{text}».",
        "Xem danh sách việc định kỳ của nhiệm vụ rồi chọn lại.",
    ),
    errors.NotOwnObligation: (
        "Việc định kỳ «{words}» do cấp khác đặt.",
        "Đề nghị nơi đặt kết thúc việc này.",
    ),
    errors.NotBelow: (
        "{name} không phải đơn vị cấp dưới của đơn vị này.",
        "Chọn một đơn vị có sổ ở dưới đơn vị này.",
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
    errors.OthersTask: (
        "Nhiệm vụ này đang giao cho {name}.",
        "Ghi lý do nhập thay rồi ghi lại; lãnh đạo thấy lý do khi duyệt.",
    ),
    errors.NotJudgedHere: (
        "Kết quả của «{path}» không chờ đơn vị này kết luận.",
        "Chỉ nơi giao nhiệm vụ chấp nhận hoặc trả lại kết quả đã nhận.",
    ),
    errors.AlreadyJudged: (
        "Kết quả của «{path}» đã được kết luận như vậy.",
        "Mở mục «Đã kết luận» để xem ai kết luận và lý do.",
    ),
    errors.DeclineWaits: (
        "Đơn vị đã đề nghị trả nhiệm vụ «{path}» và chưa có trả lời.",
        "Chờ tệp tiếp theo của nơi giao nhiệm vụ.",
    ),
    errors.NotDeclined: (
        "Không có đề nghị trả nhiệm vụ «{path}» nào chờ trả lời ở đây.",
        "Chỉ nơi giao nhiệm vụ trả lời đề nghị của đơn vị.",
    ),
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
    errors.ActAlreadySent: (
        "Việc «{what}» đã gửi đi trong một tệp.",
        "Lập bản sửa đổi để thay; nơi nhận sẽ thấy cả bản cũ và bản mới.",
    ),
    errors.PlanAlreadySent: (
        "Kế hoạch «{number}» đã gửi đi nên không sửa thẳng được.",
        "Ghi bản sửa đổi với số quyết định; các đơn vị sẽ thấy nội dung cũ và mới.",
    ),
    errors.NotOwnPlan: (
        "Kế hoạch «{number}» do đơn vị khác ban hành.",
        "Đề nghị đơn vị ban hành sửa rồi gửi tệp xuống.",
    ),
    errors.RowNotAdded: (
        "Dòng «{path}» có trong văn bản đã in nên không xóa được.",
        "Muốn bỏ dòng này thì rút bằng một bản sửa đổi.",
    ),
    errors.RowHasParts: (
        "Dòng «{path}» còn có dòng con.",
        "Chuyển hoặc xóa các dòng con trước.",
    ),
    errors.RowWithdrawn: (
        "Dòng «{path}» đã rút khỏi kế hoạch.",
        "Chọn dòng đang có hiệu lực, hoặc thêm một dòng mới.",
    ),
    errors.RowTextMissing: ("Dòng mới chưa có nội dung.", "Gõ nội dung của dòng rồi ghi lại."),
    errors.PathTaken: (
        "Kế hoạch đã có dòng «{path}».",
        "Chọn số thứ tự khác, hoặc đổi số của dòng kia trước.",
    ),
    errors.NoFurtherPlace: (
        "Dòng «{path}» đã ở đầu hoặc cuối nhóm của nó.",
        "Chọn dòng khác để chuyển.",
    ),
    errors.NothingToAmend: (
        "Quyết định «{number}» chưa sửa dòng nào.",
        "Chọn ít nhất một thay đổi rồi ghi lại.",
    ),
    errors.AmendmentIncomplete: (
        "Bản sửa đổi chưa đủ thông tin.",
        "Điền số, ngày và trích yếu của quyết định rồi ghi lại.",
    ),
    errors.UnreadableChanges: (
        "Tệp «{name}» không ghi các thay đổi đúng dạng.",
        "Ghi một danh sách JSON, mỗi thay đổi có việc, dòng và các ô mới.",
    ),
    errors.UnknownRevision: (
        "Kế hoạch không có bản sửa đổi số {rev}.",
        "Nhập tệp mới nhất của cấp trên rồi thử lại.",
    ),
    errors.NotForThisUnit: (
        "Kế hoạch «{number}» không có gì để đơn vị này xác nhận.",
        "Mở danh sách bản sửa đổi do cấp trên gửi xuống.",
    ),
    errors.InvalidTarget: ("«{text}» không phải là giá trị của chỉ tiêu.", "Gõ một số, ví dụ 4,5."),
    errors.ChangedSince: (
        "Đã có thay đổi khác dựa trên việc «{what}».",
        "Hoàn tác thay đổi sau trước, hoặc sửa thẳng giá trị.",
    ),
    errors.ConflictChanged: (
        "Mục này đã khác lúc mở: có thêm bản mới, hoặc đã có người quyết.",
        "Xem lại các giá trị rồi chọn.",
    ),
    errors.NotDecidedHere: (
        "Các giá trị này do đơn vị khác ghi nên không quyết ở đây.",
        "Chờ quyết định của đơn vị đó trong tệp kế tiếp.",
    ),
    errors.UndecidedConflict: (
        "Kết quả có trường ghi khác nhau ở hai máy, chưa ai quyết.",
        "Mở Quyết định, chọn giá trị đúng rồi gửi duyệt hoặc duyệt.",
    ),
    errors.FutureDay: ("Ngày {day} chưa tới.", "Chọn ngày không muộn hơn hôm nay."),
}
