"""What every role's process is made of: its parts, its agents, its telemetry, its end."""
