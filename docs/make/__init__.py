"""Makes the generated parts of the documents: tables from the code, figures with sample data."""
