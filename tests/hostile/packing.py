"""Archives byte by byte: what no archiver would write."""

import struct
import zlib

BLOCK = 512


def encoded(text):
    """Bytes; lone surrogates as three bytes each, which UTF-8 forbids."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


# --- gzip ------------------------------------------------------------------------------------


def gzip(data, level=1):
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return gzip_header() + body + gzip_trailer(zlib.crc32(data), len(data))


def gzip_header(flags=0, rest=b""):
    return b"\x1f\x8b\x08" + bytes([flags]) + b"\0\0\0\0\0\x03" + rest


def gzip_trailer(crc, size):
    return struct.pack("<II", crc, size & 0xFFFFFFFF)


def deflated_zeros(megabytes):
    """Zeros, compressed, without ever having them all: one megabyte over and over."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    megabyte = bytes(1 << 20)
    # After a full flush nothing of what was before counts, so each looks the same.
    one = deflate.compress(megabyte) + deflate.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(megabytes):
        crc = zlib.crc32(megabyte, crc)
    return one * megabytes + deflate.flush(), crc, megabytes << 20


def gzip_zeros(megabytes):
    body, crc, size = deflated_zeros(megabytes)
    return gzip_header() + body + gzip_trailer(crc, size)


# --- tar -------------------------------------------------------------------------------------


def entry(path, content=b"", kind=b"0", size=None, link=b"", magic=b"ustar  \0", field=None, device=b"",
          mode=b"0000644\0"):
    """One entry in GNU's format. `size` is what the header says, `field` its twelve bytes."""
    path, content = encoded(path), encoded(content)
    if field is None:
        field = b"%011o\0" % (len(content) if size is None else size)
    header = bytearray(BLOCK)
    header[0:100] = path[:100].ljust(100, b"\0")
    header[100:108] = mode
    header[108:116] = header[116:124] = b"0000000\0"
    header[124:136] = field
    header[136:148] = b"00000000000\0"
    header[148:156] = b" " * 8
    header[156:157] = kind
    header[157:257] = encoded(link)[:100].ljust(100, b"\0")
    header[257:265] = magic
    header[329:329 + len(device)] = device
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + padded(content)


def padded(content):
    return content + bytes(-len(content) % BLOCK)


END = bytes(2 * BLOCK)


def long_name(path, content=b"", kind=b"0"):
    """An entry whose name GNU tar writes before it."""
    path = encoded(path)
    return entry("././@LongLink", path + b"\0", b"L") + entry(path[:100], content, kind)


def pax_record(key, value):
    """One record: its length counts itself."""
    rest = b" " + encoded(key) + b"=" + encoded(value) + b"\n"
    length = len(rest)
    while length != len(rest) + len(str(length)):
        length = len(rest) + len(str(length))
    return str(length).encode() + rest


def pax(records, kind=b"x"):
    body = b"".join(pax_record(key, value) for key, value in records)
    return entry("PaxHeaders/x", body, kind, magic=b"ustar\x0000")


def file(path, content):
    path = encoded(path)
    return long_name(path, content) if len(path) > 100 else entry(path, content)


def tar(files, *more):
    """A tar of files by path, then entries as they are."""
    return b"".join([file(path, content) for path, content in files.items()] + list(more)) + END


# --- zip -------------------------------------------------------------------------------------


def local(name, body, crc, size, method=8, flags=0x800, packed=None, extra=b""):
    name = encoded(name)
    packed = len(body) if packed is None else packed
    return (
        struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, flags, method, 0, 0x21, crc, packed, size,
                    len(name), len(extra))
        + name + extra + body
    )


def central(name, offset, crc, packed, size, method=8, flags=0x800, mode=0o100644, extra=b"", made_by=0x031E):
    name = encoded(name)
    return (
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", made_by, 20, flags, method, 0, 0x21, crc, packed,
                    size, len(name), len(extra), 0, 0, 0, mode << 16, offset)
        + name + extra
    )


def end_of_zip(count, size, offset, comment=b""):
    return struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, size, offset,
                       len(comment)) + comment


def deflated(data):
    deflate = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush()


def zipped(entries):
    """A zip of (name, content) pairs, of which a third item changes what the directory says."""
    body = b""
    directory = b""
    count = 0
    for name, content, *rest in entries:
        content = encoded(content)
        says = dict(rest[0]) if rest else {}
        packed = deflated(content)
        fields = {"crc": zlib.crc32(content), "packed": len(packed), "size": len(content)}
        fields.update(says)
        directory += central(name, len(body), **fields)
        body += local(says.get("own_name", name), packed, zlib.crc32(content), len(content))
        count += 1
    return body + directory + end_of_zip(count, len(directory), len(body))
