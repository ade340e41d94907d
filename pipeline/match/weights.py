"""The numbers that decide, as one watch has them. The table with all reasons is ``model/weights.py``."""

from __future__ import annotations

from pipeline.model.profile import Profile
from pipeline.model.weights import WEIGHTS, Weights, weights_with

__all__ = ["WEIGHTS", "Weights", "weights_of"]


def weights_of(profile: Profile) -> Weights:
    """The table with the watch's own values.

    A loaded profile has been checked against it; a weight that a stored profile of another version of the program
    has, and the table has not, changes nothing.
    """
    return weights_with({weight.name: weight.value for weight in profile.weights})
