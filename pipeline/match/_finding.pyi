from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Owner = TypeVar("Owner")

def hash_of(head: str, /) -> int: ...

class Index(Generic[Owner]):
    def __new__(
        cls,
        owners: tuple[Owner, ...],
        heads: npt.NDArray[np.void],
        sieve: npt.NDArray[np.uint64],
        names: npt.NDArray[np.void],
        letters: npt.NDArray[np.uint32],
        /,
    ) -> Index[Owner]: ...
    def find(self, words: str, /) -> list[tuple[int, int, Owner]]: ...
