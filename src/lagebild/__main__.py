"""`python -m lagebild`: the command line, where the command itself is not on the path."""

from lagebild.views.cli import main

if __name__ == "__main__":
    main()
