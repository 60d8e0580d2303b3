#!/usr/bin/env python3
"""Makes the hostile set: files that mean harm, each with what has to come of it.

    tests/hostile/make.py <folder> [part of a name ...]

writes the files (where parts are given, those that have all of them in their `group/name`) and
`cases.json`, the table of them: file, what it is, whether it is refused or survived, and a part of
what is said then. The same each time, and needs Python alone. Nothing of it is committed: some of the
files are large, and all of them are made in seconds.
"""

import json
import sys
from pathlib import Path

import cases_archives
import cases_schemas
import cases_specs
import cases_templates
import cases_texts
import cases_yaml
import cases_zips

GROUPS = [
    ("archives", cases_archives.CASES),
    ("zips", cases_zips.CASES),
    ("yaml", cases_yaml.CASES),
    ("schemas", cases_schemas.CASES),
    ("specs", cases_specs.CASES),
    ("templates", cases_templates.CASES),
    ("texts", cases_texts.CASES),
]


def main(folder, parts):
    folder.mkdir(parents=True, exist_ok=True)
    table = []
    for group, cases in GROUPS:
        for case in cases:
            if not all(part in f"{group}/{case.file}" for part in parts):
                continue
            (folder / case.file).write_bytes(case.make())
            table.append({
                "group": group,
                "file": case.file,
                "what": case.what,
                "outcome": case.outcome,
                "says": case.says,
            })
    files = [case["file"] for case in table]
    assert len(files) == len(set(files)), "two cases have one name"
    (folder / "cases.json").write_text(json.dumps(table, indent=1), encoding="ascii")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
