"""gzip and tar: bombs, sizes that lie, names that lead elsewhere, and everything that is no file."""

import struct
import unicodedata

from bundles import ENVIRONMENT
from case import either, refused, survived
from packing import (
    END, deflated_zeros, entry, file, gzip, gzip_header, gzip_trailer, gzip_zeros, long_name, pax,
    pax_record, tar,
)

MB = 1 << 20
GOOD = b"".join(file(path, content) for path, content in ENVIRONMENT.items())


def plus(*entries):
    """The valid bundle, then these."""
    return lambda: gzip(GOOD + b"".join(entries) + END)


def named(name):
    """The valid bundle with one more file of this name."""
    return plus(file(name, "x: 1\n"))


def members(body, count):
    return lambda: gzip(GOOD + END) + body() * count


def fields(*records):
    """PAX records before a file `x.yaml` of four bytes."""
    return plus(pax(records), entry("x.yaml", "a: 1"))


def many(make, count):
    return lambda: gzip(GOOD + b"".join(make(number) for number in range(count)) + END)


def base256(number):
    return (number & (1 << 96) - 1 | 1 << 95).to_bytes(12, "big")


def nested_gzip():
    data = gzip_zeros(1024)
    for _ in range(3):
        data = gzip(data, 9)
    return data


def member_bomb():
    return gzip(GOOD) + gzip(bytes(MB), 9) * 1000


def wrong_crc():
    data = bytearray(gzip(GOOD + END))
    data[-8] ^= 1
    return bytes(data)


def wrong_size():
    body, crc, size = deflated_zeros(1)
    return gzip_header() + body + gzip_trailer(crc, size * 1000)


def sparse_header():
    """GNU's old kind of sparse file: four extents, and a real size of a terabyte."""
    header = bytearray(entry("x.yaml", b"", b"S"))
    header[386:410] = b"%011o\0" % 0 + b"%011o\0" % 0
    header[483:495] = base256(1 << 40)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    return bytes(header)


def collisions(letter):
    name = "infrastructure/caf\u00e9.yaml"
    return file(unicodedata.normalize(letter, name), f"form: {letter}\n")


LEADS_OUT = "leads out of the folder"

