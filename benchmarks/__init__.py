"""Speed and size of the product as ratios to floors: bare programs that do the same job.

Every floor is started by the benchmark itself, in the same run and on the same machine.
"""
