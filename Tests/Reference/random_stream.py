"""Golden data: the random streams of Descent, by an implementation of their published algorithms.

FNV-1a of the purpose, SplitMix64 for the seed, xoshiro256** for the stream, written from the papers'
reference code, in Python's unbounded integers.
"""

import golden_file

MASK = (1 << 64) - 1


def splitmix64(seed: int):
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def rotate(x: int, k: int) -> int:
    return ((x << k) & MASK) | (x >> (64 - k))


def xoshiro256starstar(seed: int):
    source = splitmix64(seed)
    s = [next(source) for _ in range(4)]
    while True:
        yield (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


def fnv1a(text: str) -> int:
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def stream(purpose: str, replicate: int):
    return xoshiro256starstar(fnv1a(purpose) ^ ((replicate * 0x9E3779B97F4A7C15) & MASK))


def first(source, count: int = 8) -> list[str]:
    """As hexadecimal texts: JSON's numbers have 53 bits."""
    return [f"{next(source):016x}" for _ in range(count)]


def golden() -> dict[str, dict]:
    # The first output of SplitMix64 from 1234567 as other implementations publish it.
    assert next(splitmix64(1234567)) == 6457827717110365317
    purposes = ["data", "split", "initialization", "shuffle", "noise"]
    return {"random_stream.json": {
        "library": "none", "version": "Blackman and Vigna 2021",
        "variant": "xoshiro256** seeded by SplitMix64",
        "seeds": [{"seed": seed, "bits": first(xoshiro256starstar(seed))}
                  for seed in (0, 1, 42, 1234567)],
        "streams": [{"purpose": purpose, "replicate": replicate,
                     "bits": first(stream(purpose, replicate))}
                    for purpose in purposes for replicate in (0, 1, 2)]}}


if __name__ == "__main__":
    golden_file.write(golden())
