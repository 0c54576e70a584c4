"""What is odd in a workbook but leaves its numbers as they are: the report must be the same."""

from __future__ import annotations

from lxml import etree

from reportgen.workbook.cells import ref
from tests.helpers.forms import cell_of
from tests.helpers.office import (
    HEAD,
    MAIN,
    PACKAGE,
    RELATIONS,
    STRICT,
    STRICT_RELATIONS,
)
from tests.hostile.made import (
    WORKBOOK,
    Kind,
    Maker,
    Members,
    Refused,
    Same,
    edited,
    edited_sheet,
    kinds,
    part_of,
    with_part,
    zipped,
)

_TITLE = "收入支出"
_DAYS = 1462
_LOST = '<Relationship Id="rId900" Type="%s/%s" Target="%s"%s/></Relationships>'


def _styles(before: str, after: str) -> Maker:
    """Return a maker of the form with words of its styles replaced."""
    return lambda members: zipped(edited(members, "xl/styles.xml", before, after))


def _behind(xml: str) -> Maker:
    """Return a maker of the form with something behind the cells of one sheet."""
    return lambda members: zipped(
        edited(members, part_of(members, _TITLE), "</sheetData>", f"</sheetData>{xml}")
    )


def _more_rows(xml: str) -> Maker:
    return lambda members: zipped(
        edited(members, part_of(members, _TITLE), "</sheetData>", f"{xml}</sheetData>")
    )


def _fonts(members: Members) -> bytes:
    """Colours of no kind, a fill of nothing, borders without end."""
    odd = '<fills><fill/><fill><patternFill><fgColor rgb="red"/></patternFill></fill></fills>'
    root = etree.fromstring(members["xl/styles.xml"])
    old = root.find(f"{{{MAIN}}}fills")
    assert old is not None
    root.replace(old, etree.fromstring(odd.replace("<fills", f'<fills xmlns="{MAIN}"')))
    return zipped(with_part(members, "xl/styles.xml", etree.tostring(root)))


def _dimension(wrong: str) -> Maker:
    def change(root: etree._Element) -> None:
        for old in root.findall(f"{{{MAIN}}}dimension"):
            root.remove(old)
        root.insert(0, etree.fromstring(f'<dimension xmlns="{MAIN}" ref="{wrong}"/>'))

    return lambda members: zipped(edited_sheet(members, _TITLE, change))


def _no_addresses(members: Members) -> bytes:
    """Take the places off the rows and cells of a sheet without gaps, as some programs do."""

    def change(root: etree._Element) -> None:
        for row in root.iter(f"{{{MAIN}}}row"):
            cells = [each.get("r") for each in row]
            numbers = [ref((int(row.get("r") or 0), at)) for at in range(1, len(cells) + 1)]
            if cells == numbers:
                for each in row:
                    del each.attrib["r"]

    return zipped(edited_sheet(members, "基础数据表", change))


def _style_out_of_range(members: Members) -> bytes:
    """Point a cell that is no rate at a style that does not exist."""
    _, address = cell_of("其他收入")

    def change(root: etree._Element) -> None:
        [found] = [each for each in root.iter(f"{{{MAIN}}}c") if each.get("r") == ref(address)]
        found.set("s", "9999")

    return zipped(edited_sheet(members, _TITLE, change))


def _strict(members: Members) -> bytes:
    swaps = ((MAIN, STRICT), (RELATIONS, STRICT_RELATIONS))
    found = dict(members)
    for name, content in members.items():
        for old, new in swaps:
            found[name] = found.get(name, content).replace(old.encode(), new.encode())
    return zipped(found)


def _wide(members: Members) -> bytes:
    """Write every part in UTF-16; calamine then loses all the texts."""
    return zipped(
        {
            name: etree.tostring(etree.fromstring(content), encoding="UTF-16")
            if name.endswith((".xml", ".rels"))
            else content
            for name, content in members.items()
        }
    )


def _prefixed(members: Members) -> bytes:
    name = part_of(members, _TITLE)
    root = etree.fromstring(members[name])
    again = etree.Element(root.tag, nsmap={"x": MAIN})
    again.extend(list(root))
    return zipped(
        {**members, name: etree.tostring(again).replace(f' xmlns="{MAIN}"'.encode(), b"")}
    )


