#!/usr/bin/env bash
# The pre-commit hook and the action's last step, run as a repository of bundles would run them. Compiles
# the command line from source: `make soak` calls it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "hooks: $*" >&2; exit 1; }

# Both compile from a checkout of their own.
git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$work" 2>/dev/null) || true
mkdir "$work/repository"
cp -r "$root/core/samples/." "$work/repository"
cd "$work/repository"
git init -q

# The hook: what pre-commit would start.
entry=$(sed -n 's/^  entry: //p' "$root/.pre-commit-hooks.yaml")
"$work/${entry%% *}" ${entry#* } . || fail "the hook finds fault with the samples"

# The step of the action that checks.
step=$(sed -n '/name: Check the bundles/,$p' "$root/action.yml" | sed '1,/run: |/d')
check() { # paths
    GITHUB_ACTION_PATH=$work PATHS=$1 ARGUMENTS=--no-cloudformation FORMAT=github \
        bash -eo pipefail -c "$step"
}
check . || fail "the action finds fault with the samples"
sed -i 's/environment.inputs/environment.input/' item-api-environment/infrastructure/cloudformation.yaml
if check . >"$work/out"; then fail "the action lets an error pass"; fi
grep -q '^::error file=item-api-environment/infrastructure/cloudformation.yaml,line=' "$work/out" ||
    fail "the action does not annotate the file: $(cat "$work/out")"
if check "item-api-service
nowhere" >"$work/out"; then fail "the action lets a wrong path pass"; fi
grep -q 'no-bundle' "$work/out" || fail "the action does not name the wrong path"

# As pre-commit itself does it, at the newest commit.
git -C "$root" diff --quiet HEAD || fail "pre-commit tries what is committed; commit first"
if ! command -v pre-commit >/dev/null; then
    . "$root/.ci/versions"
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -q "pre-commit==$PRE_COMMIT" || fail "pre-commit cannot be installed"
    export PATH=$work/venv/bin:$PATH
fi
export PRE_COMMIT_HOME=$work/pre-commit
cp -r "$root/core/samples/." .
cat >.pre-commit-config.yaml <<CONFIGURATION
repos:
  - repo: $root
    rev: $(git -C "$root" rev-parse HEAD)
    hooks:
      - id: cyclotron
CONFIGURATION
git add .
commit() { git -c user.name=t -c user.email=t@example.org commit -qm "$1"; }
pre-commit install >/dev/null
commit samples || fail "pre-commit does not let the samples pass"
sed -i 's/environment.inputs/environment.input/' item-api-environment/infrastructure/cloudformation.yaml
git add .
if commit broken 2>"$work/out"; then fail "pre-commit lets an error pass"; fi
grep -q 'error.invisible-name' "$work/out" || fail "pre-commit hides the report: $(cat "$work/out")"
# A file of no bundle starts no check.
git checkout -q HEAD -- . && echo text >notes.txt && git add notes.txt
commit notes 2>"$work/out" || fail "pre-commit fails for notes"
grep -q 'no files to check' "$work/out" || fail "pre-commit checks notes: $(cat "$work/out")"
echo "hooks: the pre-commit hook and the action work"
