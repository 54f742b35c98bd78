"""Writes typed stubs and packed schemas from CRDs and from Kubernetes' own definitions."""
