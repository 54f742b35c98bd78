# Serves one model that has been fetched, and lets running answers end before the pod does. From the environment:
# MODEL_NAME, how clients call it; MODEL_TASK, generate or embed; READY_FILE, which is there from when the model is in
# memory; DRAIN_SECONDS, the longest time for running answers; and what the server reads.

load() {
    if [ "$MODEL_TASK" = generate ]; then
        run_quietly run "$MODEL_NAME" && return
    elif /bin/ollama show "$MODEL_NAME" | grep -q '^ *embedding *$'; then
        run_quietly run "$MODEL_NAME" ready && return
    else
        error="it computes no embeddings"
    fi
    say "$MODEL_NAME must be a model for the task $MODEL_TASK that fits into the memory: ${error:-loading it failed}"
    return 1
}

prepare() {
    wait_for_server
    load
    : >"$READY_FILE"
}

# Whether any client is connected to port 8080. Not every node has the second file.
connected() {
    { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null || true; } |
        awk '$2 ~ /:1F90$/ && $4 == "01" { clients += 1 } END { exit !clients }'
}

# The server itself would cut off whatever it is writing.
drain() {
    trap '' TERM
    left=${DRAIN_SECONDS:-0}
    while [ -e "$READY_FILE" ] && [ "$left" -gt 0 ] && kill -0 "$server" 2>/dev/null && connected; do
        sleep 1
        left=$((left - 1))
    done
    kill -TERM "$preparing" 2>/dev/null || true
    stop_server
    exit 0
}

rm -f "$READY_FILE"
start_server
prepare &
preparing=$!
trap drain TERM
wait -n "$server" "$preparing" || true
if [ ! -e "$READY_FILE" ]; then
    kill -TERM "$preparing" 2>/dev/null || true
    stop_server
    exit 1
fi
wait "$server"
