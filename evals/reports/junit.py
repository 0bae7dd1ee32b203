"""A run, or two compared, as JUnit XML, which CI systems show as tests.

A run has a suite for each scripted model, or for each kind of case where a real model answers, and
in it a test for each case and check that applies to it. A comparison has a test for each check.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.reports import words
from evals.suite.comparison import Comparison
from evals.suite.run import Run, Sample

NOTHING_LEAKS = "nothing_leaks"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even escaped (XML 1.0, 2.2)."""


def run_xml(run: Run) -> str:
    """The tests of one run. A sample without a reply is an error, a failed check a failure."""
    grouped: dict[str, list[Sample]] = defaultdict(list)
    for sample in run.samples:
        grouped[sample.behaviour or str(run.cases[sample.case].kind)].append(sample)
    suites = [_suite(name, run, samples) for name, samples in grouped.items()]
    return _document(run.id, suites)


def comparison_xml(comparison: Comparison) -> str:
    """The tests of two runs: a check that regressed fails, with the cases that it broke."""
    name = f"{comparison.a.run} -> {comparison.b.run}"
    suite = Element("testsuite", name=_text(name))
    for check in comparison.checks:
        test = SubElement(suite, "testcase", classname="comparison", name=_text(check.name))
        said = f"{words.estimate(check, check.a)} -> {words.estimate(check, check.b)}, n {check.n}"
        p = words.probability(check.p_holm)
        if check.verdict == "regressed":
            message = f"{said}, p {p} after Holm"
            failure = SubElement(test, "failure", type="regressed", message=_text(message))
            failure.text = _text(f"broken: {', '.join(check.broken)}")
        else:
            output = SubElement(test, "system-out")
            output.text = _text(f"{check.verdict}: {said}, p {p} after Holm")
    if comparison.verdict == "inconclusive":
        test = SubElement(suite, "testcase", classname="comparison", name="conclusive")
        SubElement(test, "skipped", message=_text(comparison.reason))
    return _document(name, [_counted(suite)])


def _suite(name: str, run: Run, samples: Iterable[Sample]) -> Element:
    suite = Element("testsuite", name=_text(name), timestamp=_text(run.header.started))
    for sample in samples:
        _tests(suite, name, run, sample)
    return _counted(suite)


def _tests(suite: Element, name: str, run: Run, sample: Sample) -> None:
    """One sample; its time stands at its first test, so that the sum of a suite is right."""
    title = f"{sample.case} #{sample.repeat + 1}" if sample.repeat else sample.case
    left_s = [f"{sample.latency_ms / 1000:.3f}"]

    def test(check: str) -> Element:
        attributes = {"classname": _text(f"kindreply.{name}"), "name": f"{title} {check}"}
        return SubElement(suite, "testcase", attributes, time=left_s.pop() if left_s else "0.000")

    if sample.error is not None:
        SubElement(test("reply"), "error", type="no reply", message=_text(sample.error))
        return
    texts = f"draft:\n{run.cases[sample.case].draft}\n\nreply:\n{sample.reply}"
    if sample.leaked is not None:
        leaking = test(NOTHING_LEAKS)
        if sample.leaked:
            planted = sample.planted.words if sample.planted else ()
            message = f"the agent receives {', '.join(planted)}"
            SubElement(leaking, "failure", type="leak", message=_text(message)).text = _text(texts)
    for check in sample.checks:
        if check.passed is None:
            continue
        asked = test(check.name)
        if not check.passed:
            failure = SubElement(asked, "failure", type=_text(check.name), message=_text(check.why))
            failure.text = _text(texts)


def _counted(suite: Element) -> Element:
    """The suite with its counts, which readers trust."""
    tests = suite.findall("testcase")
    suite.set("tests", str(len(tests)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(test.find(tag) is not None for test in tests)))
    suite.set("time", f"{sum(float(test.get('time', '0')) for test in tests):.3f}")
    return suite


def _document(name: str, suites: Iterable[Element]) -> str:
    root = Element("testsuites", name=_text(name))
    root.extend(suites)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _text(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
