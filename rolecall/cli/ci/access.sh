#!/usr/bin/env bash
# The steps that the jobs of GitHub and GitLab have in common: bash ci/access.sh STEP. Change them as you need them.
#
#   STACKS        the stacks, in the order in which they are applied, such as "access credentials"
#   VENDORS       the providers that they need, such as "tanium splunk"; all when it is empty
#   PLAN_KEY      seals saved plans between two jobs: they hold secrets in clear text
#   BASE          review: the commit whose access-policy.yaml counts
#   TOKEN_TYPES   only_tokens: the resource types that may be replaced without a review
set -euo pipefail
umask 077
export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20,22

# The folder in which Terraform works for a stack: synthesized, or plain HCL.
folder() {
  if [ -f cdktf.json ]; then echo "cdktf.out/stacks/$1"; else echo "$1"; fi
}

# Build the providers, synthesize the stacks, and run `terraform init` in each.
prepare() {
  local needed=()
  for vendor in ${VENDORS:-}; do needed+=(--vendor "$vendor"); done
  rolecall mirror .rolecall/mirror --write-config .rolecall/terraform.rc "${needed[@]}"
  export TF_CLI_CONFIG_FILE="$PWD/.rolecall/terraform.rc"
  if [ -f cdktf.json ]; then
    sh -c "$(python -c 'import json; print(json.load(open("cdktf.json"))["app"])')"
  fi
  for stack in $STACKS; do
    if grep -qsE '"backend": "local"|^ *backend "local"' "$(folder "$stack")"/{cdk.tf.json,*.tf}; then
      if [ -f cdktf.json ]; then way="set ROLECALL_STATE"; else way="write another backend into $stack"; fi
      echo "The state of $stack would be a file of this machine, which the next job does not have: $way." >&2
      return 1
    fi
    terraform -chdir="$(folder "$stack")" init -input=false
  done
}

# Plan each stack: plans/<stack>.tfplan is what may be applied, plans/<stack>.json what is reviewed.
plan() {
  mkdir -p plans
  for stack in $STACKS; do
    terraform -chdir="$(folder "$stack")" plan -input=false -lock-timeout=5m -out="$PWD/plans/$stack.tfplan"
    terraform -chdir="$(folder "$stack")" show -json "$PWD/plans/$stack.tfplan" > "plans/$stack.json"
  done
}

# Review the plans by the policy of the commit BASE, so that no change changes the rules that it is held to.
# More arguments are those of `rolecall review`.
review() {
  if [ -z "${BASE//0/}" ]; then
    echo "The first push of this branch: no policy was in force before it, so that a default counts." >&2
    printf 'version: 1\nlosses: {people: 5, percent: 50}\n' > plans/policy.yaml
  elif ! git cat-file -e "$BASE^{commit}" 2>/dev/null; then
    echo "Nothing is reviewed: the commit $BASE, whose policy counts, is not in this clone. After a force push push" \
      "another commit, of which the job is told what was before it; else let the checkout fetch the whole history." >&2
    return 1
  elif git cat-file -e "$BASE:access-policy.yaml" 2>/dev/null; then
    git show "$BASE:access-policy.yaml" > plans/policy.yaml
  else
    echo 'version: 1' > plans/policy.yaml
  fi
  rolecall review plans/*.json --policy plans/policy.yaml --pull-request --report text "$@"
}

# Seal the saved plans into plans.gpg, which another job of this run may fetch, and open it there.
seal() {
  tar -cf - plans/*.tfplan | with_key --symmetric --output plans.gpg
}

unseal() {
  with_key --decrypt plans.gpg | tar -xf -
}

# gpg notices a changed file, and has a folder of its own here.
with_key() {
  GNUPGHOME=$(mktemp -d)
  export GNUPGHOME
  gpg --batch --yes --quiet --pinentry-mode loopback --passphrase-fd 3 "$@" 3<<<"${PLAN_KEY:?is not set}"
  gpgconf --kill all
  rm -rf "$GNUPGHOME"
}

# Apply the saved plans and nothing else. Terraform refuses one whose state has changed since.
apply() {
  for stack in $STACKS; do
    terraform -chdir="$(folder "$stack")" apply -input=false -lock-timeout=5m "$PWD/plans/$stack.tfplan"
  done
}

# Compare the states of the stacks with the vendors. More arguments are those of `rolecall drift`.
drift() {
  local folders=()
  for stack in $STACKS; do folders+=("$(folder "$stack")"); done
  rolecall drift "${folders[@]}" --report text "$@"
}

# Refuse plans that do anything but replace tokens, the new one first, by tokens of the same account and rights.
only_tokens() {
  python - plans/*.json <<'END'
import json, os, sys

allowed = os.environ["TOKEN_TYPES"].split()
# What the vendor says of a new token; and what it says where the configuration does not.
renewed = {"id", "token", "expires_at"}
defaults = {"status", "type"}


def why(each):
    change = each["change"]
    actions, before, after = change["actions"], change["before"] or {}, change["after"] or {}
    if each.get("mode", "managed") == "data" or actions in (["no-op"], ["read"]):
        return ""
    if each["type"] not in allowed:
        return f"{each['type']} is not in TOKEN_TYPES"
    if actions == ["delete", "create"]:
        return "the old token would go before the new one is there; set create_before_destroy"
    if actions != ["create", "delete"]:
        return f"{' and '.join(actions)} is not a replacement"
    unknown = {name for name, value in (change.get("after_unknown") or {}).items() if value not in (False, [], {})}
    names = (before.keys() | after.keys() | unknown) - renewed - (unknown & defaults)
    other = sorted(name for name in names if name in unknown or before.get(name) != after.get(name))
    return f"the new token would differ, or may do so, in {', '.join(other)}" if other else ""


other = []
for name in sys.argv[1:]:
    with open(name) as file:
        plan = json.load(file)
    if not plan.get("complete", True) or plan.get("errored"):
        other.append(f"{name}: the plan is not complete")
    other += [f"{each['address']}: {found}" for each in plan.get("resource_changes", []) if (found := why(each))]
for line in other:
    print(f"left to a person: {line}", file=sys.stderr)
sys.exit(1 if other else 0)
END
}

"$@"
