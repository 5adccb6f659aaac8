from pathlib import Path

from exports.errors import Fault


def validate_strict(path: Path) -> list[Fault]:
    return []
