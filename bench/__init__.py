"""Benchmarks: the program beside its peers, and on the real world."""
