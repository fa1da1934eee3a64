#!/usr/bin/env bash
# The steps that the jobs of GitHub and GitLab have in common: bash ci/access.sh STEP. Change them as you need them.
#
#   STACKS        the stacks, in the order in which they are applied, such as "access credentials"
#   VENDORS       the providers that they need, such as "tanium splunk"; all when it is empty
#   PLAN_KEY      seals saved plans between two jobs: they hold secrets in clear text
#   BASE          review: the commit whose access-policy.yaml counts, which the change is to be merged into
#   GITHUB_TOKEN  apply, on GitHub: reads the head of the default branch of a private repository
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
    terraform -chdir="$(folder "$stack")" init -input=false
    kept=$(backend "$(folder "$stack")")
    if [ "$kept" = local ]; then
      if [ -f cdktf.json ]; then way="set ROLECALL_STATE"; else way="write another backend into $stack"; fi
      echo "The state of $stack would be a file of this machine, which the next job does not have: $way." >&2
      return 1
    fi
  done
}

# The kind of backend that `terraform init` has found for a folder. It writes none down where the code names none.
backend() {
  python -I - "$1/.terraform/terraform.tfstate" <<'END'
import json, pathlib, sys

written = pathlib.Path(sys.argv[1])
print(json.loads(written.read_text())["backend"]["type"] if written.exists() else "local")
END
}

# Plan each stack: plans/<stack>.tfplan is what may be applied, plans/<stack>.json what is reviewed, plans/commit what
# they were made of. More arguments are those of `terraform plan`.
plan() {
  mkdir -p plans
  git rev-parse HEAD > plans/commit
  for stack in $STACKS; do
    terraform -chdir="$(folder "$stack")" plan -input=false -lock-timeout=15m -out="$PWD/plans/$stack.tfplan" "$@"
    terraform -chdir="$(folder "$stack")" show -json "$PWD/plans/$stack.tfplan" > "plans/$stack.json"
  done
}

# Review the plans by the policy of the commit BASE, so that no change changes the rules that it is held to, and tell
# what the change takes from these rules. More arguments are those of `rolecall review`.
review() {
  local next=()
  if [ -z "${BASE//0/}" ]; then
    echo "The first push of this branch: no policy was in force before it, so that a default counts." >&2
    default_policy > plans/policy.yaml
  elif ! git cat-file -e "$BASE^{commit}" 2>/dev/null; then
    echo "Nothing is reviewed: the commit $BASE, whose policy counts, is not in this clone. After a force push push" \
      "another commit, of which the job is told what was before it; else let the checkout fetch the whole history." >&2
    return 1
  else
    policy_of "$BASE" > plans/policy.yaml
  fi
  if [ -z "${BASE//0/}" ] || ! git diff --quiet "$BASE...HEAD" -- access-policy.yaml 2>/dev/null; then
    policy_of HEAD > plans/next-policy.yaml
    next=(--next-policy plans/next-policy.yaml)
  fi
  rolecall review plans/*.json --policy plans/policy.yaml "${next[@]}" --pull-request --report text "$@"
}

# The policy of a commit; the default, which lets few lose access, where it has none.
policy_of() {
  local found
  found=$(git ls-tree --name-only "$1" access-policy.yaml)
  if [ -n "$found" ]; then
    git show "$1:access-policy.yaml"
  else
    echo "The commit $1 has no access-policy.yaml, so that a default counts for it." >&2
    default_policy
  fi
}

default_policy() {
  printf 'version: 1\nlosses: {people: 5, percent: 50}\n'
}

# Seal the saved plans into plans.gpg, which another job of this run may fetch, and open it there.
seal() {
  tar -cf - plans/commit plans/*.tfplan | with_key --symmetric --output plans.gpg
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
  newest
  for stack in $STACKS; do
    terraform -chdir="$(folder "$stack")" apply -input=false -lock-timeout=15m "$PWD/plans/$stack.tfplan"
  done
}

# Refuse plans of any commit but the head of the default branch. What was merged since may have taken theirs back; if
# that changed no state, Terraform still takes them.
newest() {
  local planned head
  planned=$(cat plans/commit)
  head=$(remote_head) || head=""
  if [ -z "$head" ]; then
    echo "Nothing is applied: the remote does not say which commit is the head of its default branch. Try again; on" \
      "GitHub the step needs GITHUB_TOKEN." >&2
    return 1
  elif [ "$planned" != "$head" ]; then
    echo "Nothing is applied: these plans are of the commit $planned, and the head of the default branch is $head," \
      "whose plan counts now. Release the plan of the latest run there (if it has none, run its plan job again, or" \
      "push a commit). To run this job again does not help: its commit stays the same." >&2
    return 1
  fi
}

remote_head() {
  if [ -n "${GITHUB_TOKEN:-}" ]; then
    GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GITHUB_TOKEN" | base64 | tr -d '\n')"
    GIT_CONFIG_KEY_0="http.${GITHUB_SERVER_URL:-https://github.com}/.extraheader"
    export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0
  fi
  GIT_TERMINAL_PROMPT=0 git ls-remote origin HEAD | awk '$2 == "HEAD" { print $1 }'
}

# Compare the states of the stacks with the vendors. More arguments are those of `rolecall drift`.
drift() {
  local folders=()
  for stack in $STACKS; do folders+=("$(folder "$stack")"); done
  rolecall drift "${folders[@]}" --report text "$@"
}

# Refuse plans that do anything but replace tokens, the new one first, by tokens of the same account and rights. An
# output may only show the new token where it showed the old one.
only_tokens() {
  python -I - plans/*.json <<'END'
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


def why_output(name, change, plan):
    if change["actions"] == ["no-op"]:
        return ""
    if change["actions"] == ["update"] and change.get("after_unknown") is True:
        shown = set(plan["configuration"]["root_module"]["outputs"][name]["expression"].get("references", []))
        for each in plan.get("resource_changes", []):
            for member, old in (each["change"]["before"] or {}).items():
                own = f"{each['address']}.{member}"
                names = {own, each["address"], f"{each['type']}.{each['name']}"}
                if member in renewed and old == change["before"] is not None and own in shown and shown <= names:
                    return ""
    return "it would show something else than the new token in place of the old one"


other = []
for name in sys.argv[1:]:
    with open(name) as file:
        plan = json.load(file)
    if not plan.get("complete", True) or plan.get("errored"):
        other.append(f"{name}: the plan is not complete")
    other += [f"{each['address']}: {found}" for each in plan.get("resource_changes", []) if (found := why(each))]
    outputs = plan.get("output_changes", {}).items()
    other += [f"output {each}: {found}" for each, change in outputs if (found := why_output(each, change, plan))]
for line in other:
    print(f"left to a person: {line}", file=sys.stderr)
sys.exit(1 if other else 0)
END
}

"$@"
