#!/bin/sh
# probe.sh alive|ready|sentinel: an exit code for the kubelet. valkey-cli itself exits with 0 on an error reply.
set -u
. "${0%/*}/functions.sh"

case $1 in
alive) # a server that still loads its data is alive; restarting it would only begin the loading again
    case $(ask_server ping) in
    PONG | LOADING* | BUSY* | MASTERDOWN*) exit 0 ;;
    esac
    ;;
ready) # a replica is ready when it follows, so that an update stops no member before the last one has its data back
    [ "$(ask_server ping)" = PONG ] || exit 1
    case $(ask_server role | tr '\n' ' ') in
    'master '* | 'slave '*' connected '*) exit 0 ;;
    esac
    ;;
sentinel)
    [ "$(timeout 3 valkey-cli -p 26379 ping)" != PONG ] || exit 0
    ;;
esac
exit 1
