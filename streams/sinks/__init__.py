"""Where things go to stay or to be seen: stores, webhooks, notifications."""
