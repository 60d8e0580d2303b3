#!/bin/sh
# Suggests the lines of stacks.env: finds the stacks whose template equals a file in rendered/. It only reads.

usage() {
    cat <<'EOF'
usage: bin/find-stacks [STACK…]

Compares the templates of the stacks whose name begins with AWSProton- with rendered/, and prints lines for stacks.env. A
line with # is a guess from the name alone. Nothing is changed, and stacks.env isn't either.
EOF
}

# shellcheck source=common.sh
. "$(dirname -- "$0")/common.sh"
arguments "$@"
[ "$execute$yes" = nono ] || fail "bin/find-stacks only reads, so it has neither --execute nor --yes."
identity

aws cloudformation describe-stacks --output json >"$work/answer.json"
jq -r '.Stacks[] | select(.StackStatus | test("^DELETE") | not) | .StackName
    | select(test("^AWSProton-[A-Za-z0-9-]{1,118}$"))' "$work/answer.json" >"$work/names"

# The deployed templates, each in a file with the name of its stack.
mkdir "$work/templates"
while IFS= read -r name <&4; do
    aws cloudformation get-template --stack-name "$name" --template-stage Original --output json >"$work/deployed.json"
    if [ "$(jq -r '.TemplateBody | type' "$work/deployed.json")" = string ]; then
        jq -j '.TemplateBody' "$work/deployed.json" >"$work/templates/$name"
    else
        jq -S '.TemplateBody' "$work/deployed.json" >"$work/templates/$name"
    fi
done 4<"$work/names"

while IFS= read -r id <&3; do
    rendering=$(member "$id" rendering)
    : >"$work/equal"
    if [ -n "$rendering" ]; then
        case $rendering in
        *.json) jq -S '.' "$root/$rendering" >"$work/rendered" ;;
        *) cp "$root/$rendering" "$work/rendered" ;;
        esac
        while IFS= read -r name <&4; do
            if cmp -s "$work/templates/$name" "$work/rendered"; then printf '%s\n' "$name" >>"$work/equal"; fi
        done 4<"$work/names"
    fi
    case $(wc -l <"$work/equal" | tr -d ' ') in
    1) say "$id=$(cat "$work/equal")" ;;
    0)
        # Proton cut long names near 15 characters.
        prefix=AWSProton-$(member "$id" protonName | cut -c 1-10)
        while IFS= read -r name <&4; do
            case $name in
            "$prefix"*) say "# $id=$name (its template differs)" ;;
            esac
        done 4<"$work/names"
        ;;
    *)
        while IFS= read -r name <&4; do
            say "# $id=$name (several stacks have this template)"
        done 4<"$work/equal"
        ;;
    esac
done 3<"$work/ids"
