"""Scraped and wired plain text to articles. All texts are written for these tests."""

import textwrap

import pytest

from streams.core.clean import clean
from streams.core.model import Article, Filtered, RawArticle

HEADLINE = "Council puts off its vote on the island's peacekeepers"
LEAD = (
    "The council put off its vote on the island’s peacekeepers on Tuesday after three members asked for more time to"
    " read the draft, which had reached them only late the night before, diplomats said."
)
QUOTE = "“We read slowly,” one said."
THIRD = (
    "The sponsors had hoped to have the text adopted before the mandate of the mission ends on Friday. They now expect"
    " a vote on Thursday, and they say that they will not change the text again whatever the others ask for."
)
LAST = "The mission has four hundred soldiers and has been on the island since the war ended there sixty years ago."
CAPTION = "An envoy leaves. Photo: A. Agency"
BODY = [LEAD, QUOTE, THIRD, LAST]
STORY = "\n\n".join(BODY)
MENU = "\n".join(
    f"* {word}"
    for word in ["Home", "World", "Politics", "Sport", "Culture", "Weather", "Opinion", "Video", "Jobs", "Archive"]
)
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in BODY)
WIDE = "\n\n".join(textwrap.fill(paragraph, 118) for paragraph in BODY)
INDENTED = "\n".join(textwrap.fill(paragraph, 72, initial_indent="    ") for paragraph in BODY)


def read(text: str) -> Article:
    article = clean(RawArticle("text/plain", text.encode()))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    "page",
    [
        STORY,
        STORY.replace("\n\n", "\n"),
        f"{HEADLINE}\n\n{STORY}",
        f"{MENU}\n\n{HEADLINE}\n\nBy Ana Lind\nMay 3, 2024\n\n{STORY}\n\n{MENU}\n\n© 2024 The Example",
        f"We use cookies on this site.\nAccept all\n\n{HEADLINE}\n\n{STORY}",
        f"{HEADLINE}\n\nAn envoy leaves the chamber on Tuesday. (AP Photo/Ana Lind)\n\n{STORY}",
        f"{HEADLINE}\n\n{CAPTION}\n\n{LEAD}\n\n{CAPTION}\n\n{QUOTE}\n\n{THIRD}\n\n{LAST}",
        f"{LEAD}\n\nAdvertisement\n\n{QUOTE}\n\n{THIRD}\n\nRead more\n\n{LAST}",
        f"{LEAD}\n\n{QUOTE}\n\nSign up for our newsletter and get the day’s news in your inbox.\n\n{THIRD}\n\n{LAST}",
        f"{STORY}\n\nRelated\n\n* Envoys agree on a date for talks\n* Island votes for a new mayor after long count",
        f"{STORY}\n\nMost read\n\nIsland votes for mayor\nTom Orr\nA long count ends in a surprise.\n",
        f"{STORY}\n\n3 Comments\n\nAnna says: I think that the whole council should be sent there for a year!\n",
        f"{STORY}\n\nAna Lind is a staff writer. Send tips to ana@news.example.\n\nMore from Ana Lind",
        f"{STORY}\n\nGive today. Your donation is tax-deductible. Donate\n\nThank you for registering",
        f"{STORY}\n\nREAD ALSO: ISLAND MAYOR STEPS DOWN AFTER A LONG NIGHT OF COUNTING VOTES",
        f"{STORY}\n\n(Reporting by Ana Lind; Editing by Tom Orr)",
        f"{STORY}\n\nShow latest update\n\n16:20\n\n{LEAD.replace('council', 'crowd')}\n\nTom Orr",
        f"{LEAD}\n\n{QUOTE}\n\nTravel\nFour walks by the sea\nA guide to paths that few know in spring."
        f"\nMay 2, 2024\n\n{THIRD}\n\n{LAST}",
        f"{STORY}\n\nSo they will wait https://t.co/abc\n\n— Ana Lind (@analind) May 3, 2024",
        f"{STORY}\n\nTom Orr\n\nYou can email Tom Orr here, and read more of his articles.\n\nVideo of the week\n\n"
        "Visit the shop to see what we sell to those who read us every day of the week.",
        STORY.replace("diplomats said.", "diplomats (DIP.N) , opens new tab said.").replace(" (DIP.N)", ""),
        WRAPPED,
        WIDE,
        INDENTED,
    ],
)
def test_the_article_is_kept_and_the_furniture_dropped(page: str) -> None:
    """Whatever stands around and between the four paragraphs, they are what is left."""
    assert read(page).body.split("\n\n") == BODY


