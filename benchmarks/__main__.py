"""``python -m benchmarks [NAME…] [--corpus PATH]``: measure, each figure in a process of its own."""

import argparse
import importlib
import subprocess
import sys
from pathlib import Path

NAMES = ("ingest", "annotate", "tei", "jsonld", "api", "load", "search", "accession", "annotate_page")


def main() -> None:
    """Run the named measurements, or all."""
    parser = argparse.ArgumentParser(description="Measure Dateline; prints tables with ratios.")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which (default: all)")
    parser.add_argument("--corpus", type=Path, help="a folder of .sgm or .txt files to take texts from")
    parser.add_argument("--quick", action="store_true", help="a handful of articles: shows that it works, not how fast")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        importlib.import_module(f"benchmarks.{options.names[0]}").main(options.corpus, quick=options.quick)
        return
    passed = ["--corpus", str(options.corpus)] if options.corpus else []
    passed += ["--quick"] if options.quick else []
    print(f"texts from {options.corpus or 'the seeds'}, recombined", flush=True)
    for name in options.names or NAMES:
        subprocess.run([sys.executable, "-m", "benchmarks", name, "--here", *passed], check=True)


if __name__ == "__main__":
    main()
