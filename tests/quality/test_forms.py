"""The form of a text does not change what it tells, in nearly all of the project's own texts."""

import pytest

from tests.quality.floors import below
from tests.quality.forms import FORMS, Sameness, measure_forms, repeated, wrapped


@pytest.fixture(scope="module")
def forms() -> dict[str, Sameness]:
    """Every form, measured once."""
    return measure_forms()


@pytest.mark.parametrize("name", FORMS)
def test_the_same_text_in_another_form_tells_the_same(name: str, forms: dict[str, Sameness]) -> None:
    """The share of texts that tell the same does not fall below its floor; ``-s`` prints those that do not."""
    form = forms[name]
    print(f"\n{name}: {form.share:.3f} of {form.texts} tell the same")
    for text, before, after in form.differ:
        print(text, *(f"  before {one}" for one in before), *(f"  after  {one}" for one in after), sep="\n")
    assert not below({f"same.{name}": form.share})


def test_forms_keep_the_words() -> None:
    """Wrapping breaks lines only; repeating adds the lead once more."""
    text = "word " * 40 + "\n\nsecond"
    assert wrapped(text).split() == text.split()
    assert repeated("a\n\nb\n\nc") == "a\n\nb\n\na\n\nc"
