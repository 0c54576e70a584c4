"""Report templates that compute, call, fetch, swell or lie, and what is said of each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from lxml import etree

from tests.helpers.office import packed
from tests.helpers.packs import PACK
from tests.helpers.word import docx, edited, member, with_member, with_note

DOCUMENT, LINKS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
MB = 1024 * 1024
_KEPT = 6
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXTERNAL = ' TargetMode="External"'


@dataclass(frozen=True, slots=True)
class Template:
    """One report.docx: its bytes, made when asked for, and the code of the 错误 wanted.

    No code: it is welcome, and the report is the ordinary one; ``added`` may stand before it.
    """

    name: str
    make: Callable[[], bytes]
    code: str = ""
    words: str = ""
    added: str = ""


@cache
def report() -> bytes:
    """Return the beginning of the shipped template, which is quicker to judge than all of it."""
    whole = (PACK / "report.docx").read_bytes()
    root = etree.fromstring(member(whole, DOCUMENT).encode())
    for block in root[0][_KEPT:-1]:
        root[0].remove(block)
    xml = etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode()
    return with_member(whole, DOCUMENT, xml)


def _body(xml: str) -> Callable[[], bytes]:
    """Return a maker of the template with something at the beginning of its text."""
    return lambda: edited(report(), DOCUMENT, "<w:body>", f"<w:body>{xml}")


def _packed_body(xml: str) -> Callable[[], bytes]:
    """Return a maker of a packed template; the others are stored as they are."""
    return lambda: packed({**_members(), DOCUMENT: member(_body(xml)(), DOCUMENT)})


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _line(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def _said(text: str) -> Callable[[], bytes]:
    return _body(_line(text))


def _link(kind: str, target: str, mode: str = "", base: str = _OFFICE) -> Callable[[], bytes]:
    entry = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}"{mode}/>'
    return _linked(entry)


def _linked(entry: str) -> Callable[[], bytes]:
    return lambda: edited(report(), LINKS, "</Relationships>", f"{entry}</Relationships>")


def _part(name: str, content: str) -> Callable[[], bytes]:
    return lambda: with_member(report(), name, content)


def _declared(words: str) -> Callable[[], bytes]:
    return lambda: edited(report(), DOCUMENT, "?>", f"?>{words}")


def _retyped(kind: str) -> Callable[[], bytes]:
    return lambda: edited(report(), TYPES, "document.main+xml", f"{kind}+xml")


def _members() -> dict[str, str | bytes]:
    import io

    with zipfile.ZipFile(io.BytesIO(report())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _recoded(encoding: str) -> Callable[[], bytes]:
    def make() -> bytes:
        found = _members()
        xml = member(report(), DOCUMENT).partition("?>")[2]
        found[DOCUMENT] = f'<?xml version="1.0" encoding="{encoding}"?>{xml}'.encode(encoding)
        return packed(found)

    return make


def _field(*codes: str) -> str:
    """Return a complex field whose code stands in several pieces."""
    pieces = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    ends = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"<w:p>{ends.format('begin')}{pieces}{ends.format('end')}</w:p>"


def _in_box(text: str) -> str:
    box = f"<w:txbxContent>{_line(text)}</w:txbxContent>"
    return (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"{box}</v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def _nested_tables(depth: int) -> str:
    start, end = "<w:tbl><w:tblGrid/><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return start * depth + end * depth


def _loops(depth: int) -> str:
    opening = "".join(f"{{% for 项{at} in 项目支出 %}}" for at in range(depth))
    return f"{opening}甲{'{% endfor %}' * depth}"


def _table(*cells: str) -> str:
    boxes = "".join(f"<w:tc>{_line(cell)}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tblGrid/><w:tr>{boxes}</w:tr></w:tbl>"


_LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
_COMPUTING = {
    "类": "{{ ''.__class__.__mro__ }}",
    "全局": "{{ cycler.__init__.__globals__.os.system('touch x') }}",
    "自己": "{{ self.__dict__ }}",
    "下标": "{{ 单位简称['__class__'] }}",
    "属性过滤器": "{{ 单位简称 | attr('__class__') }}",
    "调用": "{{ 单位简称.upper() }}",
    "范围": "{{ range(1000000000) }}",
    "套话": "{{ lipsum(n=100000) }}",
    "重复文字": "{{ 'A' * 2000000000 }}",
    "宽格式": "{{ '%02000000000d' % 编制数 }}",
    "居中": "{{ 单位简称 | center(2000000000) }}",
    "折行": "{{ 单位简称 | wordwrap(1) }}",
    "乘方": "{{ 9 ** (9 ** 9) }}",
    "原样输出": "{{ 单位简称 | safe }}",
    "没有的写法": "{{ 编制数 | 不存在 }}",
    "加法": "{{ 编制数 + 1 }}",
    "清单": "{{ [1, 2, 3] }}",
    "设置": "{% set 单位简称 = '乙' %}",
    "宏": "{% macro 甲() %}乙{% endmacro %}",
    "包含": "{% include '/etc/passwd' %}",
    "引入": "{% import 'os' as 甲 %}",
    "继承": "{% extends 'x' %}",
    "关闭转义": "{% autoescape false %}{{ 单位简称 }}{% endautoescape %}",
    "调用块": "{% call 甲() %}{% endcall %}",
    "过滤块": "{% filter upper %}甲{% endfilter %}",
    "执行": "{% do 单位简称 %}",
    "调试": "{% debug %}",
    "原样块": "{% raw %}{{ 单位简称 }}{% endraw %}",
    "重复范围": "{% for 项 in range(999999999) %}甲{% endfor %}",
    "递归": "{% for 项 in 项目支出 recursive %}{{ loop(项) }}{% endfor %}",
    "注释": "{# 甲 #}",
}
_FILTERS = ("没有的写法", "居中", "折行", "原样输出", "属性过滤器")
_SLIPS = (
    ("没有的名称", "{{ 没有这个名称 }}", "TP06"),
    ("没有的列", "{{ 项目支出.没有这一列 | 顿号 }}", "TP06"),
    ("全角花括号", "｛｛ 单位简称 ｝｝", "TP04"),
    ("半边花括号", "{{ 单位简称 }", "TP03"),
    ("全角数字的名称", "{{ 指标１ }}", "TP11"),
    ("罗马数字的名称", "{{ 指标Ⅳ }}", "TP11"),
    ("名称有括号", "{{ 金额（万元） }}", "TP04"),
    ("零宽字符", "{{ 单位\u200b简称 }}", "TP04"),
    ("没有结束", "{% if 编制数 %}甲", "TP09"),
    ("没有开始", "甲{% endfor %}", "TP09"),
    ("交叉", "{% if 编制数 %}{% for 项 in 项目支出 %}{% endif %}{% endfor %}", "TP09"),
    ("套五层", _loops(5), "TP16"),
    ("五千个标签", "{{ 年度 }}" * 5001, "TP16"),
    ("五万个开括号", "{{" * 50_000, "TP16"),
    ("很长的标签", "{{ " + "甲" * 400 + " }}", "TP16"),
    ("许多层括号", "{{ " + "(" * 140 + "年度" + ")" * 140 + " }}", "TP10"),
    ("许多个非", "{% if " + "not " * 70 + "编制数 %}甲{% endif %}", ""),
    ("四千个没有写完的", "{{ " * 4000, "TP03"),
    ("四千个标签前的长文字", "{{ " * 4000 + "甲" * MB, "TP03"),
    ("套二十层", "{% if 年度 %}" * 20 + "甲" + "{% endif %}" * 20, ""),
    ("套二十一层", "{% if 年度 %}" * 21 + "甲" + "{% endif %}" * 21, "TP16"),
    ("两千层判断", "{% if 年度 %}" * 2000 + "甲" + "{% endif %}" * 2000, "TP16"),
)

TEMPLATES: tuple[Template, ...] = (
    Template("原样", report),
    *(Template(f"运算·{name}", _said(text), "TP11" if ".__" in text else "TP10")
      for name, text in _COMPUTING.items() if name not in _FILTERS),
    *(Template(f"写法·{name}", _said(_COMPUTING[name]), "TP08")
      for name in _FILTERS),
    *(Template(name, _said(text), code, added="" if code else "甲\n") for name, text, code in _SLIPS),
    Template("脚注里运算", lambda: with_note(report(), "{{ 7*7 }}"), "TP10", "不做计算"),
    Template("尾注里运算", lambda: with_note(report(), "{{ 7*7 }}", "endnote"), "TP10"),
    Template("页脚里运算", lambda: edited(
        report(), "word/footer1.xml", "<w:p>", f"<w:p>{_run('{{ 7*7 }}')}"), "TP10"),
    Template("文本框里运算", _body(_in_box("{{ 7*7 }}")), "TP10"),
    Template("属性里运算", _part("docProps/core.xml",
        '<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:title>{{ 7*7 }}</d:title>'
        "</c:coreProperties>"), "TP10"),
    Template("批注里的标签", _part("word/comments.xml", "<x>{{ 年度 }}</x>"), "TP13", "批注"),
    Template("图表里的标签", _part("word/charts/chart1.xml", "<x>{{ 年度 }}</x>"), "TP13", "图表"),
    Template("自定义属性里的标签", _part("docProps/custom.xml", "<x>{{ 年度 }}</x>"), "TP13"),
    Template("链接里的标签", _link("hyperlink", "http://x/{{ 年度 }}", _EXTERNAL), "TP13"),
    Template("邮件合并域", _body(_field("MERGEFIELD 单位")), "TP13"),
    Template("两段里的标签", _body(_line("{{ 单位") + _line("简称 }}")), "TP05"),
    Template("两格里的标签", _body(_table("{{ 单位", "简称 }}")), "TP05", "两格"),
    Template("修订", _body(f'<w:p><w:ins w:id="1">{_run("甲")}</w:ins></w:p>'), "TP12"),
    Template("删去的修订", _body('<w:p><w:del w:id="1"><w:r><w:delText>{{ 年度 }}</w:delText></w:r>'
        "</w:del></w:p>"), "TP12"),
    Template("外部模板", _link("attachedTemplate", "http://x/x.dotm", _EXTERNAL), "TP17", "外部模板"),
    Template("共享上的图片", _link("image", "\\\\x\\x.png", _EXTERNAL), "TP17", "外部图片"),
    Template("转义的外部图片", _link("image", "http://x/x.png", ' TargetMode="E&#120;ternal"'),
             "TP17", "外部图片"),
    Template("单引号的外部图片", _link("image", "http://x/x.png", " TargetMode = 'External'"), "TP17"),
    Template("带前缀的外部图片", _linked(
        '<p:Relationship xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships" '
        f'Id="rIdX" Type="{_OFFICE}/image" Target="http://x/x.png" TargetMode="External"/>'), "TP17"),
    Template("外部子文档", _link("subDocument", "file:///x.docx", _EXTERNAL), "TP17"),
    Template("嵌入网页", _link("aFChunk", "x.html"), "TP17", "嵌入的其他文档"),
    Template("嵌入对象", _link("oleObject", "embeddings/x.bin"), "TP17", "嵌入的对象"),
    Template("转义的嵌入对象", _link("ole&#79;bject", "embeddings/x.bin"), "TP17", "嵌入的对象"),
    Template("控件", _link("control", "activeX/x.xml"), "TP17", "控件"),
    Template("宏部件", _link("vbaProject", "vbaProject.bin",
        base="http://schemas.microsoft.com/office/2006/relationships"), "TP17", "宏"),
    Template("DDE域", _body(_field("DDEAUTO c:\\\\cmd.exe")), "TP17", "DDEAUTO"),
    Template("拆开的域", _body(_field(" LI", "NK Excel.Sheet.8 x")), "TP17", "LINK"),
    Template("读文件的域", _body(_field("INCLUDETEXT c:\\\\x.docx")), "TP17", "INCLUDETEXT"),
    Template("小写的域", _body(_field(" includepicture http://x")), "TP17"),
    Template("简单的域", _body('<w:p><w:fldSimple w:instr="LINK Excel.Sheet x"/></w:p>'), "TP17"),
    Template("旧名的域", _body(_field("IMPORT http://x/x.png")), "TP17", "IMPORT"),
    Template("文档类型", _declared("<!DOCTYPE a>"), "TP01", "DOCTYPE"),
    Template("实体炸弹", _declared(f'<!DOCTYPE a [<!ENTITY l0 "ha">{_LAUGHS}]>'), "TP01", "DOCTYPE"),
    Template("样式里的文档类型", _part("word/styles.xml", "<!DOCTYPE a><a/>"), "TP01", "DOCTYPE"),
    Template("国标码", _recoded("GBK"), "TP01", "GBK 编码"),
    Template("宽字符", _recoded("UTF-16")),
    Template("带宏的文档", _retyped("document.macroEnabled.main"), "TP01", "不是普通的 .docx"),
    Template("文档的模板", _retyped("template.main"), "TP01", "不是普通的 .docx"),
    Template("严格格式", _part(DOCUMENT, '<w:document xmlns:w="http://purl.oclc.org/ooxml/'
        'wordprocessingml/main"/>'), "TP01", "“严格”格式"),
    Template("没有类型表", lambda: packed({"word/document.xml": "<a/>"}), "TP01", "缺少内容目录"),
    Template("空文件", lambda: b"", "TP01", "不是 .docx 文件"),
    Template("旧Word文档", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "TP01"),
    Template("没有传完", lambda: report()[:-300], "TP01", "压缩目录缺失"),
    Template("超过大小", lambda: report() + bytes(5 * MB), "TP01", "大小超过 5 MB"),
    Template("高倍炸弹", lambda: packed(
        {**_members(), "word/x.xml": "<a>" + " " * (20 * MB) + "</a>"}), "TP01", "200 倍"),
    Template("部件过多", lambda: packed({**_members(), **{f"m/{at}": b"" for at in range(1000)}}),
             "TP01", "超过 1000 个"),
    Template("两个同名部件", lambda: packed({**_members(), "Word/Document.xml": b"<a/>"}), "TP01",
             "出现了 2 次"),
    Template("往上爬的名称", _part("../x.xml", "<a/>"), "TP01", "指向文件之外"),
    Template("坏的XML", _part(DOCUMENT, "<w:document>"), "TP01"),
    Template("嵌套一万层", _body("<x>" * 10_000 + "</x>" * 10_000), "TP01", "已损坏"),
    Template("表套表一万层", _body(_nested_tables(10_000)), "TP01", "已损坏"),
    Template("没有标签", lambda: docx("甲"), "TP19"),
    Template("关系表坏了", _part("word/_rels/footer1.xml.rels", "<a>"), "TP01", "已损坏"),
    Template("每字一种字体", _body("<w:p>" + "".join(
        f'<w:r><w:rPr><w:sz w:val="{at}"/></w:rPr><w:t>甲</w:t></w:r>' + _run("{{")
        for at in range(10_000)) + "</w:p>"), "TP16"),
    Template("两千标签两万字体", _packed_body("<w:p>" + "".join(
        f'<w:r><w:rPr><w:sz w:val="{at % 99}"/></w:rPr><w:t>甲{"{{ 年度 }}" if at < 2000 else ""}'
        "</w:t></w:r>" for at in range(20_000)) + "</w:p>"),
        added="甲2020" * 2000 + "甲" * 18_000 + "\n"),
    Template("零碎的文字", _body("<w:p>" + "".join(_run(c) for c in "{{ 年度 }}") + "</w:p>"),
             added="2020\n"),
    Template("不换行空格", _said("{{\u00a0年度　}}"), added="2020\n"),
    Template("两千个标签", _said("{{ 年度 }}" * 2000), added="2020" * 2000 + "\n"),
)  # fmt: skip
