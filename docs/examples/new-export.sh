#!/bin/sh
# Makes the edition when an export arrived that the last one does not have, and the report of what is different.
# Says nothing when there is nothing new: cron mails only what is said. Ends with 0, or with the code of what failed.
set -u
cd "$(dirname "$0")/../.." || exit
PATH="$PWD/.venv/bin:$PATH"
log=.raat/new-export.log
mkdir -p .raat

failed() {
    tail -n 20 "$log" >&2
    echo "$1 failed with exit code $2. All that was said: $PWD/$log" >&2
    exit "$2"
}

new=$(raat status --changed 2>"$log")
code=$?
if [ "$code" -eq 1 ] && [ "$new" = "No new export." ]; then exit 0; fi # a program that broke ends with 1 too
if [ "$code" -ne 0 ]; then failed "raat status --changed" "$code"; fi
echo "$new"
raat report >>"$log" 2>&1 || failed "raat report" "$?"
raat difference >>"$log" 2>&1 || failed "raat difference" "$?"
raat status
