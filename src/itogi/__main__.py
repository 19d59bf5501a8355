"""`python -m itogi`: the program where its command is not on the path."""

from itogi.cli import main

main()
