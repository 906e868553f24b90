"""A receipt on paper, read back from pictures of it (SYNC §2.10)."""

import contextlib
from io import BytesIO
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from desktop.errors import (
    BundleRefused,
    FileNotWritten,
    NotPermitted,
    ReceiptFault,
    ReceiptUnread,
    UnknownNeighbour,
)
from desktop.permissions import Role
from desktop.sync.exchange import exchanges, import_bundle, peers
from desktop.sync.receipts.codes import MOST_PIECES, PIECE_BYTES, code_picture, codes_in, control_code, joined, pieces
from desktop.sync.receipts.paper import write_receipt_paper
from desktop.sync.receipts.pictures import PICTURE_PIXELS, read_receipt, read_receipt_picture, save_receipt
from tests.support.exchange import Pair, approved_entry, contents


def page(pdf: Path, dpi: int = 200) -> Image.Image:
    """The first page as a scanner sees it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return picture.convert("L")
    finally:
        document.close()


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def photographed(picture: Image.Image, random: Random, angle: float, scale: float) -> Image.Image:
    """The page as a hand holds a telephone: turned, smaller, shaded, a little blurred and noisy."""
    turned = picture.rotate(angle, expand=True, fillcolor=200, resample=Image.Resampling.BICUBIC)
    small = turned.resize((int(turned.width * scale), int(turned.height * scale)), Image.Resampling.BICUBIC)
    noise = Image.frombytes("L", small.size, random.randbytes(small.width * small.height))
    shade = Image.linear_gradient("L").resize(small.size).point(lambda value: 120 + value // 2)
    lit = Image.composite(small, Image.new("L", small.size, 90), shade)
    return Image.blend(lit, noise, 0.12).filter(ImageFilter.GaussianBlur(0.6))


def test_a_receipt_on_paper_confirms_as_the_file_would(pair: Pair, tmp_path: Path) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path)
    approved_entry(pair.department, plan)
    sent = pair.up()
    import_bundle(pair.hq, sent.path)
    written = write_receipt_paper(pair.hq, "TCHQ/HQ03", tmp_path)
    scan = tmp_path / "scan.png"
    page(written.path).save(scan)
    bundle = save_receipt(pair.hp, [scan], tmp_path)
    assert bundle.read_bytes() == (pair.headquarters.workspace.folder / "outbox" / "TCHQ-HQ03-0002.hqb").read_bytes()
    assert not exchanges(pair.hp, "TCHQ")[0].is_confirmed
    report = import_bundle(pair.hp, bundle)
    assert (report.number, report.counts.new) == (written.number, 0)
    assert report.counts.receipts == 1 + 3, "the entry, and the three people of the unit"
    assert exchanges(pair.hp, "TCHQ")[-2].is_confirmed
    assert peers(pair.hp)[0].last_in == written.number


def test_the_page_says_who_confirms_what_to_whom(pair: Pair, tmp_path: Path) -> None:
    import_bundle(pair.hq, pair.up().path)
    written = write_receipt_paper(pair.hq, "TCHQ/HQ03", tmp_path)
    text = " ".join(text_of(written.path).split())
    for words in ("BIÊN NHẬN TỆP TRAO ĐỔI", "TỔNG CỤC HẢI QUAN", "Cục Hải quan thành phố Hải Phòng", "đến tệp 1",
                  written.code, "Mã 1/"):  # fmt: skip
        assert words in text
    assert written.path.name == "Bien nhan TCHQ-HQ03-0001.pdf"


@pytest.mark.parametrize(("angle", "scale"), [(0, 1), (90, 0.8), (7, 1), (-12, 0.9), (183, 0.75), (45, 1.1)])
def test_scans_and_photographs_give_the_same_bytes(tmp_path: Path, angle: float, scale: float) -> None:
    random = Random(f"{angle}{scale}")
    raw = random.randbytes(1_900)
    sheet = Image.new("L", (1654, 2339), 255)
    for place, piece in enumerate(pieces(raw)):
        code = code_picture(piece).resize((650, 650), Image.Resampling.NEAREST)
        sheet.paste(code, (120 + 720 * (place % 2), 600 + 740 * (place // 2)))
    photo = tmp_path / "photo.jpg"
    photographed(sheet, random, angle, scale).save(photo, quality=80)
    assert read_receipt_picture(photo) == raw


def test_codes_in_several_pictures_are_put_together_in_any_order(tmp_path: Path) -> None:
    raw = Random(1).randbytes(2_500)
    paths = []
    for number, piece in enumerate(pieces(raw)):
        paths.append(tmp_path / f"{number}.png")
        code_picture(piece).resize((500, 500)).save(paths[-1])
    assert read_receipt(paths[::-1]) == raw
    with pytest.raises(ReceiptUnread) as caught:
        read_receipt([paths[0], paths[2], paths[0]])
    assert (caught.value.reason, caught.value.missing, caught.value.count) == (ReceiptFault.INCOMPLETE, "2, 4", 4)


def test_codes_of_two_receipts_foreign_codes_and_changed_ones_are_told_apart() -> None:
    first, second = pieces(b"a" * 1400), pieces(b"b" * 1400)
    assert joined([*first, b"https://example.vn", *first]) == b"a" * 1400
    faults = []
    for found in ([first[0], second[1]], [b"https://example.vn"], [first[0], first[1][:-1] + b"x"], []):
        with pytest.raises(ReceiptUnread) as caught:
            joined(found)
        faults.append(caught.value.reason)
    assert faults == [ReceiptFault.MIXED, ReceiptFault.NO_CODE, ReceiptFault.DAMAGED, ReceiptFault.NO_CODE]
    with pytest.raises(ReceiptUnread):
        pieces(bytes(PIECE_BYTES * MOST_PIECES + 1))
    assert len(pieces(bytes(PIECE_BYTES * MOST_PIECES))) == MOST_PIECES


def test_a_code_without_codes_to_come_is_damaged_and_not_an_accident() -> None:
    whole = pieces(b"a" * 10)[0]
    lying = whole[:-11] + b"\x01" + whole[-10:]  # it says that it is the first of none
    for code in (whole[:15], lying[:14] + b"\x01\x00" + b"x", lying[:14] + b"\x05\x01" + b"x"):
        with pytest.raises(ReceiptUnread):
            joined([code])


def test_hostile_pictures_have_one_error(tmp_path: Path) -> None:
    good, random = BytesIO(), Random(7)
    code_picture(pieces(b"a" * 300)[0]).resize((300, 300)).save(good, "PNG")
    jpeg = BytesIO()
    Image.new("L", (300, 300), 255).save(jpeg, "JPEG")
    target = tmp_path / "picture"
    for raw in (b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(50), b"%PDF-1.4", jpeg.getvalue()[:100]):
        target.write_bytes(raw)
        with pytest.raises(ReceiptUnread):
            read_receipt_picture(target)
    for source in (good.getvalue(), jpeg.getvalue()):
        for _ in range(150):
            changed = bytearray(source)
            for _ in range(random.randrange(1, 6)):
                changed[random.randrange(len(changed))] = random.randrange(256)
            target.write_bytes(bytes(changed[: random.randrange(1, len(changed) + 1)]))
            with contextlib.suppress(ReceiptUnread):
                assert read_receipt_picture(target) == b"a" * 300


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    edge = int(PICTURE_PIXELS**0.5) + 1
    bomb = tmp_path / "bomb.png"
    Image.new("1", (edge, edge), 1).save(bomb)
    assert bomb.stat().st_size < 100_000
    with pytest.raises(ReceiptUnread) as caught:
        read_receipt_picture(bomb)
    assert caught.value.reason is ReceiptFault.TOO_LARGE
    with pytest.raises(ReceiptUnread) as caught:
        read_receipt([bomb] * 25)
    assert caught.value.reason is ReceiptFault.TOO_LARGE


def test_a_receipt_for_another_unit_opens_nothing(pair: Pair, tmp_path: Path) -> None:
    written = write_receipt_paper(pair.hq, "TCHQ/HQ03", tmp_path)
    scan = tmp_path / "scan.png"
    page(written.path).save(scan)
    with pytest.raises(BundleRefused):
        import_bundle(pair.hq, save_receipt(pair.hq, [scan], tmp_path))
    assert written.code == control_code(read_receipt_picture(scan))


def test_a_receipt_that_cannot_be_written_leaves_its_number_free(pair: Pair, tmp_path: Path) -> None:
    before = contents(pair.hq.database)
    with pytest.raises(FileNotWritten):
        write_receipt_paper(pair.hq, "TCHQ/HQ03", tmp_path / "gone" / "page.pdf")
    assert contents(pair.hq.database) == before
    assert list((pair.headquarters.workspace.folder / "outbox").iterdir()) == []
    with pytest.raises(UnknownNeighbour):
        write_receipt_paper(pair.hq, "TCHQ/HQ20", tmp_path)
    officer = pair.headquarters.add("Lê Thu Hà", Role.OFFICER)
    with pytest.raises(NotPermitted):
        save_receipt(officer, [], tmp_path)


def test_a_picture_shows_all_its_codes_once() -> None:
    sheet = Image.new("L", (1300, 700), 255)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 650, 1300, 700), fill=0)
    for place, piece in enumerate(pieces(b"c" * 1400)):
        sheet.paste(code_picture(piece).resize((600, 600), Image.Resampling.NEAREST), (20 + 640 * place, 20))
    assert sorted(codes_in(sheet)) == pieces(b"c" * 1400)
