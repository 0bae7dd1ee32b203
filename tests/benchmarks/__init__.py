"""How fast it is, as figures to read: `python -m tests.benchmarks.<name>`. Nothing passes or fails.

Run them on a quiet machine. Times move by a quarter from minute to minute on shared cores; ratios
of paired bursts within one run repeat within about an eighth.
"""
