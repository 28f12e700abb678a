"""The last few results by what was asked, so that a link, a reload and a second reader cost nothing."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Makes what is asked for once, one at a time, and keeps the last `most`. What fails is not kept."""

    def __init__(self, make: Callable[[Key], Value], most: int) -> None:
        self._make, self._most = make, most
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._door, self._making = Lock(), Lock()

    def __call__(self, key: Key) -> Value:
        """The result for a key; one that is there does not wait for one that is being made."""
        with self._door:
            if key in self._held:
                return self._found(key)
        with self._making:
            with self._door:
                if key in self._held:
                    return self._found(key)
            value = self._make(key)
            with self._door:
                self._held[key] = value
                if len(self._held) > self._most:
                    self._held.popitem(last=False)
            return value

    def _found(self, key: Key) -> Value:
        self._held.move_to_end(key)
        return self._held[key]
