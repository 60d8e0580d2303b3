"""zip: bombs, overlaps, and two tellings of one thing."""

import struct
import zlib

from bundles import ENVIRONMENT
from case import refused, survived
from packing import central, deflated, deflated_zeros, encoded, end_of_zip, local, zipped

GOOD = list(ENVIRONMENT.items())
MB = 1 << 20


def plus(*entries):
    return lambda: zipped(GOOD + list(entries))


def named(name):
    return plus((name, "x: 1\n"))


def with_bundle(data, directory, count):
    """A zip of these entries, and the valid bundle behind them."""
    for name, content in GOOD:
        content = encoded(content)
        body = deflated(content)
        directory += central(name, len(data), zlib.crc32(content), len(body), len(content))
        data += local(name, body, zlib.crc32(content), len(content))
    count += len(GOOD)
    return data + directory + end_of_zip(count, len(directory), len(data))


def flat_bomb():
    """1,000 names for one megabyte-wide body of a gigabyte: they all lie over each other."""
    body, crc, size = deflated_zeros(1024)
    name = "zeros.yaml"
    data = local(name, body, crc, size)
    directory = b"".join(
        central(f"f/{n:03}.yaml", 0, crc, len(body), size) for n in range(1000))
    return with_bundle(data, directory, 1000)


def quoting_bomb():
    """Fifield's: every local header is part of the one before, by stored blocks that quote it."""
    kernel = deflated(bytes(20 * MB))
    crc = zlib.crc32(bytes(20 * MB))
    size = 20 * MB
    parts = [("k.yaml", kernel, crc, size)]
    data = local("k.yaml", kernel, crc, size)
    entries = []
    for n in range(900):
        name = f"q{n:03}.yaml"
        quoted = local(*[(parts[-1][0]), b"", parts[-1][2], parts[-1][3]],
                       packed=len(parts[-1][1])) if n == 0 else header
        block = b"\0" + struct.pack("<HH", len(quoted), len(quoted) ^ 0xFFFF)
        size += len(quoted)
        packed = len(data) + len(block)
        header = local(name, b"", crc, size, packed=packed)
        data = header + block + data
        entries.append((name, len(header) + len(block), packed, size))
    # Offsets count from the front, to which each was added.
    directory = b""
    offset = 0
    for name, step, packed, size in reversed(entries):
        directory += central(name, offset, crc, packed, size)
        offset += step
    return with_bundle(data, directory, 900)


def nested():
    archive = zeros()
    for level in range(4):
        archive = zipped([(f"{level}-{n}.zip", archive) for n in range(2)] + GOOD)
    return archive


def zeros():
    body, crc, size = deflated_zeros(1024)
    return with_bundle(local("x.yaml", body, crc, size), central("x.yaml", 0, crc, len(body), size), 1)


def says(**lies):
    """A last entry whose directory lies."""
    return plus(("x.yaml", "a: 1\n", lies))


def zip64(size):
    """A last entry whose sizes stand in the extra field, as of 4 GB on."""
    data = b""
    directory = b""
    for name, content in GOOD:
        content = encoded(content)
        body = deflated(content)
        directory += central(name, len(data), zlib.crc32(content), len(body), len(content))
        data += local(name, body, zlib.crc32(content), len(content))
    content = b"a: 1\n"
    body = deflated(content)
    full = 0xFFFFFFFF
    extra = struct.pack("<HHQQ", 1, 16, len(content) if size is None else size, len(body))
    directory += central("x.yaml", len(data), zlib.crc32(content), full, full, extra=extra)
    data += local("x.yaml", body, zlib.crc32(content), full, packed=full, extra=extra)
    end = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, len(GOOD) + 1, len(GOOD) + 1,
                      len(directory), len(data))
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(data) + len(directory), 1)
    return data + directory + end + locator + end_of_zip(0xFFFF, full, full)


def lying_end(count, size, offset):
    def make():
        data = zipped(GOOD)
        return data[:-22] + end_of_zip(count, size, offset)
    return make


def many():
    data = b""
    directory = b""
    for n in range(100_000):
        directory += central(f"f/{n}", len(data), 0, 0, 0, method=0)
        data += local(f"f/{n}", b"", 0, 0, method=0)
    return with_bundle(data, directory, 100_000)


def flipped():
    data = bytearray(zipped(GOOD))
    data[60] ^= 0xFF
    return bytes(data)


def markup():
    names = ["<img src=x onerror=pwned=1>.yaml", "\x1b[31mred.yaml", "\u202elmay.txt", "a\nb"]
    return zipped(GOOD + [(f"infrastructure/{name}", "x: 1\n") for name in names])


