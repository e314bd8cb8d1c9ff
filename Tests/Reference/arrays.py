"""Golden data: files that NumPy and Python's gzip and zipfile wrote, with what is in them.

Each file is base64; `columns` are those of its rows, whatever the dimensions, in C's order. None
stands for NaN.
"""

import base64
import gzip
import io
import struct
import zipfile

import numpy

import golden_file

SEED, ROWS = 3, 5


def columns(array: numpy.ndarray) -> list[list]:
    rows = array.reshape(len(array), -1)
    if array.dtype.kind == "U":
        return rows.T.tolist()
    return [[None if numpy.isnan(value) else value for value in column]
            for column in rows.T.astype(float).tolist()]


def case(name: str, file: bytes, array: numpy.ndarray) -> dict:
    return {"name": name, "file": base64.b64encode(file).decode(), "columns": columns(array)}


def npy(array: numpy.ndarray, version=None) -> bytes:
    file = io.BytesIO()
    numpy.lib.format.write_array(file, array, version=version)
    return file.getvalue()


def numbers(kind: str, shape: tuple, random) -> numpy.ndarray:
    """Numbers of a type, its extremes among them."""
    dtype = numpy.dtype(kind)
    if dtype.kind == "b":
        return random.integers(2, size=shape).astype(bool)
    if dtype.kind == "f":
        array = (100 * random.standard_normal(shape)).astype(dtype)
        limits = numpy.finfo(dtype)
        array.flat[:6] = [0, limits.max, limits.min, limits.tiny, limits.smallest_subnormal,
                          numpy.nan]
        return array
    limits = numpy.iinfo(dtype)
    # Beyond 2 ** 53 the nearest double, which is how NumPy converts, too.
    array = random.integers(limits.min, limits.max, size=shape, dtype=dtype.newbyteorder("="))
    array.flat[:3] = [limits.min, limits.max, 1]
    return array.astype(dtype)


def npy_cases(random) -> list[dict]:
    kinds = ["|b1", "|i1", "|u1"] + [order + kind for order in "<>" for kind in
                                     ("i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8")]
    cases = [case(kind, npy(array), array) for kind in kinds
             for array in [numbers(kind, (ROWS, 3), random)]]
    for shape in [(ROWS,), (ROWS, 2, 3), (ROWS, 2, 2, 2)]:
        array = numbers("<f4", shape, random)
        cases.append(case(f"C's order, {shape}", npy(array), array))
        array = numpy.asfortranarray(array)
        cases.append(case(f"Fortran's order, {shape}", npy(array), array))
    array = numbers("<f8", (ROWS, 2), random)
    for version in [(1, 0), (2, 0), (3, 0)]:
        cases.append(case(f"version {version[0]}", npy(array, version), array))
    texts = numpy.array(["no", "yes", "größer", "𝜋", "no"])
    for order in "<>":
        array = texts.astype(texts.dtype.newbyteorder(order))
        cases.append(case(f"texts, {order}", npy(array), array))
    return cases


def npz_cases(random) -> list[dict]:
    x, y = numbers("<f4", (ROWS, 2, 3), random), numpy.array(["u", "v", "u", "u", "v"])
    cases = []
    for name, save in [("stored", numpy.savez), ("deflated", numpy.savez_compressed)]:
        file = io.BytesIO()
        save(file, other=numpy.arange(3), x=x, y=y)
        cases.append(case(name, file.getvalue(), x))
    return cases


IDX_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0b: ">i2", 0x0c: ">i4", 0x0d: ">f4", 0x0e: ">f8"}


def idx_cases(random) -> list[dict]:
    cases = []
    for code, kind in IDX_TYPES.items():
        for shape in [(ROWS,), (ROWS, 2, 3)]:
            array = numbers(kind, shape if kind[1] != "f" else (ROWS, 2, 3), random)
            header = struct.pack(f">BBBB{array.ndim}I", 0, 0, code, array.ndim, *array.shape)
            cases.append(case(f"{kind}, {shape}", header + array.tobytes(), array))
    return cases


def gzip_cases() -> list[dict]:
    def packed(data: bytes) -> bytes:
        file = bytearray(gzip.compress(data, mtime=0))
        file[9] = 255  # The operating system, of which Python's versions think differently.
        return bytes(file)

    text = b"a,b,y\n" + b"".join(b"%d,%d,%s\n" % (i, i * i % 7, b"uv"[i % 2:][:1])
                                 for i in range(40))
    files = {"one member": packed(text), "two members": packed(text[:100]) + packed(text[100:]),
             "zeros behind": packed(text) + bytes(512), "empty": packed(b"")}
    return [{"name": name, "file": base64.b64encode(file).decode(),
             "text": "" if name == "empty" else text.decode()} for name, file in files.items()]


def zip_cases() -> list[dict]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = b"PK\5\6 in a comment"
        for name, method in [("a.txt", zipfile.ZIP_STORED), ("b/c.txt", zipfile.ZIP_DEFLATED),
                             ("d.txt", zipfile.ZIP_BZIP2), ("empty", zipfile.ZIP_DEFLATED)]:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            archive.writestr(info, "" if name == "empty" else 20 * f"the text of {name}\n")
    return [{"name": "stored, deflated and other files", "names": archive.namelist(),
             "file": base64.b64encode(file.getvalue()).decode()}]


def golden() -> dict[str, dict]:
    random = numpy.random.default_rng(SEED)
    return {"arrays.json": {
        "library": "numpy", "version": numpy.__version__, "seed": SEED,
        "npy": npy_cases(random), "npz": npz_cases(random), "idx": idx_cases(random),
        "gzip": gzip_cases(), "zip": zip_cases()}}


if __name__ == "__main__":
    golden_file.write(golden())
