"""What becomes of resolutions as articles tell it."""
