"""A story read sentence by sentence, and what each of them claims."""
