"""Makes all golden data anew and compares them with the committed files.

Numbers may differ by 1e-9 relative, which is what another processor's rounding can do to fifty steps
of training in float64; everything else is equal. Run without arguments; exit status 1 on a
difference.
"""

import sys

import activations
import arrays
import golden_file
import initializers
import losses
import metrics
import networks
import optimizers
import parity
import random_stream
import report_hypotheses
import report_statistics
import schedules

TOLERANCE = 1e-9


def differences(new, old, place: str) -> list[str]:
    if isinstance(new, dict) and isinstance(old, dict):
        if new.keys() != old.keys():
            return [f"{place}: keys {sorted(new)} instead of {sorted(old)}"]
        return [found for key in new for found in differences(new[key], old[key], f"{place}.{key}")]
    if isinstance(new, list) and isinstance(old, list):
        if len(new) != len(old):
            return [f"{place}: {len(new)} entries instead of {len(old)}"]
        return [found for index, pair in enumerate(zip(new, old))
                for found in differences(*pair, f"{place}[{index}]")]
    if isinstance(new, float) and isinstance(old, float):
        # Below 1e-6 a number is compared as if it were of that size: it came about by cancellation.
        if abs(new - old) <= TOLERANCE * max(abs(new), abs(old), 1e-6):
            return []
    elif new == old:
        return []
    return [f"{place}: {new!r} instead of {old!r}"]


def main() -> int:
    failed = False
    made = {}
    modules = (activations, arrays, losses, optimizers, parity, networks, schedules, initializers,
               metrics, random_stream, report_hypotheses, report_statistics)
    for module in modules:
        made |= module.golden()
    for name, data in made.items():
        found = differences(data, golden_file.read(name), name)
        print(f"{name}: " + (f"{len(found)} differences" if found else "agrees"))
        for line in found[:10]:
            print("  " + line)
        failed = failed or bool(found)
    committed = {path.name for folder in golden_file.FOLDERS
                 for path in folder.glob("*.json")}
    for name in sorted(committed - made.keys()):
        print(f"{name}: no script makes it")
        failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
