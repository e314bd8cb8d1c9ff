"""Golden data as JSON: written by the scripts beside this file, read by the Swift tests."""

import json
import pathlib

TESTS = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = [TESTS / "DescentPluginsTests" / "Golden", TESTS / "DescentReportsTests" / "Golden"]


def path(name: str) -> pathlib.Path:
    return FOLDERS[name in ("hypotheses.json", "statistics.json")] / name


def text(data: dict) -> str:
    """JSON with one line for each key of the file, and for each of its cases."""

    def line(value) -> str:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)

    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            body = "[\n" + ",\n".join(line(item) for item in value) + "\n]"
        else:
            body = line(value)
        parts.append(f"{json.dumps(key)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write(files: dict[str, dict]) -> None:
    for name, data in files.items():
        path(name).write_text(text(data), encoding="utf-8")
        print(f"wrote {name}")


def read(name: str) -> dict:
    return json.loads(path(name).read_text(encoding="utf-8"))
