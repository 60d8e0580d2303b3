#!/bin/sh
# Deploys the templates with their parameters, in the order of their dependencies. Without --execute, it only reads.

usage() {
    cat <<'EOF'
usage: bin/deploy [--execute] [--yes] [--bucket BUCKET] [STACK…]

Deploys the stacks, or all of stacks.json: environments, components, service instances, pipelines. It passes all
parameters and keeps all tags. An empty line in stacks.env is a new stack, whose name is written there afterwards.

  --execute          create a change set for each stack, show it, ask, and execute it; otherwise nothing is changed
  --yes              do not ask, for runs without a terminal. The stack of an earlier run is updated even if stacks.env
                     does not name it
  --bucket BUCKET    upload templates of more than 51,200 bytes to this bucket
EOF
}

# shellcheck source=common.sh
. "$(dirname -- "$0")/common.sh"
arguments "$@"
identity

# Whether the stack in $work/stack.json was deployed from a template of this tool.
is_ejected() {
    jq -e 'any(.Outputs[]?; .OutputKey == "EjectedFrom" or .OutputKey == "EjectedFromProton")' "$work/stack.json" >/dev/null
}

while IFS= read -r id <&3; do
    stack=$(named "$id")
    # A run without a terminal cannot keep the names that an earlier one has written.
    if [ -z "$stack" ] && [ "$yes" = yes ] && describe "$(member "$id" newName)" && is_ejected; then
        stack=$(member "$id" newName)
        record "$id" "$stack"
    fi
    if [ -n "$stack" ]; then
        existing "$id" "$stack"
        type=UPDATE
        say "$id: update the stack $stack"
    else
        stack=$(member "$id" newName)
        type=CREATE
        printf '{}' >"$work/before.json"
        if describe "$stack"; then
            [ "$(jq -r '.StackStatus' "$work/stack.json")" = REVIEW_IN_PROGRESS ] ||
                fail "The stack $stack exists. To update it, name it for $id in stacks.env."
        fi
        say "$id: create the stack $stack"
    fi
    parameters "$id"
    cat "$work/unknown"
    if [ "$execute" = no ]; then
        say "  Template: $(member "$id" template)"
        jq -r 'def plain: tostring | gsub("[\u0000-\u001f\u007f-\u009f]"; "?");
            .[] | "  \(.ParameterKey | plain) = \(.ParameterValue // "(the previous value)" | plain)"' "$work/parameters.json"
        member "$id" secrets | jq -r '.[] | "  \(.) is a secret, which is asked for."'
        while IFS= read -r name; do
            say "  $name has no value yet."
        done <"$work/missing"
        continue
    fi
    require_values "$id"
    secrets "$id"
    change_set "$id" "$stack" "$type"
    status=$(jq -r '.Status' "$work/set.json")
    if [ "$status" = FAILED ] &&
        jq -e '.StatusReason // "" | test("didn.t contain changes|No updates are to be performed")' "$work/set.json" >/dev/null; then
        say "  No changes."
        discard "$stack"
        continue
    fi
    show
    if [ "$status" != CREATE_COMPLETE ]; then
        jq -r '.StatusReason // "" | gsub("[\u0000-\u001f\u007f-\u009f]"; "?")' "$work/set.json" >&2
        discard "$stack"
        fail "The change set of $stack has the status $status. Nothing was changed."
    fi
    if ! confirmed "$stack"; then
        discard "$stack"
        fail "Not executed. The stack $stack was not changed."
    fi
    executed "$stack" "$type"
    record "$id" "$stack"
    say "  Done."
done 3<"$work/ids"
[ "$execute" = yes ] || say "Nothing was changed. Run bin/deploy --execute to deploy."
