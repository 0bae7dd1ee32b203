"""Reports as JUnit XML."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from evals.reports.junit import comparison_xml, run_xml
from evals.suite.comparison import compare
from tests.evals.reports.runs import OTHER, hostile, many, regressed, sample, scripted
from tests.evals.suite.making import run


def _read(xml: str) -> Element:
    return ElementTree.fromstring(xml.encode())  # noqa: S314 - what we wrote a line above


def test_a_run_has_a_suite_for_each_scripted_model_and_a_test_for_each_check() -> None:
    """A failed check says why and shows both texts; a leak is a test of its own."""
    root = _read(run_xml(scripted()))

    assert {suite.get("name") for suite in root} == {"faithful", "new_commitment", "http_500"}
    slipping = root.find("testsuite[@name='new_commitment']")
    assert slipping is not None
    assert [test.get("name") for test in slipping] == [
        "x-001 nothing_leaks",
        "x-001 usable",
        "x-001 keeps_facts",
        "x-002 nothing_leaks",
        "x-002 usable",
        "x-002 keeps_facts",
    ]
    failure = slipping.find("testcase[@name='x-001 keeps_facts']/failure")
    assert failure is not None
    assert failure.get("message") == "lacks £24"
    assert failure.text is not None
    assert "draft:\nWe cannot refund" in failure.text
    assert (slipping.get("tests"), slipping.get("failures")) == ("6", "2")


def test_a_sample_without_a_reply_is_an_error_and_no_failed_check() -> None:
    """CI systems tell the two apart."""
    root = _read(run_xml(scripted()))

    error = root.find("testsuite[@name='http_500']/testcase/error")
    assert error is not None
    assert error.get("message") == "provider_error"
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("9", "2", "1")


def test_a_real_model_has_a_suite_for_each_kind_of_case() -> None:
    """A repeat is told by its number; the time of a sample is counted once."""
    root = _read(run_xml(run(sample("x-001"), sample("x-001", repeat=1, leaked=True))))

    (suite,) = root
    assert suite.get("name") == "core"
    names = [test.get("name") for test in suite]
    assert names[0] == "x-001 usable"
    assert names[2] == "x-001 #2 nothing_leaks"
    assert suite.get("time") == "0.240"


def test_a_comparison_has_a_test_for_each_check_and_fails_where_it_regressed() -> None:
    """With the cases that broke."""
    root = _read(comparison_xml(regressed()[0]))

    failure = root.find("testsuite/testcase[@name='keeps_facts']/failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.text.startswith("broken: x-000, x-001")
    assert "p 0.00" in str(failure.get("message"))
    fine = root.find("testsuite/testcase[@name='usable']/system-out")
    assert fine is not None
    assert str(fine.text).startswith("no evidence: ")


def test_a_comparison_that_tells_nothing_has_a_skipped_test_that_says_why() -> None:
    """Green would say more than is known."""
    a, b = many(source="mock"), many(source="mock", id="r2", prompt=OTHER)
    root = _read(comparison_xml(compare(a, b)))

    skipped = root.find("testsuite/testcase[@name='conclusive']/skipped")
    assert skipped is not None
    assert "scripted answers do not depend on the prompt" in str(skipped.get("message"))


def test_whatever_stands_in_texts_the_document_stays_valid() -> None:
    """Characters that XML forbids are replaced; markup is text."""
    root = _read(run_xml(hostile()))

    (failure,) = root.iter("failure")
    assert "</script><img src=x onerror=alert(1)>" in str(failure.text)
    assert "�" in str(failure.text)
