"""The row of the API: is it answering, and what does it hold off?"""

from ops.grafana.panels import Panel, Query, Row, counted, quantile

SHORT = '{route!~".*/stream"}'
"""A stream is answered whole when it ends: its seconds are no latency."""

API = Row(
    "Is the API answering?",
    (
        Panel(
            "API failures in the last hour",
            "Requests answered 503 because the store or Kafka was away, and looks at the store for open streams. Good: "
            "0. See ops/runbooks/ApiUnavailable.md.",
            "stat",
            "none",
            6,
            (Query('sum(increase(reswatch_web_failures_total{cause!="defect"}[1h]))', "failures"),),
            ((None, "green"), (0.5, "red")),
        ),
        Panel(
            "API defects in a day",
            "Requests answered 500: a defect of ours, whose traceback is in the log. Good: 0. See "
            "ops/runbooks/ApiDefect.md.",
            "stat",
            "none",
            6,
            (Query('sum(increase(reswatch_web_failures_total{cause="defect"}[1d]))', "defects"),),
            ((None, "green"), (0.5, "red")),
        ),
        Panel(
            "Articles held off in the last hour",
            "Articles that were sent to the API and not taken, since too many wait for enrich or for Kafka. Good: 0. "
            "See ops/runbooks/ArticlesHeldOff.md.",
            "stat",
            "none",
            6,
            (
                Query(
                    'sum(increase(reswatch_web_held_off_total{reason=~"behind|unacknowledged"}[1h]))',
                    "articles",
                ),
            ),
            ((None, "green"), (0.5, "red")),
        ),
        Panel(
            "Streams open",
            "Server-Sent Events: clients that are told of alerts as they come. Good: as many as you know of; a process "
            "takes 500, a key 10.",
            "stat",
            "none",
            6,
            (Query("sum(reswatch_web_streams)", "streams"),),
        ),
        Panel(
            "Requests by status",
            "Requests in a second, by class of status. Good: 2xx; 4xx are what clients do wrong, or held off, 5xx what "
            "failed here.",
            "stacked",
            "reqps",
            12,
            (Query("sum by (status) (rate(reswatch_web_requests_total[$__rate_interval]))", "{{status}}"),),
        ),
        Panel(
            "Requests by route",
            "Requests in the hour before, by operation: feeds are /v1/subscriptions/{subscription_id}/feed, articles "
            "that are sent or searched /v1/articles. Good: what your clients do.",
            "stacked",
            "short",
            12,
            (Query(counted("reswatch_web_requests_total", "route"), "{{route}}"),),
        ),
        Panel(
            "Time to answer",
            "Until a request was answered whole, for half and for all but one in a hundred, streams left out. Good: "
            "tens of milliseconds; an article waits for Kafka, a preview reads much of the store. Empty while nobody "
            "asks.",
            "lines",
            "s",
            12,
            (
                Query(quantile(0.5, "reswatch_web_request_seconds", "job", SHORT), "{{job}} p50"),
                Query(quantile(0.99, "reswatch_web_request_seconds", "job", SHORT), "{{job}} p99"),
            ),
        ),
        Panel(
            "Time to answer by route",
            "What all but one in a hundred requests of an operation take, streams left out. Good: level.",
            "lines",
            "s",
            12,
            (Query(quantile(0.99, "reswatch_web_request_seconds", "route", SHORT), "{{route}}"),),
        ),
        Panel(
            "Requests held off",
            "Requests in the hour before answered 429, by reason. key, stranger: one caller asks too much; behind, "
            "unacknowledged: articles are not taken (ops/runbooks/ArticlesHeldOff.md); streams: too many are open; "
            "reading, testing: wait a second. Good: few.",
            "stacked",
            "short",
            12,
            (Query(counted("reswatch_web_held_off_total", "reason"), "{{reason}}"),),
        ),
        Panel(
            "Requests failed",
            "Requests in the hour before that failed here: store and kafka were away "
            "(ops/runbooks/ApiUnavailable.md), defect is ours (ops/runbooks/ApiDefect.md). Good: 0.",
            "stacked",
            "short",
            12,
            (Query(counted("reswatch_web_failures_total", "cause"), "{{cause}}"),),
        ),
    ),
)
