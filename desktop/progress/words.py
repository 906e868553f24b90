"""What the fields of an entry are called on screen and in messages."""

from typing import Final

FIELD_WORDS: Final = {
    "status": "Trạng thái",
    "percent": "Tiến độ",
    "completed_on": "Ngày hoàn thành",
    "product": "Sản phẩm",
    "document_number": "Số, ký hiệu văn bản",
    "document_date": "Ngày văn bản",
    "result": "Kết quả thực hiện",
    "difficulties": "Khó khăn, vướng mắc",
    "recommendations": "Kiến nghị, đề xuất",
}
