#!/bin/sh
# A drift check for cron. Arguments are those of `rolecall drift`: state files, --vendors, --ignore and so on.
#
#   REPORTS  where reports go            (default /var/lib/rolecall)
#   METRICS  the node exporter's folder  (default: no metrics)
#
# It prints only when something is to be said, so that cron sends mail only then, and ends with the check's own code:
# 0 clean, 1 could not work, 2 drift, 3 incomplete.
set -u
umask 077  # reports name people and what they may do
reports=${REPORTS:-/var/lib/rolecall}
mkdir -p "$reports" || exit 1
rm -f "$reports/drift.txt" "$reports/drift.prom"

rolecall drift "$@" \
  --report "text=$reports/drift.txt" \
  --report "json=$reports/drift.json" \
  --report "html=$reports/access-map.html" \
  --report "prometheus=$reports/drift.prom"
code=$?

if [ -n "${METRICS:-}" ] && [ -f "$reports/drift.prom" ]; then
  # Renamed into place, so that the exporter never reads half a file; counts only, so that it may read them.
  cp "$reports/drift.prom" "$METRICS/rolecall.prom.$$" && chmod 644 "$METRICS/rolecall.prom.$$" &&
    mv "$METRICS/rolecall.prom.$$" "$METRICS/rolecall.prom"
fi
if [ "$code" -ne 0 ] && [ -f "$reports/drift.txt" ]; then
  cat "$reports/drift.txt"
fi
exit "$code"
