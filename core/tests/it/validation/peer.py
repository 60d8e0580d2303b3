"""What openapi-schema-validator says: reads {"schema", "values"} a line, writes the paths a line."""
import json
import sys

from openapi_schema_validator import OAS30Validator

for line in sys.stdin:
    pair = json.loads(line)
    validator = OAS30Validator(pair["schema"])
    answers = []
    for value in pair["values"]:
        errors = validator.iter_errors(value)
        paths = {"".join(f"/{step}" for step in error.absolute_path) for error in errors}
        answers.append(sorted(paths))
    print(json.dumps(answers))
