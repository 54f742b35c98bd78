"""The charts of a platform: one folder of the output and one unit of delivery each."""
