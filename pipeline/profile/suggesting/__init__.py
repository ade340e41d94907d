"""Matched articles in; names that the watch lacks out, as proposals that wait for a person.

texts                an article as lines, and as a text that names are found in
known                what the profile has, had, or was told never to propose again
bonds                whether another form is the same name: by sound, by its letters, by what it is
pairs                two forms side by side, one of them watched: 육군조병창(FAME); longer: SIMA Perú
newnames, worth      names that keep coming beside watched ones, and which of them are worth a person's time
caution              a form as an alias, with the context it needs lest it find everything
queueing             into the file: no other byte of it changes
"""

from __future__ import annotations

from pipeline.profile.suggesting.caution import ORIGIN
from pipeline.profile.suggesting.known import Known
from pipeline.profile.suggesting.newnames import new_names
from pipeline.profile.suggesting.pairs import new_forms
from pipeline.profile.suggesting.queueing import queue, without_known
from pipeline.profile.suggesting.suggestion import Sighting, Suggestion
from pipeline.profile.suggesting.texts import readings_of

__all__ = [
    "ORIGIN",
    "Known",
    "Sighting",
    "Suggestion",
    "new_forms",
    "new_names",
    "queue",
    "readings_of",
    "without_known",
]
