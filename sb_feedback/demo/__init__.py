"""The SAMPLE state: invented sites, built through the same rooms as real ones."""
