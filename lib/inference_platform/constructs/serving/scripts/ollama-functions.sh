set -euo pipefail

# What the two scripts for Ollama share. The client talks to the server of its own container (OLLAMA_HOST).

say() {
    printf '%s\n' "$*" >&2
}

# run_quietly <words>: runs the client; when it fails, `error` says why. The progress bars would fill the log.
run_quietly() {
    error=$(
        set +o pipefail
        /bin/ollama "$@" </dev/null 2>&1 >/dev/null |
            tr '\r' '\n' | grep -a -o 'Error: .*' | tail -n 1 | sed 's/Error: //'
        exit "${PIPESTATUS[0]}"
    )
}

start_server() {
    /bin/ollama serve &
    server=$!
}

wait_for_server() {
    until run_quietly list; do
        kill -0 "$server" 2>/dev/null || return 1
        sleep 0.5
    done
}

stop_server() {
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" || true
}
