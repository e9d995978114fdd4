#!/usr/bin/env python3
"""Reads and writes the files of saved networks with NumPy alone.

    python3 convert.py digits.safetensors               what is in it
    python3 convert.py digits.safetensors digits.npz    to NumPy's format
    python3 convert.py model.npz model.safetensors      and back

In Python:

    from convert import load, save
    tensors, metadata = load("digits.safetensors")
    hidden = 1 / (1 + np.exp(-(tensors["layers.0.weight"] @ x + tensors["layers.0.bias"])))

The format is safetensors: the length of the header as 8 bytes, little-endian; the header in JSON, which gives the type, shape and
offsets of every tensor; the tensors' data. A network loads from tensors named "layers.0.weight" [out, in], "layers.0.bias" [out] and so
on; any other names will do if they differ in a number alone, as those of an nn.Sequential.
"""

import json
import math
import os
import sys
import tempfile

import numpy as np

MAX_HEADER = 4 << 20

# Name in the file: bytes of an element, and what NumPy calls it. NumPy has no BF16; its two bytes are the upper half of a float32.
TYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2",
    "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "|i1",
    "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "|u1", "BOOL": "|b1",
}
NAMES = {np.dtype(code).newbyteorder("="): name for name, code in TYPES.items() if name != "BF16"}


def load(path):
    """Returns the tensors, a dict of arrays by name, and the metadata, a dict of strings. Raises ValueError if the file is damaged."""
    with open(path, "rb") as file:
        prefix = file.read(8)
        length = int.from_bytes(prefix, "little")
        if len(prefix) < 8 or length > MAX_HEADER:
            raise ValueError(f"{path}: found no header of at most {MAX_HEADER} bytes")
        text = file.read(length)
        if len(text) < length:
            raise ValueError(f"{path}: found the end after {len(text)} of the header's {length} bytes")
        data = file.read()

    try:
        header = json.loads(text.decode("utf-8"), object_pairs_hook=_without_duplicates)
        metadata = header.pop("__metadata__", {})
        entries = []
        for name, entry in header.items():
            begin, end = map(int, entry["data_offsets"])
            entries.append((begin, end, [int(size) for size in entry["shape"]], entry["dtype"], name))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{path}: found no header with the type, shape and offsets of each tensor: {error}") from error

    tensors = {}
    position = 0
    for begin, end, shape, kind, name in sorted(entries, key=lambda entry: entry[:2]):
        code = TYPES.get(kind) if isinstance(kind, str) else None
        if code is None:
            raise ValueError(f"{path}: tensor {name}: found type {kind}, needed one of {', '.join(TYPES)}")
        needed = math.prod(shape) * np.dtype(code).itemsize
        if begin != position or end - begin != needed or end > len(data):
            raise ValueError(f"{path}: tensor {name}: found bytes {begin} to {end} of {len(data)}, needed {needed} from {position} on")
        array = np.frombuffer(data[begin:end], dtype=code).reshape(shape)
        if kind == "BF16":
            array = (array.astype("<u4") << 16).view("<f4")
        tensors[name] = array.astype(array.dtype.newbyteorder("="))
        position = end
    if position != len(data):
        raise ValueError(f"{path}: found {len(data) - position} bytes behind the last tensor, needed the end of the file")
    return tensors, metadata


def save(path, tensors, metadata=None):
    """Writes arrays by name, and strings by key. The file at the path is replaced when the new one is whole."""
    header = {"__metadata__": {str(key): str(value) for key, value in (metadata or {}).items()}}
    arrays = []
    position = 0
    for name, array in tensors.items():
        array = np.asarray(array)
        kind = NAMES.get(array.dtype.newbyteorder("="))
        if kind is None:
            raise ValueError(f"tensor {name}: found type {array.dtype}, needed one of {', '.join(NAMES.values())}")
        end = position + array.nbytes
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [position, end]}
        arrays.append(array.astype(TYPES[kind]))
        position = end

    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    path = os.path.realpath(path)
    temporary = tempfile.NamedTemporaryFile(dir=os.path.dirname(path), prefix=os.path.basename(path), suffix=".tmp", delete=False)
    try:
        with temporary as file:
            file.write(len(text).to_bytes(8, "little"))
            file.write(text)
            for array in arrays:
                file.write(array.tobytes())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary.name, path)
    except BaseException:
        os.unlink(temporary.name)
        raise


def _without_duplicates(pairs):
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a name is there twice")
    return result


def _show(path):
    tensors, metadata = load(path)
    for name, array in tensors.items():
        print(f"{name:30} {array.dtype!s:8} {list(array.shape)}")
    for key, value in metadata.items():
        print(f"{key:30} {value}")


def main(arguments):
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        _show(arguments[0])
    elif len(arguments) == 2 and arguments[0].endswith(".npz"):
        with np.load(arguments[0]) as archive:
            save(arguments[1], dict(archive), {"format": "pt"})
    elif len(arguments) == 2 and arguments[1].endswith(".npz"):
        np.savez(arguments[1], **load(arguments[0])[0])
    else:
        print(__doc__.split("\n\nIn Python")[0], file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
