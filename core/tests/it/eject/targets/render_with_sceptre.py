"""Renders stacks of a Sceptre project with Sceptre, without AWS.

usage: render_with_sceptre.py PROJECT VALUES STACKS, where VALUES is a JSON file with the values of resolvers by their arguments, and
STACKS a JSON list of config files. Prints the templates as JSON, by the paths of their config files.
"""

import json
import sys

from sceptre.context import SceptreContext
from sceptre.plan.plan import SceptrePlan
from sceptre.resolvers.environment_variable import EnvironmentVariable
from sceptre.resolvers.stack_output import StackOutput, StackOutputExternal

project, values_file, wanted = sys.argv[1:]
with open(values_file, encoding="utf-8") as file:
    values = json.load(file)

for resolver in (EnvironmentVariable, StackOutput, StackOutputExternal):
    resolver.resolve = lambda self: values[self.argument]

plan = SceptrePlan(SceptreContext(project_path=project, command_path=""))
plan.resolve(command="generate")
stacks = {f"{stack.name}.yaml": stack for stack in plan}
print(json.dumps({path: stacks[path].template.body for path in json.loads(wanted)}))
