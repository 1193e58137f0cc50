"""What leaves for a spreadsheet program never becomes a formula."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from lms.core import spreadsheets

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("http://x","y")']


def cells_of(content):
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()]


def lines_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_stays_text_in_a_workbook(text):
    [_headings, [cell]] = cells_of(spreadsheets.as_xlsx("Sheet", ["name"], [[text]]))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_marked_as_text_in_a_csv_file(text):
    assert lines_of(spreadsheets.as_csv(["name"], [[text]]))[1][0][0] == "'"


def test_a_name_in_its_own_script_comes_through_unchanged():
    row = ["សុខ ស្រីមុំ", "王丽华"]
    assert [cell.value for cell in cells_of(spreadsheets.as_xlsx("Sheet", ["a", "b"], [row]))[1]] == row
    assert lines_of(spreadsheets.as_csv(["a", "b"], [row]))[1] == row


def test_dates_and_numbers_stay_what_they_are():
    row = [date(2026, 11, 22), 3, -2, None]
    cells = cells_of(spreadsheets.as_xlsx("Sheet", ["a", "b", "c", "d"], [row]))[1]
    assert ([cell.is_date for cell in cells[:1]], [cell.value for cell in cells[1:]]) == ([True], [3, -2, None])
    assert lines_of(spreadsheets.as_csv(["a", "b", "c", "d"], [row]))[1] == ["2026-11-22", "3", "-2", ""]


def test_signs_that_no_file_may_hold_are_left_out():
    assert cells_of(spreadsheets.as_xlsx("Sheet", ["a"], [["a\x00b\x1f"]]))[1][0].value == "ab"
    assert lines_of(spreadsheets.as_csv(["a"], [["a\x00b\x1f"]]))[1] == ["ab"]


def test_a_csv_file_says_that_it_is_utf_8():
    assert spreadsheets.as_csv(["a"], []).startswith(b"\xef\xbb\xbf")
