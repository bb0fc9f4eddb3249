"""The dashboard of the stream: is it alive, how far behind, what does it find, what does it refuse."""

from ops.grafana.panels import (
    JOBS,
    NONE_IS_GOOD,
    SOME_IS_GOOD,
    Board,
    Panel,
    Query,
    Row,
    counted,
    quantile,
    zero_without,
)

ALIVE = Row(
    "Is it alive?",
    (
        Panel(
            "Workers up",
            "Workers of each role that answer Prometheus. Good: one or more of each; red is a role of which none is "
            "there. See ops/runbooks/RoleMissing.md.",
            "stat",
            "none",
            12,
            tuple(Query(f'sum(up{{job="{job}"}}) or vector(0)', job) for job in JOBS),
            SOME_IS_GOOD,
        ),
        Panel(
            "Ready",
            "Whether all workers of a role say that they work: they hold their partitions and reach what they need. "
            "Good: yes everywhere; no for a few seconds after a start or a rebalance. See "
            "ops/runbooks/WorkerNotReady.md; /readyz of the worker says why not.",
            "stat",
            "none",
            12,
            tuple(Query(f'min(reswatch_ready{{job="{job}"}}) or vector(0)', job) for job in JOBS),
            SOME_IS_GOOD,
            (("0", "no", "red"), ("1", "yes", "green")),
        ),
        Panel(
            "Workers down",
            "Workers that Prometheus knows and that do not answer. Good: 0. See ops/runbooks/WorkerDown.md.",
            "stat",
            "none",
            4,
            (Query('count(up{job=~"$job"} == 0) or vector(0)', "down"),),
            NONE_IS_GOOD,
        ),
        Panel(
            "Alerts firing",
            "Alert rules that fire now, each with a page in ops/runbooks/. Good: 0. Prometheus lists them.",
            "stat",
            "none",
            4,
            (Query('count(ALERTS{alertstate="firing"}) or vector(0)', "firing"),),
            NONE_IS_GOOD,
        ),
        Panel(
            "Releases",
            "Workers by the release that they run. Good: one release, two during an update.",
            "stat",
            "none",
            6,
            (Query('count by (version) (reswatch_build_info{job=~"$job"})', "{{version}}"),),
        ),
        Panel(
            "Source partitions held",
            "Partitions that the workers of a role read. Good: all of the topic's, and steady; 0 is a role that reads "
            "nothing, for longer than a rebalance takes.",
            "stat",
            "none",
            10,
            (Query('sum by (job) (reswatch_assigned_partitions{job=~"$job"})', "{{job}}"),),
            SOME_IS_GOOD,
        ),
    ),
)

BEHIND = Row(
    "How far behind is it?",
    (
        Panel(
            "Lag",
            "Records of a topic that a role has not settled. Good: near 0, and falling after a burst. Above the line "
            "and growing: ops/runbooks/LagGrows.md.",
            "lines",
            "short",
            12,
            (Query('job_topic:reswatch_lag_records:sum{job=~"$job"}', "{{job}} · {{topic}}"),),
            ((None, "transparent"), (1000, "red")),
        ),
        Panel(
            "End to end",
            "From the source record's timestamp to the acknowledged output, for half and for all but one in a hundred. "
            "Good: enrich, track and match within a second (the line); store waits for its database, deliver for its "
            "receivers. Empty while nothing comes. See ops/runbooks/SlowStream.md.",
            "lines",
            "s",
            12,
            (
                Query(quantile(0.5, "reswatch_end_to_end_seconds", "job", '{job=~"$job"}'), "{{job}} p50"),
                Query('job:reswatch_end_to_end_seconds:p99_5m{job=~"$job"}', "{{job}} p99"),
            ),
            ((None, "transparent"), (1, "orange")),
        ),
        Panel(
            "Oldest record",
            "Age of the oldest record that a role has not settled. Good: near 0; a line that climbs with the clock is "
            "a partition that stands still: ops/runbooks/PartitionStuck.md.",
            "lines",
            "s",
            12,
            (Query('max by (job) (reswatch_oldest_unsettled_seconds{job=~"$job"})', "{{job}}"),),
            ((None, "transparent"), (60, "red")),
        ),
        Panel(
            "Canaries",
            "What the last canaries took from the raw topic to a role, the slowest partition. Good: within a second. "
            "Empty where nobody sends any: `reswatch canary`. None for three minutes: ops/runbooks/CanaryLate.md.",
            "lines",
            "s",
            12,
            (Query('max by (job) (reswatch_canary_seconds{job=~"$job"})', "{{job}}"),),
            ((None, "transparent"), (1, "orange")),
        ),
        Panel(
            "Records taken",
            "Records that a role takes from Kafka in a second. Good: what you read comes in; enrich at 0 for hours: "
            "ops/runbooks/NothingArrives.md.",
            "lines",
            "cps",
            8,
            (Query('job:reswatch_records_received:rate5m{job=~"$job"}', "{{job}}"),),
        ),
        Panel(
            "In flight",
            "Records taken and not yet settled. Good: small, back to 0 when nothing comes; a flat line above 0 is "
            "something that does not answer.",
            "lines",
            "short",
            8,
            (Query('sum by (job) (reswatch_in_flight_records{job=~"$job"})', "{{job}}"),),
        ),
        Panel(
            "Sends that failed",
            "Sends that Kafka did not take, and that are tried again, in a second. Good: 0. See "
            "ops/runbooks/SendsFail.md.",
            "lines",
            "cps",
            8,
            (
                Query(
                    zero_without(
                        'sum by (job, error) (rate(reswatch_send_errors_total{job=~"$job"}[$__rate_interval]))',
                        "error",
                        "reswatch_in_flight_records",
                    ),
                    "{{job}} {{error}}",
                ),
            ),
        ),
        Panel(
            "Time in a stage",
            "What all but one in a hundred records take in each stage of enrich, and to be matched. Good: a few "
            "milliseconds; an ordinary article takes 0.1 to 1 ms in all.",
            "lines",
            "s",
            12,
            (Query(quantile(0.99, "reswatch_stage_seconds", "stage"), "{{stage}} p99"),),
        ),
        Panel(
            "Writes to the store",
            "Seconds of one transaction. Good: some 2 ms for one article, 100 ms for a run of 256. Slower: the "
            "database is busy, and the lag of store grows.",
            "lines",
            "s",
            12,
            (
                Query(quantile(0.5, "reswatch_store_write_seconds", "job"), "{{job}} p50"),
                Query(quantile(0.99, "reswatch_store_write_seconds", "job"), "{{job}} p99"),
            ),
        ),
    ),
)

