"""Values as numbers, so that conditions and counts are array operations; the same numbers in the whole process."""

from threading import Lock


class Vocabulary:
    """Gives each distinct value a small number, and the value back; it only grows."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self._values: list[str] = [""]
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def number(self, value: str) -> int:
        """Give the number of a value, a new one where it is new; that of "" is 0."""
        found = self._numbers.get(value)
        if found is not None:
            return found
        with self._lock:
            if value not in self._numbers:
                self._values.append(value)
                self._numbers[value] = len(self._values) - 1
            return self._numbers[value]

    def find(self, value: str) -> int | None:
        """Give the number of a value, or None where no document has ever had it."""
        return self._numbers.get(value)

    def value(self, number: int) -> str:
        """Give the value of a number."""
        return self._values[number]

    def values(self) -> list[str]:
        """Give all values there are, by number."""
        return self._values[:]


#: The values of each field, of articles and of annotations alike.
_VOCABULARIES: dict[str, Vocabulary] = {}
_LOCK = Lock()


def vocabulary(field: str) -> Vocabulary:
    """Give the vocabulary of a field."""
    with _LOCK:
        return _VOCABULARIES.setdefault(field, Vocabulary())
