"""Tests of the command for an evaluator's own answers."""
