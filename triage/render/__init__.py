"""An article -> what a person, a pipe or a program reads. One output a module; none knows how roles were found."""
