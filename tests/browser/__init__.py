"""Tests in a real Chromium: `make test-deep`."""
