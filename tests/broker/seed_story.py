"""What follows the first real page: the rival drafts on North Korea go their ways. Fiction, in the style of the wires.

The dates and tallies are those of the votes of 2014, so that what is told of the seed's draft fits what it became.
"""

import orjson

ADOPTED_IN_COMMITTEE = (
    "https://wire.example/2014/11/18/third-committee",
    "UN committee condemns North Korea over human rights",
    "2014-11-18T20:30:00Z",
    "UNITED NATIONS (AP) — The General Assembly's human rights committee on Tuesday adopted a draft resolution on "
    "North Korea that was sponsored by the European Union and Japan, by a vote of 111 in favor and 19 against, with 55 "
    "abstentions.\n\n"
    "Pyongyang's ambassador called the vote a plot against his country and walked out of the room.\n\n"
    "The resolution now goes to the full assembly, where all 193 members can vote on it next month.",
)
ADOPTED = (
    "https://wire.example/2014/12/18/assembly",
    "General Assembly adopts resolution on North Korea's human rights",
    "2014-12-18T21:00:00Z",
    "UNITED NATIONS (AP) — The United Nations General Assembly on Thursday adopted resolution 69/188 on the human "
    "rights situation in North Korea, which the European Union and Japan had sponsored. The vote was 116 in favor and "
    "20 against, with 53 abstentions.\n\n"
    "The resolution, A/RES/69/188, encourages the Security Council to refer the country to the International Criminal "
    "Court. It had passed the assembly's Third Committee last month.",
)
TALLY, WRONG_TALLY = "116 in favor and 20 against", "115 in favor and 21 against"
"""As it is, and as the first version of ADOPTED tells it."""


def raw(article: tuple[str, str, str, str], text: str | None = None) -> tuple[bytes, bytes]:
    """Return key and value of the raw record of an article."""
    uri, headline, published_at, content = article
    value = {
        "uri": uri,
        "media_type": "text/plain",
        "headline": headline,
        "content": text or content,
        "published_at": published_at,
        "outlet": "The Example Wire",
    }
    return uri.encode(), orjson.dumps(value)


def first_version() -> tuple[bytes, bytes]:
    """Return the raw record of ADOPTED with a tally that is wrong."""
    return raw(ADOPTED, ADOPTED[3].replace(TALLY, WRONG_TALLY))


def corrected() -> tuple[bytes, bytes]:
    """Return that of the version that the desk sends after it, with its note."""
    note = "(AP) — CORRECTS: The vote on North Korea was 116-20-53, not 115-21-53 as reported in an earlier version."
    return raw(ADOPTED, f"{ADOPTED[3]}\n\n{note}")
