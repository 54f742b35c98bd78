#!/bin/sh
# Becomes the only server.
set -eu
. "${0%/*}/functions.sh"

: "${VALKEY_PASSWORD:?must not be empty, or everybody may read and write}"
umask 077
{
    cat "${0%/*}/valkey.conf"
    printf 'requirepass %s\n' "$(quoted "$VALKEY_PASSWORD")"
} >/run/valkey/valkey.conf
exec valkey-server /run/valkey/valkey.conf
