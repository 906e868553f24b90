"""Sentences for imports taken back, forks and gaps."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
    (errors.TakeBackRefused, "unknown"): (
        "Không tìm thấy lần nhập này trong sổ.",
        "Mở lại danh sách tệp đã nhận rồi chọn lần nhập cần rút.",
    ),
    (errors.TakeBackRefused, "own_unit"): (
        "Tệp này do máy khác của chính đơn vị tạo nên không rút lại cả tệp.",
        "Hoàn tác từng việc trên máy đã ghi.",
    ),
    (errors.TakeBackRefused, "nothing"): (
        "Lần nhập này không đưa thêm nội dung nào vào sổ.",
        "Không cần làm gì; biên nhận và danh sách tin cậy đi kèm vẫn giữ nguyên.",
    ),
    (errors.TakeBackRefused, "already"): (
        "Lần nhập này đã được rút lại trước đó.",
        "Dùng «Nhận lại» nếu muốn tính lại nội dung của tệp.",
    ),
    (errors.TakeBackRefused, "not_taken_back"): (
        "Lần nhập này không ở trạng thái đã rút lại.",
        "Không cần làm gì; nội dung của tệp đang được tính.",
    ),
    (errors.RulingRefused, "unknown"): (
        "Sổ này không có luồng dữ liệu đó.",
        "Mở lại danh sách rồi chọn luồng cần chốt.",
    ),
    (errors.RulingRefused, "not_ours"): (
        "Luồng dữ liệu này của đơn vị khác nên không chốt ở đây.",
        "Đề nghị đơn vị đó chốt trên máy của mình, hoặc đề nghị Tổng cục chốt.",
    ),
    (errors.RulingRefused, "beyond"): (
        "Chỗ chốt nằm sau chỗ hai bản dữ liệu bắt đầu khác nhau.",
        "Chọn chỗ chốt ở số cuối cùng mà hai bản còn giống nhau, hoặc trước đó.",
    ),
    (errors.RulingRefused, "no_fork"): (
        "Luồng dữ liệu này không có hai bản khác nhau.",
        "Không cần chốt.",
    ),
    (errors.RulingRefused, "no_gap"): (
        "Luồng dữ liệu này không thiếu phần nào.",
        "Không cần chốt.",
    ),
}
