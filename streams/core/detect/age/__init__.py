"""How old what is told is: news, or what was before."""
