"""``reportgen pack fields``: the field handbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import annotating, telling
from reportgen.cli.pack import options
from reportgen.cli.pack.options import PackFolder
from reportgen.findings import ReportgenError, as_text, has_errors

if TYPE_CHECKING:
    from reportgen.outputs import WrittenSet
    from reportgen.packs.model import Pack

_ENDING = ".xlsx"
_OTHERS = (".xls", ".et", ".csv", ".docx", ".doc", ".wps", ".pdf", ".txt", ".json")

Out = Annotated[
    Path | None,
    options.out(
        "字段手册", "写到这里（.xlsx 文件名或文件夹）；不写时为当前文件夹的“字段手册.xlsx”。"
    ),
]


def fields(
    folder: PackFolder,
    out: Out = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="以 JSON 输出；没有写 -o 的，不写文件。")
    ] = False,
) -> None:
    """写字段手册：每个名称的标签、填在哪里、印在哪里、用在哪里、例子。

    退出码：0 已写好，1 已写好但格式包有错误，2 无法写。
    """
    from reportgen.editor import handbook

    target = _target(out)
    pack, book, findings = handbook.make(folder)
    if as_json:
        told: dict[str, object] = {**handbook.as_data(book), "问题清单": telling.as_data(findings)}
        if out is not None:
            told["字段手册"] = str(_write(target, pack, handbook.workbook(book)).files[0].path)
        telling.print_json(told)
    else:
        telling.tell(findings, "pack lint --json")
        _say(_write(target, pack, handbook.workbook(book)))
        entries = (*book.singles, *book.columns, *book.results)
        typer.echo(f"{folder}：{len(entries)} 个名称；没有用到的 {len(book.idle)} 个。")
    raise typer.Exit(telling.ERRORS if has_errors(findings) else telling.DONE)


def _target(out: Path | None) -> Path:
    """Return the handbook's own path; ``out`` may be a folder."""
    from reportgen.editor.handbook import STEM

    place = out or Path()
    if place.suffix.lower() == _ENDING:
        return place
    if place.suffix.lower() in _OTHERS:
        message = f"字段手册只能写成 {_ENDING} 文件，写不成“{place.name}”。"
        raise ReportgenError("PK75", message, f"把文件名改成以 {_ENDING} 结尾，再运行一次。")
    return place / f"{STEM}{_ENDING}"


def _write(target: Path, pack: Pack, data: bytes) -> WrittenSet:
    """Write the handbook; one that a person has edited is left alone, the new one numbered."""
    from reportgen import outputs

    receipt = annotating.receipt(pack, None)
    return outputs.write_set(target.parent, target.stem, {_ENDING: data}, receipt)


def _say(written: WrittenSet) -> None:
    from reportgen import outputs

    for each in outputs.notices(written):
        typer.echo(as_text(each), err=True)
    file = written.files[0]
    word = "没有变化" if file.same else "已更新" if file.replaced else "已生成"
    typer.secho(f"{word}  {file.path}", fg=typer.colors.GREEN)
