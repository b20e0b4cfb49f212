"""`python -m analysis`: the statistics of an evaluator's own file of answers, without the web.

A study file (TOML) names what the columns of a file of answers (CSV) are; each chapter of the
results is one module of `analysis.study.chapters`; `analysis.study.summary` says them in words.
"""
