"""The Active Community Team: its waves from planning to release."""