def shared(members: Members) -> Members:
    """Return the parts with all words kept once in a part of their own, as Excel does."""
    texts: list[str] = []
    found = dict(members)
    for name in members:
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        root = etree.fromstring(members[name])
        for each in root.iter(f"{{{MAIN}}}c"):
            if each.get("t") == "inlineStr":
                texts.append("".join(str(piece) for piece in each.itertext()))
                for old in list(each):
                    each.remove(old)
                each.set("t", "s")
                etree.SubElement(each, f"{{{MAIN}}}v").text = str(len(texts) - 1)
        found[name] = etree.tostring(root, encoding="UTF-8")
    if not texts:
        return found  # issued with shared words already
    table = etree.Element(f"{{{MAIN}}}sst", nsmap={None: MAIN})
    for words in texts:
        item = etree.SubElement(etree.SubElement(table, f"{{{MAIN}}}si"), f"{{{MAIN}}}t")
        item.text = words
    found["xl/sharedStrings.xml"] = etree.tostring(table, encoding="UTF-8", xml_declaration=True)
    link = _LOST.replace("rId900", "rIdTexts") % (
        RELATIONS,
        "sharedStrings",
        "sharedStrings.xml",
        "",
    )
    return edited(found, "xl/_rels/workbook.xml.rels", "</Relationships>", link)


def _wrong_counts(members: Members) -> bytes:
    """Claim four thousand million words; calamine aborts the process on it."""
    again = shared(members)
    name = "xl/sharedStrings.xml"
    root = etree.fromstring(again[name])
    root.set("count", "4294967295")
    root.set("uniqueCount", "4294967295")
    return zipped(with_part(again, name, etree.tostring(root)))


def _rich(members: Members) -> bytes:
    """Cut every shared text into runs with a phonetic guide behind them."""
    again = shared(members)
    name = "xl/sharedStrings.xml"
    root = etree.fromstring(again[name])
    for item in root:
        words = "".join(str(piece) for piece in item.itertext())
        for old in list(item):
            item.remove(old)
        for piece in (words[:2], words[2:]):
            run = etree.SubElement(item, f"{{{MAIN}}}r")
            etree.SubElement(run, f"{{{MAIN}}}t").text = piece
        guide = etree.SubElement(item, f"{{{MAIN}}}rPh", sb="0", eb="1")
        etree.SubElement(guide, f"{{{MAIN}}}t").text = "pinyin"
    return zipped(with_part(again, name, etree.tostring(root)))


def _since_1904(members: Members) -> bytes:
    """Count the days from 1904, with every date's number moved accordingly."""
    moved = {cell_of(name) for name in ("评价开始日期", "报告日期", "填报日期")}
    found = edited(members, WORKBOOK, "<workbookPr", '<workbookPr date1904="1"')
    for title, address in moved:

        def change(root: etree._Element, place: str = ref(address)) -> None:
            [day] = [each for each in root.iter(f"{{{MAIN}}}c") if each.get("r") == place]
            value = day.find(f"{{{MAIN}}}v")
            assert value is not None
            assert value.text
            value.text = str(int(value.text) - _DAYS)

        found = edited_sheet(found, title, change)
    return zipped(found)


def _link(kind: str, target: str, mode: str = "") -> Maker:
    """Return a maker of a form whose sheet points to a part that is not there, or outside."""

    def make(members: Members) -> bytes:
        folder, _, name = part_of(members, _TITLE).rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        empty = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'
        found = with_part(members, rels, members.get(rels, empty.encode()))
        return zipped(
            edited(found, rels, "</Relationships>", _LOST % (RELATIONS, kind, target, mode))
        )

    return make


def _styled_blanks(members: Members) -> bytes:
    rows = "".join(f'<row r="{at}" s="1"><c r="A{at}" s="1"/></row>' for at in range(1000, 41_000))
    return _more_rows(rows)(members)


def _extra(name: str, content: bytes) -> Maker:
    return lambda members: zipped({**members, name: content})