def test_a_paragraph_with_a_link_behind_it_is_kept() -> None:
    """A button or a link at the end of a long paragraph does not make it furniture."""
    assert len(LEAD) < 500
    for behind in ("Read more: example.org", "Advertisement"):
        lead = f"{LEAD} {LEAD.replace('council', 'assembly')}"[:400].rpartition(".")[0] + "."
        assert f"{lead} {behind}" in read(f"{HEADLINE}\n\n{lead} {behind}\n\n{QUOTE}").body


def test_counts_of_a_vote_on_lines_of_their_own_are_kept() -> None:
    """How many voted how, told in lines between two short paragraphs, is part of the article."""
    told = "The draft text on the island that was put before the council on Monday has been adopted."
    counts = "Votes in favour: 24\n\nAgainst: 07\n\nAbstentions (16)"
    assert read(f"{HEADLINE}\n\nPosted in\n\nNews\n\n{told}\n\n{counts}\n\nThe island has rejected it.").body == (
        f"{told}\n\n{counts}\n\nThe island has rejected it."
    )


def test_a_flash_is_kept() -> None:
    """A line or two without a full stop are an article where there is nothing else."""
    assert read("GENEVA (AP) — Council adopts draft on island, 14-0-1").body == "Council adopts draft on island, 14-0-1"


def test_subheadings_stay() -> None:
    """A short line between paragraphs is the article's."""
    assert read(f"{LEAD}\n\nWhat is next\n\n{THIRD}\n\n{LAST}").body == f"{LEAD}\n\nWhat is next\n\n{THIRD}\n\n{LAST}"


def test_headline_byline_and_dateline_are_not_in_the_body() -> None:
    """They stand in fields of their own."""
    article = read(f"{MENU}\n\n{HEADLINE}\n\nBy Ana Lind, Associated Press\nMay 3, 2024\n\nGENEVA (AP) — {STORY}")
    assert (article.headline, article.byline) == (HEADLINE, "Ana Lind, Associated Press")
    assert (article.dateline, article.info_source) == ("GENEVA", "AP")
    assert article.body == STORY


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_dateline_on_a_line_of_its_own_is_that_of_the_text_below(gap: str) -> None:
    """It is no headline, and what it says is kept."""
    line = "United Nations, United States, May 3, 2024 (AFP) -"
    article = read(f"{HEADLINE}\n\n{line}{gap}{STORY}")
    assert (article.headline, article.dateline, article.info_source) == (
        HEADLINE,
        "United Nations, United States",
        "AFP",
    )
    assert article.body == STORY
    assert read(f"{line}{gap}{STORY}").headline is None


def test_standfirst_above_the_byline_is_no_headline() -> None:
    """The line that stands higher is the headline."""
    article = read(f"{HEADLINE}\n\nThree members wanted more time\n\nBy Ana Lind\n\n{STORY}")
    assert article.headline == HEADLINE
    assert article.body == STORY


def test_outlet_is_known_only_where_the_page_calls_it_a_newspaper_twice() -> None:
    """One masthead is no proof, two are."""
    page = f"The Island Herald Newspaper\n\n{HEADLINE}\n\n{STORY}\n\n"
    assert read(page).outlet is None
    assert read(page + "The Island Herald Newspaper").outlet == "The Island Herald"


def test_no_sentence_means_no_article() -> None:
    """Menus alone, blanks alone, nothing at all."""
    for text in (MENU, " \n\n\t", ""):
        result = clean(RawArticle("text/plain", text.encode()))
        assert isinstance(result, Filtered)
        assert result.reason == "no_text"


def test_whitespace_is_collapsed() -> None:
    """No-break spaces, tabs and separators become single spaces; the body has no line break inside a paragraph."""
    article = read(STORY.replace("island’s", "island’s\u00a0\t ").replace("draft, ", "draft,\u2003"))
    assert article.body == STORY


def test_the_title_is_not_the_standfirst_below_it() -> None:
    """A standfirst shares more words with the lead; it stands right below the title."""
    standfirst = "Three members of the council asked for more time to read the draft on Tuesday"
    assert read(f"World\n{HEADLINE}\n{standfirst}\nBy Ana Lind\n\n{STORY}").headline == HEADLINE


