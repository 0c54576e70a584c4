"""XML that grows, reaches out, nests without end, lies about its encoding or makes no sense."""

from __future__ import annotations

import re

from tests.helpers.office import HEAD, MAIN
from tests.hostile.made import (
    WORKBOOK,
    Faulty,
    Kind,
    Maker,
    Members,
    Refused,
    cell,
    edited,
    kinds,
    number,
    part_of,
    with_part,
    zipped,
)

_TITLE = "收入支出"
_LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
_LAUGHING = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{_LAUGHS}]><a>&l9;</a>'
_QUADRATIC = f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]><a>{"&x;" * 1000}</a>'
_OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
_PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><a/>'
_DOCTYPE = "含有 DOCTYPE 声明"


def _part(name: str, content: str | bytes) -> Maker:
    return lambda members: zipped(with_part(members, name, content))


def _before(name: str, words: str) -> Maker:
    """Return a maker that puts something between the declaration and the root of a part."""
    return lambda members: zipped(edited(members, name, "?>", f"?>{words}"))


def _in_sheet(before: str, after: str) -> Maker:
    return lambda members: zipped(edited(members, part_of(members, _TITLE), before, after))


def _raw_in_sheet(raw: bytes) -> Maker:
    def make(members: Members) -> bytes:
        name = part_of(members, _TITLE)
        return zipped({**members, name: members[name].replace("收入".encode(), raw, 1)})

    return make


def _recoded(encoding: str, declared: str) -> Maker:
    """Return a maker that writes one sheet in another encoding and says so, or not."""

    def make(members: Members) -> bytes:
        name = part_of(members, _TITLE)
        content = members[name].decode()
        content = re.sub(r"<\?xml.*?\?>", f'<?xml version="1.0" encoding="{declared}"?>', content)
        return zipped({**members, name: content.encode(encoding, "replace")})

    return make


def _deep(members: Members) -> bytes:
    nest = "<x>" * 100_000 + "</x>" * 100_000
    return zipped(edited(members, part_of(members, _TITLE), "</sheetData>", f"</sheetData>{nest}"))


def _deep_texts(members: Members) -> bytes:
    from tests.hostile.oddities import shared

    again = shared(members)
    name = "xl/sharedStrings.xml"
    nest = "<x>" * 100_000 + "</x>" * 100_000
    return zipped(edited(again, name, "</sst>", f"{nest}</sst>"))


def _many_sheets(members: Members) -> bytes:
    first = '<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    more = "".join(f'{first} name="空{at}" sheetId="{at}" r:id="rId2"/>' for at in range(100, 400))
    return zipped(edited(members, WORKBOOK, "</sheets>", f"{more}</sheets>"))


def _many_texts(members: Members) -> bytes:
    from tests.hostile.oddities import shared

    again = shared(members)
    name = "xl/sharedStrings.xml"
    spread = "".join(f"<si><t>{at}</t></si>" for at in range(500_001))
    return zipped(edited(again, name, "</sst>", f"{spread}</sst>"))


def _many_cells(members: Members) -> bytes:
    rows = "".join(
        f'<row r="{row}">' + "<c><v>1</v></c>" * 210 + "</row>" for row in range(2000, 3000)
    )
    return zipped(edited(members, part_of(members, _TITLE), "</sheetData>", f"{rows}</sheetData>"))


def _lost(name: str) -> Maker:
    return lambda members: zipped({key: members[key] for key in members if key != name})


def _not_the_sheet(members: Members) -> bytes:
    return zipped(
        with_part(members, part_of(members, _TITLE), f'{HEAD}<chartsheet xmlns="{MAIN}"/>')
    )


def _outside_target(members: Members) -> bytes:
    return zipped(
        edited(members, "xl/_rels/workbook.xml.rels", "sheet3.xml", "../../../../etc/passwd")
    )


def _two_of_one_title(members: Members) -> bytes:
    return zipped(edited(members, WORKBOOK, 'name="三公经费"', 'name="收入支出"'))


