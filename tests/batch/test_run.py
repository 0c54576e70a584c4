"""A county's forms in one run: every form on its own, only what changed, nothing lost."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from reportgen.batch import Asked, Stage, store
from reportgen.batch.plan import pack_for
from reportgen.batch.run import run
from reportgen.findings import ReportgenError
from reportgen.outcomes import State
from tests.helpers.batches import PACK, batch, by_form, changed, digests, form, heard, put, wrong

REPORT = "2020年度部门整体支出绩效评价报告"


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """A county of five forms, done once; the tests that change it work on copies."""
    top = tmp_path_factory.mktemp("county")
    put(
        top / "2020",
        "修山镇",
        "灰山港镇",
        **{
            "分组/浮邱山乡.xlsx": form("浮邱山乡"),
            "大栗港镇.xlsx": wrong("大栗港镇"),
            "武潭镇.xlsx": b"PK\x03\x04 not a workbook",
        },
    )
    return top, batch(top / "2020", top / "out")


@pytest.fixture
def copy(county, tmp_path):
    """The county and its reports, free to be changed."""
    top, _ = county
    shutil.copytree(top, tmp_path / "county")
    return tmp_path / "county"


def again(top: Path, **asked: object):
    return batch(top / "2020", top / "out", **asked)


def test_every_form_comes_to_its_own_end(county):
    _, result = county
    assert {form: each.state for form, each in by_form(result).items()} == {
        "分组/浮邱山乡.xlsx": State.DONE,
        "修山镇.xlsx": State.DONE,
        "大栗港镇.xlsx": State.ERRORS,
        "武潭镇.xlsx": State.UNREADABLE,
        "灰山港镇.xlsx": State.DONE,
    }


def test_each_unit_has_a_folder_and_sub_folders_are_kept(county):
    top, _ = county
    found = {path.relative_to(top / "out").as_posix() for path in (top / "out").rglob("*.docx")}
    assert found == {
        f"修山镇/修山镇{REPORT}.docx",
        f"灰山港镇/灰山港镇{REPORT}.docx",
        f"分组/浮邱山乡/浮邱山乡{REPORT}.docx",
    }
    listed = top / "out" / "大栗港镇" / f"大栗港镇{REPORT}.问题清单.txt"
    assert "CK01" in listed.read_text("utf-8-sig")
    assert (top / "out" / "汇总.xlsx").is_file()


def test_the_roster_of_the_pack_says_who_is_missing(county):
    _, result = county
    assert len(result.missing) == 10
    assert "桃花江镇" in result.missing
    assert "武潭镇" not in result.missing


def test_a_second_run_does_nothing_and_changes_no_byte(copy):
    before = digests(copy / "out")
    result, steps = heard(copy / "2020", copy / "out")
    assert result.skipped == 5
    assert [step.total for step in steps if step.stage is Stage.FORMS] == [0]
    assert digests(copy / "out") == before


def test_everything_is_done_again_when_asked_and_comes_out_the_same(copy):
    before = digests(copy / "out")
    assert again(copy, everything=True).skipped == 0
    assert digests(copy / "out") == before


def test_only_the_form_that_changed_is_done(copy):
    (copy / "2020" / "修山镇.xlsx").write_bytes(changed("修山镇", "联系电话", "0737-8800000"))
    result, steps = heard(copy / "2020", copy / "out")
    done = [step.outcome.form for step in steps if step.outcome]
    assert done == ["修山镇.xlsx"]
    assert by_form(result)["修山镇.xlsx"].state is State.DONE


@pytest.mark.parametrize("gone", [".docx", ".来源.json", ".问题清单.txt"])
def test_a_report_that_is_no_longer_whole_is_made_again(copy, gone):
    before = digests(copy / "out")
    (copy / "out" / "修山镇" / f"修山镇{REPORT}{gone}").unlink()
    assert again(copy).skipped == 4
    assert digests(copy / "out") == before


def test_a_record_that_was_damaged_is_made_again(copy):
    before = digests(copy / "out")
    store.place(store.of_year(copy / "out"), "修山镇.xlsx").write_bytes(b"{}")
    assert again(copy).skipped == 4
    assert digests(copy / "out") == before


def test_a_report_that_a_person_edited_is_left_alone_and_named(copy):
    docx = copy / "out" / "修山镇" / f"修山镇{REPORT}.docx"
    docx.write_bytes(docx.read_bytes() + b"edited")
    found = by_form(again(copy))["修山镇.xlsx"]
    assert docx.read_bytes().endswith(b"edited")
    assert [str(each.where) for each in found.findings if each.code == "BA15"] == [docx.name]


def test_a_pack_that_changed_does_everything_again(copy):
    pack = copy / "2020格式包"
    shutil.copytree(PACK, pack)
    assert again(copy, pack=pack).skipped == 5
    report = pack / "report.docx"
    report.write_bytes(report.read_bytes() + b"\0")
    assert again(copy, pack=pack).skipped == 0
    assert again(copy, pack=pack).skipped == 5


def test_two_forms_of_one_unit_are_both_rejected_and_the_report_is_taken_back(copy):
    put(copy / "2020", **{"补报/修山镇（改）.xlsx": changed("修山镇", "联系电话", "0737-1")})
    found = by_form(again(copy))
    both = [found["修山镇.xlsx"], found["补报/修山镇（改）.xlsx"]]
    assert [each.state for each in both] == [State.TWICE, State.TWICE]
    assert both[0].findings[0].code == "BA04"
    assert both[0].findings[0].message == (
        "与《补报/修山镇（改）.xlsx》都是“桃江县修山镇人民政府”的填报表，内容不同，都没有采用。"
    )
    assert not list((copy / "out").rglob("修山镇*.docx"))
    (copy / "2020" / "修山镇.xlsx").unlink()
    assert by_form(again(copy))["补报/修山镇（改）.xlsx"].state is State.DONE


def test_two_units_of_one_short_name_in_one_folder_are_both_rejected(copy):
    put(copy / "2020", **{"安化.xlsx": changed("修山镇", "单位全称", "安化县修山镇人民政府")})
    found = by_form(again(copy))
    assert found["修山镇.xlsx"].findings[0].code == "BA17"
    assert found["安化.xlsx"].state is State.TWICE
    (copy / "2020" / "安化县").mkdir()
    (copy / "2020" / "安化.xlsx").rename(copy / "2020" / "安化县" / "修山镇.xlsx")
    found = by_form(again(copy))
    assert found["修山镇.xlsx"].state is found["安化县/修山镇.xlsx"].state is State.DONE


def test_the_same_file_twice_is_done_once(copy):
    put(copy / "2020", **{"修山镇 - 副本.xlsx": form("修山镇")})
    result = again(copy)
    [found] = [each for each in result.findings if each.code == "BA05"]
    assert str(found.where) == "修山镇.xlsx"
    assert found.message == "与《修山镇 - 副本.xlsx》逐字节相同，只处理了《修山镇 - 副本.xlsx》。"
    assert len(result.outcomes) == 5


def test_a_form_that_was_put_right_replaces_the_report(copy):
    (copy / "2020" / "大栗港镇.xlsx").write_bytes(form("大栗港镇"))
    assert by_form(again(copy))["大栗港镇.xlsx"].state is State.DONE
    left = sorted(path.name for path in (copy / "out" / "大栗港镇").iterdir())
    assert f"大栗港镇{REPORT}.docx" in left
    assert not [name for name in left if "（2）" in name]


def test_a_form_under_another_name_replaces_the_report_of_the_one_that_is_gone(copy):
    (copy / "2020" / "修山镇.xlsx").unlink()
    put(copy / "2020", **{"修山镇定稿.xlsx": changed("修山镇", "联系电话", "0737-2")})
    result = again(copy)
    assert by_form(result)["修山镇定稿.xlsx"].state is State.DONE
    assert not list((copy / "out").rglob("*（2）*"))
    assert "BA18" not in {each.code for each in result.findings}


def test_a_report_whose_form_is_gone_is_named(copy):
    (copy / "2020" / "修山镇.xlsx").unlink()
    result = again(copy)
    [found] = [each for each in result.findings if each.code == "BA18"]
    assert str(found.where) == "修山镇"
    assert found.message.startswith("由《修山镇.xlsx》以前生成的《修山镇")
    assert found.message.endswith("还在，这份填报表已不在输入文件夹。")
    assert "修山镇" in result.missing
    shutil.rmtree(copy / "out" / "修山镇")
    assert "BA18" not in {each.code for each in again(copy).findings}


@pytest.mark.parametrize("now", [b"PK", wrong("修山镇"), form("浮邱山乡")], ids=["坏", "错", "换"])
def test_a_report_that_its_form_no_longer_gives_is_named_until_it_is_gone(copy, now):
    (copy / "2020" / "分组" / "浮邱山乡.xlsx").unlink()
    again(copy)
    (copy / "2020" / "修山镇.xlsx").write_bytes(now)
    for _ in range(2):
        found = by_form(again(copy))["修山镇.xlsx"]
        [left] = [each for each in found.findings if each.code == "BA18"]
        assert f"修山镇{REPORT}.docx" in left.message
        assert left.message.endswith("与这份填报表现在的内容不一致。")
    shutil.rmtree(copy / "out" / "修山镇")
    found = by_form(again(copy))["修山镇.xlsx"]
    assert "BA18" not in {each.code for each in found.findings}


def test_a_report_put_right_is_no_longer_named(copy):
    good = (copy / "2020" / "修山镇.xlsx").read_bytes()
    (copy / "2020" / "修山镇.xlsx").write_bytes(wrong("修山镇"))
    again(copy)
    (copy / "2020" / "修山镇.xlsx").write_bytes(good)
    found = by_form(again(copy))["修山镇.xlsx"]
    assert (found.state, found.left) == (State.DONE, ())
    assert {each.code for each in found.findings} == {"RV14"}


def test_an_edited_report_of_a_rejected_form_stays_and_is_named(copy):
    docx = copy / "out" / "修山镇" / f"修山镇{REPORT}.docx"
    docx.write_bytes(docx.read_bytes() + b"edited")
    put(copy / "2020", **{"修山镇（改）.xlsx": changed("修山镇", "联系电话", "0737-1")})
    found = by_form(again(copy))
    told = [each for form in ("修山镇.xlsx", "修山镇（改）.xlsx") for each in found[form].findings]
    assert docx.exists()
    assert "BA18" in {each.code for each in told}
    assert "OU09" not in {each.code for each in told}


def test_units_of_one_short_name_in_two_folders_are_two_units_even_without_full_names(tmp_path):
    bare = changed("修山镇", "单位全称", "")
    put(tmp_path / "2020", **{"北县/修山镇.xlsx": bare, "南县/修山镇.xlsx": bare + b"\0"})
    found = by_form(batch(tmp_path / "2020", tmp_path / "out"))
    assert {each.state for each in found.values()} == {State.ERRORS}


def test_a_unit_that_left_its_short_name_blank_has_handed_in(tmp_path):
    put(tmp_path / "2020", **{"修山镇.xlsx": changed("修山镇", "单位简称", "")})
    assert "修山镇" not in batch(tmp_path / "2020", tmp_path / "out").missing


def test_folders_that_must_differ(copy):
    for asked in ({"last_year": copy / "2020"}, {"last_year": copy / "没有"}):
        with pytest.raises(ReportgenError) as told:
            again(copy, **asked)
        assert told.value.code == ("BA22" if asked["last_year"].exists() else "BA01")
    with pytest.raises(ReportgenError) as told:
        batch(copy / "2020", copy / "2020")
    assert told.value.code == "BA22"
    with pytest.raises(ReportgenError) as told:
        batch(copy / "2020" / "修山镇.xlsx", copy / "out")
    assert (told.value.code, "是一个文件" in told.value.message) == ("BA01", True)


def test_a_summary_that_cannot_be_written_loses_no_report(copy, monkeypatch):
    from reportgen.batch import summing

    def full(*_: object) -> None:
        raise ReportgenError("OU02", "磁盘已满。", "腾出磁盘空间。")

    monkeypatch.setattr(summing.outputs, "write_set", full)
    result = again(copy)
    assert result.summary is None
    assert [(each.code, str(each.where)) for each in result.findings][-1] == ("OU02", "汇总.xlsx")


def test_a_unit_named_like_our_own_folders_harms_nothing(tmp_path):
    put(tmp_path / "2020", **{"甲.xlsx": changed("修山镇", "单位简称", "批次记录")})
    [outcome] = batch(tmp_path / "2020", tmp_path / "out").outcomes
    assert outcome.folder == "批次记录（单位）"


def test_a_summary_that_a_person_wrote_into_is_left_alone(copy):
    summary = copy / "out" / "汇总.xlsx"
    summary.write_bytes(b"notes of the bureau")
    assert again(copy).summary.name == "汇总（2）.xlsx"
    assert summary.read_bytes() == b"notes of the bureau"


def test_the_folder_of_reports_may_stand_among_the_forms(tmp_path):
    put(tmp_path, "修山镇")
    assert len(batch(tmp_path, tmp_path / "报告").outcomes) == 1
    result = batch(tmp_path, tmp_path / "报告")
    assert [each.form for each in result.outcomes] == ["修山镇.xlsx"]


def test_an_older_folder_of_reports_among_the_forms_is_passed_over(tmp_path):
    put(tmp_path, "修山镇")
    batch(tmp_path, tmp_path / "旧报告")
    result = batch(tmp_path, tmp_path / "新报告")
    assert [each.form for each in result.outcomes] == ["修山镇.xlsx"]
    [found] = [each for each in result.findings if each.code == "BA11"]
    assert "旧报告" in found.message + str(found.where)


def test_a_second_run_into_the_same_folder_stops(tmp_path):
    put(tmp_path / "2020", "修山镇")
    with store.only_run(tmp_path / "out"), pytest.raises(ReportgenError) as told:
        batch(tmp_path / "2020", tmp_path / "out")
    assert told.value.code == "BA03"
    assert batch(tmp_path / "2020", tmp_path / "out").outcomes[0].state is State.DONE


def test_a_folder_that_is_not_there_and_one_without_forms(tmp_path):
    with pytest.raises(ReportgenError) as told:
        batch(tmp_path / "没有", tmp_path / "out")
    assert told.value.code == "BA01"
    (tmp_path / "空").mkdir()
    with pytest.raises(ReportgenError) as told:
        batch(tmp_path / "空", tmp_path / "out")
    assert told.value.code == "BA02"


def test_a_bug_is_told_as_one_and_its_trace_kept(tmp_path, monkeypatch):
    from reportgen.batch import work
    from reportgen.batch.model import Job

    put(tmp_path / "2020", "修山镇")
    monkeypatch.setattr(work.pipeline, "check", lambda *_: 1 / 0)
    job = Job(tmp_path / "2020", tmp_path / "out", PACK, "")
    outcome = work.one(job, "修山镇.xlsx")
    assert outcome.state is State.BROKEN
    [found] = outcome.findings
    assert found.code == "BA09"
    [trace] = (tmp_path / "out" / "批次记录" / "程序故障").iterdir()
    assert trace.name in found.message
    assert "ZeroDivisionError" in trace.read_text("utf-8")


def test_a_form_that_eats_memory_is_told_as_one(tmp_path, monkeypatch):
    from reportgen.batch import work
    from reportgen.batch.model import Job

    def eat(*_: object) -> None:
        raise MemoryError

    put(tmp_path / "2020", "修山镇")
    monkeypatch.setattr(work.pipeline, "check", eat)
    outcome = work.one(Job(tmp_path / "2020", tmp_path / "out", PACK, ""), "修山镇.xlsx")
    assert (outcome.state, outcome.findings[0].code) == (State.STOPPED, "BA07")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_folder_that_may_not_be_written_is_said(tmp_path):
    put(tmp_path / "2020", "修山镇")
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(ReportgenError) as told:
        batch(tmp_path / "2020", tmp_path / "out")
    assert told.value.code == "OU01"


def test_a_unit_whose_folder_is_a_file_fails_alone_with_its_reason(tmp_path):
    put(tmp_path / "2020", "修山镇", "灰山港镇")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "修山镇").write_text("a file in the way")
    found = by_form(batch(tmp_path / "2020", tmp_path / "out"))
    assert found["灰山港镇.xlsx"].state is State.DONE
    assert found["修山镇.xlsx"].state is State.UNWRITTEN
    assert found["修山镇.xlsx"].findings[-1].code == "OU01"


def test_last_years_forms_are_compared_with_and_those_unread_are_named(tmp_path):
    put(tmp_path / "2020", "修山镇", "灰山港镇")
    put(tmp_path / "2020" / "上年", "修山镇", **{"坏.xlsx": b"PK"})
    last_year = tmp_path / "2020" / "上年"
    result, steps = heard(tmp_path / "2020", tmp_path / "out", last_year=last_year)
    assert [step.total for step in steps if step.stage is Stage.EARLIER][:1] == [2]
    assert len(result.outcomes) == 2
    [unread] = [each for each in result.findings if each.code == "BA21"]
    assert unread.message.startswith("上年填报表有 1 份没有读成：《坏.xlsx》（")
    assert unread.message.endswith("；这些单位没有与上年比较。")


def test_an_empty_folder_of_last_year_is_said(tmp_path):
    put(tmp_path / "2020", "修山镇")
    (tmp_path / "2019").mkdir()
    found = batch(tmp_path / "2020", tmp_path / "out", last_year=tmp_path / "2019").findings
    assert "BA21" in {each.code for each in found}


def test_the_pack_is_found_by_the_year_of_the_folder(tmp_path):
    put(tmp_path / "2020", "修山镇")
    asked = Asked(tmp_path / "2020", tmp_path / "out", workers=1)
    assert run(asked, lambda _: None).outcomes[0].state is State.DONE


def test_nothing_in_the_records_tells_the_hour_or_the_machine(county):
    top, _ = county
    record = store.place(store.of_year(top / "out"), "修山镇.xlsx").read_text("utf-8")
    assert str(top) not in record
    assert json.loads(record)["单位"] == "修山镇"


def test_a_folder_without_a_year_takes_the_pack_its_forms_name(tmp_path, monkeypatch):
    """A newer pack stands beside it; files that are no forms are passed over."""
    monkeypatch.chdir(tmp_path)
    for year in ("2020", "2099"):
        shutil.copytree(PACK, tmp_path / "templates" / year)
    folder = put(tmp_path / "收表", "修山镇", **{"一.xlsx": b"PK\x03\x04"})
    assert pack_for(Asked(folder, tmp_path / "out")).folder.name == "2020"
    (folder / "修山镇.xlsx").unlink()
    assert pack_for(Asked(folder, tmp_path / "out")).folder.name == "2099"
