"""The dashboard of the ends: who is not getting their alerts, how the feeds stand, is the API answering."""

from ops.grafana.api import API
from ops.grafana.panels import SOME_IS_GOOD, Board, Panel, Query, Row, counted, quantile, zero_without

ALERTS = Row(
    "Who is not getting their alerts?",
    (
        Panel(
            "Receivers failing",
            "Receivers whose last attempt failed. Each deliver worker counts those that it met. Good: 0.",
            "stat",
            "none",
            5,
            (Query("sum(reswatch_failing_receivers)", "receivers"),),
            ((None, "green"), (1, "orange")),
        ),
        Panel(
            "Longest failure",
            "For how long the receiver that is worst off has failed. Good: 0; red is where the first four attempts "
            "have failed. See ops/runbooks/ReceiverFailing.md.",
            "stat",
            "s",
            5,
            (Query("max(reswatch_receiver_failing_seconds) or 0 * max(reswatch_failing_receivers)", "seconds"),),
            ((None, "green"), (1, "orange"), (900, "red")),
        ),
        Panel(
            "Given up in a day",
            "Alerts that their receivers did not take in all their attempts: they are dead letters now. Good: 0. See "
            "ops/runbooks/AlertsUndeliverable.md.",
            "stat",
            "none",
            5,
            (Query("sum(increase(reswatch_alerts_undeliverable_total[1d]))", "alerts"),),
            ((None, "green"), (0.5, "red")),
        ),
        Panel(
            "Alerts waiting now",
            "Alerts that wait for another attempt or the end of an embargo. Good: 0, or embargoes alone.",
            "stat",
            "none",
            5,
            (Query("sum(reswatch_waiting_alerts)", "alerts"),),
        ),
        Panel(
            "Subscriptions in force",
            "Each worker of match holds them all. Good: as many as `reswatch subscriptions` lists.",
            "stat",
            "none",
            4,
            (Query("max(reswatch_subscriptions)", "subscriptions"),),
        ),
        Panel(
            "Receivers that fail",
            "For how long each has failed, by subscription; at most fifty a worker. Good: none, or short. Above the "
            "line: ops/runbooks/ReceiverFailing.md.",
            "lines",
            "s",
            12,
            (
                Query(
                    zero_without(
                        "max by (kind, subscription) (reswatch_receiver_failing_seconds)",
                        "subscription",
                        "reswatch_failing_receivers",
                    ),
                    "{{kind}} {{subscription}}",
                ),
            ),
            ((None, "transparent"), (900, "red")),
        ),
        Panel(
            "Alerts waiting by tier",
            "Tier 0 waits the first of RESWATCH_WAIT_SECONDS, tier 1 the second. Good: what waits is in the early "
            "tiers and drains.",
            "stacked",
            "short",
            12,
            (Query("sum by (tier) (reswatch_waiting_alerts)", "tier {{tier}}"),),
        ),
        Panel(
            "Attempts",
            "Attempts in the hour before, by the kind of receiver and how they ended. Good: delivered; gone is a "
            "receiver that wants no more.",
            "stacked",
            "short",
            12,
            (Query("sum by (kind, outcome) (increase(reswatch_alert_attempts_total[1h]))", "{{kind}} {{outcome}}"),),
        ),
        Panel(
            "Time to deliver",
            "From an alert's record to its receiver's answer, for half and for all but one in a hundred. Good: within "
            "a second; minutes and hours are retries. Empty while nothing is delivered.",
            "lines",
            "s",
            12,
            (
                Query("kind:reswatch_alert_delivery_seconds:p50_5m", "{{kind}} p50"),
                Query(quantile(0.99, "reswatch_alert_delivery_seconds", "kind"), "{{kind}} p99"),
            ),
            ((None, "transparent"), (1, "orange")),
        ),
        Panel(
            "Candidates decided",
            "What became of transitions that matched a subscription, in the hour before: told, or no news to it, held "
            "back over its cap, under embargo. Good: some told for each busy day, none held back.",
            "stacked",
            "short",
            6,
            (Query(counted("reswatch_candidates_decided_total", "outcome"), "{{outcome}}"),),
        ),
        Panel(
            "Alerts settled",
            "Alerts in the hour before that all their receivers took, or that were given up after the last attempt. "
            "Good: delivered as many as published, none given up.",
            "lines",
            "short",
            6,
            (
                Query("sum(increase(reswatch_alerts_matched_total[1h]))", "published"),
                Query("sum(increase(reswatch_alerts_delivered_total[1h]))", "delivered"),
                Query("sum(increase(reswatch_alerts_undeliverable_total[1h]))", "given up"),
            ),
        ),
        Panel(
            "Alerts postponed",
            "Alerts in the hour before sent to wait for another attempt, by tier. Good: few, in tier 0.",
            "stacked",
            "short",
            6,
            (Query(counted("reswatch_alerts_postponed_total", "tier"), "tier {{tier}}"),),
        ),
        Panel(
            "Alerts dropped",
            "Alerts in the hour before that nobody wants any more, by reason. Good: after somebody unsubscribed.",
            "stacked",
            "short",
            6,
            (Query(counted("reswatch_alerts_dropped_total", "reason"), "{{reason}}"),),
        ),
    ),
)

