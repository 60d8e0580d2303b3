#!/bin/sh
# An `aws` that records its calls and answers from the files in $FAKE.
set -eu
{
    for argument in "$@"; do printf '[%s]' "$argument"; done
    printf '\n'
} >>"$FAKE/calls"

stack= set= input=
service=$1
verb=$2
shift 2
while [ $# -gt 0 ]; do
    case $1 in
    --stack-name) stack=$2; shift ;;
    --change-set-name) set=$2; shift ;;
    --cli-input-json) input=${2#file://}; shift ;;
    esac
    shift
done

case "$service $verb" in
"sts get-caller-identity") echo '{"Account": "111122223333", "Arn": "arn:aws:iam::111122223333:user/test"}' ;;
"configure get") echo eu-central-1 ;;
"s3 cp") ;;
"cloudformation describe-stacks")
    if [ -z "$stack" ]; then
        cat "$FAKE"/stacks/*.json | jq -s '{Stacks: map(.Stacks[])}'
    elif [ -f "$FAKE/stacks/$stack.json" ]; then
        cat "$FAKE/stacks/$stack.json"
    else
        echo "An error occurred (ValidationError): Stack with id $stack does not exist" >&2
        exit 254
    fi
    ;;
"cloudformation get-template") jq -n --rawfile body "$FAKE/templates/$stack" '{TemplateBody: $body}' ;;
"cloudformation create-change-set")
    number=$(find "$FAKE/requests" -type f | wc -l | tr -d ' ')
    cp "$input" "$FAKE/requests/$number.json"
    jq -r .StackName "$input" >"$FAKE/last"
    echo '{}'
    ;;
"cloudformation update-stack")
    number=$(find "$FAKE/requests" -type f | wc -l | tr -d ' ')
    cp "$input" "$FAKE/requests/$number.json"
    ;;
"cloudformation describe-change-set") cat "$FAKE/set.json" ;;
"cloudformation execute-change-set")
    name=$(cat "$FAKE/last")
    number=$(($(find "$FAKE/requests" -type f | wc -l) - 1))
    outputs='[]'
    if [ -f "$FAKE/outputs/$name.json" ]; then outputs=$(cat "$FAKE/outputs/$name.json"); fi
    jq --argjson outputs "$outputs" \
        '{Stacks: [{StackName, StackStatus: "CREATE_COMPLETE", Tags, Outputs: $outputs,
          Parameters: (.Parameters | map({ParameterKey, ParameterValue: "****"}))}]}' \
        "$FAKE/requests/$number.json" >"$FAKE/stacks/$name.json"
    ;;
"cloudformation delete-change-set" | "cloudformation wait") ;;
*)
    echo "unexpected call: $service $verb" >&2
    exit 99
    ;;
esac
