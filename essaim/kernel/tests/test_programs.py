import pytest

from essaim.kernel.programs import runs


@pytest.mark.parametrize(
    "name",
    [
        "word/vbaProject.bin",
        "xl/vbaProjectSignature.bin",
        "word/vbaData.xml",
        "word/attachedToolbars.bin",
        "ppt/activeX/activeX1.xml",
        "xl/macrosheets/sheet1.xml",
        "xl/dialogsheets/sheet1.xml",
        "Basic/Standard/Module1.xml",
        "Scripts/python/a.py",
        "BASIC/script-lc.xml",
        "vbaproject.bin",
    ],
)
def test_parts_that_run_are_known_by_their_names(name):
    assert runs(name)


@pytest.mark.parametrize(
    "name", ["word/document.xml", "xl/worksheets/sheet1.xml", "Pictures/Basic.png", "Basics/a.xml", "content.xml", ""]
)
def test_parts_that_only_show_are_left(name):
    assert not runs(name)
