"""French and Italian leads that tell an outcome on the way: in a clause, by a noun, by what is said of it.

Beside them stand leads in the same words that tell nothing: other bodies, wishes, conditions, years ago.
"""

from tests.core.detect.wordings import Family, Parts
from tests.core.detect.wordings_romance import FRENCH_PARTS, ITALIAN_PARTS, UNREAD

OWN_FRENCH: Parts = FRENCH_PARTS | {
    "of_council": ("du Conseil de sécurité", "du Conseil de sécurité de l'ONU"),
    "vetoer_in": {"la Russie": "RUS", "la Chine": "CHN", "Moscou": "RUS"},
    "state_in": {"la France": "FRA", "les Etats-Unis": "USA", "la Norvège": "NOR"},
}
OWN_ITALIAN: Parts = ITALIAN_PARTS | {
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


def _families(
    language: str, parts: Parts, frames: dict[tuple[str, tuple[str, ...]], tuple[str, ...]]
) -> tuple[Family, ...]:
    return tuple(
        Family(f"{language} {name} on the way", stages, said, UNREAD, language, parts)
        for (name, stages), said in frames.items()
    )


FRENCH_TOLD = _families(
    "fr",
    OWN_FRENCH,
    {
        ("adopted", ("adopted",)): (
            "Bamako a réagi après que {council} a adopté {day}{text} {topic}{tail}",
            "Des milliers de personnes ont manifesté, alors que {council} vient d'adopter {text} {topic}{tail}",
            "Quelques heures après l'adoption {day}par {council} d'une résolution {topic}, des tirs ont retenti.",
            "Paris a salué la résolution {topic} adoptée {day}par {council}{tail}",
            "Le président malien a condamné la résolution {topic}, adoptée {day}à l'unanimité par {council}.",
            "Le feu vert {of_council} {day}à {text} {topic} a été accueilli avec soulagement{tail}",
            "Par 13 voix pour et deux abstentions, {council} a entériné {day}{text} {topic}{tail}",
            "Présentée par la Norvège, une résolution {topic} a recueilli {day}14 voix et a été adoptée par {council}.",
            "Un texte franco-britannique {topic} a été adopté {day}par {council}{tail}",
            "A l'initiative de la Norvège, {council} a adopté {day}{text} {topic}{tail}",
            "{body} a finalement approuvé {day}à une large majorité {text} {topic}{tail}",
            "La résolution {topic} a été votée {day}par 12 voix contre zéro {there}{tail}",
            "Réuni en urgence, {council} a adopté {day}{text} {topic}{tail}",
            "C'est par 14 voix et une abstention que {council} a adopté {day}{text} {topic}{tail}",
            "L'émissaire a pris acte de l'adoption {day}par {council} d'une résolution {topic}{tail}",
            "{Text} {topic} a obtenu {day}l'aval {of_council}{tail}",
            "Soulagement à Bamako : {council} a validé {day}{text} {topic}{tail}",
            "Bamako a vivement réagi au vote {day}par {council} d'une résolution {topic}{tail}",
            "Treize des quinze membres {of_council} ont voté {day}en faveur d'une résolution {topic}{tail}",
            "{body} a donné {day}son aval à {text} {topic}{tail}",
            "La Russie s'est abstenue {day}lors du vote {there} d'une résolution {topic}, adoptée par 14 voix.",
        ),
        ("rejected", ("rejected",)): (
            "Faute de majorité, un projet de résolution {topic} n'a pas été adopté {day}par {council}{tail}",
            "Moscou dénonce le rejet {day}par {council} de son projet de résolution {topic}{tail}",
            "Un projet de résolution russe {topic} n'a recueilli {day}que cinq voix {there}{tail}",
            "{body} a recalé {day}{text} {topic}{tail}",
            "Un projet de résolution {topic} a échoué {day}{there}, faute de neuf voix{tail}",
            "La Russie a essuyé un revers {day}{there}, son projet de résolution {topic} n'ayant obtenu que "
            "quatre voix.",
        ),
        ("vetoed", ("vetoed",)): (
            "Paris a regretté que {vetoer_in} ait mis {day}son veto à {text} {topic} {there}{tail}",
            "{vetoer} a fait usage {day}de son droit de veto contre {text} {topic} {there}{tail}",
            "{vetoer} a mis {day}son veto {there} à {text} {topic}{tail}",
            "Alors que {vetoer_in} vient d'opposer son veto à {text} {topic} {there}, des combats ont repris.",
            "Le veto de {vetoer_in} {day}{there} à {text} {topic} a suscité l'indignation.",
            "Après le veto opposé {day}par {vetoer_in} à {text} {topic} {there}, Washington a parlé de honte.",
            "Un projet de résolution {topic} s'est heurté {day}au veto de {vetoer_in} {there}{tail}",
            "{vetoer} a utilisé {day}son veto pour bloquer {text} {topic} {there}{tail}",
            "Bloqué par {vetoer_in}, un projet de résolution {topic} n'a pu être adopté {day}par {council}.",
            "{vetoer} a torpillé {day}{text} {topic} {there}{tail}",
            "Londres a dénoncé le veto mis {day}par {vetoer_in} à {text} {topic} {there}{tail}",
            "{vetoer}, qui a opposé {day}son veto {there} à {text} {topic}, a été mise en cause par Berlin.",
            "Un projet de résolution {topic} a été bloqué {day}{there} par un veto de {vetoer_in}{tail}",
        ),
        ("vote_scheduled", ("vote_scheduled",)): (
            "Un vote {there} sur {text} {topic} est attendu vendredi, selon des diplomates.",
            "{body} pourrait voter dès vendredi sur {text} {topic}, selon des diplomates.",
            "{Text} {topic} sera mis aux voix vendredi {there}.",
            "A la veille du vote {there} sur {text} {topic}, les tractations se poursuivaient.",
            "{body} devrait adopter vendredi {text} {topic}.",
            "Le vote du Conseil de sécurité sur {text} {topic} doit avoir lieu vendredi.",
        ),
        ("postponed", ("postponed",)): (
            "Le vote {there} sur {text} {topic}, initialement prévu mardi, a été reporté à mercredi.",
            "{body} a repoussé {day}son vote sur {text} {topic}{tail}",
            "Le vote {there} d'un projet de résolution {topic} a été une nouvelle fois retardé{tail}",
        ),
        ("proposed", ("proposed", "tabled", "amended")): (
            "La France et la Grande-Bretagne travaillent à un projet de résolution {there} {topic}{tail}",
            "Les Occidentaux négocient {there} un projet de résolution {topic}{tail}",
            "{state} prépare un projet de résolution {there} {topic}{tail}",
            "Un projet de résolution {topic} circule {there}{tail}",
            "Les membres {of_council} ont commencé à discuter {day}d'un projet de résolution {topic}{tail}",
            "{state} a remis {day}aux membres {of_council} un projet de résolution {topic}{tail}",
            "{state} entend déposer {there} un projet de résolution {topic}{tail}",
            "Un projet de résolution {topic}, présenté par {state_in}, est en cours d'examen {there}{tail}",
            "{state} a proposé {day}{there} une version édulcorée de son projet de résolution {topic}{tail}",
            "Rédigé par {state_in}, un projet de résolution {topic} est sur la table {of_council}{tail}",
            "Les négociations se poursuivaient {day}{there} sur un projet de résolution {topic}{tail}",
        ),
        ("withdrawn", ("withdrawn",)): ("{state} a retiré {day}son projet de résolution {topic} {there}{tail}",),
    },
)
ITALIAN_TOLD = _families(
    "it",
    OWN_ITALIAN,
    {
        ("adopted", ("adopted",)): (
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
        ),
        ("rejected", ("rejected",)): (
            "Mosca denuncia la bocciatura {day}{there} della sua bozza di risoluzione {topic}{tail}",
            "Una bozza di risoluzione russa {topic} ha ottenuto {day}solo cinque voti {there}{tail}",
            "Non passa {there} una bozza di risoluzione {topic}{tail}",
            "No {of_council} a {text} {topic}{tail}",
        ),
        ("vetoed", ("vetoed",)): (
            "Parigi si rammarica che {vetoer_in} abbia posto {day}il veto a {text} {topic} {there}{tail}",
            "{vetoer} ha espresso {day}il veto {there} su {text} {topic}{tail}",
            "{vetoer} ha esercitato {day}il diritto di veto contro {text} {topic} {there}{tail}",
            "Il veto {of_vetoer} a {text} {topic} {there} ha suscitato sdegno{tail}",
            "Dopo il veto posto {day}{by_vetoer} a {text} {topic} {there}, Washington ha parlato di vergogna.",
            "Una bozza di risoluzione {topic} è stata bloccata {day}{there} dal veto {of_vetoer}{tail}",
            "{vetoer} affossa {there} {text} {topic}{tail}",
            "Veto {of_vetoer} {there} a {text} {topic}{tail}",
            "{vetoer} ha usato {day}il veto per bloccare {text} {topic} {there}{tail}",
        ),
        ("vote_scheduled", ("vote_scheduled",)): (
            "Il voto {there} su {text} {topic} è previsto per venerdì.",
            "{body} potrebbe votare già venerdì {text} {topic}, secondo fonti diplomatiche.",
            "{Text} {topic} sarà messa ai voti venerdì {there}.",
            "È atteso per venerdì {there} il voto su {text} {topic}.",
        ),
        ("postponed", ("postponed",)): (
            "Slitta a mercoledì il voto {there} su {text} {topic}{tail}",
            "{body} ha rinviato {day}il voto su {text} {topic}{tail}",
            "Il voto su {text} {topic} {there}, inizialmente previsto per martedì, è stato rinviato.",
        ),
        ("proposed", ("proposed", "tabled", "amended")): (
            "Francia e Gran Bretagna lavorano a una bozza di risoluzione {topic} {there}{tail}",
            "{state} intende proporre {there} una risoluzione {topic}{tail}",
            "Una bozza di risoluzione {topic} circola {there}{tail}",
            "Proseguono i negoziati {there} su una bozza di risoluzione {topic}{tail}",
            "Una bozza di risoluzione {topic}, messa a punto {by_state}, è all'esame {of_council}{tail}",
            "{state} ha consegnato {day}ai membri {of_council} una bozza di risoluzione {topic}{tail}",
        ),
        ("withdrawn", ("withdrawn",)): ("{state} ha ritirato {day}la sua bozza di risoluzione {topic} {there}{tail}",),
    },
)
FRENCH_UNTOLD = (
    "Paris a réagi après que l'Assemblée nationale a adopté {day}une résolution {topic}, en marge de l'ONU.",
    "Le Parlement européen a adopté {day}une résolution {topic}, que l'ONU a saluée.",
    "L'Union africaine a salué l'adoption par le Parlement malien d'une résolution {topic}, a noté l'ONU{tail}",
    "Le Conseil de paix et de sécurité de l'Union africaine a adopté {day}une résolution {topic}, a indiqué l'ONU.",
    "En 2011, la Russie avait mis son veto {there} à une résolution {topic}.",
    "La France souhaite que {council} adopte une résolution {topic}{tail}",
    "Si {council} adoptait une résolution {topic}, Moscou y mettrait son veto.",
    "{vetoer} pourrait mettre son veto à toute résolution {topic} {there}{tail}",
    "L'an dernier, {council} avait adopté une résolution {topic}.",
    "Il faudrait que {council} vote une résolution {topic}, a plaidé le ministre.",
    "L'Assemblée nationale doit voter vendredi une résolution {topic}, sur fond de débats à l'ONU.",
    "Un projet de résolution {topic} circule au Parlement européen, alors que l'ONU reste divisée.",
    "Le veto du président à une résolution {topic} du Parlement a été critiqué par l'ONU.",
    "Le Sénat américain a rejeté {day}une résolution {topic}, à la veille d'une réunion de l'ONU.",
    "Aucune résolution {topic} n'est prévue pour l'heure {there}{tail}",
    "La résolution {topic}, adoptée en 2006 par {council}, n'a jamais été appliquée{tail}",
    "Sans résolution {of_council} {topic}, l'Otan n'interviendra pas{tail}",
    "L'ambassadeur a rappelé que {council} avait adopté il y a trois ans une résolution {topic}{tail}",
    "Pour être adoptée, une résolution {topic} doit recueillir neuf voix et éviter tout veto {there}.",
    "La Ligue arabe négocie un projet de résolution {topic}, tandis que l'ONU s'inquiète{tail}",
)
"""Leads of which none tells a step of a text of the United Nations."""
ITALIAN_UNTOLD = (
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
)
UNTOLD = tuple(
    Family(f"{language} nothing", (), said, 0, language, parts)
    for language, parts, said in (("fr", OWN_FRENCH, FRENCH_UNTOLD), ("it", OWN_ITALIAN, ITALIAN_UNTOLD))
)
