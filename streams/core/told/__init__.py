"""What subscriptions have been told, and so what an alert is to them: news, or nothing new. Pure: time is given.

[group] asks ``Told.decide`` of each candidate of [match], in the order of their offsets, and publishes what comes of
it: the alert, what must be remembered (``Telling``), and, where ``ask_again_at`` says so, the candidate's own record to
wait until then and to come back. The state is a fold of the tellings. Whoever takes a partition over makes it of those
whose ``place`` is before the first candidate that comes to it, in the order of their places; then it decides on what
comes again as it was decided before, whatever of it had been published.

What is muted or history is not asked of: so it is known and not told, and the first live evidence of it is news.
An article under embargo waits before it is asked of: else nobody would hear of the fact from another meanwhile.
"""

from streams.core.told.told import Decision, Outcome, Told, Wants, wants

__all__ = ["Decision", "Outcome", "Told", "Wants", "wants"]
