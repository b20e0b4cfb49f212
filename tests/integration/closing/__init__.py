"""Closing on real databases: killed anywhere, restored, with answers coming in, with keys lost."""
