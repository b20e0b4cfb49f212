"""The whole path: from answers that a test sends to the numbers in the documents."""
