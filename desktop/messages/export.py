"""Sentences for bundles that cannot be written and receipts on paper."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
    (errors.ExportTooLarge, "cover"): (
        "Riêng biên nhận và danh sách tin cậy gửi «{node}» đã lớn hơn cỡ tệp cho phép.",
        "Tạo tệp không giới hạn cỡ rồi chuyển bằng USB.",
    ),
    (errors.ExportTooLarge, "unsigned_stretch"): (
        "Dữ liệu của «{writer}» dài hơn một tệp và chỉ máy đã ghi mới chia nhỏ được.",
        "Tạo tệp không giới hạn cỡ rồi chuyển bằng USB.",
    ),
    (errors.ExportTooLarge, "one_file"): (
        "Dữ liệu gửi «{node}» nhiều quá mức một tệp chở được.",
        "Tạo lại và cho phép chia thành nhiều tệp.",
    ),
    errors.UnknownBundle: (
        "Máy này chưa tạo tệp đi số {number} cho «{node}».",
        "Xem lại số tệp trong danh sách tệp đã đi.",
    ),
    (errors.ReceiptUnread, "not_a_picture"): (
        "Tệp này không phải ảnh PNG hoặc JPG đọc được.",
        "Chụp hoặc quét lại trang biên nhận rồi lưu thành ảnh PNG hoặc JPG.",
    ),
    (errors.ReceiptUnread, "too_large"): (
        "Ảnh lớn hơn mức chương trình nhận.",
        "Quét lại ở mức 300 điểm một inch, hoặc chụp riêng phần có mã.",
    ),
    (errors.ReceiptUnread, "no_code"): (
        "Trong ảnh không tìm thấy mã biên nhận nào.",
        "Chụp lại thẳng và rõ, lấy trọn viền trắng quanh mã.",
    ),
    (errors.ReceiptUnread, "incomplete"): (
        "Biên nhận gồm {count} mã, còn thiếu mã số {missing}.",
        "Chụp thêm các mã còn thiếu rồi chọn tất cả ảnh cùng lúc.",
    ),
    (errors.ReceiptUnread, "mixed"): (
        "Các ảnh này thuộc nhiều biên nhận khác nhau.",
        "Chọn ảnh của một biên nhận mỗi lần.",
    ),
    (errors.ReceiptUnread, "damaged"): (
        "Mã đọc được nhưng nội dung không khớp với mã kiểm của biên nhận.",
        "Chụp lại cả trang rồi đọc lại; nếu vẫn vậy, xin bản in khác.",
    ),
}