FEEDS = Row(
    "How do the feeds stand?",
    (
        Panel(
            "Feeds failing",
            "Feeds whose last polls failed; the log of watch names them. Good: 0, or single ones. See "
            "ops/runbooks/FeedsFailing.md.",
            "stat",
            "none",
            6,
            (Query('sum(reswatch_feed_standing_feeds{standing="failing"})', "feeds"),),
            ((None, "green"), (1, "orange")),
        ),
        Panel(
            "Feeds well",
            "Feeds that answered when they were last asked. Good: nearly all that you list.",
            "stat",
            "none",
            6,
            (Query('sum(reswatch_feed_standing_feeds{standing="well"})', "feeds"),),
            SOME_IS_GOOD,
        ),
        Panel(
            "Items waiting now",
            "Items seen and not yet published or given up. Good: few, and not growing.",
            "stat",
            "none",
            6,
            (Query("sum(reswatch_feed_waiting_items)", "items"),),
        ),
        Panel(
            "Publishing stalled in the last hour",
            "Times that Kafka did not take an item. Good: 0. See ops/runbooks/FeedItemsWait.md.",
            "stat",
            "none",
            6,
            (Query("sum(increase(reswatch_feed_publish_failures_total[1h]))", "times"),),
            ((None, "green"), (0.5, "red")),
        ),
        Panel(
            "Feeds by standing",
            "Well; failing; ended (the site says that it is gone for good); unasked (not yet polled). Good: well.",
            "stacked",
            "short",
            12,
            (Query("sum by (standing) (reswatch_feed_standing_feeds)", "{{standing}}"),),
        ),
        Panel(
            "Polls by outcome",
            "Times in the hour before that a feed was asked, by what came of it. Good: new and unchanged.",
            "stacked",
            "short",
            12,
            (Query(counted("reswatch_feed_polls_total", "outcome"), "{{outcome}}"),),
        ),
        Panel(
            "Items published",
            "Items in the hour before that Kafka has acknowledged. Good: what the feeds bring.",
            "lines",
            "short",
            8,
            (Query("sum(increase(reswatch_feed_items_published_total[1h]))", "published"),),
        ),
        Panel(
            "Items waiting",
            "Items seen and not yet published or given up. Good: falls again after each poll; a rising line is pages "
            "that do not come, or Kafka: ops/runbooks/FeedItemsWait.md.",
            "lines",
            "short",
            8,
            (Query("sum(reswatch_feed_waiting_items)", "waiting"),),
        ),
        Panel(
            "Items given up",
            "Items in the hour before that were never published, by reason. Good: few.",
            "stacked",
            "short",
            8,
            (Query(counted("reswatch_feed_items_given_up_total", "reason"), "{{reason}}"),),
        ),
    ),
)

ALERTS_FEEDS = Board(
    "reswatch-alerts-feeds",
    "reswatch: alerts, feeds and the API",
    "Who is not getting their alerts, how do the feeds stand, is the API answering? Runbooks: ops/runbooks/.",
    (ALERTS, FEEDS, API),
)
