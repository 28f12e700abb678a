"""Bayesian process tracing by hand, for one case with a binary cause and a binary outcome (Humphreys & Jacobs 2015).

Four causal types: the outcome follows the cause (causes), runs against it (prevents), comes either way (always), or neither
(never). A clue is likelier under some types than under others. Plain sums over four types, no simulation.
"""

TYPES = ("causes", "prevents", "always", "never")


def causal_type(with_cause, without):
    """The type of a case whose outcome is known with its cause and without it."""
    return {(True, False): "causes", (False, True): "prevents", (True, True): "always", (False, False): "never"}[
        bool(with_cause), bool(without)
    ]


def traced(prior, clue):
    """Chance of each type once cause and outcome were both seen and a clue was found.

    prior: chance of each type beforehand; clue: chance of the clue under each. Types that contradict what was seen go to 0.
    """
    seen = {"causes": 1.0, "prevents": 0.0, "always": 1.0, "never": 0.0}
    weight = {kind: prior[kind] * seen[kind] * clue[kind] for kind in TYPES}
    return {kind: weight[kind] / sum(weight.values()) for kind in TYPES}
