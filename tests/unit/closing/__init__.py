"""What a closing decides, without a database."""
