"""A report already written: its PDF joins it, it is taken back, another's gives way to it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen import outputs
from reportgen.findings import ReportgenError, Where, as_text
from reportgen.outputs import PrintedFigure, Receipt, WrittenSet, add_files, retract, write_set
from reportgen.outputs import receipt as receipts

FIGURES = (
    PrintedFigure("支出“合计”", Decimal("9246.840"), "万元", ("9246.84万元",), (Where("甲.xlsx"),)),
    PrintedFigure("人数\n", Decimal("1E+2"), "", (), ()),
)
RECEIPT = Receipt(
    "0.1.0", "2020", "整体\\支出", "ab12", form_file="甲.xlsx", form_sha256="00ff", figures=FIGURES
)
OTHER = replace(RECEIPT, form_file="乙.xlsx", form_sha256="11ee")


def report(folder: Path, content: bytes = b"one", receipt: Receipt = RECEIPT) -> WrittenSet:
    return write_set(folder, "镇", {".docx": content}, receipt)


def read(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith(".json")}


def told(path: Path) -> dict[str, object]:
    data = json.loads(path.read_text("utf-8"))
    assert data.pop("本记录校验")
    return dict(data)


# --- more files beside a report ---------------------------------------------------------------


def test_a_pdf_joins_a_report_and_its_receipt(tmp_path: Path) -> None:
    """As if both had been written at once."""
    made = report(tmp_path / "one")
    added = add_files(made.receipt, {".pdf": b"pdf"}, ["宋体", "仿宋"])
    both = write_set(
        tmp_path / "both",
        "镇",
        {".docx": b"one", ".pdf": b"pdf"},
        replace(RECEIPT, fonts=("仿宋", "宋体")),
    )
    assert read(tmp_path / "one") == {"镇.docx": b"one", "镇.pdf": b"pdf"}
    assert added.receipt.read_bytes() == both.receipt.read_bytes()
    assert outputs.notices(added) == []
    assert [file.replaced for file in added.files] == [False]


def test_the_same_pdf_again_changes_nothing(tmp_path: Path) -> None:
    made = report(tmp_path)
    add_files(made.receipt, {".pdf": b"pdf"})
    before = [(p.name, p.stat().st_mtime_ns, p.stat().st_ino) for p in sorted(tmp_path.iterdir())]
    assert add_files(made.receipt, {".pdf": b"pdf"}).files[0].same
    after = [(p.name, p.stat().st_mtime_ns, p.stat().st_ino) for p in sorted(tmp_path.iterdir())]
    assert after == before


def test_a_pdf_of_an_earlier_run_gives_way_and_is_no_longer_called_old(tmp_path: Path) -> None:
    add_files(report(tmp_path).receipt, {".pdf": b"pdf one", ".txt": b"old"})
    made = report(tmp_path, b"two")
    assert [path.name for path in made.stale] == ["镇.pdf", "镇.txt"]
    added = add_files(made.receipt, {".pdf": b"pdf two"})
    assert added.files[0].replaced
    assert [path.name for path in added.stale] == ["镇.txt"]
    assert set(told(made.receipt)["文件"]) == {"镇.docx", "镇.pdf"}  # type: ignore[call-overload]
    assert [path.name for path in report(tmp_path, b"two").stale] == ["镇.txt"]
    assert [path.name for path in report(tmp_path, b"three").stale] == ["镇.pdf", "镇.txt"]


def test_the_pdf_of_an_unchanged_report_is_still_its_own(tmp_path: Path) -> None:
    """Run with --pdf, and again without: the PDF is of this very report."""
    add_files(report(tmp_path).receipt, {".pdf": b"pdf"}, ["宋体"])
    place = tmp_path / "镇.来源.json"
    before = place.read_bytes()
    again = report(tmp_path)
    assert (again.stale, outputs.notices(again)) == ((), [])
    assert place.read_bytes() == before
    changed = report(tmp_path, b"two")
    assert [each.code for each in outputs.notices(changed)] == ["OU06"]
    assert told(place)["以前生成的文件"] == {"镇.pdf": receipts.sha256(b"pdf")}
    assert [path.name for path in report(tmp_path, b"two").stale] == ["镇.pdf"]


def test_a_pdf_a_person_changed_is_not_vouched_for_again(tmp_path: Path) -> None:
    add_files(report(tmp_path).receipt, {".pdf": b"pdf"})
    (tmp_path / "镇.pdf").write_bytes(b"signed")
    assert set(told(report(tmp_path).receipt)["文件"]) == {"镇.docx"}  # type: ignore[call-overload]


def test_a_run_killed_before_its_receipt_does_not_keep_the_pdf(tmp_path: Path) -> None:
    """The new report stands there, and the receipt is still of the one before."""
    add_files(report(tmp_path).receipt, {".pdf": b"pdf"})
    (tmp_path / "镇.docx").write_bytes(b"two")
    assert [path.name for path in report(tmp_path, b"two").stale] == ["镇.pdf"]


def test_a_list_that_was_not_written_again_is_out_of_date(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one", outputs.FINDINGS: b"list"}, RECEIPT)
    assert [path.name for path in report(tmp_path).stale] == ["镇.问题清单.txt"]


def test_a_list_alone_vouches_for_no_older_report(tmp_path: Path) -> None:
    """Errors stopped the report: what stands there is of the form as it was."""
    both = {".docx": b"one", outputs.FINDINGS: b"list"}
    write_set(tmp_path, "镇", both, RECEIPT)
    made = write_set(tmp_path, "镇", {outputs.FINDINGS: b"list"}, RECEIPT)
    assert [path.name for path in made.stale] == ["镇.docx"]


def test_a_pdf_a_person_edited_is_left_and_said(tmp_path: Path) -> None:
    made = report(tmp_path)
    add_files(made.receipt, {".pdf": b"pdf"})
    (tmp_path / "镇.pdf").write_bytes(b"signed")
    added = add_files(made.receipt, {".pdf": b"pdf two"})
    assert read(tmp_path) == {
        "镇.docx": b"one", "镇.pdf": b"signed", "镇（2）.pdf": b"pdf two",
    }  # fmt: skip
    assert [as_text(each) for each in outputs.notices(added)] == [
        "镇.pdf  提醒 OU04\n"
        "  《镇.pdf》在上次生成以后有人改过，或不是本程序生成的，没有覆盖；这次的写成《镇（2）.pdf》。\n"
        "  办法：对照两个文件；改过的那个如不再需要，删去后再运行一次。"
    ]
    again = add_files(made.receipt, {".pdf": b"pdf three"})
    assert (again.files[0].path.name, again.files[0].replaced) == ("镇（2）.pdf", True)


def test_a_folder_in_the_place_of_a_pdf_is_called_a_folder(tmp_path: Path) -> None:
    made = report(tmp_path)
    (tmp_path / "镇.pdf").mkdir()
    [said] = outputs.notices(add_files(made.receipt, {".pdf": b"pdf"}))
    assert as_text(said) == (
        "镇.pdf  提醒 OU04\n"
        "  《镇.pdf》是一个文件夹，没有动；这次的写成《镇（2）.pdf》。\n"
        "  办法：这个文件夹如不再需要这个名称，改名或移走，再运行一次。"
    )
    assert (tmp_path / "镇.pdf").is_dir()


def test_the_pdf_of_another_report_of_that_number_is_left(tmp_path: Path) -> None:
    """Its own receipt vouches for it, this one does not."""
    first = report(tmp_path)
    (tmp_path / "镇.pdf").write_bytes(b"signed")
    second = report(tmp_path, b"two", OTHER)
    assert second.receipt.name == "镇（2）.来源.json"
    add_files(second.receipt, {".pdf": b"pdf two"})
    assert add_files(first.receipt, {".pdf": b"pdf one"}).files[0].path.name == "镇（3）.pdf"
    assert (tmp_path / "镇（2）.pdf").read_bytes() == b"pdf two"


@pytest.mark.skipif(os.name != "posix", reason="Windows is what this stands for")
def test_a_pdf_open_elsewhere_is_left_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = report(tmp_path)
    add_files(made.receipt, {".pdf": b"pdf"})
    real = os.replace

    def refuse(source: str, target: str, **_: object) -> None:
        if Path(target).name == "镇.pdf":
            raise PermissionError(13, "denied")
        real(source, target)

    monkeypatch.setattr(outputs.atomic, "PAUSE", 0)
    monkeypatch.setattr(os, "replace", refuse)
    added = add_files(made.receipt, {".pdf": b"pdf two"})
    assert [each.code for each in outputs.notices(added)] == ["OU05"]
    assert (tmp_path / "镇（2）.pdf").read_bytes() == b"pdf two"


@pytest.mark.parametrize("how", ["missing", "edited"])
def test_without_a_sound_receipt_nothing_is_added(tmp_path: Path, how: str) -> None:
    place = report(tmp_path).receipt
    if how == "missing":
        place.unlink()
    else:
        place.write_text(place.read_text("utf-8").replace("9246", "9999"), "utf-8")
    with pytest.raises(ReportgenError) as problem:
        add_files(place, {".pdf": b"pdf"})
    assert problem.value.code == "OU03"
    assert problem.value.message == (
        "没有写《镇.pdf》：报告的来源记录《镇.来源.json》不在了，或有人改过。"
    )
    assert read(tmp_path) == {"镇.docx": b"one"}


# --- a report taken back ----------------------------------------------------------------------


def test_a_report_is_taken_back_whole(tmp_path: Path) -> None:
    (tmp_path / "镇（手写）.docx").write_bytes(b"a person's")
    made = report(tmp_path)
    add_files(made.receipt, {".pdf": b"pdf"})
    removed = [path.name for path in retract(made.receipt)]
    assert removed == ["镇.docx", "镇.pdf", "镇.来源.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["镇（手写）.docx"]
    assert retract(made.receipt) == ()


def test_what_a_person_edited_stays_and_the_receipt_with_it(tmp_path: Path) -> None:
    made = report(tmp_path)
    add_files(made.receipt, {".pdf": b"pdf"})
    (tmp_path / "镇.docx").write_bytes(b"edited")
    assert [path.name for path in retract(made.receipt)] == ["镇.pdf"]
    assert read(tmp_path) == {"镇.docx": b"edited"}
    assert made.receipt.exists()


def test_an_edited_receipt_takes_nothing_back(tmp_path: Path) -> None:
    place = report(tmp_path).receipt
    place.write_text(place.read_text("utf-8").replace("9246", "9999"), "utf-8")
    assert retract(place) == ()
    assert read(tmp_path) == {"镇.docx": b"one"}


def test_a_receipt_that_names_files_elsewhere_takes_none_of_them(tmp_path: Path) -> None:
    """Anyone can work out the sum of a receipt."""
    (tmp_path / "甲.docx").write_bytes(b"mine")
    (tmp_path / "里").mkdir()
    digests = dict.fromkeys(("甲.docx", "../甲.docx", "镇/../../甲.docx"), receipts.sha256(b"mine"))
    place = tmp_path / "里" / "镇.来源.json"
    place.write_text(receipts.text(replace(RECEIPT, files=digests)), "utf-8")
    (tmp_path / "里" / "甲.docx").write_bytes(b"mine")
    assert [path.name for path in retract(place)] == ["镇.来源.json"]
    assert (tmp_path / "甲.docx").read_bytes() == b"mine"
    assert (tmp_path / "里" / "甲.docx").read_bytes() == b"mine"


def test_a_folder_in_the_place_of_a_file_stays(tmp_path: Path) -> None:
    made = report(tmp_path)
    (tmp_path / "镇.docx").unlink()
    (tmp_path / "镇.docx").mkdir()
    assert retract(made.receipt) == ()
    assert made.receipt.exists()


# --- another form's report whose form is gone -------------------------------------------------


def test_the_report_of_a_form_that_is_gone_gives_way(tmp_path: Path) -> None:
    write_set(tmp_path, "镇", {".docx": b"one", ".pdf": b"pdf one"}, RECEIPT)
    asked = []

    def gone(name: str) -> bool:
        asked.append(name)
        return True

    made = write_set(tmp_path, "镇", {".docx": b"two", ".pdf": b"pdf two"}, OTHER, gone=gone)
    assert read(tmp_path) == {"镇.docx": b"two", "镇.pdf": b"pdf two"}
    assert asked == ["甲.xlsx"]
    assert outputs.notices(made) == []
    assert told(made.receipt)["填报表"] == {"文件名": "乙.xlsx", "sha256": "11ee"}


def test_the_report_of_a_form_still_there_does_not(tmp_path: Path) -> None:
    report(tmp_path)
    made = write_set(tmp_path, "镇", {".docx": b"two"}, OTHER, gone=lambda _: False)
    assert read(tmp_path) == {"镇.docx": b"one", "镇（2）.docx": b"two"}
    assert [each.code for each in outputs.notices(made)] == ["OU09"]


def test_an_edited_report_of_a_form_that_is_gone_stays(tmp_path: Path) -> None:
    report(tmp_path)
    (tmp_path / "镇.docx").write_bytes(b"edited")
    made = write_set(tmp_path, "镇", {".docx": b"two"}, OTHER, gone=lambda _: True)
    assert read(tmp_path) == {"镇.docx": b"edited", "镇（2）.docx": b"two"}
    assert [each.code for each in outputs.notices(made)] == ["OU04"]


def test_what_the_form_left_under_a_later_number_is_called_old(tmp_path: Path) -> None:
    report(tmp_path)
    report(tmp_path, b"two", OTHER)
    third = replace(OTHER, form_file="丙.xlsx", form_sha256="22")
    report(tmp_path, b"three", third)
    anew = replace(OTHER, form_sha256="33")
    made = write_set(tmp_path, "镇", {".docx": b"two anew"}, anew, gone=lambda n: n == "甲.xlsx")
    assert [file.path.name for file in made.files] == ["镇.docx"]
    assert [path.name for path in made.stale] == ["镇（2）.docx"]


# --- the receipt's own text -------------------------------------------------------------------


def test_a_receipt_is_written_as_json_itself_writes_it(tmp_path: Path) -> None:
    """Written by hand for speed: keys sorted, indented by two, its sum over all the rest."""
    text = report(tmp_path).receipt.read_text("utf-8")
    data = json.loads(text)
    assert json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n" == text
    claimed = data.pop("本记录校验")
    rest = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    assert claimed == receipts.sha256(rest.encode())
    assert [each["数值"] for each in data["印出的数"]] == ["100", "9246.840"]


def test_a_receipt_another_program_wrote_line_ends_into_still_vouches(tmp_path: Path) -> None:
    place = report(tmp_path).receipt
    place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert set(receipts.vouched(place) or ()) == {"镇.docx"}
