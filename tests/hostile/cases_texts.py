"""Files beside those that are read: large ones, binary ones, odd ones."""

from bundles import environment, service
from case import either, survived

MB = 1 << 20


def beside(files):
    return lambda: environment(more=files())


CASES = [
    survived("readme-25-mb.tar.gz", "a README of 25 MB", beside(lambda: {"README.md": "a word\n" * (25 * MB // 7)})),
    survived("readme-line-25-mb.tar.gz", "a README of one line of 25 MB", beside(lambda: {"README.md": "x" * (25 * MB)})),
    survived("readme-combining.tar.gz", "a letter with a million accents", beside(lambda: {"README.md": "a" + "\u0301" * MB})),
    survived("readme-emoji.tar.gz", "a family of 100,000", beside(lambda: {"README.md": "\U0001f468\u200d" * 100_000})),
    survived("readme-directions.tar.gz", "100,000 changes of direction",
             beside(lambda: {"README.md": "\u202ea\u2066" * 100_000})),
    survived("readme-controls.tar.gz", "control characters", beside(lambda: {"README.md": "\x1b[31m\x07\x08\0" * 10_000})),
    survived("readme-returns.tar.gz", "line ends of every kind",
             beside(lambda: {"README.md": "a\rb\r\nc\n\rd\u2028e\u2029f\x0bg\x85h\n" * 1_000})),
    survived("binary-25-mb.tar.gz", "a binary file of 25 MB", beside(lambda: {"data.bin": b"\xff\0" * (25 * MB // 2)})),
    survived("not-quite-text.tar.gz", "a megabyte of text with one wrong byte at the end",
             beside(lambda: {"README.md": b"x" * MB + b"\xff"})),
    survived("surrogates.tar.gz", "lone surrogates as three bytes",
             beside(lambda: {"README.md": "a\ud800b\udc00".encode("utf-8", "surrogatepass")})),
    survived("marks.tar.gz", "byte-order marks, one and many", beside(
        lambda: {"a.md": "\ufeffa", "b.md": "\ufeff" * 10_000, "c.md": b"\xff\xfea\0"})),
    either("registration-long.tar.gz", "a registration of 100,000 environments", lambda: service(
        {".template-registration.yaml": "compatible_environments:\n" + "".join(
            f"  - env-{n}:1\n" for n in range(100_000))})),
    either("registration-old.tar.gz", "a .compatible-envs of 10 MB", lambda: service(
        {"schema/.compatible-envs": "env:1\n" * (10 * MB // 6)})),
    either("registration-line.tar.gz", "a .compatible-envs of one line", lambda: service(
        {"schema/.compatible-envs": "x" * (10 * MB)})),
]