def test_a_gallery_s_counter_is_no_title() -> None:
    """It stands nearest to the text."""
    assert read(f"{HEADLINE}\n\n2 of 3 |\n\n{STORY}").headline == HEADLINE


def test_the_writer_is_named_above_the_agency() -> None:
    """As AP prints it: two lines, one of them the agency's."""
    article = read(f"{HEADLINE}\n\nBy ANA LIND\nAssociated Press\n\n{STORY}")
    assert (article.byline, article.info_source) == ("ANA LIND", "AP")


FRENCH = [
    "Le conseil a repoussé mardi son vote sur les soldats de l'île, trois membres ayant demandé plus de temps pour lire"
    " le projet, arrivé tard la veille selon des diplomates.",
    "Ses auteurs espéraient l'adoption avant la fin du mandat de la mission, vendredi. Ils attendent désormais un vote"
    " jeudi, et assurent que le texte ne changera plus.",
    "La mission compte quatre cents soldats ; elle est sur l'île depuis la fin de la guerre, il y a soixante ans.",
]


def test_accounts_titles_and_links_of_a_french_page_are_left_out() -> None:
    """Titles that end as sentences do, a link between paragraphs, and what a paper says of accounts and comments."""
    above = [
        "Faut-il encore élire un maire sur l'île ?",
        "« Personne ne nous a demandé notre avis sur le port », dit l'ancienne maire de l'île »",
        "Quatre promenades au bord de l'eau",
        "Vendre sa barque : ne laissez pas l'acheteur seul à bord !",
        "Pourquoi les phares de l'île s'éteignent-ils ?",
        "La carte des vents, semaine après semaine",
        "Soldats de l'île : le conseil repousse son vote",
    ]
    link = "Lire : Les douze mois où l'île a changé de maire"
    below = [
        "L'Exemple avec l'agence Publié le 3 mai 2024 à 16h56 - Mis à jour le 4 mai 2024",
        "Temps de lecture 2 min.",
        "Vous pouvez lire L'Exemple sur un seul appareil à la fois",
        "Que se passera-t-il si vous continuez à lire ici ?",
        "Vous ignorez qui est l'autre personne ?",
        "Vous devez renseigner un pseudo avant de pouvoir commenter un article.",
    ]
    page = "\n\n".join([*above, FRENCH[0], link, *FRENCH[1:], *below])
    article = read(page)
    assert article.body.split("\n\n") == FRENCH
    assert article.headline == above[-1]


@pytest.mark.parametrize(
    "notice",
    [
        "Usamos cookies a fin de mejorar nuestro servicio. Encontrará más información en nuestras políticas.",
        "Sólo se mostrarán los mensajes moderados hasta ahora, pero no se podrán redactar nuevos comentarios.",
        "Questo articolo non è più commentabile. Abbonati per commentare le altre notizie.",
        "Ora però siamo noi ad aver bisogno di te. Una piccola somma ma fondamentale per il nostro lavoro.",
    ],
)
def test_what_papers_say_of_cookies_comments_and_gifts_is_left_out(notice: str) -> None:
    assert read("\n\n".join([FRENCH[0], notice, *FRENCH[1:]])).body.split("\n\n") == FRENCH


def test_a_numbered_list_below_a_colon_is_the_article_s() -> None:
    """Who voted how, at the end; what has numbers below another story's heading is none of it."""
    roll = "Votes against:\n\n 1. Algeria\n 2. Mali\n 3. Viet Nam"
    read_through = "Most read\n\n1. Rain at last\n2. Cup tie called off\n3. Port strike ends"
    body = read(f"{HEADLINE}\n\n{STORY}\n\n{roll}\n\n{read_through}").body
    assert body.endswith("Votes against:\n\n1. Algeria\n\n2. Mali\n\n3. Viet Nam")
    assert "Algeria" not in read(f"{HEADLINE}\n\n{STORY}\n\nAlso:\n\n1. Algeria\n\n3. Mali").body


@pytest.mark.parametrize("opening", ["Read also", "READ ALSO", "Also read", "Read next", "Read"])
def test_links_between_the_paragraphs_of_an_english_page_are_left_out(opening: str) -> None:
    """What may itself be as long as a paragraph."""
    link = f"{opening}: Ferry strike ends after nine days as owners of the island's port agree to a rise in pay"
    article = read("\n\n".join([HEADLINE, LEAD, link, THIRD, LAST]))
    assert article.body == "\n\n".join([LEAD, THIRD, LAST])
