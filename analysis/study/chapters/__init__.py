"""The chapters of the results: each module is one, `chapter(study)` its plain content."""
