"""The parts that stories are put together from: leads, names, and what stands between and behind."""

PERMANENT = {"Russia": "RUS", "China": "CHN", "the United States": "USA", "Britain": "GBR", "France": "FRA"}
ELECTED = {
    **{"Algeria": "DZA", "Guyana": "GUY", "Pakistan": "PAK", "Sierra Leone": "SLE", "Slovenia": "SVN", "Gabon": "GAB"},
    **{"South Korea": "KOR", "Ecuador": "ECU", "Mozambique": "MOZ", "Malta": "MLT", "Ghana": "GHA", "Panama": "PAN"},
}
OTHERS = {
    **{"Cuba": "CUB", "Belarus": "BLR", "Nicaragua": "NIC", "Eritrea": "ERI", "Hungary": "HUN", "Paraguay": "PRY"},
    **{"Micronesia": "FSM", "Nauru": "NRU", "Papua New Guinea": "PNG", "Argentina": "ARG", "India": "IND"},
    **{"South Africa": "ZAF", "Brazil": "BRA", "Vietnam": "VNM", "Kazakhstan": "KAZ", "Russia": "RUS", "China": "CHN"},
    **{"the United States": "USA", "Saudi Arabia": "SAU", "Bolivia": "BOL", "Ethiopia": "ETH"},
}
SPONSORS = {
    **{"Norway": "NOR", "Mexico": "MEX", "Germany": "DEU", "Canada": "CAN", "Qatar": "QAT", "Jordan": "JOR"},
    **{"Japan": "JPN", "Ireland": "IRL", "Costa Rica": "CRI", "Switzerland": "CHE", "Egypt": "EGY", "Albania": "ALB"},
}
ADJECTIVES = {
    **{"Norway": "Norwegian", "Mexico": "Mexican", "Germany": "German", "Canada": "Canadian", "Qatar": "Qatari"},
    **{"Jordan": "Jordanian", "Japan": "Japanese", "Ireland": "Irish", "Costa Rica": "Costa Rican"},
    **{"Switzerland": "Swiss", "Egypt": "Egyptian", "Albania": "Albanian"},
}
TARGETS = {"Sudan": "SDN", "Mali": "MLI", "Haiti": "HTI", "Libya": "LBY", "Yemen": "YEM", "Myanmar": "MMR"}
MEMBERS = {**PERMANENT, **ELECTED, **OTHERS}
BODIES = {
    "SC": ("council", ("The U.N. Security Council", "The Security Council", "The UN Security Council")),
    "GA": ("assembly", ("The UN General Assembly", "The U.N. General Assembly", "The 193-member General Assembly")),
    "HRC": ("council", ("The UN Human Rights Council", "The U.N. Human Rights Council in Geneva")),
    "GA-C3": (
        "committee",
        ("The UN General Assembly's Third Committee", "The General Assembly's human rights committee"),
    ),
}
TOPICS = ("demanding a ceasefire in {T}", "condemning human rights abuses in {T}", "on the situation in {T}", "on {T}")
UNTOLD = (
    *("demanding a ceasefire", "calling for more humanitarian aid", "condemning human rights abuses"),
    *("imposing new sanctions", "extending an arms embargo by a year", "calling for an end to the war"),
)
"""What a text is on where its country is told below."""
OUTCOMES = {
    "adopted": (
        "{body} on Tuesday adopted a resolution {topic}.",
        "{body} voted on Tuesday to adopt a resolution {topic}.",
        "{body} has approved a resolution {topic}.",
        "{body} passed a resolution {topic} on Tuesday.",
    ),
    "vetoed": (
        "{vetoer} on Tuesday vetoed a U.N. Security Council resolution {topic}.",
        "{vetoer} used its veto on Tuesday to block a U.N. Security Council resolution {topic}.",
    ),
    "rejected": (
        "{body} on Tuesday rejected a draft resolution {topic}.",
        "{body} failed on Tuesday to adopt a resolution {topic}.",
    ),
    "vote_scheduled": (
        "{body} will vote on Thursday on a resolution {topic}.",
        "{body} is expected to vote on Thursday on a draft resolution {topic}, diplomats said.",
    ),
}
DATELINES = ("", "", "UNITED NATIONS (Reuters) - ", "UNITED NATIONS — ")
BETWEEN = (
    "",
    "",
    "Aid groups have warned for months that the situation is getting worse.",
    '"This is a good day for those who have suffered too long," one ambassador told reporters.',
    "The text also asks the secretary-general to report back within 90 days.",
    "The war has driven 4.6 million people from their homes.",
    '"We cannot wait any longer," Slovenia\'s ambassador said. "People are dying."',
    "Fighting went on in the north on Tuesday, residents said.",
    "It was the fifth time this year that the crisis was on the agenda.",
    "Western diplomats called it a first step.",
)
BEHIND = (
    "",
    "",
    "More than 12,000 people have been killed since the fighting began, a monitoring group says.",
    "Diplomats said the talks on the text had lasted for three weeks.",
    "About 2.3 million people have fled their homes.",
)
