# The common part of the scripts. Names and values are data: they are read from JSON with jq, and from stacks.env line by
# line; nothing of them is evaluated.

set -eu
AWS_PAGER=
export AWS_PAGER
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
index=$root/stacks.json
execute=no
yes=no
bucket=

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

say() {
    printf '%s\n' "$*"
}

# Prints the characters of a text that are not in a set of ASCII characters.
without() { # characters, text
    printf '%s' "$2" | LC_ALL=C tr -d "$1"
}

for tool in aws jq; do
    command -v "$tool" >/dev/null 2>&1 || fail "$tool is missing. Install it, and run this script again."
done
[ -f "$index" ] || fail "stacks.json is missing: $index"
[ -f "$root/stacks.env" ] || fail "stacks.env is missing: $root/stacks.env"

# Secrets and requests are only in this folder, which no other user can read.
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"; if [ -t 0 ]; then stty echo; fi' EXIT
# The names of the stacks that are known in this run.
names=$work/names.env
cp "$root/stacks.env" "$names"
trap 'exit 130' INT
trap 'exit 143' TERM

# Reads the arguments of a script. The ids of stacks are written to $work/ids, in the order of deployment.
arguments() { # arguments of the script
    : >"$work/wanted"
    while [ $# -gt 0 ]; do
        case $1 in
        --execute) execute=yes ;;
        --yes) yes=yes ;;
        --bucket)
            [ $# -gt 1 ] || fail "--bucket needs the name of a bucket."
            shift
            bucket=$1
            case $bucket in
            '' | -*) fail "This is not the name of a bucket: $bucket" ;;
            esac
            [ -z "$(without 'a-z0-9.-' "$bucket")" ] || fail "This is not the name of a bucket: $bucket"
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        -*)
            usage >&2
            exit 2
            ;;
        *)
            jq -e --arg id "$1" 'any(.stacks[]; .id == $id)' "$index" >/dev/null ||
                fail "There is no stack $1 in stacks.json."
            printf '%s\n' "$1" >>"$work/wanted"
            ;;
        esac
        shift
    done
    jq -r --rawfile wanted "$work/wanted" \
        '($wanted | split("\n") | map(select(. != ""))) as $ids
         | .stacks[].id | select(($ids | length) == 0 or (. as $id | any($ids[]; . == $id)))' \
        "$index" >"$work/ids"
}

# Prints a member of a stack in stacks.json.
member() { # id, name
    jq -r --arg id "$1" --arg name "$2" '.stacks[] | select(.id == $id) | .[$name] // ""' "$index"
}

# Prints the name of the stack for an id in stacks.env; nothing for a new stack.
named() { # id
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        "$1="*)
            value=$(printf '%s\n' "${line#"$1="}" | tr -d '\r' | sed 's/^[[:blank:]]*//; s/[[:blank:]]*$//')
            [ -n "$value" ] || return 0
            [ -z "$(without 'A-Za-z0-9-' "$value")$(without 'A-Za-z' "$(printf '%.1s' "$value")")" ] ||
                fail "stacks.env: this is not the name of a stack: $value"
            [ "${#value}" -le 128 ] || fail "stacks.env: the name of the stack $1 is too long."
            printf '%s\n' "$value"
            return 0
            ;;
        esac
    done <"$names"
}

# Notes the name of a stack for this run, and with --execute in stacks.env.
record() { # id, name
    : >"$work/stacks.env"
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        "$1="*) printf '%s=%s\n' "$1" "$2" ;;
        *) printf '%s\n' "$line" ;;
        esac >>"$work/stacks.env"
    done <"$names"
    mv "$work/stacks.env" "$names"
    [ "$execute" = no ] || cat "$names" >"$root/stacks.env"
}

# Shows the account and the region.
identity() {
    region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
    [ -n "$region" ] || fail "No region is set. Set AWS_REGION."
    AWS_REGION=$region
    AWS_DEFAULT_REGION=$region
    # Version 1 of the AWS CLI only reads the second one.
    export AWS_REGION AWS_DEFAULT_REGION
    aws sts get-caller-identity --output json >"$work/identity.json" ||
        fail "The AWS CLI has no valid credentials."
    account=$(jq -r '.Account | tostring | gsub("[^0-9A-Za-z-]"; "?")' "$work/identity.json")
    say "Account $account, region $region"
}

# Writes the description of a stack to $work/stack.json. Fails if there is no such stack.
describe() { # name
    if aws cloudformation describe-stacks --stack-name "$1" --output json \
        >"$work/answer.json" 2>"$work/error"; then
        jq '.Stacks[0]' "$work/answer.json" >"$work/stack.json"
        return 0
    fi
    grep -q 'does not exist' "$work/error" && return 1
    cat "$work/error" >&2
    fail "CloudFormation did not describe the stack $1."
}

