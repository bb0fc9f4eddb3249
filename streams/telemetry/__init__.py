"""Every metric and log event, named once."""
