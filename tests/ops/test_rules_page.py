"""The page of the rules: every rule that reads our own sentences is described, and the page is as the code is."""

from ops.rules.build import HERE, described, page, used


def test_every_rule_is_described() -> None:
    """A rule's name, or the ending that says why its clause was held back, stands in rules.toml."""
    known = described()
    names = {name for section in ("stage", "field", "held") for name in known[section]}
    lacking = {rule for rule in used() if rule not in names and rule.rpartition(".")[2] not in known["ending"]}
    assert lacking == set()


def test_the_page_is_made_of_the_rules() -> None:
    """README.md is what build.py writes."""
    assert (HERE / "README.md").read_text(encoding="utf-8") == page()