MARKUP: list[Kind] = kinds(
    ("光有文档类型", _before(WORKBOOK, "<!DOCTYPE workbook>"), Refused("WB11", _DOCTYPE)),
    ("实体炸弹", _part("xl/sharedStrings.xml", _LAUGHING), Refused("WB11", _DOCTYPE)),
    ("平方炸弹", _part("docProps/app.xml", _QUADRATIC), Refused("WB11", _DOCTYPE)),
    ("读外部文件", _part("docProps/core.xml", _OUTSIDE), Refused("WB11", _DOCTYPE)),
    ("参数实体", _part("customXml/item1.xml", _PARAMETER), Refused("WB11", _DOCTYPE)),
    ("没人看的部件里", _part("xl/无名.dat", _OUTSIDE), Refused("WB11", _DOCTYPE)),
    ("宽字符里的文档类型", _part("docProps/app.xml", _OUTSIDE.encode("utf-16")),
     Refused("WB11", _DOCTYPE)),
    ("关系里的文档类型", _part("_rels/.rels", _OUTSIDE), Refused("WB11", _DOCTYPE)),
    ("嵌套十万层", _deep, Refused("WB10", "层层嵌套超过 256 层")),
    ("文字里嵌套十万层", _deep_texts, Refused("WB10", "层层嵌套超过 256 层")),
    ("不是UTF8的字节", _raw_in_sheet(b"\xff\xfe\xfd"), Refused("WB08", "不是完整的 XML")),
    ("半个汉字", _raw_in_sheet("收".encode()[:2]), Refused("WB08", "不是完整的 XML")),
    ("编进UTF8的半个字", _raw_in_sheet(b"\xed\xa0\x80"), Refused("WB08", "不是完整的 XML")),
    ("生的控制字符", _raw_in_sheet(b"\x0b\x01"), Refused("WB08", "不是完整的 XML")),
    ("写成引用的控制字符", _raw_in_sheet(b"&#7;"), Refused("WB08", "不是完整的 XML")),
    ("写成引用的半个字", _raw_in_sheet(b"&#xD800;"), Refused("WB08", "不是完整的 XML")),
    ("没有定义的实体", _raw_in_sheet(b"&nbsp;"), Refused("WB08", "不是完整的 XML")),
    ("没有写完的标记", _in_sheet("</sheetData>", ""), Refused("WB08", "不是完整的 XML")),
    ("国标码", _recoded("gb18030", "GBK"), Refused("WB11", "用了 GBK 编码")),
    ("国标码不说", _recoded("gb18030", "UTF-8"), Refused("WB08", "不是完整的 XML")),
    ("别的机器的编码", _recoded("cp037", "cp037"), Refused("WB08", "不是 XML")) ,
    ("七位编码", _recoded("utf-7", "UTF-7"), Refused("WB11", "用了 UTF-7 编码")),
    ("三百张工作表", _many_sheets, Refused("WB10", "超过 200 个的上限")),
    ("五十万条文字", _many_texts, Refused("WB10", "500000 条以上的文字")),
    ("二十万个格", _many_cells, Refused("WB10", "超过 200000 个")),
    ("没有工作簿目录", _lost(WORKBOOK), Refused("WB12", "里没有工作簿目录")),
    ("没有关系表", _lost("xl/_rels/workbook.xml.rels"), Refused("WB12", "缺少工作表")),
    ("没有样式", _lost("xl/styles.xml"), Refused("WB12", "缺少样式部件")),
    ("没有类型表", _lost("[Content_Types].xml"), Refused("WB05", "是普通压缩包")),
    ("工作表指到外面", _outside_target, Refused("WB12", "缺少工作表")),
    ("工作表是别的东西", _not_the_sheet, Refused("WB08", "不是工作表")),
    ("两张表同名", _two_of_one_title, Refused("WB12", "里有两个名为“收入支出”的工作表")),
    ("地址不在行里", _in_sheet('r="B5"', 'r="B6"'), Refused("WB08", "单元格地址“B6”不对")),
    ("一格两次", _in_sheet('r="C5"', 'r="B5"'), Refused("WB08", "出现了两次")),
    ("行号是零", _in_sheet('<row r="1"', '<row r="0"'), Refused("WB08", "行号“0”不对")),
    ("没有的内容类型", cell("其他收入", '<c t="zz"><v>1</v></c>'), Refused("WB08", "内容类型不对")),
    ("文字序号是负一", cell("填表人", '<c t="s"><v>-1</v></c>'), Refused("WB13", "所引的文字不存在")),
    ("文字序号过大", cell("填表人", '<c t="s"><v>99999999</v></c>'), Refused("WB13", "所引的文字不存在")),
    ("十万位数", number("其他收入", "1" * 100_000), Refused("WB10", "超过一格 32767 个字")),
    ("不是数", number("其他收入", "NaN"), Faulty("RC05", "其他收入", "不是一个数")),
    ("无穷大", number("其他收入", "INF"), Faulty("RC05", "其他收入", "不是一个数")),
    ("过大的数", number("其他收入", "1E999"), Faulty("RC05", "其他收入", "不是一个有限的数")),
    ("十六位的数", number("其他收入", "1000000000000001E1"), Faulty("RC05", "其他收入", "超过 15 位")),
    ("十六进制", number("其他收入", "0x1F"), Faulty("RC05", "其他收入", "不是一个数")),
)  # fmt: skip
