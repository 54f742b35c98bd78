"""The LiteLLM proxy and what it is configured with."""
