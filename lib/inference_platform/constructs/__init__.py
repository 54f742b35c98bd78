"""The constructs: typed props, refs instead of names, one file or package each."""
