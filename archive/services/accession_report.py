"""What became of an accession's inputs."""

from dataclasses import dataclass, field

from archive.records import BadRecord

#: Rejections that are named one by one; of a batch with more, the rest are only counted.
MOST_NAMED = 1000


@dataclass(slots=True)
class IngestReport:
    """Counts of an accession's inputs; ``rejected`` names the first ``MOST_NAMED``; ``seconds`` is wall-clock time.

    ``read`` is the sum of ``ingested``, ``unchanged`` and ``rejections``.
    """

    accession: str
    read: int = 0
    ingested: int = 0
    unchanged: int = 0
    rejections: int = 0
    rejected: list[BadRecord] = field(default_factory=list)
    seconds: float = 0.0

    def reject(self, bad: BadRecord) -> None:
        """Count an input that was not taken in, and name it while there is room."""
        self.rejections += 1
        if len(self.rejected) < MOST_NAMED:
            self.rejected.append(bad)

    def rows(self) -> list[dict[str, str | int | None]]:
        """Give what was rejected as JSON objects."""
        return [
            {"file": bad.file, "record": bad.record, "line": bad.line, "reason": bad.reason} for bad in self.rejected
        ]
