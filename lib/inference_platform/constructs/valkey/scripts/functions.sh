#!/bin/sh
# What the scripts beside it share. From the environment of the container: VALKEY_PASSWORD, and in a replicated set
# SELF (this pod's DNS name), MEMBERS (those of all pods) and MASTER_NAME (what the Sentinels call the set).

# A text as one argument of a configuration line. Every byte is written in hexadecimal, because quotes, spaces,
# backslashes, '#' and line ends mean something to the parser.
quoted() {
    printf '"%s"' "$(printf %s "$1" | od -An -v -t x1 | tr -d ' \n' | sed 's/../\\x&/g')"
}

# The server of this pod. The password is in the environment of this one command, because the process list of the node
# shows arguments; both names, because not every release knows the first one.
ask_server() {
    VALKEYCLI_AUTH=$VALKEY_PASSWORD REDISCLI_AUTH=$VALKEY_PASSWORD timeout 3 valkey-cli "$@" 2>/dev/null
}

# ask_sentinel <host> <words>
ask_sentinel() {
    host=$1
    shift
    timeout 3 valkey-cli -h "$host" -p 26379 sentinel "$@" 2>/dev/null
}

# The primary by the first Sentinel of another pod that answers, or nothing. The one of this pod is not asked: it
# starts with this pod, knowing nothing, and stops with it.
primary_by_sentinel() {
    for member in $MEMBERS; do
        [ "$member" != "$SELF" ] || continue
        answer=$(ask_sentinel "$member" get-master-addr-by-name "$MASTER_NAME" | head -n 1)
        case $answer in
        '' | *[!a-z0-9.-]*) ;; # not there, or an error message
        *)
            printf '%s\n' "$answer"
            return
            ;;
        esac
    done
}

# The same, patiently: a new pod's name, routes and network policies can take seconds to work, and a member that
# wrongly believes to be the first one begins with an empty data set.
primary_by_sentinel_or_nobody() {
    for pause in 0 1 2; do
        sleep "$pause"
        found=$(primary_by_sentinel)
        [ -z "$found" ] || break
    done
    printf '%s\n' "$found"
}

# request_failover forced|coordinated: whether a Sentinel of another pod has begun to promote a replica.
request_failover() {
    [ "$1" = coordinated ] || set --
    for member in $MEMBERS; do
        [ "$member" != "$SELF" ] || continue
        case $(ask_sentinel "$member" failover "$MASTER_NAME" "$@") in
        OK | INPROG*) return 0 ;;
        esac
    done
    return 1
}
