"""``/v1/subscriptions``: who wants to hear of what, and where."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request
from starlette.responses import Response

from streams.core.model import Subscription
from streams.web import subscribed
from streams.web.access import Reader, Writer
from streams.web.alerts import SUBSCRIPTION_ID, Cursor, Limit
from streams.web.bodies import cursor as cursor_of
from streams.web.bodies import is_named, json, place_in
from streams.web.describing import TAG, WITH_BODY, answers, takes
from streams.web.parts import Decide, web_of
from streams.web.primitives import ref
from streams.web.problems import Problem, not_found
from streams.web.reading import refuse_too_wide
from streams.web.shapes import SECRET_SHAPE, SUBSCRIPTION_SHAPE, WRITTEN_SHAPE, listed

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])

Id = Annotated[str, Path(pattern=SUBSCRIPTION_ID)]
IfMatch = Annotated[str | None, Header(description="Only if its entity tag is still this one")]
IfNoneMatch = Annotated[str | None, Header()]
EXAMPLE = {
    "id": "syria-votes",
    "all_of": [{"field": "target", "values": ["SYR"]}, {"field": "stage", "values": ["adopted", "vetoed"]}],
    "webhook": "https://desk.example/un",
}
NOW = answers(ref(SUBSCRIPTION_SHAPE), 404, 412, about="The subscription as it is now", headers=TAG)


@router.get("", responses=answers(listed("subscriptions", SUBSCRIPTION_SHAPE)))
async def list_subscriptions(request: Request, key: Reader, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """List the subscriptions, by id."""
    after = "" if cursor is None else place_in(cursor, str)[0]
    page = await web_of(request).subscriptions.page(after, limit)
    following = cursor_of(page[-1].id) if len(page) == limit else None
    return json({"subscriptions": [subscribed.shown(each, key) for each in page], "next": following})


@router.post(
    "",
    status_code=201,
    responses=answers(
        ref(WRITTEN_SHAPE), 409, *WITH_BODY, status=201, about="It is there, and matches from now on", headers=TAG
    ),
    openapi_extra=takes(ref(SUBSCRIPTION_SHAPE), EXAMPLE),
)
async def create_subscription(request: Request, key: Writer) -> Response:
    """Make a subscription. `secret` is what its webhook's signatures are verified with; it is shown only now."""
    wanted = await subscribed.read(request, None)
    await refuse_too_wide(request, wanted)

    def decide(before: Subscription | None) -> Subscription:
        if before is not None:
            raise Problem(409, "exists", f"There is a subscription {wanted.id}: PUT replaces it.")
        return replace(wanted, secret_version=0)

    made = await _changed(request, wanted.id, decide)
    headers = {"location": f"/v1/subscriptions/{made.id}", "etag": subscribed.tag(made)}
    return json(subscribed.with_secret(request, made, key), 201, headers)


@router.get("/{subscription_id}", responses=answers(ref(SUBSCRIPTION_SHAPE), 304, 404, headers=TAG))
async def get_subscription(
    request: Request, key: Reader, subscription_id: Id, if_none_match: IfNoneMatch = None
) -> Response:
    """Return a subscription. Who may not change it sees of a webhook's URL the host alone."""
    found = await web_of(request).subscriptions.find(subscription_id)
    if found is None:
        raise not_found("such subscription")
    headers = {"etag": subscribed.tag(found), "vary": "Authorization"}
    if is_named(if_none_match, headers["etag"]):
        return Response(None, 304, headers)
    return json(subscribed.shown(found, key), headers=headers)


@router.put(
    "/{subscription_id}",
    responses={
        **answers(ref(WRITTEN_SHAPE), 412, *WITH_BODY, about="It is replaced", headers=TAG),
        201: {"description": "It is made", "content": {"application/json": {"schema": ref(WRITTEN_SHAPE)}}},
    },
    openapi_extra=takes(ref(SUBSCRIPTION_SHAPE), EXAMPLE),
)
async def put_subscription(
    request: Request, key: Writer, subscription_id: Id, if_match: IfMatch = None, if_none_match: IfNoneMatch = None
) -> Response:
    """Make or replace a subscription. Without If-Match the last one wins; `If-None-Match: *` only makes a new one."""
    wanted = await subscribed.read(request, subscription_id)
    await refuse_too_wide(request, wanted)
    had_webhook, is_new = False, False

    def decide(before: Subscription | None) -> Subscription:
        nonlocal had_webhook, is_new
        subscribed.check(before, if_match)
        if before is not None and is_named(if_none_match, subscribed.tag(before)):
            raise Problem(412, "changed", "There is such a subscription.")
        had_webhook, is_new = before is not None and before.webhook is not None, before is None
        return replace(wanted, secret_version=before.secret_version if before else 0)

    made = await _changed(request, subscription_id, decide)
    shown = subscribed.shown(made, key) if had_webhook else subscribed.with_secret(request, made, key)
    return json(shown, 201 if is_new else 200, {"etag": subscribed.tag(made)})


@router.delete(
    "/{subscription_id}", status_code=204, responses=answers(None, 404, 412, status=204, about="It is at an end")
)
async def delete_subscription(request: Request, _: Writer, subscription_id: Id, if_match: IfMatch = None) -> Response:
    """End a subscription. What still waits to be sent for it is dropped; its alerts stay readable."""

    def decide(before: Subscription | None) -> None:
        subscribed.existing(before, if_match)

    await web_of(request).subscriptions.change(subscription_id, decide)
    return Response(None, 204)


@router.post("/{subscription_id}/pause", responses=NOW)
async def pause_subscription(request: Request, key: Writer, subscription_id: Id, if_match: IfMatch = None) -> Response:
    """Stop sending. It goes on matching, and its alerts are kept."""
    return await _set(request, key, subscription_id, if_match, paused=True)


@router.post("/{subscription_id}/resume", responses=NOW)
async def resume_subscription(request: Request, key: Writer, subscription_id: Id, if_match: IfMatch = None) -> Response:
    """Send again."""
    return await _set(request, key, subscription_id, if_match, paused=False)


@router.post("/{subscription_id}/rotate-secret", responses=answers(ref(SECRET_SHAPE), 404, 412, headers=TAG))
async def rotate_secret(request: Request, _: Writer, subscription_id: Id, if_match: IfMatch = None) -> Response:
    """Make a new signing secret, which is shown only now. Until the next one webhooks are signed with both."""

    def decide(before: Subscription | None) -> Subscription:
        kept = subscribed.existing(before, if_match)
        return replace(kept, secret_version=kept.secret_version + 1)

    made = await _changed(request, subscription_id, decide)
    content = {"secret": subscribed.secret(request, made), "secret_version": made.secret_version}
    return json(content, headers={"etag": subscribed.tag(made)})


async def _set(request: Request, key: Writer, subscription_id: str, if_match: str | None, *, paused: bool) -> Response:
    def decide(before: Subscription | None) -> Subscription:
        return replace(subscribed.existing(before, if_match), paused=paused)

    made = await _changed(request, subscription_id, decide)
    return json(subscribed.shown(made, key), headers={"etag": subscribed.tag(made)})


async def _changed(request: Request, subscription_id: str, decide: Decide) -> Subscription:
    made = await web_of(request).subscriptions.change(subscription_id, decide)
    assert made is not None
    return made