FINDING = Row(
    "What is it finding?",
    (
        Panel(
            "Resolution events by stage",
            "Events found in the hour before. In general news two to three articles in a thousand tell of a "
            "resolution; none in thousands: ops/runbooks/NothingFound.md.",
            "stacked",
            "short",
            12,
            (Query(counted("reswatch_resolution_events_total", "stage"), "{{stage}}"),),
        ),
        Panel(
            "Resolution events by organ",
            "The same events by the body whose resolution it is; unknown is where the article does not say.",
            "stacked",
            "short",
            12,
            (Query(counted("reswatch_resolution_events_total", "organ"), "{{organ}}"),),
        ),
        Panel(
            "Articles enriched",
            "Articles and takedowns published by enrich in a second. Good: what is taken, less what is refused below.",
            "lines",
            "cps",
            8,
            (Query("sum(rate(reswatch_articles_enriched_total[$__rate_interval]))", "enriched"),),
        ),
        Panel(
            "Articles told",
            "Articles in the hour before whose events went into a resolution's dossier (told), were corrected away "
            "(taken back), or whose article was withdrawn by its source (taken down). Good: mostly told.",
            "stacked",
            "short",
            8,
            (Query(counted("reswatch_articles_told_total", "kind"), "{{kind}}"),),
        ),
        Panel(
            "Articles stored",
            "Articles and takedowns written to the store in a second, repeats among them. Good: as many as enriched.",
            "lines",
            "cps",
            8,
            (
                Query("sum(rate(reswatch_stored_articles_total[$__rate_interval]))", "articles"),
                Query("sum(rate(reswatch_store_takedowns_total[$__rate_interval]))", "takedowns"),
            ),
        ),
    ),
)

REFUSING = Row(
    "What is it refusing?",
    (
        Panel(
            "Articles filtered",
            "Articles set aside on purpose in the hour before; they are on articles-filtered. Good: few; one in ten "
            "or more: ops/runbooks/ManyFiltered.md.",
            "stacked",
            "short",
            12,
            (Query(counted("reswatch_articles_filtered_total", "reason"), "{{reason}}"),),
        ),
        Panel(
            "Dead letters",
            "Records in the hour before that could not be read, sent or stored. Good: single ones, of bad input. "
            "internal_error, output_too_large, output_refused and unstorable: ops/runbooks/Defect.md; many: "
            "ops/runbooks/ManyDeadLetters.md.",
            "stacked",
            "short",
            12,
            (
                Query(
                    'sum by (job, cause) (job_cause:reswatch_dead_letters:increase1h{job=~"$job"})', "{{job}} {{cause}}"
                ),
            ),
        ),
        Panel(
            "Subscriptions refused",
            "Subscriptions in the hour before that make no sense and are not in force; each worker of match reads them "
            "all. Good: 0. See ops/runbooks/SubscriptionRefused.md.",
            "lines",
            "short",
            8,
            (Query("max(increase(reswatch_subscriptions_refused_total[1h]))", "refused"),),
        ),
        Panel(
            "Pages refused",
            "Times in the hour before that the page behind a feed's item could not be had. Good: few, and what the "
            "sites want (robots.txt, paywalls).",
            "stacked",
            "short",
            8,
            (Query(counted("reswatch_feed_pages_refused_total", "reason"), "{{reason}}"),),
        ),
        Panel(
            "Articles too old to match",
            "Articles in the hour before that alerted nobody because of their age. Good: 0 in live news; many while an "
            "archive is read.",
            "lines",
            "short",
            8,
            (Query("sum(increase(reswatch_articles_too_old_total[1h]))", "too old"),),
        ),
    ),
)

STREAM = Board(
    "reswatch",
    "reswatch: the stream",
    "Is it alive, how far behind is it, what is it finding, what is it refusing? Runbooks: ops/runbooks/.",
    (ALIVE, BEHIND, FINDING, REFUSING),
    by_job=True,
)
