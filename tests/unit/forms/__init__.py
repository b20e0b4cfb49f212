"""Tests of what is asked: questionnaire files, their faults, and the forms made from them."""
