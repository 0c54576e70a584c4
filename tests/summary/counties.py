"""Made-up counties: outcomes as a batch leaves them, with known figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook, load_workbook

from reportgen import summary
from reportgen.findings import Finding, Where, error, notice
from reportgen.likeness.model import Copy, Group, Likeness, Share
from reportgen.outcomes import Amount, Line, Outcome, Score, State
from reportgen.packs.model import Headline, Pack
from reportgen.summary import County
from tests.helpers.packs import shipped

NAMES = [each.name for each in shipped().roster]
_RULES = Where("rules.xlsx", "汇总!A2")
HEADLINES = (
    Headline("收入合计", "上年收入合计", True, _RULES),
    Headline("支出合计决算", "", True, _RULES),
    Headline("三公经费本年决算", "三公经费上年决算", True, _RULES),
    Headline("在职人数", "", True, _RULES),
    Headline("预算完成率", "", False, _RULES),
)


def pack() -> Pack:
    return replace(shipped(), headlines=HEADLINES)


def money(value: str | Decimal, spot: str = "基础数据表!D8") -> Amount:
    return Amount(Decimal(value), "万元", 2, spot)


def score(lost: dict[int, str] | None = None, claimed: str = "98", grade: str = "优秀") -> Score:
    """Full points but for those lost, by the place of the indicator."""
    gone = {at: Decimal(points) for at, points in (lost or {}).items()}
    lines = tuple(
        Line(each.name, each.title, each.weight, each.weight - gone.get(at, Decimal(0)))
        for at, each in enumerate(pack().indicators)
    )
    total = Decimal(100) - sum(gone.values(), Decimal(0))
    return Score(total, Decimal(claimed), grade, lines)


def figures(at: int) -> dict[str, Amount]:
    """Figures of like size: 8,000 and a little, 7 % more than the year before."""
    size = 8_000 + 137 * at
    return {
        "收入合计": money(Decimal(size) + Decimal("0.97"), "基础数据表!D8"),
        "上年收入合计": money(Decimal(size) / Decimal("1.07"), "基础数据表!E8"),
        "支出合计决算": money(Decimal(size - 20), "基础数据表!D12"),
        "三公经费本年决算": money(Decimal(40 + at) + Decimal("0.29"), "基础数据表!D20"),
        "三公经费上年决算": money(Decimal(44 + at), "基础数据表!E20"),
        "在职人数": Amount(Decimal(80 + at), "人", 0, "基础数据表!D30"),
        "预算完成率": Amount(Decimal("0.9512") + Decimal(at) / 1000, "%", 2, "评分表!F9"),
    }


def outcome(at: int, **changes: object) -> Outcome:
    name = NAMES[at] if at < len(NAMES) else f"示例{at}镇"
    plain = Outcome(
        form=f"{name}.xlsx",
        sha256=f"{at:064x}",
        state=State.DONE,
        unit=name,
        full_name=f"桃江县{name}人民政府",
        score=score({7: str(at % 4), 3: f"{at % 3}.5"}, grade="优秀" if at % 3 else "良好"),
        figures=figures(at),
        folder=name,
        files={f"{name}绩效评价报告.docx": "0", f"{name}绩效评价报告.来源.json": "1"},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def finding(code: str = "CK01", file: str = "灰山港镇.xlsx", *, bad: bool = False) -> Finding:
    make = error if bad else notice
    message = "三公经费为 44.29万元，但分项相加为 45.29万元，相差 -1.00万元。"
    return make(
        code, Where(file, "基础数据表!D9"), message, "核对各分项与三公经费，改正填错的一格。"
    )


def alike() -> Likeness:
    text = "坚持党建引领，压实工作责任，健全内控制度，严格资金管理，确保各项支出合规有效。" * 4
    copies = tuple(
        Copy(f"{n}.xlsx", n, "单位概况!B66", at, text, 144) for at, n in enumerate(NAMES[:3], 1)
    )
    own = (
        Copy(f"{NAMES[5]}.xlsx", NAMES[5], "单位概况!B70", 1, text[:90], 78),
        Copy(f"上年/{NAMES[5]}.xlsx", NAMES[5], "单位概况!B70", 1, text[:90], 78, True),
    )
    shares = {f"{n}.xlsx": Share(2_000, 160 if at > 2 else 900, 300) for at, n in enumerate(NAMES)}
    return Likeness((Group(copies, 3, True), Group(own, 1, False)), shares)


def county(outcomes: tuple[Outcome, ...], **changes: object) -> County:
    plain = County("示例县部门整体支出绩效评价汇总", pack(), outcomes)
    return replace(plain, **changes)  # type: ignore[arg-type]


def example() -> County:
    """Fifteen townships: one missing, one with errors, one unreadable, one in 元."""
    outcomes = [
        outcome(
            at,
            findings=tuple(
                finding(c, NAMES[at] + ".xlsx") for c in ("CK01", "RC05", "RV12")[: at % 4]
            ),
        )
        for at in range(14)
    ]
    big = {
        k: replace(v, value=v.value * 10_000) if v.unit == "万元" else v
        for k, v in figures(4).items()
    }
    errors = (finding(file=NAMES[4] + ".xlsx", bad=True), finding("RC03", bad=True))
    outcomes[4] = outcome(
        4,
        state=State.ERRORS,
        findings=errors,
        figures=big,
        score=None,
        files={f"{NAMES[4]}.问题清单.txt": "0"},
    )
    outcomes[9] = Outcome(
        f"{NAMES[9]}.xlsx", "0", State.UNREADABLE, findings=(finding("WB05", bad=True),)
    )
    slip = {**figures(6), "三公经费本年决算": money("429", "基础数据表!D20")}
    outcomes[6] = outcome(6, figures=slip)
    return county(
        tuple(outcomes),
        roster=tuple(NAMES),
        missing=(NAMES[14],),
        likeness=alike(),
        inputs="../../inputs/示例",
    )


def opened(county_: County) -> Workbook:
    return load_workbook(BytesIO(summary.workbook(county_)))


def rows(book: Workbook, title: str) -> list[list[object]]:
    return [list(row) for row in book[title].iter_rows(values_only=True)]


def table(book: Workbook, title: str, head: str) -> list[dict[str, object]]:
    """The rows below the head that has this word, by the titles of their columns."""
    lines = rows(book, title)
    at = next(i for i, line in enumerate(lines) if head in line)
    return [dict(zip(map(str, lines[at]), line, strict=True)) for line in lines[at + 1 :]]