# Fails unless an update of the stack in $work/stack.json can begin.
stable() { # name
    status=$(jq -r '.StackStatus' "$work/stack.json")
    case $status in
    CREATE_COMPLETE | UPDATE_COMPLETE | UPDATE_ROLLBACK_COMPLETE | IMPORT_COMPLETE | IMPORT_ROLLBACK_COMPLETE) ;;
    *) fail "The stack $1 has the status $status, so it cannot be updated now." ;;
    esac
}

# Keeps the description of an existing stack in $work/before.json. Fails if stacks.env names a stack that does not exist,
# or if its update cannot begin.
existing() { # id, name
    describe "$2" || fail "The stack $2, which stacks.env names for $1, does not exist."
    stable "$2"
    cp "$work/stack.json" "$work/before.json"
}

# Writes the outputs of other stacks that are values of parameters to $work/wired.json, and the reasons why some are
# unknown to $work/unknown.
wired() { # id
    printf '[]' >"$work/wired.json"
    : >"$work/unknown"
    jq -r --arg id "$1" '[.stacks[] | select(.id == $id) | .wiring][0]' "$index" >"$work/wiring_path"
    jq -r --arg id "$1" '.[$id] // {} | [.[].stack] | unique | .[]' "$root/$(cat "$work/wiring_path")" >"$work/sources"
    while IFS= read -r source <&4; do
        name=$(named "$source")
        if [ -z "$name" ]; then
            if [ "$execute" = no ] && [ -n "$(member "$source" id)" ]; then
                say "  The outputs of $source replace values as soon as its stack exists." >>"$work/unknown"
            else
                say "  stacks.env does not name the stack of $source, so the values in $(member "$1" parameters) are used." >>"$work/unknown"
            fi
            continue
        fi
        if ! describe "$name"; then
            fail "The stack $name, which stacks.env names for $source, does not exist."
        fi
        jq --arg id "$1" --arg source "$source" --slurpfile stack "$work/stack.json" \
            --slurpfile known "$work/wired.json" \
            '(($stack[0].Outputs // [] | map({(.OutputKey): .OutputValue}) | add // {})
               + {"AWS::StackName": $stack[0].StackName}) as $outputs
             | $known[0] + [.[$id] | to_entries[] | select(.value.stack == $source)
               | select($outputs[.value.output] != null)
               | {ParameterKey: .key, ParameterValue: $outputs[.value.output]}]' \
            "$root/$(cat "$work/wiring_path")" >"$work/more.json"
        mv "$work/more.json" "$work/wired.json"
        jq -r --arg id "$1" --arg source "$source" --slurpfile stack "$work/stack.json" \
            '($stack[0].Outputs // [] | map(.OutputKey) + ["AWS::StackName"]) as $outputs
             | .[$id] | to_entries[] | select(.value.stack == $source)
             | .value.output as $output | select(any($outputs[]; . == $output) | not)
             | "  The stack of \($source) has no output \($output)."' \
            "$root/$(cat "$work/wiring_path")" >>"$work/unknown"
    done 4<"$work/sources"
}

# Writes the parameters of a stack to $work/parameters.json: first those of its file, then the outputs of other stacks,
# which replace them. An existing stack keeps the values that the pipeline of the service sets. Parameters with secrets are
# not in it.
parameters() { # id
    wired "$1"
    jq -s '(.[0] + .[1]) | group_by(.ParameterKey) | map(.[-1])' \
        "$root/$(member "$1" parameters)" "$work/wired.json" >"$work/all.json"
    jq --arg id "$1" --slurpfile index "$index" --slurpfile before "$work/before.json" \
        '[$index[0].stacks[] | select(.id == $id) | .owned[]] as $owned
         | [$before[0].Parameters[]? | .ParameterKey] as $known
         | map(.ParameterKey as $name
           | if any($owned[]; . == $name) and any($known[]; . == $name)
             then {ParameterKey, UsePreviousValue: true} else . end)' "$work/all.json" >"$work/parameters.json"
    jq -r --arg id "$1" --slurpfile known "$work/parameters.json" \
        '.stacks[] | select(.id == $id) | .secrets as $secrets | .parameterNames[]
         | . as $name | select(any($known[0][]; .ParameterKey == $name) | not)
         | select(any($secrets[]; . == $name) | not)' "$index" >"$work/missing"
}

# Fails if a parameter has no value.
require_values() { # id
    [ -s "$work/missing" ] || return 0
    while IFS= read -r name; do
        printf '  %s has no value.\n' "$name" >&2
    done <"$work/missing"
    fail "Add the values to $(member "$1" parameters), or name the stacks in stacks.env."
}

