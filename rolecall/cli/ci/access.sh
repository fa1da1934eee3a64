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
  git cat-file -e "$BASE^{commit}"
  if git cat-file -e "$BASE:access-policy.yaml" 2>/dev/null; then
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

# Refuse plans that change anything but tokens.
only_tokens() {
  python - plans/*.json <<'END'
import json, os, sys

allowed = os.environ["TOKEN_TYPES"].split()
other = []
for name in sys.argv[1:]:
    plan = json.load(open(name))
    changes = plan.get("resource_changes", [])
    if not plan.get("complete", True) or plan.get("errored"):
        other.append(f"{name}: the plan is not complete")
    other += [
        each["address"]
        for each in changes
        if each["change"]["actions"] not in (["no-op"], ["read"])
        and (each["type"] not in allowed or "create" not in each["change"]["actions"])
    ]
for line in other:
    print(f"not a token, or one that is only taken away: {line}", file=sys.stderr)
sys.exit(1 if other else 0)
END
}

"$@"
