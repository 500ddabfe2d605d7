"""An article -> one form that a person or a program reads; each form a file."""
