"""Mail to the members of a team: planned with a wave, sent by the worker, told to nobody else."""
