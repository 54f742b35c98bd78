#!/bin/sh
# Hands the lead over before this pod goes, so that clients wait for a second and not for a failure to be noticed.
set -u
. "${0%/*}/functions.sh"

leads() {
    [ "$(ask_server role | head -n 1)" = master ]
}

# wait_for_another <seconds>
wait_for_another() {
    left=$1
    while leads && [ "$left" -gt 0 ]; do
        sleep 1
        left=$((left - 1))
    done
}

# A coordinated failover loses no write, but needs a primary that answers and a majority of the Sentinels.
if leads && request_failover coordinated; then
    wait_for_another $((HANDOVER_SECONDS / 2))
fi
if leads && request_failover forced; then
    wait_for_another $((HANDOVER_SECONDS / 2))
fi
exit 0
