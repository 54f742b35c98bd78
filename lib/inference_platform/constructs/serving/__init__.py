"""Servers of models: KServe's InferenceService on a runtime, for vLLM and other engines."""
