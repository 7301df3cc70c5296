"""The commands that take documents in from the net: addresses for `add`, `watch`, `sources`."""
