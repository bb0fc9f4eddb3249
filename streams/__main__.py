"""``python -m streams`` is ``reswatch``."""

from streams.cli.main import main

if __name__ == "__main__":
    main()
