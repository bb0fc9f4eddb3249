"""reswatch: watches the news wires for United Nations resolutions."""

__version__ = "0.1.0"
