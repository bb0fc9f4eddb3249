"""Which body of the United Nations a name or a symbol stands for."""
