# Fetches a model from Ollama's registry before its server starts. From the environment: OLLAMA_TAG, what to fetch;
# MODEL_NAME, how clients call it; and what the server reads, which is here for nobody else.

# What was fetched before stays, so that every attempt goes on where the last one ended.
pull() {
    local pause
    for pause in 5 10 20 40 ''; do
        say "fetching $OLLAMA_TAG"
        ! run_quietly pull "$OLLAMA_TAG" || return 0
        say "${error:-it failed}"
        ! run_quietly show "$OLLAMA_TAG" || break
        [ -z "$pause" ] || sleep "$pause"
    done
    run_quietly show "$OLLAMA_TAG" && say "$OLLAMA_TAG was fetched before; using that" && return
    say "$OLLAMA_TAG must be a model that can be fetched, but is not; see the reason above"
    return 1
}

fetch() {
    wait_for_server
    mkdir -p "$OLLAMA_MODELS"
    # pods that share a volume would spoil each other's files
    (flock 9 && pull) 9>"$OLLAMA_MODELS/.lock"
    run_quietly cp "$OLLAMA_TAG" "$MODEL_NAME" || { say "$error" && return 1; }
}

start_server
fetch &
fetching=$!
trap 'kill -TERM "$fetching" 2>/dev/null; stop_server; exit 143' TERM
result=0
wait "$fetching" || result=$?
stop_server
exit "$result"
