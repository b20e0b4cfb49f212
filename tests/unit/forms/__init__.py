"""What is asked: questionnaires, answers and forms, without an application."""