CASES = [
    # gzip
    refused("gzip-zeros.tar.gz", "one gigabyte of zeros", "more than 32 MB", lambda: gzip_zeros(1024)),
    refused("gzip-zeros-after-bundle.tar.gz", "a bundle, then a gigabyte of zeros in the same member's tail",
            "more than 32 MB", lambda: gzip(GOOD) + gzip_zeros(1024)),
    refused("gzip-nested.tar.gz", "a gigabyte of zeros, packed four times", "not a tar", nested_gzip),
    refused("gzip-member-bomb.tar.gz", "1,000 members of a megabyte each", "more than 32 MB", member_bomb),
    either("gzip-empty-members.tar.gz", "a bundle and 1,000,000 empty members",
           members(lambda: gzip(b"", 9), 1_000_000)),
    refused("gzip-cut.tar.gz", "half of an archive", "cut off", lambda: gzip(GOOD + END)[:300]),
    refused("gzip-cut-in-header.tar.gz", "nothing but the beginning of a header", "cut off",
            lambda: b"\x1f\x8b\x08\x08"),
    refused("gzip-wrong-checksum.tar.gz", "a checksum that does not fit", "damaged", wrong_crc),
    refused("gzip-wrong-size.tar.gz", "a size that lies", "damaged", wrong_size),
    refused("gzip-endless-name.tar.gz", "a file name of 10 MB in the header", "",
            lambda: gzip_header(8, b"n" * (10 * MB) + b"\0") + gzip(GOOD + END)[10:]),
    refused("gzip-reserved-method.tar.gz", "a method that there is not", "damaged",
            lambda: b"\x1f\x8b\x07" + gzip(GOOD + END)[3:]),
    survived("gzip-trailing.tar.gz", "10 MB of noise after the end",
             lambda: gzip(GOOD + END) + b"noise" * (2 * MB)),
    refused("gzip-of-nothing.tar.gz", "nothing, packed", "", lambda: gzip(b"")),
    refused("empty.tar.gz", "no bytes at all", "is empty", lambda: b""),
    refused("noise.tar.gz", "10 MB of no format", "not a tar.gz", lambda: b"\xfe\xff\0\x7f" * (10 * MB // 4)),
    refused("markup.tar.gz", "an HTML page", "", lambda: b"<script>pwned = 1</script>" * 100),
    # tar: sizes and structure
    refused("tar-size-beyond-end.tar.gz", "a file that is longer than the archive", "damaged",
            plus(entry("x.yaml", "a: 1", size=1 << 30))),
    refused("tar-size-octal-huge.tar.gz", "a size of 8 GB in octal", "damaged",
            plus(entry("x.yaml", "a: 1", field=b"77777777777\0"))),
    refused("tar-size-negative.tar.gz", "a size below zero in base 256", "damaged",
            plus(entry("x.yaml", "a: 1", field=base256(-1024)))),
    refused("tar-size-base256-huge.tar.gz", "a size of 2⁶³", "damaged",
            plus(entry("x.yaml", "a: 1", field=base256(1 << 63)))),
    refused("tar-size-no-number.tar.gz", "a size that is no number", "damaged",
            plus(entry("x.yaml", "a: 1", field=b"size: many\0\0"))),
    refused("tar-size-minus.tar.gz", "a size with a minus in octal", "damaged",
            plus(entry("x.yaml", "a: 1", field=b"-0000000010\0"))),
    refused("tar-cut.tar.gz", "a tar that ends within a file", "damaged",
            lambda: gzip(GOOD + entry("x.yaml", "a: 1\n" * 1000)[:2000])),
    refused("tar-wrong-checksum.tar.gz", "a header whose checksum does not fit", "damaged",
            plus(b"x" + entry("y.yaml", "a: 1")[1:])),
    survived("tar-no-end.tar.gz", "a tar without its two empty blocks", lambda: gzip(GOOD)),
    survived("tar-trailing.tar.gz", "noise after the end", lambda: gzip(GOOD + END + b"noise" * 100_000)),
    survived("tar-second.tar.gz", "a second archive after the end of the first",
             lambda: gzip(GOOD + END + entry("../x", "x") + END)),
    refused("tar-zeros.tar", "30 MB of empty blocks", "holds no files", lambda: bytes(30 * MB)),
    refused("tar-33-mb.tar", "a bare tar that is too large", "32 MB",
            lambda: GOOD + file("big.bin", bytes(33 * MB)) + END),
    # names
    *[refused(f"path-{name}.tar.gz", f"a file called {path}", LEADS_OUT, named(path)) for name, path in {
        "up": "../x.yaml",
        "up-inside": "infrastructure/../../x.yaml",
        "up-at-end": "infrastructure/..",
        "absolute": "/etc/passwd",
        "absolute-doubled": "//x.yaml",
        "drive": "C:\\x.yaml",
        "drive-slash": "c:/x.yaml",
        "backslash-up": "infrastructure\\..\\..\\x.yaml",
        "backslash-root": "\\x.yaml",
        "unc": "\\\\server\\share\\x.yaml",
    }.items()],
    # In a tar a backslash is a letter like others, until somebody unpacks it on Windows.
    survived("path-backslash.tar.gz", "a name with backslashes", named("infrastructure\\x.yaml")),
    survived("path-dots.tar.gz", "names of dots that lead nowhere",
             plus(file("...", "x"), file("./infrastructure/.../x", "x"), file("..x", "x"))),
    survived("path-drive-alone.tar.gz", "a file called c:x.yaml", named("c:x.yaml")),
    survived("path-colon.tar.gz", "a stream of NTFS", named("infrastructure/x.yaml:stream")),
    survived("path-reserved.tar.gz", "names that Windows keeps for devices",
             plus(*[file(f"infrastructure/{name}", "x: 1\n") for name in
                    ["CON", "nul.yaml", "aux.txt", "COM1", "lpt9.yaml", "PRN ", "dot.", "a?b*c|d"]])),
    refused("path-zero.tar.gz", "a zero byte in a PAX name", "zero byte", fields(("path", "a\0b.yaml"))),
    refused("path-not-utf8.tar.gz", "a name in Latin-1", "not UTF-8", named(b"caf\xe9.yaml")),
    refused("path-surrogate.tar.gz", "half of a surrogate pair in a name", "not UTF-8",
            named("infrastructure/\ud800.yaml")),
    refused("path-overlong.tar.gz", "a slash in two bytes", "not UTF-8", named(b"..\xc0\xafx.yaml")),
    survived("path-markup.tar.gz", "markup in names",
             plus(*[file(f"infrastructure/{name}", "x: 1\n") for name in [
                 "<img src=x onerror=pwned=1>.yaml", "<svg onload=pwned=1>", "\"><script>pwned=1<",
                 "javascript:pwned=1", "{{ 7*7 }}.yaml", "${7*7}", "%3Cscript%3E", "&lt;b&gt;.yaml"]])),
    survived("path-controls.tar.gz", "line ends, escapes and directions in names",
             plus(*[file(f"infrastructure/{name}", "x: 1\n") for name in [
                 "a\nb.yaml", "a\rb", "\x1b[31mred\x1b[0m.yaml", "\u202elmay.txt", "\u200b.yaml", "\ufeff.yaml",
                 "\x07\x08\x7f", "a\tb", " ", "\u2028.yaml", "z\u0301" * 40 + ".yaml"]])),
    survived("path-prototype.tar.gz", "names that objects of JavaScript have",
             plus(*[file(f"{name}/{name}.yaml", "x: 1\n") for name in
                    ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"]])),
    survived("top-folder-markup.tar.gz", "a bundle in a folder of markup",
             lambda: gzip(tar({f"<img src=x onerror=pwned=1>\u202e\x1b[31m/{path}": text
                               for path, text in ENVIRONMENT.items()}))),
    survived("top-folder-prototype.tar.gz", "a bundle called __proto__",
             lambda: gzip(tar({f"__proto__/{path}": text for path, text in ENVIRONMENT.items()}))),
    survived("top-folder-long.tar.gz", "a bundle in a folder with a name of 900 letters",
             lambda: gzip(tar({f"{'n' * 900}/{path}": text for path, text in ENVIRONMENT.items()}))),
    refused("path-long-gnu.tar.gz", "a GNU long name of 10 MB", "the limit is 1024",
            plus(long_name("n" * (10 * MB), "x"))),
    refused("path-long-pax.tar.gz", "a PAX name of 10 MB", "the limit is 1024",
            fields(("path", "n" * (10 * MB)))),
    survived("path-deep.tar.gz", "a file 500 folders deep", named("d/" * 500 + "x.yaml")),
    refused("path-deeper.tar.gz", "a file 100,000 folders deep", "the limit is 1024",
            plus(long_name("d/" * 100_000 + "x.yaml", "x"))),
    survived("path-blanks.tar.gz", "doubled slashes and dots between",
             plus(file("infrastructure//./x.yaml", "x: 1\n"))),
    # two of one name
    refused("twice.tar.gz", "one path twice", "twice", plus(file("schema/schema.yaml", "a: 1\n"))),
    refused("twice-by-dots.tar.gz", "one path in two ways of writing", "twice",
            plus(file("./schema//schema.yaml", "a: 1\n"))),
    refused("file-and-folder.tar.gz", "a file that is a folder as well", "twice",
            plus(file("schema", "a: 1\n"))),
    survived("twice-by-case.tar.gz", "Schema/schema.yaml beside schema/schema.yaml",
             plus(file("Schema/schema.yaml", "a: 1\n"), file("INFRASTRUCTURE/Manifest.YAML", "a: 1\n"))),
    survived("twice-by-unicode.tar.gz", "one name composed and decomposed",
             plus(collisions("NFC"), collisions("NFD"))),
    # what is no file
    refused("symlink.tar.gz", "a symbolic link to /etc/passwd", "a link to",
            plus(entry("x.yaml", kind=b"2", link="/etc/passwd"))),
    refused("symlink-folder.tar.gz", "a link to a folder above, and a file below it", "a link to",
            plus(entry("x", kind=b"2", link="../.."), file("x/y.yaml", "a: 1\n"))),
    refused("symlink-markup.tar.gz", "a link to markup", "a link to",
            plus(entry("x.yaml", kind=b"2", link="<img src=x onerror=pwned=1>"))),
    refused("symlink-long.tar.gz", "a link with a target of 10 MB", "",
            plus(pax([("linkpath", "t" * (10 * MB))]), entry("x.yaml", kind=b"2"))),
    refused("hard-link.tar.gz", "a hard link", "a hard link to",
            plus(entry("x.yaml", kind=b"1", link="schema/schema.yaml"))),
    refused("character-device.tar.gz", "/dev/zero", "a device",
            plus(entry("zero", kind=b"3", device=b"0000001\0000005\0"))),
    refused("block-device.tar.gz", "/dev/sda", "a device",
            plus(entry("sda", kind=b"4", device=b"0000010\0000000\0"))),
    refused("fifo.tar.gz", "a pipe", "a device or pipe", plus(entry("pipe", kind=b"6"))),
    refused("unknown-type.tar.gz", "an entry of a type that there is not", "of the type",
            plus(entry("x.yaml", "a: 1", kind=b"Z"))),
    refused("sparse.tar.gz", "a sparse file of a terabyte", "", plus(sparse_header())),
    refused("sparse-pax.tar.gz", "the same in PAX", "holes",
            fields(("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "x.yaml"),
                   ("GNU.sparse.realsize", str(1 << 40)))),
    refused("volume.tar.gz", "a part of an archive of several volumes", "of the type",
            plus(entry("x.yaml", "a: 1", kind=b"M"))),
    # PAX
    refused("pax-size-larger.tar.gz", "a PAX size beyond the end", "damaged", fields(("size", str(1 << 40)))),
    either("pax-size-smaller.tar.gz", "a PAX size below that of the header", fields(("size", "1"))),
    either("pax-size-negative.tar.gz", "a PAX size below zero", fields(("size", "-1"))),
    either("pax-size-huge.tar.gz", "a PAX size of 30 digits", fields(("size", "9" * 30))),
    either("pax-length-lies.tar.gz", "a record whose length is beyond its header",
           plus(entry("PaxHeaders/x", b"999999999 path=x\n", b"x"), entry("x.yaml", "a: 1"))),
    either("pax-no-record.tar.gz", "a PAX header of noise",
           plus(entry("PaxHeaders/x", b"noise\0" * 100, b"x"), entry("x.yaml", "a: 1"))),
    either("pax-records.tar.gz", "one PAX header with 200,000 records",
           lambda: gzip(GOOD + entry("PaxHeaders/x", pax_record("comment", "x" * 9) * 200_000, b"x")
                        + entry("x.yaml", "a: 1") + END)),
    either("pax-global.tar.gz", "10,000 global headers",
           many(lambda number: pax([("comment", str(number))], b"g"), 10_000)),
    either("pax-only.tar.gz", "a PAX header that no entry follows", plus(pax([("path", "x")]))),
    either("pax-twice.tar.gz", "two PAX headers before one entry",
           plus(pax([("path", "x")]), pax([("path", "y")]), entry("x.yaml", "a: 1"))),
    either("pax-size-30-mb.tar.gz", "a PAX header of 30 MB",
           plus(entry("PaxHeaders/x", pax_record("comment", "x" * (30 * MB)), b"x"), entry("x.yaml", "a: 1"))),
    # many
    refused("entries.tar.gz", "60,000 files without a byte, as many as fit", "more than 10000 files",
            lambda: gzip(GOOD + b"".join(entry(f"f/{n}.yaml") for n in range(60_000)) + END)),
    refused("entries-100000.tar", "100,000 files, not compressed", "32 MB", lambda: GOOD + b"".join(
        entry(f"f/{n}.yaml") for n in range(100_000)) + END),
    either("folders.tar.gz", "60,000 folders", many(lambda n: entry(f"d/{n}/", kind=b"5"), 60_000)),
    survived("files-900.tar.gz", "as many files as may be, each a bundle's size",
             lambda: gzip(tar({**ENVIRONMENT, **{f"infrastructure/{n}.yaml": f"a: {n}\n" * 4000
                                                 for n in range(900)}}))),
    either("bundles.tar.gz", "190 bundles in one archive", lambda: gzip(tar(
        {f"b{n}/{path}": text for n in range(190) for path, text in ENVIRONMENT.items()}))),
]
