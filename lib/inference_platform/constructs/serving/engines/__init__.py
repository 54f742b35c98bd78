"""Engines: what runs in the pods of a model."""
