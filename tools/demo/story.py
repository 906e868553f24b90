"""The first day, played through the real windows: six steps, two installations, one stick."""

import shutil
import time
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from desktop.formats import number_text
from tools.demo import cast
from tools.demo.acts import Acts
from tools.demo.interrupted import RESULT
from tools.demo.stage import NotOnScreen


def play(folder: Path, *, takes_pictures: bool = True) -> float:
    """Play the whole day, telling each step; leaves plan, bundles, reports and pictures in the folder.

    Answers the longest time in seconds in which the window did not live.
    """
    folder = folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = time.monotonic()
    story = Story(folder, takes_pictures=takes_pictures)
    try:
        for number, step in enumerate(story.steps, start=1):
            print(f"{number}. {step()}", flush=True)
    finally:
        story.stage.close()
    gap_ms = round(story.stage.longest_gap_s * 1000)
    print(
        f"Xong sau {number_text(round(time.monotonic() - began))} giây; cửa sổ đứng lâu nhất {gap_ms} ms. "
        f"Kết quả ở {folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder}."
    )
    return story.stage.longest_gap_s


class Story(Acts):
    """The six steps of the day, in order; each answers what happened."""

    def __init__(self, folder: Path, *, takes_pictures: bool) -> None:
        super().__init__(folder, takes_pictures=takes_pictures)
        self.steps = (self.headquarters, self.department, self.officer, self.supervisor, self.report, self.clerk)

    def headquarters(self) -> str:
        """Headquarters makes its ledger, imports the plan, assigns, admits Hải Phòng and writes a bundle."""
        stage = self.stage
        self._create("TCHQ", "tong cuc hai quan", cast.HEAD, picture="01-create")
        self._create("HQ03", "hai phong", cast.ADMINISTRATOR, picture="")
        self._people()
        request = self._ask_for_admission()
        self._open("TCHQ", cast.HEAD)
        stage.picture("02-headquarters-empty")
        self._import_plan()
        self._assign()
        self._admit(request)
        size = self._write_bundle("1-assignments.hqb")
        stage.sign_out()
        return f"Tổng cục tạo sổ, nạp {cast.PLAN_NUMBER} (66 nhiệm vụ), giao 14 nhiệm vụ cấp tỉnh, tạo tệp {size} byte."

    def department(self) -> str:
        """Hải Phòng enrols, looks at the bundle, imports it, and passes a task to an officer."""
        stage = self.stage
        self._open("HQ03", cast.CLERK)
        stage.go("exchange")
        self._type_digits(self._root_digits)
        stage.picture("11-join")
        with patch("ui.exchange.files.ask_for_admission", lambda _parent, _begin: self._admission):
            stage.press("Chọn và nhập tệp kết nạp…")
        taken = self._import_bundle("1-assignments.hqb", "12-import-preview")
        stage.sign_out()
        stage.sign_in(cast.SUPERVISOR)
        stage.picture("13-home")
        self._allocate("C.4", cast.OFFICER)
        stage.picture("14-tasks")
        stage.sign_out()
        return f"Hải Phòng kết nạp, xem trước rồi nhập {taken}; thấy 14 nhiệm vụ và phân công C.4."

    def officer(self) -> str:
        """The officer finds the task without accents, types, is killed, comes back, and hands it in."""
        stage = self.stage
        self._type_and_be_killed()
        self._open("HQ03", cast.OFFICER)
        page = self._tasks()
        stage.write("Lọc", "kim ngach")
        stage.until(lambda: len(self._labels(page)) == 1, "one task with «kim ngach»")
        self._choose_task(page, "C.4")
        kept = stage.field("Kết quả thực hiện")
        if not isinstance(kept, QPlainTextEdit) or kept.toPlainText() != RESULT:
            raise NotOnScreen("the draft after the kill")
        stage.picture("15-entry-restored")
        status: QComboBox = page.detail.entry.form.status
        status.setCurrentIndex(status.findText("Hoàn thành"))
        status.activated.emit(status.currentIndex())
        stage.write("Tiến độ", "100")
        stage.write("Ngày hoàn thành", "20/06/2007")
        stage.write("Sản phẩm", "Danh sách doanh nghiệp trong 10% cao nhất")
        stage.write("Số, ký hiệu văn bản", "431/HQHP-QLRR")
        stage.write("Ngày văn bản", "20/06/2007")
        stage.write("Khó khăn", "Số liệu thuế của 3 doanh nghiệp chưa khớp với Kho bạc.")
        stage.press("Gửi duyệt")
        stage.picture("16-entry-submitted")
        stage.sign_out()
        return "Cán bộ nhập C.4 thì chương trình bị tắt; mở lại, tìm «kim ngach», bản nháp còn nguyên; đã gửi duyệt."

    def supervisor(self) -> str:
        """The supervisor sees what changed and approves."""
        stage = self.stage
        stage.sign_in(cast.SUPERVISOR)
        stage.go("review")
        stage.picture("18-review")
        stage.press("Duyệt, sang mục sau")
        stage.picture("19-review-done")
        return "Lãnh đạo xem phần thay đổi của C.4 và duyệt."

    def report(self) -> str:
        """The supervisor looks at the report and saves it as PDF and workbook."""
        from ui.reports.dialogs import ReportDialogs

        stage = self.stage
        stage.go("reports")
        page = stage.program.window
        assert page is not None
        kinds = [box for box in stage.visible(QComboBox) if box.findText("6 tháng") >= 0 or box.findText("Quý") >= 0]
        kinds[0].setCurrentIndex(max(kinds[0].findText("Quý"), 0))
        stage.settle()
        stage.until(lambda: stage.can_press("Lưu PDF"), "the report's preview")
        stage.picture("20-report")
        for form, words in (("pdf", "Lưu PDF"), ("xlsx", "Lưu Excel")):
            path = self.folder / f"bao-cao-ket-qua.{form}"
            with patch.object(ReportDialogs, "ask_path", lambda _parent, _name, _form, path=path: path):
                self._until_pressable(words)
                stage.press(words)
            stage.until(path.exists, f"the report as {form}")
        stage.sign_out()
        return "Lãnh đạo xem báo cáo đúng bản PDF, lưu PDF và Excel."

    def clerk(self) -> str:
        """The clerk sends the results; headquarters imports and answers; the entries turn to «cấp trên đã nhận»."""
        stage = self.stage
        stage.sign_in(cast.CLERK)
        size = self._write_bundle("2-results.hqb")
        stage.picture("21-exchange-sent")
        stage.sign_out()
        self._open("TCHQ", cast.HEAD)
        self._import_bundle("2-results.hqb", "22-headquarters-preview")
        stage.go("headquarters")
        stage.picture("23-headquarters")
        self._write_bundle("3-receipt.hqb")
        stage.go("home")
        stage.picture("24-headquarters-home")
        stage.sign_out()
        self._open("HQ03", cast.CLERK)
        self._import_bundle("3-receipt.hqb", "25-receipt")
        page = self._tasks()
        self._choose_task(page, "C.4")
        stage.picture("26-received")
        for place in ("home", "settings", "help"):
            stage.go(place)
            stage.picture(f"27-{place}")
        stage.sign_out()
        return (
            f"Đầu mối gửi tệp kết quả ({size} byte); Tổng cục nhập, số liệu đổi, trả biên nhận; C.4: cấp trên đã nhận."
        )
