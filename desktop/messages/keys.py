"""Sentences for keys: revoking, renewing, the root."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
    (errors.RevocationRefused, "unknown"): (
        "Không có máy này trong danh sách tin cậy.",
        "Mở lại trang Khóa và tin cậy rồi chọn máy cần thu hồi.",
    ),
    (errors.RevocationRefused, "own"): (
        "Máy này không tự thu hồi khóa của mình.",
        "Dùng «Thay khóa máy này», hoặc nhờ nơi đã kết nạp thu hồi.",
    ),
    (errors.RevocationRefused, "not_below"): (
        "Máy của «{name}» không thuộc phạm vi đơn vị này thu hồi.",
        "Báo đơn vị đã kết nạp máy đó thu hồi.",
    ),
    (errors.RevocationRefused, "already"): (
        "Khóa của máy này đã bị thu hồi từ trước.",
        "Không cần làm gì thêm; việc thu hồi đi cùng các tệp trao đổi kế tiếp.",
    ),
    errors.ListKeyNotHeld: (
        "Máy này không giữ khóa lập danh sách tin cậy của đơn vị.",
        "Kết nạp, thu hồi trên máy đầu tiên của đơn vị, nơi giữ khóa đó.",
    ),
    (errors.KeyFileRefused, "not_a_key_file"): (
        "Tệp này không phải tệp khóa của chương trình.",
        "Chọn tệp khóa gốc hoặc tệp khóa dự phòng đã cất riêng.",
    ),
    (errors.KeyFileRefused, "damaged"): (
        "Tệp khóa chưa đủ hoặc đã bị sửa.",
        "Dùng bản sao khác của tệp khóa này.",
    ),
    (errors.KeyFileRefused, "other_purpose"): (
        "Tệp khóa này dùng cho việc khác.",
        "Chọn khóa gốc khi ký gốc tin cậy, khóa dự phòng khi mở tệp gửi cho đơn vị.",
    ),
    (errors.RootRefused, "not_a_proposal"): (
        "Tệp này không phải đề nghị thay gốc tin cậy.",
        "Chọn tệp đề nghị do cơ quan trung ương tạo ra.",
    ),
    (errors.RootRefused, "damaged"): (
        "Tệp chưa đủ hoặc đã bị sửa. Không ghi gì.",
        "Chép lại tệp từ nơi cất giữ.",
    ),
    (errors.RootRefused, "threshold"): (
        "Số khóa cần có khi ký phải từ 1 đến số khóa của gốc.",
        "Sửa lại số khóa, ví dụ 2 trong 3.",
    ),
    (errors.RootRefused, "not_a_signer"): (
        "Khóa này không thuộc gốc đang dùng, cũng không thuộc gốc mới.",
        "Chọn đúng tệp khóa của người giữ khóa gốc.",
    ),
    (errors.RootRefused, "outdated"): (
        "Đề nghị này không tiếp theo gốc tin cậy đang dùng.",
        "Tạo đề nghị mới từ gốc đang dùng.",
    ),
    (errors.RootRefused, "incomplete"): (
        "Đề nghị mới có {signed} trên {needed} mã xác thực cần có.",
        "Chuyển tệp cho người giữ khóa gốc tiếp theo ký, rồi nhập lại.",
    ),
    (errors.RootRefused, "shared"): (
        "Đã có máy khác tin gốc hiện nay nên không lập gốc lại từ đầu.",
        "Tạo đề nghị thay gốc để các máy tự nhận gốc mới.",
    ),
    (errors.RootRefused, "not_the_top"): (
        "Chỉ cơ quan trung ương lập và thay gốc tin cậy.",
        "Gốc mới đến cùng tệp trao đổi của cấp trên; máy này không cần làm gì.",
    ),
}
