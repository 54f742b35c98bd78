#!/bin/sh
# Becomes one server of the replicated set: the primary or a replica of it, as the Sentinels say. Only when there is
# no Sentinel yet does the first member lead; otherwise it would take the lead back at every restart, empty-handed.
set -eu
. "${0%/*}/functions.sh"

: "${VALKEY_PASSWORD:?must not be empty, or everybody may read and write}"

primary=$(primary_by_sentinel_or_nobody)

# The Sentinels have not noticed that this server was gone. What it had in memory is gone, but the replicas still have
# it, until they follow an empty primary: one of them must lead.
if [ "$primary" = "$SELF" ] && request_failover forced; then
    waited=0
    while [ "$primary" = "$SELF" ] && [ "$waited" -lt 20 ]; do
        sleep 1
        waited=$((waited + 1))
        now=$(primary_by_sentinel)
        primary=${now:-$primary}
    done
fi

umask 077
{
    cat "${0%/*}/valkey.conf"
    password=$(quoted "$VALKEY_PASSWORD")
    printf 'requirepass %s\nprimaryauth %s\n' "$password" "$password"
    printf 'replica-announce-ip %s\nreplica-announce-port 6379\n' "$SELF"
    [ "${primary:=${MEMBERS%% *}}" = "$SELF" ] || printf 'replicaof %s 6379\n' "$primary"
} >/run/valkey/valkey.conf
exec valkey-server /run/valkey/valkey.conf
