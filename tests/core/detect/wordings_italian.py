"""Italian leads that tell an outcome on the way: in a clause, by a noun, by what is said of it.

Beside them stand leads in the same words that tell nothing: other bodies, wishes, conditions, years ago.
"""

from tests.core.detect.wordings import Family, Parts
from tests.core.detect.wordings_romance import ITALIAN_PARTS, UNREAD

_PARTS: Parts = ITALIAN_PARTS | {
    "council": (
        "il Consiglio di sicurezza",
        "il Consiglio di sicurezza dell'Onu",
        "il Consiglio di Sicurezza delle Nazioni Unite",
    ),
    "of_council": ("del Consiglio di sicurezza", "del Consiglio di sicurezza dell'Onu"),
    "by_council": ("dal Consiglio di sicurezza", "dal Consiglio di sicurezza dell'Onu"),
    "vetoer_in": {"la Russia": "RUS", "la Cina": "CHN", "Mosca": "RUS"},
    "of_vetoer": {"della Russia": "RUS", "della Cina": "CHN", "di Mosca": "RUS"},
    "by_vetoer": {"dalla Russia": "RUS", "dalla Cina": "CHN", "da Mosca": "RUS"},
    "by_state": {"dalla Francia": "FRA", "dagli Stati Uniti": "USA", "dalla Norvegia": "NOR"},
}
_TOLD: dict[tuple[str, ...], tuple[str, ...]] = {
    ("adopted",): (
        "Bamako ha protestato dopo che {council} ha approvato {day}{text} {topic}{tail}",
        "Migliaia di persone sono scese in piazza mentre {council} ha appena adottato {text} {topic}{tail}",
        "Poche ore dopo l'approvazione {day}da parte {of_council} di una risoluzione {topic}, si è sparato ancora.",
        "La Farnesina ha accolto con favore la risoluzione {topic} approvata {day}{by_council}{tail}",
        "Il via libera {of_council} a {text} {topic} è arrivato {day}{tail}",
        "Con 13 voti a favore e due astensioni {council} ha approvato {day}{text} {topic}{tail}",
        "Presentata dalla Norvegia, una risoluzione {topic} è stata adottata {day}{by_council}{tail}",
        "Su iniziativa della Norvegia {council} ha adottato {day}{text} {topic}{tail}",
        "{body} ha dato {day}l'ok a {text} {topic}{tail}",
        "È passata {day}{there} una risoluzione {topic}{tail}",
        "Bamako ha condannato il voto con cui {council} ha approvato {day}{text} {topic}{tail}",
        "Sì {of_council} a {text} {topic}{tail}",
        "La risoluzione {topic} ha ottenuto {day}14 voti favorevoli {there} ed è stata approvata{tail}",
        "Dopo una lunga trattativa {council} ha dato {day}il via libera a {text} {topic}{tail}",
        "L'adozione {day}di una risoluzione {topic} da parte {of_council} segna una svolta, ha detto il ministro.",
        "In una risoluzione approvata {day}all'unanimità, {council} ha condannato gli attacchi in Siria{tail}",
        "{body} ha rinnovato {day}per un anno il mandato della missione in Mali{tail}",
        "Diverse capitali hanno applaudito la risoluzione che {council} ha approvato {day}{topic}{tail}",
        "Il Consiglio di sicurezza dell'Onu si è espresso {day}a favore di una risoluzione {topic}{tail}",
    ),
    ("rejected",): (
        "Mosca denuncia la bocciatura {day}{there} della sua bozza di risoluzione {topic}{tail}",
        "Una bozza di risoluzione russa {topic} ha ottenuto {day}solo cinque voti {there}{tail}",
        "Non passa {there} una bozza di risoluzione {topic}{tail}",
        "No {of_council} a {text} {topic}{tail}",
        "Una bozza di risoluzione {topic} è stata respinta {day}{there} con otto voti contrari{tail}",
    ),
    ("vetoed",): (
        "Parigi si rammarica che {vetoer_in} abbia posto {day}il veto a {text} {topic} {there}{tail}",
        "{vetoer} ha espresso {day}il veto {there} su {text} {topic}{tail}",
        "{vetoer} ha esercitato {day}il diritto di veto contro {text} {topic} {there}{tail}",
        "Il veto {of_vetoer} a {text} {topic} {there} ha suscitato sdegno{tail}",
        "Dopo il veto posto {day}{by_vetoer} a {text} {topic} {there}, Washington ha parlato di vergogna.",
        "Una bozza di risoluzione {topic} è stata bloccata {day}{there} dal veto {of_vetoer}{tail}",
        "{vetoer} affossa {there} {text} {topic}{tail}",
        "Veto {of_vetoer} {there} a {text} {topic}{tail}",
        "{vetoer} ha usato {day}il veto per bloccare {text} {topic} {there}{tail}",
        "{vetoer} ha nuovamente posto {day}il veto {there} a {text} {topic}{tail}",
        "Un veto {of_vetoer} ha impedito {day}al Consiglio di sicurezza di approvare {text} {topic}{tail}",
        "L'ambasciatore francese ha criticato il veto {of_vetoer} a {text} {topic} {there}{tail}",
    ),
    ("vote_scheduled",): (
        "Il voto {there} su {text} {topic} è previsto per venerdì.",
        "{body} potrebbe votare già venerdì {text} {topic}, secondo fonti diplomatiche.",
        "{Text} {topic} sarà messa ai voti venerdì {there}.",
        "È atteso per venerdì {there} il voto su {text} {topic}.",
        "{body} si riunirà venerdì per votare {text} {topic}.",
    ),
    ("postponed",): (
        "Slitta a mercoledì il voto {there} su {text} {topic}{tail}",
        "{body} ha rinviato {day}il voto su {text} {topic}{tail}",
        "Il voto su {text} {topic} {there}, inizialmente previsto per martedì, è stato rinviato.",
        "Il voto {there} su {text} {topic} slitta a domani{tail}",
    ),
    ("proposed", "tabled", "amended"): (
        "Francia e Gran Bretagna lavorano a una bozza di risoluzione {topic} {there}{tail}",
        "{state} intende proporre {there} una risoluzione {topic}{tail}",
        "Una bozza di risoluzione {topic} circola {there}{tail}",
        "Proseguono i negoziati {there} su una bozza di risoluzione {topic}{tail}",
        "Una bozza di risoluzione {topic}, messa a punto {by_state}, è all'esame {of_council}{tail}",
        "{state} ha consegnato {day}ai membri {of_council} una bozza di risoluzione {topic}{tail}",
        "{state} ha sottoposto {day}ai partner {of_council} una bozza di risoluzione {topic}{tail}",
        "Parigi e Londra stanno preparando una bozza di risoluzione {topic} da presentare {there}{tail}",
        "La Russia minaccia il veto su una bozza di risoluzione {topic} {there}{tail}",
    ),
    ("withdrawn",): (
        "{state} ha ritirato {day}la sua bozza di risoluzione {topic} {there}{tail}",
        "{state} rinuncia a mettere ai voti la sua bozza di risoluzione {topic} {there}{tail}",
    ),
}
ITALIAN_TOLD = tuple(
    Family(f"it {stages[0]} on the way", stages, said, UNREAD, "it", _PARTS) for stages, said in _TOLD.items()
)
ITALIAN_UNTOLD = Family(
    "it nothing on the way",
    (),
    (
        "Roma ha protestato dopo che il Parlamento europeo ha approvato {day}una risoluzione {topic}, citata dall'Onu.",
        "La Camera dei deputati ha approvato {day}una risoluzione {topic}, in vista del vertice Onu.",
        "Nel 2011 la Russia aveva posto il veto {there} a una risoluzione {topic}.",
        "Se {council} approvasse una risoluzione {topic}, Mosca porrebbe il veto.",
        "L'Italia auspica che {council} adotti una risoluzione {topic}{tail}",
        "{vetoer} potrebbe porre il veto a qualsiasi risoluzione {topic} {there}{tail}",
        "L'Unione africana ha approvato {day}una risoluzione {topic}, riferisce l'Onu.",
        "Una bozza di risoluzione {topic} circola al Parlamento europeo, mentre l'Onu resta divisa.",
        "Serve una risoluzione {topic} {of_council}, ha detto il ministro.",
        "La risoluzione {topic}, approvata nel 2006 {by_council}, non è mai stata applicata{tail}",
        "Nessuna risoluzione {topic} è per ora prevista {there}{tail}",
        "Il Senato americano ha bocciato {day}una risoluzione {topic}, alla vigilia di una riunione dell'Onu.",
        "La Francia ha chiesto che {council} approvi una risoluzione {topic}{tail}",
        "Il Consiglio dei ministri ha approvato {day}una risoluzione {topic}, prima di una riunione dell'Onu.",
        "Mosca ha avvertito che porrà il veto a qualsiasi risoluzione {topic} {there}{tail}",
        "Dieci anni fa {council} approvava una risoluzione {topic}.",
        "Bamako spera nell'approvazione da parte {of_council} di una risoluzione {topic}{tail}",
        "Il Congresso americano ha votato {day}una risoluzione {topic}, commentata dall'Onu.",
    ),
    0,
    "it",
    _PARTS,
)
"""Leads of which none tells a step of a text of the United Nations."""
