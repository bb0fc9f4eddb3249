"""How much of an article cleaning keeps, and how much else: labelled news pages, as HTML and as a scraper's plain text.

``-s`` prints a table by outlet. Beside others' extractors: ``make quality``.
"""

from collections import defaultdict

import pytest

from tests.quality import bodies, own
from tests.quality.floors import below
from tests.quality.wire import plain_headlines, wire_shares


@pytest.mark.parametrize("form", bodies.FORMS)
def test_keeps_the_article_and_drops_the_rest(form: str) -> None:
    """The mean token F1 does not fall below its floor."""
    scores = bodies.score_bodies(form, bodies.ours(bodies.FORMS[form][0]))
    by_outlet: dict[str, list[bodies.PageScore]] = defaultdict(list)
    for score in scores:
        by_outlet[score.outlet].append(score)
    for outlet, of_outlet in by_outlet.items():
        print(f"{form}  {outlet:18} {bodies.mean(of_outlet):.3f}")
    print(f"{form}  {'all pages':18} {bodies.mean(scores):.3f}")
    assert not below({f"clean_{form}_f1": bodies.mean(scores)})


def test_plain_headlines_are_those_of_the_page() -> None:
    """The headline found in the plain text is mostly the one that the page's own metadata says."""
    assert not below({"clean_plain_headlines": plain_headlines()})


def test_wire_pages_give_what_their_labels_say() -> None:
    """The pages about resolutions: where the article begins and ends, its headline, dateline, agency and language."""
    shares = wire_shares()
    print({name: round(share, 3) for name, share in shares.items()})
    assert not below(shares)


@pytest.mark.parametrize("form", own.FORMS)
@pytest.mark.parametrize("part", own.PARTS)
def test_pages_of_our_own_give_what_their_gold_says(form: str, part: str) -> None:
    """Body, headline, byline, dateline, agency, language and embargo, on those mended on and on those set aside."""
    measured = {f"clean_{form}{own.PARTS[part]}_f1": bodies.mean(own.own_bodies(form, part))}
    measured |= own.own_shares(form, part)
    print({name: round(share, 3) for name, share in measured.items()})
    assert not below(measured)
