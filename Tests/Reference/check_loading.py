"""Checks that the tables of a results folder load elsewhere with no options, and with the right types.

    python check_loading.py results/quickstart

DuckDB reads each CSV file by itself, frictionless validates datapackage.json with all rows, keys and
references, and R reads the files where an Rscript is installed. Exit status 1 where anything differs.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import frictionless

# What each type of the data package may be elsewhere. Whole numbers may read as any number, and a column
# without a value as anything.
DUCKDB = {
    "string": {"VARCHAR"},
    "integer": {"BIGINT", "DOUBLE"},
    "number": {"DOUBLE", "BIGINT"},
    "boolean": {"BOOLEAN"},
    "datetime": {"TIMESTAMP", "TIMESTAMP WITH TIME ZONE"},
}
R = {
    "string": {"character"},
    "integer": {"integer", "numeric"},
    "number": {"numeric", "integer"},
    # Only TRUE and T are truths for R; true is text.
    "boolean": {"character", "logical"},
    "datetime": {"character"},
}
# The levels of a factor are text, and may all be numbers.
LEVELS = {"a", "b", "level", "level_1", "level_2", "group"}


def fields(folder: Path) -> list[tuple[Path, str, str]]:
    package = json.loads((folder / "data" / "datapackage.json").read_text())
    return [
        (folder / "data" / resource["path"], field["name"], field["type"])
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    ]


def has_values(path: Path, column: str) -> bool:
    query = f'SELECT count("{column}") FROM read_csv_auto(?)'
    return duckdb.execute(query, [str(path)]).fetchone()[0] > 0


def duckdb_types(path: Path) -> dict[str, str]:
    rows = duckdb.execute("DESCRIBE SELECT * FROM read_csv_auto(?)", [str(path)]).fetchall()
    return {row[0]: row[1] for row in rows}


def r_types(path: Path) -> dict[str, str]:
    code = f"x <- read.csv({json.dumps(str(path))}); cat(paste(names(x), sapply(x, class)), sep = '\\n')"
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True)
    return dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())


def check_types(reader: str, types_of, allowed: dict[str, set[str]], folder: Path) -> list[str]:
    found, failures = {}, []
    for path, column, kind in fields(folder):
        if path not in found:
            found[path] = types_of(path)
        types = found[path]
        if column in LEVELS or not has_values(path, column):
            continue
        if types.get(column) not in allowed[kind]:
            failures.append(f"{reader}: {path.name}, column {column} ({kind}) is {types.get(column)}")
    print(f"{reader}: {len(found)} files, {len(fields(folder))} columns")
    return failures


def check_package(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "data" / "datapackage.json"))
    print(f"frictionless {frictionless.__version__}: {len(report.tasks)} files")
    return [f"frictionless: {error}" for error in report.flatten(["title", "message"])]


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} RESULTS")
    folder = Path(sys.argv[1])
    failures = check_types("DuckDB", duckdb_types, DUCKDB, folder) + check_package(folder)
    if shutil.which("Rscript"):
        failures += check_types("R", r_types, R, folder)
    else:
        print("warning: no Rscript is installed, nothing was read with R", file=sys.stderr)
    for failure in failures[:20]:
        print(f"error: {failure}", file=sys.stderr)
    if failures:
        sys.exit(f"{len(failures)} columns or files load otherwise")


if __name__ == "__main__":
    main()
