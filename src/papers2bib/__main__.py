"""`python -m papers2bib` is the command `papers2bib`."""

from papers2bib.cli import main

if __name__ == "__main__":
    main()
