"""`python -m raat_analysis`: the same as `raat`."""

from raat_analysis.cli import main

if __name__ == "__main__":
    main()
