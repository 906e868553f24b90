"""Sentences for files attached to entries."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
    (errors.AttachmentRefused, "empty"): (
        "Tệp «{name}» rỗng nên không đính kèm.",
        "Mở tệp xem lại, lưu đủ nội dung rồi đính kèm lại.",
    ),
    (errors.AttachmentRefused, "name"): (
        "Tên tệp «{name}» quá dài hoặc có ký tự ẩn, ký tự đổi chiều chữ nên không đính kèm.",
        "Đổi tên tệp rồi đính kèm lại.",
    ),
    errors.NoAttachment: ("Tệp đính kèm này không còn ở kết quả.", "Mở lại kết quả để xem các tệp đang có."),
    errors.AttachmentNotHere: (
        "Nội dung tệp «{name}» chưa có trong máy này.",
        "Bấm «Xin tệp»; nội dung về cùng tệp trao đổi sau.",
    ),
}
