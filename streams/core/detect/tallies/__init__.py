"""How many voted how, as one sentence counts them."""
