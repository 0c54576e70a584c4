"""What is no ordinary file is named for what it is, at once; an odd name is only a name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.findings import ReportgenError
from tests.helpers.packs import PACK
from tests.hostile.made import example, zipped
from tests.hostile.places import NAMES, ODD, Odd


@pytest.mark.parametrize("odd", ODD, ids=[odd.name for odd in ODD])
def test_a_single_one_is_refused_without_waiting(odd: Odd, tmp_path: Path) -> None:
    """A link to an ordinary form is followed where a person asks for it by name."""
    path = tmp_path / odd.name
    odd.put(path)
    if path.is_file() and path.is_symlink():
        assert pipeline.check_one(path, PACK).book.file == odd.name
        return
    with pytest.raises(ReportgenError) as caught:
        pipeline.check_one(path, PACK)
    assert caught.value.code in ("WB01", "WB02", "WB05", "WB06", "WB08")
    assert odd.name in caught.value.message


@pytest.mark.parametrize("name", NAMES)
def test_a_form_with_an_odd_name_is_read(name: bytes, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(zipped(example()))
    built = pipeline.build_one(path, PACK)
    assert built.docx
    assert built.stem.isprintable()


def test_a_name_in_gbk_is_told_in_characters(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("灰山港镇".encode("gbk"))
    path.write_bytes(b"%PDF-")
    with pytest.raises(ReportgenError, match="“灰山港镇”是 PDF 文件"):
        pipeline.check_one(path, PACK)
    path = tmp_path / os.fsdecode(b"\xff.xlsx")
    path.write_bytes(b"%PDF-")
    with pytest.raises(ReportgenError, match=r"“\\xff\.xlsx”是 PDF 文件"):
        pipeline.check_one(path, PACK)
