"""A small pack whose rules run along lists, and filled forms of it, all made in a folder.

Two lists: 项目支出, and 项目绩效 whose rows belong to a project each (项目绩效.项目).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen import packs, workbook
from reportgen.findings import Finding
from reportgen.packs.model import Pack
from reportgen.pipeline import checking
from reportgen.pipeline.checking import Checked
from tests.forms.made import made_form, made_pack
from tests.helpers.word import docx

FORM = {
    "项目": {
        "A1": "项目支出表",
        "A2": "项目名称", "B2": "预算", "C2": "决算", "D2": "执行率", "E2": "占比",
        "F2": "扣分合计", "G2": "开始", "H2": "结束", "I2": "满分", "J2": "结余",
        "A3": "{{ 项目支出.名称 }}", "B3": "{{ 项目支出.预算 }}", "C3": "{{ 项目支出.决算 }}",
        "D3": "{{ 项目支出.执行率 }}", "E3": "{{ 项目支出.占比 }}", "F3": "{{ 项目支出.扣分合计 }}",
        "G3": "{{ 项目支出.开始 }}", "H3": "{{ 项目支出.结束 }}",
        "I3": "{{ 项目支出.满分 }}", "J3": "{{ 项目支出.结余 }}",
    },
    "绩效": {
        "A1": "绩效表",
        "A2": "所属项目", "B2": "分值", "C2": "得分", "D2": "扣分", "E2": "偏差原因",
        "A3": "{{ 项目绩效.项目 }}", "B3": "{{ 项目绩效.分值 }}", "C3": "{{ 项目绩效.得分 }}",
        "D3": "{{ 项目绩效.扣分 }}", "E3": "{{ 项目绩效.偏差原因 }}",
    },
    "概况": {
        "A1": "单位名称", "B1": "{{ 单位 }}",
        "A2": "最高限额", "B2": "{{ 限额 }}",
        "A3": "平均执行率", "B3": "{{ 平均执行率 }}",
        "A4": "重点项目", "B4": "{{ 重点项目 }}",
    },
}  # fmt: skip
TABLES = {
    "字段": """
        | 名称 | 类型 | 单位 | 小数位 | 必填 | 选项 |
        | 单位 | 文字 | | | 是 | |
        | 限额 | 数 | 万元 | | 否 | |
        | 重点项目 | 选项 | | | 否 | 项目支出.名称 |
        | 项目支出 | 表 | | | 是 | |
        | 项目支出.名称 | 文字 | | | 是 | |
        | 项目支出.预算 | 数 | 万元 | | 是 | |
        | 项目支出.决算 | 数 | 万元 | | 否 | |
        | 项目支出.开始 | 日期 | | | 否 | |
        | 项目支出.结束 | 日期 | | | 否 | |
        | 项目支出.满分 | 数 | 分 | | 否 | |
        | 项目支出.结余 | 数 | 万元 | | 否 | |
        | 项目绩效 | 表 | | | 否 | |
        | 项目绩效.项目 | 选项 | | | 是 | 项目支出.名称 |
        | 项目绩效.分值 | 数 | 分 | | 是 | |
        | 项目绩效.得分 | 数 | 分 | | 是 | |
        | 项目绩效.偏差原因 | 文字 | | | 否 | |
    """,
    "计算": """
        | 名称 | 算法 | 取数 | 单位 | 小数位 |
        | 平均执行率 | 平均 | 平均(项目支出.执行率) | % | 2 |
        | 项目支出.占比 | 占比 | 项目支出.决算；合计(项目支出.决算) | % | 2 |
        | 项目支出.执行率 | 比率 | 项目支出.决算；项目支出.预算 | % | 2 |
        | 项目支出.扣分合计 | 合计 | 合计(项目绩效.扣分) | 分 | 2 |
        | 项目绩效.扣分 | 差额 | 项目绩效.分值；项目绩效.得分 | 分 | 2 |
    """,
    "勾稽": """
        | 规则 | 左边 | 右边 | 容差 | 级别 | 说明 |
        | 不超过 | 项目支出.决算 | 项目支出.预算 | | 错误 | |
        | 不超过 | 项目支出.预算 | 限额 | | 提醒 | 超过限额的要报批 |
        | 文字必填 | 项目绩效.偏差原因 | 项目绩效.扣分 | | 错误 | |
        | 不晚于 | 项目支出.开始 | 项目支出.结束 | | 错误 | |
    """,
    "指标": "| 名称 |",
    "等级": "| 名称 |",
    "说明": "| 项目 | 内容 |",
}
REPORT = """
    {% for 项 in 项目支出 %}
    {{ 项.名称 }}执行率{{ 项.执行率 | 百分比 }}，占{{ 项.占比 | 百分比 }}。
    {% for 标 in 项目绩效 %}
    {% if 标.项目 == 项.名称 %}
    扣{{ 标.扣分 }}分：{{ 标.偏差原因 }}
    {% endif %}
    {% endfor %}
    {% endfor %}
    {{ 单位 }}平均执行率{{ 平均执行率 | 百分比 }}。
"""
GOOD = {
    "项目": {
        "A1": "项目支出表",
        "A2": "项目名称", "B2": "预算", "C2": "决算", "D2": "执行率", "E2": "占比",
        "F2": "扣分合计", "G2": "开始", "H2": "结束", "I2": "满分", "J2": "结余",
        "A3": "扶贫", "B3": 10, "C3": 5, "G3": "2020-1-1", "H3": "2020-6-30", "I3": 30, "J3": 5,
        "A4": "基建", "B4": 20, "C4": 15, "G4": "2020-3-1", "H4": "2020-3-1", "I4": 70, "J4": 5,
    },
    "绩效": {
        "A1": "绩效表",
        "A2": "所属项目", "B2": "分值", "C2": "得分", "D2": "扣分", "E2": "偏差原因",
        "A3": "基建", "B3": 50, "C3": 48, "E3": "雨季停工",
        "A4": "扶贫", "B4": 30, "C4": 30,
        "A5": "基建", "B5": 20, "C5": 19, "E5": "验收推迟",
    },
    "概况": {
        "A1": "单位名称", "B1": "灰山港镇",
        "A2": "最高限额", "B2": 100,
        "A3": "平均执行率",
        "A4": "重点项目",
    },
}  # fmt: skip


def folder(at: Path, *, report: str = REPORT, **tables: str) -> Path:
    """Write the pack; other tables and another report may stand for its own."""
    made = made_pack(at / "pack", {**TABLES, **tables}, FORM)
    (made / "report.docx").write_bytes(docx(report))
    return made


def added(title: str, lines: str) -> str:
    """Return one of the pack's tables with more lines."""
    return TABLES[title].rstrip() + "\n" + lines


def vetted(at: Path, **tables: str) -> list[Finding]:
    """Return what is wrong with the pack when other tables stand for its own."""
    return packs.load(folder(at, **tables))[1]


def checked(at: Path, changes: Mapping[str, object], **tables: str) -> Checked:
    """Judge a form with some cells typed otherwise (``项目!B3``); None empties a cell."""
    pack = _sound(at, **tables)
    sheets = {title: dict(cells) for title, cells in GOOD.items()}
    for place, value in changes.items():
        title, _, cell = place.partition("!")
        sheets[title][cell] = value
    path = at / "填报表.xlsx"  # the pack has made the folder
    made_form(sheets).save(path)
    return checking.check(workbook.read(path), pack)


def _sound(at: Path, **tables: str) -> Pack:
    pack, findings = packs.load(folder(at, **tables))
    assert findings == []
    return pack