CASES = [
    refused("flat-bomb.zip", "a gigabyte under 1,000 names that lie over each other", "more than 32 MB", flat_bomb),
    refused("quoting-bomb.zip", "900 files that each quote all that follow", "more than 32 MB", quoting_bomb),
    survived("nested-bomb.zip", "zips in zips in zips, as 42.zip", nested),
    refused("zeros.zip", "one file of a gigabyte", "more than 32 MB", zeros),
    refused("says-less.zip", "a file of 40 MB that says it has 5 bytes", "does not fit its size or its checksum",
            lambda: zipped(GOOD + [("x.yaml", bytes(40 * MB), {"size": 5})])),
    refused("says-more.zip", "a file of 5 bytes that says it has 4 GB", "more than 32 MB", says(size=0xFFFFFFFE)),
    refused("says-packed-more.zip", "a file that is longer than the archive", "does not fit its size or its checksum",
            says(packed=0x7FFFFFFF)),
    refused("wrong-checksum.zip", "a checksum that does not fit", "does not fit its size or its checksum",
            says(crc=1)),
    refused("unknown-method.zip", "compressed in a way that there is not", "compressed in a way", says(method=99)),
    refused("encrypted.zip", "a file with a password", "is encrypted", says(flags=0x801)),
    survived("two-names.zip", "a name in the directory, another before the file",
           lambda: zipped(GOOD + [("x.yaml", "a: 1\n", {})]).replace(b"x.yaml", b"y.yaml", 1)),
    survived("zip64.zip", "sizes of eight bytes", lambda: zip64(None)),
    refused("zip64-lies.zip", "a size of 2⁶³", "more than 32 MB", lambda: zip64(1 << 63)),
    refused("end-count-lies.zip", "an end that counts 65,534 files", "damaged", lying_end(65_534, 100, 0)),
    refused("end-offset-lies.zip", "a directory beyond the end", "cut off", lying_end(5, 300, 0x7FFFFFFF)),
    refused("no-end.zip", "a zip without its directory", "cut off", lambda: zipped(GOOD)[:600]),
    refused("entries.zip", "100,000 files without a byte", "more than 10000 files", many),
    refused("flipped.zip", "a byte that flipped", "does not fit its size or its checksum", flipped),
    refused("path-up.zip", "a file called ../x.yaml", "leads out of the folder", named("../x.yaml")),
    refused("path-absolute.zip", "a file called /etc/passwd", "leads out of the folder", named("/etc/passwd")),
    refused("path-drive.zip", "a file called C:\\x.yaml", "leads out of the folder", named("C:\\x.yaml")),
    refused("path-drive-slash.zip", "a file called c:/x.yaml", "leads out of the folder", named("c:/x.yaml")),
    refused("path-backslash-up.zip", "a file called ..\\x.yaml", "leads out of the folder", plus(("..\\x.yaml", "x: 1\n", {"made_by": 0x0014}))),
    refused("path-zero.zip", "a zero byte in a name", "zero byte", named("a\0b.yaml")),
    refused("path-surrogate.zip", "half of a surrogate pair in a name", "not UTF-8", named("\ud800.yaml")),
    refused("path-long.zip", "a name of 60,000 letters", "the limit is 1024", named("n" * 60_000)),
    refused("symlink.zip", "a link to /etc/passwd", "a link", plus(("x.yaml", "/etc/passwd", {"mode": 0o120777}))),
    refused("device.zip", "/dev/zero", "a device or pipe", plus(("x.yaml", "", {"mode": 0o020666}))),
    refused("fifo.zip", "a pipe", "a device or pipe", plus(("x.yaml", "", {"mode": 0o010666}))),
    refused("twice.zip", "one path twice", "twice", named("schema/schema.yaml")),
    refused("file-and-folder.zip", "a file that is a folder as well", "twice", named("schema")),
    survived("twice-by-case.zip", "Schema/schema.yaml beside schema/schema.yaml", named("Schema/schema.yaml")),
    survived("markup.zip", "markup and escapes in names", markup),
    refused("prefix.zip", "10 MB of noise before the first file", "nor a zip", lambda: b"noise" * (2 * MB) + zipped(GOOD)),
    refused("comment.zip", "a comment that looks like an end", "damaged",
            lambda: zipped(GOOD)[:-2] + struct.pack("<H", 22) + end_of_zip(0, 0, 0)),
    survived("trailing.zip", "noise after the end", lambda: zipped(GOOD) + b"noise" * 100),
    refused("empty.zip", "a zip without files", "holds no files", lambda: end_of_zip(0, 0, 0)),
    survived("good.zip", "a valid bundle", lambda: zipped(GOOD)),
]
