"""Joining runs changes nothing a reader sees."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.template.wordml import W, tidy


def tidied(xml: str) -> str:
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>')
    tidy(root)
    text = etree.tostring(root, encoding="unicode")
    return text.removeprefix(f'<w:body xmlns:w="{W}">').removesuffix("</w:body>")


BOLD = "<w:rPr><w:b/></w:rPr>"
KEPT = ' xml:space="preserve"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>甲乙</w:t></w:r></w:p>",
        ),
        (
            f"<w:p><w:r><w:t>甲</w:t></w:r><w:r>{BOLD}<w:t>乙</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t>甲</w:t></w:r><w:r>{BOLD}<w:t>乙</w:t></w:r></w:p>",
        ),
        (
            f"<w:p><w:r><w:t>甲{{{{ 编</w:t></w:r><w:r>{BOLD}<w:t>制数 }}}}乙</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t{KEPT}>甲{{{{ 编制数 }}}}</w:t></w:r>"
            f"<w:r>{BOLD}<w:t>乙</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:t>{{ a </w:t></w:r><w:proofErr/><w:r><w:t>}</w:t></w:r>"
            "<w:r><w:t>}</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t{KEPT}>{{{{ a }}}}</w:t></w:r></w:p>",
        ),
        (
            '<w:p w:rsidR="00A1"><w:r w:rsidRPr="00B2"><w:t>甲</w:t></w:r></w:p>',
            "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
        ),
        (
            f"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t{KEPT}> 乙</w:t></w:r></w:p>",
            f"<w:p><w:r><w:t{KEPT}>甲 乙</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
        ),
        (
            '<w:p><w:r><w:t>甲</w:t></w:r><w:bookmarkStart w:id="1"/><w:r><w:t>乙</w:t></w:r></w:p>',
            '<w:p><w:r><w:t>甲</w:t></w:r><w:bookmarkStart w:id="1"/><w:r><w:t>乙</w:t></w:r></w:p>',
        ),
    ],
)
def test_runs_are_joined(before: str, after: str) -> None:
    assert tidied(before) == after
