#!/bin/sh
# Replaces Proton's template in existing stacks by the ejected one, if that changes no resource. Without --execute, it only
# compares.

usage() {
    cat <<'EOF'
usage: bin/adopt [--execute] [--bucket BUCKET] [STACK…]

For each stack that stacks.env names, in this order: the stack is stable; its template equals the file in rendered/ byte for
byte; a change set with the ejected template, all parameters and the same tags changes no resource, or only those of a
pipeline whose commands of Proton are replaced. If one of these fails, the script stops and shows the difference.

  --execute          create the change set, check it, ask, and execute it; otherwise nothing is changed
  --bucket BUCKET    upload templates of more than 51,200 bytes to this bucket
EOF
}

# shellcheck source=common.sh
. "$(dirname -- "$0")/common.sh"
arguments "$@"
[ "$yes" = no ] || fail "bin/adopt always asks, so it has no --yes."
identity

while IFS= read -r id <&3; do
    stack=$(named "$id")
    if [ -z "$stack" ]; then
        say "$id: skipped, because stacks.env does not name its stack"
        continue
    fi
    say "$id: the stack $stack"
    existing "$id" "$stack"
    rendering=$(member "$id" rendering)
    [ -n "$rendering" ] ||
        fail "The rendering of $id contains a secret, so there is no file in rendered/ to compare with."
    aws cloudformation get-template --stack-name "$stack" --template-stage Original --output json >"$work/deployed.json"
    # The AWS CLI prints a template in JSON as an object.
    if [ "$(jq -r '.TemplateBody | type' "$work/deployed.json")" = string ]; then
        jq -j '.TemplateBody' "$work/deployed.json" >"$work/deployed"
        cp "$root/$rendering" "$work/rendered"
    else
        jq -S '.TemplateBody' "$work/deployed.json" >"$work/deployed"
        jq -S '.' "$root/$rendering" >"$work/rendered"
    fi
    if ! cmp -s "$work/deployed" "$work/rendered"; then
        diff -u "$work/deployed" "$work/rendered" | tr -d '\001-\010\013-\037\177' || true
        fail "The template of $stack differs from $rendering. Correct the spec or the outputs, and eject again."
    fi
    say "  Its template equals $rendering."
    parameters "$id"
    cat "$work/unknown"
    if [ "$execute" = no ]; then
        while IFS= read -r name; do
            say "  $name has no value yet."
        done <"$work/missing"
        continue
    fi
    require_values "$id"
    secrets "$id"
    change_set "$id" "$stack" UPDATE
    status=$(jq -r '.Status' "$work/set.json")
    if [ "$status" != CREATE_COMPLETE ]; then
        jq -r '.StatusReason // "" | gsub("[\u0000-\u001f\u007f-\u009f]"; "?")' "$work/set.json" >&2
        discard "$stack"
        fail "The change set of $stack has the status $status. Nothing was changed."
    fi
    show
    # A resource that depends on a changed one is listed, too, even if its properties stay the same.
    if jq -e --arg id "$id" --slurpfile index "$index" \
        '[$index[0].stacks[] | select(.id == $id) | .changes[]] as $expected
         | any(.Changes[]?.ResourceChange; .LogicalResourceId as $name
           | (.Action == "Modify" and .Replacement == "False"
              and (any($expected[]; . == $name)
                or (($expected | length) > 0 and (.Details // [] | length) > 0
                  and all(.Details[]; .Evaluation == "Dynamic")))) | not)' "$work/set.json" >/dev/null; then
        discard "$stack"
        fail "The ejected template would change resources of $stack. Nothing was changed."
    fi
    if ! confirmed "$stack"; then
        discard "$stack"
        fail "Not executed. The stack $stack was not changed."
    fi
    executed "$stack" UPDATE
    say "  The stack has the ejected template now."
done 3<"$work/ids"
[ "$execute" = yes ] || say "Nothing was changed. Run bin/adopt --execute to replace the templates."
