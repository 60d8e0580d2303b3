"""Valid bundles, into which something hostile is put, so that it is reached."""

from packing import gzip, tar

ENVIRONMENT = {
    "schema/schema.yaml": """schema:
  format: {openapi: "3.0.0"}
  environment_input_type: Input
  types:
    Input:
      type: object
      properties:
        queue_name: {title: Queue name, type: string, default: jobs}
""",
    "infrastructure/manifest.yaml": """infrastructure:
  templates:
    - file: cloudformation.yaml
      rendering_engine: jinja
      template_language: cloudformation
""",
    "infrastructure/cloudformation.yaml": """Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: "{{ environment.inputs.queue_name }}"
""",
    "spec/spec.yaml": """proton: EnvironmentSpec
spec:
  queue_name: jobs
""",
    "spec/sample-outputs.yaml": "environment: {}\n",
}

SERVICE = {
    "schema/schema.yaml": """schema:
  format: {openapi: "3.0.0"}
  service_input_type: Input
  types:
    Input:
      type: object
      properties:
        size: {type: integer, default: 1}
""",
    "instance_infrastructure/manifest.yaml": ENVIRONMENT["infrastructure/manifest.yaml"],
    "instance_infrastructure/cloudformation.yaml": """Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: "{{ service_instance.name }}-{{ service_instance.inputs.size }}"
""",
    "spec/spec.yaml": """proton: ServiceSpec
instances:
  - name: dev
    environment: env
    spec: {size: 2}
""",
    "spec/sample-outputs.yaml": "environment: {}\n",
}


def schema(types, kind="environment", input_type="Input"):
    """The text of a schema: `types` is JSON or YAML in flow style."""
    return f"""schema:
  format: {{openapi: "3.0.0"}}
  {kind}_input_type: {input_type}
  types: {types}
"""


def environment(more=None, **parts):
    return bundle(ENVIRONMENT, "infrastructure/", more, parts)


def service(more=None, **parts):
    return bundle(SERVICE, "instance_infrastructure/", more, parts)


def bundle(base, folder, more, parts):
    """The tar.gz of a bundle with some files replaced: None takes one out."""
    places = {
        "schema": "schema/schema.yaml",
        "manifest": f"{folder}manifest.yaml",
        "template": f"{folder}cloudformation.yaml",
        "spec": "spec/spec.yaml",
        "outputs": "spec/sample-outputs.yaml",
    }
    files = dict(base)
    files.update({places[part]: text for part, text in parts.items()})
    files.update(more or {})
    return gzip(tar({path: text for path, text in files.items() if text is not None}))
