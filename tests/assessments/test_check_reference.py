"""Our figures against the reference cases, and what the command says."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lms.assessments.reference import checking

FOLDER = Path(__file__).parents[1] / "reference" / "expected"
CASES = [case for path in sorted(FOLDER.glob("*.json")) for case in checking.read(path)[0]]
HOLM = {"id": "h", "input": {"p": [0.01, 0.5]}, "expected": {"holm": [0.02, 0.5]}, "tol": 1e-8}


def written(folder, *cases, method="mcnemar", name="some"):
    (folder / f"{name}.json").write_text(json.dumps({"method": method, "cases": cases}), encoding="utf-8")
    return folder


def ran(folder, **options):
    out, err = StringIO(), StringIO()
    failure = None
    try:
        call_command("check_reference", str(folder), stdout=out, stderr=err, **options)
    except CommandError as fault:
        failure = str(fault)
    return out.getvalue(), err.getvalue(), failure


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_figures_agree_with_r(case):
    outcome = checking.check(case, checking.adapters())
    assert (outcome.faults, outcome.result) == ([], checking.Result.PASSED)


def test_all_nineteen_methods_have_their_adapter():
    assert {case.method for case in CASES} == set(checking.adapters())
    assert len(checking.adapters()) == 19


def test_a_case_about_data_that_only_r_has_is_not_checked(tmp_path):
    case = {"id": "a", "input": {"dataset": "survival::mgus2"}, "expected": {}, "tol": 1e-8}
    out, _err, failure = ran(written(tmp_path, case, method="cumulative_incidence"))
    assert (out, failure) == (
        "cumulative_incidence a: not checked here: the data set survival::mgus2 is not in the folder\n"
        "1 not checked here\n0 passed, 0 failed\n",
        None,
    )


def test_every_case_has_a_line_and_the_last_line_counts(tmp_path):
    out, err, failure = ran(written(tmp_path, HOLM))
    assert (out, err, failure) == ("mcnemar h: passed\n1 passed, 0 failed\n", "", None)


def test_wrong_figure_fails_and_says_where(tmp_path):
    out, _err, failure = ran(written(tmp_path, HOLM | {"expected": {"holm": [0.02, 0.6]}}))
    assert out == "mcnemar h: failed: holm[2]: 0.5, expected 0.6\n0 passed, 1 failed\n"
    assert failure == "1 cases failed, 0 not readable"


def test_unknown_method_is_counted_apart(tmp_path):
    out, _err, failure = ran(written(tmp_path, HOLM, method="astrology"))
    assert out == "astrology h: not checked here\n1 not checked here\n0 passed, 0 failed\n"
    assert failure is None


def test_upper_app_may_add_a_method(tmp_path, settings):
    settings.REFERENCE_ADAPTERS = ["test_check_reference_probe.ADAPTERS"]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        probe = "ADAPTERS = {'doubling': lambda case: {'double': 2 * case.input['x']}}\n"
        (tmp_path / "test_check_reference_probe.py").write_text(probe, encoding="utf-8")
        case = {"id": "d", "input": {"x": 2}, "expected": {"double": 4}}
        out, _err, _failure = ran(written(tmp_path, case, method="doubling"))
    assert out == "doubling d: passed\n1 passed, 0 failed\n"


def test_json_has_the_shape_of_what_was_expected(tmp_path):
    out, _err, _failure = ran(written(tmp_path, HOLM), format="json")
    assert json.loads(out) == {"h": {"holm": [0.02, 0.5]}}


def test_case_without_expected_figures_is_computed_and_not_judged(tmp_path):
    case = {"id": "h", "input": HOLM["input"]}
    assert json.loads(ran(written(tmp_path, case), format="json")[0]) == {"h": {"holm": [0.02, 0.5], "bh": [0.02, 0.5]}}
    said = "computed, nothing to compare with"
    assert ran(tmp_path)[0] == f"mcnemar h: {said}\n1 {said}\n0 passed, 0 failed\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "bad.json: not readable as JSON"),
        ("\ud800".encode("utf-8", "surrogatepass"), "bad.json: not readable as JSON"),
        ('{"method": 1, "cases": []}', "bad.json: needs a method and a list of cases"),
        ('{"method": "m", "cases": [3]}', "bad.json, case 1: has no id"),
        ('{"method": "m", "cases": [{"id": "x"}]}', "bad.json, case 1 (x): has no input"),
        ('{"method": "m", "cases": [{"id": "x", "input": {}, "tol": "a"}]}', "its tolerance is not a number"),
    ],
)
def test_broken_file_is_named_and_the_others_are_checked(tmp_path, text, said):
    written(tmp_path, HOLM)
    (tmp_path / "bad.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    out, err, failure = ran(tmp_path)
    assert out == "mcnemar h: passed\n1 passed, 0 failed\n"
    assert said in err
    assert failure == "0 cases failed, 1 not readable"


@pytest.mark.parametrize(
    ("method", "given", "said"),
    [
        ("mcnemar", {}, "the input has no 'wrong_to_right'"),
        ("paired_gain", {"pre": [1, 2, 3], "post": [1, 2]}, "is shorter than"),
        ("paired_gain", {"pre": [1, 2, None], "post": [1, None, 3]}, "fewer than two people"),
        ("item_analysis", {"csv": "data/none.csv"}, "there is no table data/none.csv"),
        ("item_analysis", {"csv": "../../../etc/passwd"}, "there is no table"),
        ("item_analysis", {"responses": [[1, 2], [1]]}, "inhomogeneous"),
        ("equating", {"p_old": [0.5], "p_new": [0.5]}, "three common questions"),
    ],
)
def test_input_that_cannot_be_computed_fails_that_case_only(tmp_path, method, given, said):
    case = {"id": "x", "input": given, "expected": {"n": 1}}
    written(tmp_path, case, method=method)
    out, _err, failure = ran(written(tmp_path, HOLM, name="zz"))
    assert said in out
    assert out.endswith("mcnemar h: passed\n1 passed, 1 failed\n")
    assert failure is not None


def test_summary_file_is_passed_over(tmp_path):
    (tmp_path / "simulation.json").write_text('{"truth": {"mean": 1}}', encoding="utf-8")
    assert ran(written(tmp_path, HOLM))[0] == "mcnemar h: passed\n1 passed, 0 failed\n"


def test_folder_that_is_not_there_is_refused(tmp_path):
    assert ran(tmp_path / "none")[2] == f"there is no folder {tmp_path / 'none'}"


def test_own_tolerance_of_a_figure_counts_for_those_that_begin_with_its_name():
    expected = {"hl": 1.0, "hl_ci": [1.0, 2.0], "p": 0.5, "hl_tolerance": 0.01}
    near = {"hl": 1.005, "hl_ci": [1.0, 2.009], "p": 0.5}
    assert list(checking.differences(expected, near, 1e-9)) == []
    assert list(checking.differences(expected, near | {"p": 0.505}, 1e-9)) == ["p: 0.505, expected 0.5"]


def test_undefined_is_null_and_nothing_else():
    assert checking.plain({"a": float("nan"), "b": float("inf"), "c": [1.5]}) == {"a": None, "b": None, "c": [1.5]}
    assert list(checking.differences({"a": None}, {"a": 0.0}, 1)) == ["a: 0.0, expected None"]
    assert list(checking.differences({"a": 0.0}, {"a": None}, 1)) == ["a: None, expected 0.0"]
