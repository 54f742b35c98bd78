#!/bin/bash
# Serves the one model among the files in /mnt/models, and lets running answers end before the pod does. Its arguments
# go to llama-server. From the environment: MODEL_FILE, a pattern for the path of the model's file below that folder,
# and DRAIN_SECONDS, the longest time for running answers.
set -euo pipefail

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Of a model in parts the first one stands for all; the server finds the others by their names. Projectors of images
# and importance matrices are no models, and in hidden folders downloaders note what they have brought.
candidates() {
    find -L /mnt/models/ -name '.?*' -prune -o -type f -path "/mnt/models/${MODEL_FILE:-*}" -iname '*.gguf' -print |
        sed -E '/(mmproj|imatrix)[^/]*$/Id; /-[0-9]{5}-of-[0-9]{5}\.gguf$/I{/-00001-of-[0-9]{5}\.gguf$/I!d}' | sort
}

# Whether any request is computed or waits for it.
answering() {
    curl -fs --max-time 2 http://127.0.0.1:8080/metrics |
        awk '/^llamacpp:requests_(processing|deferred) / { requests += $2 } END { exit !(requests > 0) }'
}

# The server itself would cut off whatever it is writing.
drain() {
    trap '' TERM
    left=${DRAIN_SECONDS:-0}
    while [ "$left" -gt 0 ] && kill -0 "$server" 2>/dev/null && answering; do
        sleep 1
        left=$((left - 1))
    done
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" || true
    exit 0
}

[ -d /mnt/models/ ] || fail "/mnt/models must be a folder with the files of the model, but it is not there"
mapfile -t models < <(candidates)
case ${#models[@]} in
1) ;;
0)
    fail "/mnt/models must hold a GGUF file that matches ${MODEL_FILE:-*.gguf}, of a model in parts all of them; it" \
        "holds: $(find -L /mnt/models/ -name '.?*' -prune -o -type f -printf '%P ')"
    ;;
*)
    fail "/mnt/models must hold one model that matches ${MODEL_FILE:-*.gguf}, but holds ${#models[@]}; name one of" \
        "them in the field file: ${models[*]#/mnt/models/}"
    ;;
esac

/app/llama-server --model "${models[0]}" "$@" &
server=$!
trap drain TERM
wait "$server"
