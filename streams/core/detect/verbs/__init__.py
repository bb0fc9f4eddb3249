"""What a verb tells: who does it, to which text, and whether it happened."""
