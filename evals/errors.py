"""What can go wrong with the suite, sorted by who must act.

    * SuiteError          whoever gave the command: a file, a name or a choice is wrong
      x DatasetError      a line of a dataset is no case
      x LogError          a file is no log of a run
      x CassetteError     a file is no cassette, or cassettes do not belong together
      x PriceError        a price file is wrong
      x PlanError         nothing is selected, or something that there is not
      x SourceError       nobody is configured to answer
      x ExecutionError    a run cannot be found, begun or taken up
      x JudgingError      a log of scores or preferences is of another run or judge
      x PairingError      two runs have no replies that can be held against each other
      x LinesError        a line of labels or answers of a judge is wrong
      x LabelError        a rater is a person here and a model there
      x CalibrationError  a file is no calibration
      x SummaryError      a file is no summary of a run
      x GatesError        a file of gates is wrong
      x ComparisonError   two runs cannot be compared
    * Unreachable         whoever runs the endpoint: it does not answer, or not as it should

Messages name files, lines, fields and ids.
"""


class SuiteError(ValueError):
    """Base of all that a command of the suite says about what it was given."""


class Unreachable(Exception):
    """The endpoint of a run does not answer, or not as it should."""
