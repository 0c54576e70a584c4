"""``reportgen batch``: every township of a folder, and the county's summary."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli import ending, telling
from reportgen.cli.check import PackFolder
from reportgen.cli.watching import Tally, watching
from reportgen.findings import ReportgenError, has_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.batch import Asked, Result

Inputs = Annotated[
    Path,
    typer.Argument(
        metavar="填报表文件夹", help="放各单位填报表的文件夹，可有子文件夹。", readable=False
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="文件夹",
        help="报告和汇总写到这里；不写时为 outputs 下的同名文件夹。",
        readable=False,
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", metavar="个数", min=0, help="同时处理几份；写 0 或不写，按处理器个数。"),
]
Roster = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="名册",
        help="应报单位名册（.xlsx）；不写时用格式包的名单。",
        readable=False,
    ),
]
LastYear = Annotated[
    Path | None,
    typer.Option(
        "--last-year",
        metavar="文件夹",
        help="上年的填报表，用来比较文字和数据。",
        readable=False,
    ),
]


def batch(
    inputs: Inputs,
    out: Out = None,
    pack: PackFolder = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="同时转成 PDF（需要 LibreOffice）。")] = False,
    jobs: Jobs = 0,
    roster: Roster = None,
    last_year: LastYear = None,
    everything: Annotated[
        bool, typer.Option("--all", help="全部重做；不写时只做新的、改过的。")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出，供其他程序读取。")] = False,
) -> None:
    """处理文件夹里的全部填报表：一个单位一份报告，另加全县汇总表。

    退出码：0 全部生成，1 有的没有生成或有未报单位，2 无法运行，3 出过程序故障，130 中途停止。
    """
    tally = Tally()
    try:
        with _signals():
            from reportgen.batch import Asked

            target = out or Path("outputs") / inputs.resolve().name
            asked = Asked(inputs, target, pack, roster, last_year, pdf, everything, jobs)
            code = _run(asked, tally, as_json=as_json)
    except KeyboardInterrupt:
        raise typer.Abort(str(tally)) from None
    raise typer.Exit(code)


@contextmanager
def _signals() -> Iterator[None]:
    """Hear a closed terminal and a polite kill as Ctrl-C: the workers go too, the tally is told.

    What was told to be ignored, as nohup does, stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {each: signal.getsignal(each) for each in numbers}
    heard = {each: was for each, was in before.items() if was is signal.SIG_DFL}
    for each in heard:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each, was in heard.items():
            signal.signal(each, was)


def _run(asked: Asked, tally: Tally, *, as_json: bool) -> int:
    from reportgen.batch.run import run

    try:
        with watching(tally, as_json=as_json) as watch:
            result = run(asked, watch)
    except ReportgenError as broken:
        if not as_json:
            raise
        telling.print_json(telling.not_run(broken))
        return telling.COULD_NOT_RUN
    if as_json:
        telling.print_json(ending.as_data(result))
    else:
        ending.tell(result)
    return _exit_code(result)


def _exit_code(result: Result) -> int:
    from reportgen.outcomes import State

    states = {outcome.state for outcome in result.outcomes}
    if State.BROKEN in states:
        return telling.FAULT
    whole = states <= {State.DONE} and not has_errors(result.findings)
    return telling.DONE if whole and result.summary else telling.ERRORS
