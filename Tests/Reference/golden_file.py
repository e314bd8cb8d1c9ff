"""Golden data as JSON: written by the scripts beside this file, read by the Swift tests."""

import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "DescentPluginsTests" / "Golden"


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
    FOLDER.mkdir(exist_ok=True)
    for name, data in files.items():
        (FOLDER / name).write_text(text(data), encoding="utf-8")
        print(f"wrote {name}")


def read(name: str) -> dict:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
