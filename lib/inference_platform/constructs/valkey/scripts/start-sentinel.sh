#!/bin/sh
# Becomes one Sentinel. Its file is written anew at every start, because Sentinel keeps in it what it believed when it
# stopped; who leads now is known by the others.
set -eu
. "${0%/*}/functions.sh"

primary=$(primary_by_sentinel_or_nobody)

umask 077
{
    cat "${0%/*}/sentinel.conf"
    printf 'sentinel announce-ip %s\nsentinel announce-port 26379\n' "$SELF"
    printf 'sentinel monitor %s %s 6379 %s\n' "$MASTER_NAME" "${primary:-${MEMBERS%% *}}" "$QUORUM"
    printf 'sentinel auth-pass %s %s\n' "$MASTER_NAME" "$(quoted "$VALKEY_PASSWORD")"
    cat "${0%/*}/monitor.conf"
} >/run/sentinel/sentinel.conf
exec valkey-server /run/sentinel/sentinel.conf --sentinel
