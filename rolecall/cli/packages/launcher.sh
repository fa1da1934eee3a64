#!/bin/sh
# Start the provider beside this file with a Python that it runs on. No other process stays in between: Terraform
# must be able to end the provider.

here=${0%/*}

start() {
  exec "$1" -I -S -B "$here/__main__.py"
  # Only a program that cannot be started comes back here.
}

if [ -n "$ROLECALL_PYTHON" ]; then
  command -v "$ROLECALL_PYTHON" >/dev/null && start "$ROLECALL_PYTHON"
  problem="ROLECALL_PYTHON names $ROLECALL_PYTHON, which is no program"
else
  for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
    python=$(command -v "$name") || continue
    case $python in
      */shims/*) python=$("$python" -I -S -c 'import sys; print(sys.executable)' 2>/dev/null) || continue ;;
    esac
    case $name in
      python3 | python) "$python" -I -S -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || continue ;;
    esac
    start "$python"
  done
  problem='there is no Python of 3.11 to 3.14 on PATH'
fi

message="The rolecall provider cannot start: $problem; install one, or name it in the environment variable ROLECALL_PYTHON."
# Terraform shows the first line of standard output where it expects something else, and hides standard error.
[ -n "$TF_PLUGIN_MAGIC_COOKIE" ] && echo "$message"
echo "$message" >&2
exit 1
