#!/bin/sh
# Hands the lead over before this pod goes, so that clients wait for a second and not for a failure to be noticed.
set -u
. "${0%/*}/functions.sh"

leads() {
    [ "$(ask_server role | head -n 1)" = master ]
}

wait_for_another() {
    left=12
    while leads && [ "$left" -gt 0 ]; do
        sleep 1
        left=$((left - 1))
    done
}

# A coordinated failover loses no write, but needs a majority of the Sentinels; they give up after 10 seconds.
if leads && request_failover coordinated; then
    wait_for_another
fi
# A forced one needs a single Sentinel, but leaves the old primary in charge for some seconds. What it accepted then
# would be lost, so it accepts nothing more.
if leads; then
    ask_server client pause 60000 write >/dev/null
    request_failover forced && wait_for_another
fi
exit 0
