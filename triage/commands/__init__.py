"""What the user types. A command reads its arguments, calls the library, and prints."""