# Adds the secrets to $work/parameters.json: the previous value if the stack has the parameter, else what the user types.
secrets() { # id
    printf '[]' >"$work/secrets.json"
    member "$1" secrets | jq -r '.[]' >"$work/secret_names"
    while IFS= read -r name <&4; do
        if jq -e --arg name "$name" 'any(.Parameters[]?; .ParameterKey == $name)' "$work/before.json" >/dev/null; then
            jq --arg name "$name" '. + [{ParameterKey: $name, UsePreviousValue: true}]' "$work/secrets.json" >"$work/more.json"
        else
            [ "$yes" = no ] || fail "The secret $name has no value yet. Deploy this stack once without --yes."
            printf 'The secret %s: ' "$name" >&2
            if [ -t 0 ]; then stty -echo; fi
            secret=
            IFS= read -r secret || true
            if [ -t 0 ]; then stty echo; fi
            printf '\n' >&2
            # A pipe, since the arguments of a process are visible to others.
            printf '%s' "$secret" >"$work/secret"
            jq --arg name "$name" --rawfile secret "$work/secret" \
                '. + [{ParameterKey: $name, ParameterValue: $secret}]' "$work/secrets.json" >"$work/more.json"
        fi
        mv "$work/more.json" "$work/secrets.json"
    done 4<"$work/secret_names"
    jq -s '.[0] + .[1]' "$work/parameters.json" "$work/secrets.json" >"$work/more.json"
    mv "$work/more.json" "$work/parameters.json"
}

# Creates a change set, waits for it, and writes it to $work/set.json. All parameters and all tags of the stack are passed:
# CloudFormation removes the tags that are not.
change_set() { # id, name of the stack, CREATE or UPDATE
    template=$root/$(member "$1" template)
    set_name=eject-$(date -u +%Y%m%d%H%M%S)-$$
    jq -n --arg stack "$2" --arg set "$set_name" --arg type "$3" --rawfile body "$template" \
        --slurpfile parameters "$work/parameters.json" --slurpfile before "$work/before.json" \
        --arg id "$1" --slurpfile index "$index" \
        '{StackName: $stack, ChangeSetName: $set, ChangeSetType: $type, TemplateBody: $body,
          Parameters: $parameters[0], Tags: ($before[0].Tags // []),
          Capabilities: ($index[0].stacks[] | select(.id == $id) | .capabilities)}' >"$work/request.json"
    # The limit of CloudFormation for a template that is part of a request.
    if [ "$(wc -c <"$template")" -gt 51200 ]; then
        [ -n "$bucket" ] || fail "The template of $1 has more than 51,200 bytes. Name a bucket for it with --bucket."
        key=eject/$set_name/$(basename -- "$template")
        aws s3 cp "$template" "s3://$bucket/$key" >/dev/null
        jq --arg url "https://$bucket.s3.$AWS_REGION.amazonaws.com/$key" \
            'del(.TemplateBody) | .TemplateURL = $url' "$work/request.json" >"$work/more.json"
        mv "$work/more.json" "$work/request.json"
    fi
    aws cloudformation create-change-set --cli-input-json "file://$work/request.json" --output json >/dev/null
    # A change set without changes fails, so its state is read in any case.
    aws cloudformation wait change-set-create-complete --stack-name "$2" --change-set-name "$set_name" 2>"$work/error" || true
    aws cloudformation describe-change-set --stack-name "$2" --change-set-name "$set_name" --output json >"$work/set.json"
    jq -e '(.NextToken // "") == ""' "$work/set.json" >/dev/null || fail "The change set is too long to be shown in full."
}

discard() { # name of the stack
    aws cloudformation delete-change-set --stack-name "$1" --change-set-name "$set_name" >/dev/null
}

# Shows the change set.
show() {
    jq -r 'def plain: tostring | gsub("[\u0000-\u001f\u007f-\u009f]"; "?");
        if (.Changes // [] | length) == 0 then "  No resource changes."
        else .Changes[].ResourceChange
          | "  \(.Action | plain) \(.LogicalResourceId | plain) (\(.ResourceType | plain))"
            + (if .Replacement == "True" or .Replacement == "Conditional" then ", replacement: \(.Replacement)" else "" end)
        end' "$work/set.json"
}

# Asks whether to execute the change set, unless --yes is given.
confirmed() { # name of the stack
    [ "$yes" = no ] || return 0
    printf 'Execute the change set %s of the stack %s in account %s, region %s? Type yes: ' \
        "$set_name" "$1" "$account" "$region" >&2
    IFS= read -r answer || answer=
    [ "$answer" = yes ]
}

# Executes the change set and waits for the stack.
executed() { # name of the stack, CREATE or UPDATE
    aws cloudformation execute-change-set --stack-name "$1" --change-set-name "$set_name" >/dev/null
    case $2 in
    CREATE) aws cloudformation wait stack-create-complete --stack-name "$1" ;;
    *) aws cloudformation wait stack-update-complete --stack-name "$1" ;;
    esac
}
