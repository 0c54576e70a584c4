"""The cache is a convenience: with it, without it or with a spoilt one, the report is the same."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from reportgen import document
from reportgen.document import cache
from reportgen.document.program import FORMAT, from_json, to_json
from tests.helpers.word import CONTEXT, KNOWN, docx

TEMPLATE = docx("{{ 单位 }}\n| {{ 项目.名称 }} | {{ 项目.决算 | 万元 }} |", title="{{ 单位 }}")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def kept(home: Path) -> Path:
    document.compiled(TEMPLATE, KNOWN)
    [path] = home.iterdir()
    return path


def forged(path: Path, body: bytes) -> bytes:
    return sha256(path.name.encode() + b"\0" + body).hexdigest().encode() + b"\n" + body


def test_a_program_comes_back_from_json_as_it_was() -> None:
    program = document.compile(TEMPLATE, KNOWN)
    again = from_json(to_json(program))
    assert again == program
    assert document.render(again, TEMPLATE, CONTEXT) == document.render(program, TEMPLATE, CONTEXT)


def test_the_second_time_nothing_is_compiled(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = document.compiled(TEMPLATE, KNOWN)
    monkeypatch.setattr(document, "compile", None)
    assert document.compiled(TEMPLATE, KNOWN) == first


def test_only_the_user_may_write_what_is_kept(home: Path) -> None:
    path = kept(home)
    assert not path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    assert not home.stat().st_mode & 0o077


def spoilt(path: Path, how: str) -> None:
    content = path.read_bytes()
    body = content.partition(b"\n")[2]
    changes = {
        "altered": content.replace("名称".encode(), "决算".encode(), 1),
        "cut": content[: len(content) // 2],
        "empty": b"",
        "no text": b"\xff\xfe\x00" * 9,
        "no program": forged(path, b'{"parts": []}'),
        "another format": forged(path, body.replace(f"[{FORMAT},".encode(), b"[99,", 1)),
        "another template": forged(path, body.replace(body[4:68], b"0" * 64, 1)),
        "no utf-8": forged(path, b"\xff"),
        "deep": forged(path, b"[" * 100_000),
    }
    path.write_bytes(changes[how])


@pytest.mark.parametrize(
    "how",
    [
        "altered", "cut", "empty", "no text", "no program", "another format",
        "another template", "no utf-8", "deep",
    ],
)  # fmt: skip
def test_a_spoilt_file_is_passed_over_and_written_anew(home: Path, how: str) -> None:
    path = kept(home)
    good = path.read_bytes()
    spoilt(path, how)
    assert path.read_bytes() != good
    assert document.compiled(TEMPLATE, KNOWN) == document.compile(TEMPLATE, KNOWN)
    assert path.read_bytes() == good


def test_a_file_under_another_name_is_passed_over(home: Path) -> None:
    path = kept(home)
    other = docx("{{ 编制数 }}")
    document.compiled(other, KNOWN)
    [second] = [each for each in home.iterdir() if each != path]
    second.write_bytes(path.read_bytes())
    assert document.compiled(other, KNOWN) == document.compile(other, KNOWN)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX owners and links")
def test_a_file_others_may_write_or_a_link_or_a_pipe_is_passed_over(
    home: Path, tmp_path: Path
) -> None:
    path = kept(home)
    path.write_bytes(forged(path, path.read_bytes().partition(b"\n")[2].replace(b"w:p", b"w:q")))
    path.chmod(0o666)
    program = document.compile(TEMPLATE, KNOWN)
    assert document.compiled(TEMPLATE, KNOWN) == program
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert document.compiled(TEMPLATE, KNOWN) == program
    path.unlink()
    os.mkfifo(path)
    assert document.compiled(TEMPLATE, KNOWN) == program


def test_other_names_or_another_template_have_their_own_file(home: Path) -> None:
    kept(home)
    document.compiled(TEMPLATE, {**KNOWN, "更多": "数"})
    document.compiled(docx("{{ 单位 }}"), KNOWN)
    assert len(list(home.iterdir())) == 3


def test_a_folder_that_cannot_be_written_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    assert document.compiled(TEMPLATE, KNOWN) == document.compile(TEMPLATE, KNOWN)


def test_an_empty_variable_switches_the_cache_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    document.compiled(TEMPLATE, KNOWN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="XDG")
def test_the_folder_is_where_the_system_keeps_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(cache.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "reportgen"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.folder() == tmp_path / ".cache" / "reportgen"


def test_the_warm_path_imports_no_heavy_library(home: Path, tmp_path: Path) -> None:
    """A clerk waits for a single build: docxtpl alone costs 180 ms to import."""
    kept(home)
    (tmp_path / "t.docx").write_bytes(TEMPLATE)
    code = (
        "import sys; from pathlib import Path; from reportgen import document\n"
        f"known = {KNOWN!r}\n"
        f"data = Path({str(tmp_path / 't.docx')!r}).read_bytes()\n"
        "program = document.compiled(data, known)\n"
        "document.render(program, data, dict.fromkeys(program.names))\n"
        "print([m for m in ('docxtpl', 'docx', 'jinja2', 'lxml', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[]"
