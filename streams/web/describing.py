"""What the OpenAPI document says of each operation beside its parameters."""

from typing import Any

from streams.web.primitives import Shape, ref
from streams.web.problems import MEDIA_TYPE
from streams.web.shapes import PROBLEM_SHAPE

Said = dict[int | str, dict[str, Any]]
PROBLEMS = {
    304: "It is as you have it",
    400: "The body is not JSON",
    401: "No valid key",
    403: "The key lacks the scope",
    404: "There is no such thing",
    408: "The body did not come in time",
    409: "It exists already, or the same request is under way",
    412: "It is no longer as you have it",
    413: "The body is too large",
    415: "The body is of another type",
    422: "What was sent is not valid",
    429: "Too much is asked, or Kafka is behind: see Retry-After",
    500: "A defect",
    503: "The store or Kafka does not answer: see Retry-After",
}
ALWAYS = (401, 403, 422, 429, 500, 503)
WITH_BODY = (400, 408, 413, 415)
TAG = {"ETag": {"schema": {"type": "string"}, "description": "Its entity tag"}}


def answers(
    shape: Shape | None,
    *problems: int,
    status: int = 200,
    about: str = "It is done",
    media_type: str = "application/json",
    headers: dict[str, Any] | None = None,
) -> Said:
    """Return the answers of an operation: one of ``shape`` (None: no content), and ``problems`` beside the usual."""
    good: dict[str, Any] = {"description": about}
    if shape is not None:
        good["content"] = {media_type: {"schema": shape}}
    if headers:
        good["headers"] = headers
    return {status: good, **{each: {"$ref": f"#/components/responses/{each}"} for each in sorted({*ALWAYS, *problems})}}


def problem_responses() -> dict[str, Any]:
    """Return the components that answers which are none refer to."""
    problem = {MEDIA_TYPE: {"schema": ref(PROBLEM_SHAPE)}}
    return {
        str(status): {"description": about, **({} if status == 304 else {"content": problem})}
        for status, about in PROBLEMS.items()
    }


def takes(shape: Shape, example: Any) -> dict[str, Any]:
    """Return what FastAPI adds to an operation whose body is JSON of ``shape``; the operation reads it itself."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": shape, "example": example}}}}
