"""Kill processes at random moments, restart, and check that nothing acknowledged is lost and nothing is half there."""

import argparse
import random
import sys
import time
from collections import Counter

from benchmarks.archive_maker import fresh_archive

KILLS = 1000


def main() -> None:
    """Run the kills and print a line for each scenario; exits with 1 at the first damage, which it names."""
    parser = argparse.ArgumentParser(description="Kill Dateline's processes at random moments and look for damage.")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how many (default: {KILLS})")
    parser.add_argument("--seed", type=int, default=1, help="of the moments; the same seed gives the same plan")
    options = parser.parse_args()
    folder = fresh_archive(keep_database=True)
    from benchmarks.soak.scenarios import Bench

    draw = random.Random(options.seed)
    bench = Bench(folder, draw)
    began, killed = time.monotonic(), Counter[str]()
    for number in range(options.kills):
        name = bench.names[number % len(bench.names)]
        hit = bench.run(name)
        killed[f"{name}: {'killed at work' if hit else 'had ended'}"] += 1
        if sys.stdout.isatty() or (number + 1) % 50 == 0:
            print(f"{number + 1} of {options.kills}, {time.monotonic() - began:.0f} s", flush=True)
    for line, count in sorted(killed.items()):
        print(f"{line} {count}")
    print(f"no damage in {options.kills} rounds")
    print(f"{bench.acknowledged} acknowledged writes kept, {bench.articles()} articles whole")


main()