def _bad_core(members: Members) -> bytes:
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:d="urn:d"><d:created>昨天</d:created>'
        "</cp:coreProperties>"
    )
    return zipped(with_part(members, "docProps/core.xml", core))


_VALIDATION = (
    '<dataValidations count="9"><dataValidation type="?" sqref="#REF!"/></dataValidations>'
)
_VENDOR = (
    '<conditionalFormatting sqref="#REF!"><cfRule type="vendor" dxfId="999"><formula>(</formula>'
    "</cfRule></conditionalFormatting>"
)
_EXTENSION = '<extLst><ext xmlns:q="urn:q"><q:f>A1</q:f><q:v>9</q:v><q:c r="A1"/></ext></extLst>'
_CORNER = '<row r="1048576"><c r="XFD1048576" s="3"/></row>'
_FAR = '<row r="1048576"><c r="A1048576" s="1"/></row>'

ODDITIES: list[Kind] = kinds(
    ("原样", zipped, Same()),
    ("不压缩", lambda m: zipped(m, 0), Same()),
    ("空的填充和坏的颜色", _fonts, Same()),
    ("样式里有不认识的", _styles("</styleSheet>", "<vendor><a b='1'/></vendor></styleSheet>"), Same()),
    ("没有的样式", _style_out_of_range, Same()),
    ("坏的数据有效性", _behind(_VALIDATION), Same()),
    ("坏的条件格式", _behind(_VENDOR), Same()),
    ("别家的扩展", _behind(_EXTENSION), Same()),
    ("坏的超链接", _behind('<hyperlinks><hyperlink ref="A1" id="none"/></hyperlinks>'), Same()),
    ("坏的合并", _behind('<mergeCells count="1"><mergeCell ref="#REF!"/></mergeCells>'), Same()),
    ("坏的筛选", _behind('<autoFilter ref="A1:#REF!"/>'), Same()),
    ("合并到尽头", _behind('<mergeCells><mergeCell ref="A900:XFD1048576"/></mergeCells>'), Same()),
    ("四万个合并", _behind("<mergeCells>" + "".join(
        f'<mergeCell ref="AA{at}:AB{at}"/>' for at in range(1000, 41_000)) + "</mergeCells>"), Same()),
    ("最远一格有样式", _more_rows(_CORNER), Same()),
    ("最末一行有样式", _more_rows(_FAR), Same()),
    ("四万行有样式", _styled_blanks, Same()),
    ("隐藏到最后一列", _behind('<cols><col min="30" max="16384" hidden="1"/></cols>'), Same()),
    ("尺寸写错", _dimension("A1"), Same()),
    ("尺寸写得极大", _dimension("A1:XFD1048576"), Same()),
    ("尺寸写成乱码", _dimension("#REF!"), Same()),
    ("不写地址", _no_addresses, Same()),
    ("严格格式", _strict, Same()),
    ("宽字符", _wide, Same()),
    ("带前缀", _prefixed, Same()),
    ("共用文字", lambda m: zipped(shared(m)), Same()),
    ("多报文字数", _wrong_counts, Same()),
    ("分段加注音", _rich, Same()),
    ("从1904年起算", _since_1904, Same()),
    ("缺了图形", _link("drawing", "../drawings/drawing9.xml"), Same()),
    ("外部图片", _link("image", "file://server/x.png", ' TargetMode="External"'), Same()),
    ("外部工作簿", _link("externalLink", "http://x/y.xlsx", ' TargetMode="External"'), Same()),
    ("附带图片", _extra("xl/media/image1.png", b"\x89PNG" + bytes(2000)), Same()),
    ("附带对象", _extra("xl/embeddings/oleObject1.bin", b"\xd0\xcf" + bytes(2000)), Same()),
    ("坏的属性", _bad_core, Same()),
    ("末尾有杂物", lambda m: zipped(m) + b"\0" * 100, Same()),
    ("最远一格有字", _more_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
     Refused("WB10", "已在第 50000 行以下")),
    ("最右一列有字", _more_rows('<row r="900"><c r="XFD900"><v>1</v></c></row>'),
     Refused("WB10", "已在第 1000 列以右")),
)  # fmt: skip
