"""The parts that French, Spanish and Italian leads are put together from."""

from tests.core.detect.wordings import Family, Parts

UNREAD = 3
"""Leads of each family that may be misread."""
FRENCH_PARTS: Parts = {
    "day": ("", "vendredi ", "mercredi ", "mardi soir ", "dans la nuit de mardi à mercredi "),
    "tail": (".", " malgré l'opposition de plusieurs pays.", ", ont indiqué des diplomates.", " après des semaines."),
    "topic": (
        "condamnant la Syrie",
        "appelant à un cessez-le-feu au Soudan",
        "sur les droits de l'homme en Iran",
        "imposant des sanctions à la Corée du Nord",
        "qui condamne l'invasion de l'Ukraine",
        "prolongeant le mandat des Casques bleus au Mali",
        "visant à renforcer les sanctions contre l'Iran",
    ),
    "text": (
        "une résolution",
        "une nouvelle résolution",
        "un projet de résolution",
        "une résolution non contraignante",
        "une résolution rédigée par la Norvège",
        "un projet de résolution américain",
    ),
    "body": {
        "Le Conseil de sécurité de l'ONU": "SC",
        "Le Conseil de sécurité des Nations unies": "SC",
        "L'Assemblée générale de l'ONU": "GA",
        "Le Conseil des droits de l'homme de l'ONU": "HRC",
    },
    "state": {"La France": "FRA", "Les Etats-Unis": "USA", "La Norvège": "NOR"},
    "vetoer": {"La Russie": "RUS", "La Chine": "CHN", "Moscou": "RUS"},
    "there": ("au Conseil de sécurité", "au Conseil de sécurité de l'ONU"),
    "council": (
        "le Conseil de sécurité",
        "le Conseil de sécurité de l'ONU",
        "le Conseil de sécurité des Nations unies",
    ),
}
SPANISH_PARTS: Parts = {
    "day": ("", "el viernes ", "este miércoles ", "hoy ", "el martes por la noche "),
    "tail": (".", " pese a la oposición de varios países.", ", informaron diplomáticos.", " tras semanas de debate."),
    "topic": (
        "que condena a Siria",
        "que pide un alto el fuego en Sudán",
        "sobre los derechos humanos en Irán",
        "que impone sanciones a Corea del Norte",
        "que prorroga el mandato de los cascos azules en Malí",
        "que autoriza el envío de observadores a Libia",
        "para endurecer las sanciones contra Irán",
    ),
    "text": (
        "una resolución",
        "una nueva resolución",
        "un proyecto de resolución",
        "una resolución no vinculante",
        "una resolución redactada por Noruega",
        "un proyecto de resolución estadounidense",
    ),
    "body": {
        "El Consejo de Seguridad de la ONU": "SC",
        "El Consejo de Seguridad de Naciones Unidas": "SC",
        "La Asamblea General de la ONU": "GA",
        "El Consejo de Derechos Humanos de la ONU": "HRC",
    },
    "state": {"Francia": "FRA", "Estados Unidos": "USA", "Noruega": "NOR"},
    "vetoer": {"Rusia": "RUS", "China": "CHN", "Moscú": "RUS"},
    "there": ("en el Consejo de Seguridad", "en el Consejo de Seguridad de la ONU"),
    "council": ("el Consejo de Seguridad", "el Consejo de Seguridad de Naciones Unidas"),
    "of_council": ("del Consejo de Seguridad", "del Consejo de Seguridad de la ONU"),
    "plain": ("una resolución", "una nueva resolución", "una resolución no vinculante"),
    "moved": ("saludó", "celebró", "lamentó", "criticó"),
}
ITALIAN_PARTS: Parts = {
    "dateline": ("", "", "NEW YORK - ", "(ANSA) - NEW YORK, 22 MAG - ", "New York, 22 mag. (Adnkronos) - ", "Onu, "),
    "day": ("", "venerdì ", "mercoledì ", "oggi ", "nella notte tra martedì e mercoledì "),
    "tail": (".", " nonostante l'opposizione di diversi Paesi.", ", secondo fonti diplomatiche.", " dopo settimane."),
    "topic": (
        "che condanna la Siria",
        "che chiede un cessate il fuoco in Sudan",
        "sui diritti umani in Iran",
        "che impone sanzioni alla Corea del Nord",
        "che proroga il mandato dei caschi blu in Mali",
        "per l'invio di osservatori in Libia",
        "volta a inasprire le sanzioni contro l'Iran",
    ),
    "text": (
        "una risoluzione",
        "una nuova risoluzione",
        "una bozza di risoluzione",
        "una risoluzione non vincolante",
        "una risoluzione redatta dalla Norvegia",
        "una bozza di risoluzione statunitense",
    ),
    "body": {
        "Il Consiglio di sicurezza dell'Onu": "SC",
        "Il Consiglio di Sicurezza delle Nazioni Unite": "SC",
        "L'Assemblea generale dell'Onu": "GA",
        "Il Consiglio Onu per i diritti umani": "HRC",
    },
    "state": {"La Francia": "FRA", "Gli Stati Uniti": "USA", "La Norvegia": "NOR"},
    "vetoer": {"La Russia": "RUS", "La Cina": "CHN", "Mosca": "RUS"},
    "there": ("in Consiglio di sicurezza", "al Consiglio di sicurezza dell'Onu"),
}


def _families(language: str, parts: Parts, frames: dict[str, tuple[str, ...]]) -> tuple[Family, ...]:
    return tuple(
        Family(f"{language} {stage}", (stage,), said, UNREAD, language, parts) for stage, said in frames.items()
    )


FRENCH = _families(
    "fr",
    FRENCH_PARTS,
    {
        "adopted": (
            "{body} a adopté {day}{text} {topic}{tail}",
            "{body} a adopté à l'unanimité {text} {topic}{tail}",
            "{body} adopte {text} {topic}{tail}",
            "{body} a voté {day}{text} {topic}{tail}",
            "{body} vient d'adopter {text} {topic}{tail}",
            "{body} a donné son feu vert {day}à {text} {topic}{tail}",
            "{body} a fini par adopter {day}{text} {topic}{tail}",
            "Adoption {day}par {council} d'une résolution {topic}{tail}",
            "Bamako a salué l'adoption {day}par {council} d'une résolution {topic}{tail}",
            "Le vote mercredi par {council} d'une résolution {topic} est une victoire{tail}",
            "Avec l'adoption mercredi de la résolution {topic}, {council} envoie un signal{tail}",
            "Rédigée par la Norvège et adoptée {day}à l'unanimité par {council}, la résolution vise la Syrie.",
        ),
        "rejected": (
            "{body} a rejeté {day}{text} {topic}{tail}",
            "{body} n'a pas adopté {day}{text} {topic}{tail}",
            "{body} a refusé d'adopter {text} {topic}{tail}",
            "{body} a dit non {day}à {text} {topic}{tail}",
            "{body} a écarté {day}{text} {topic}{tail}",
            "{body} n'est pas parvenu {day}à adopter {text} {topic}{tail}",
            "Le rejet mercredi par {council} d'un projet de résolution {topic} a déçu{tail}",
        ),
        "vetoed": (
            "{vetoer} a opposé {day}son veto à {text} {there} {topic}{tail}",
            "{vetoer} a bloqué {day}{text} {there} {topic}{tail}",
            "{vetoer} met son veto à {text} {there} {topic}{tail}",
            "{vetoer} a imposé {day}son veto à {text} {there} {topic}{tail}",
            "{vetoer} a empêché {day}{council} d'adopter {text} {topic}{tail}",
        ),
        "vote_scheduled": (
            "{body} doit voter vendredi sur {text} {topic}.",
            "{body} se prononcera vendredi sur {text} {topic}.",
            "{body} s'apprête à voter {text} {topic}.",
            "La France va soumettre vendredi au vote du Conseil de sécurité {text} {topic}.",
            "L'adoption par {council} d'une résolution {topic} est prévue vendredi.",
        ),
        "tabled": (
            "{state} a présenté {day}un projet de résolution {there} {topic}{tail}",
            "{state} a fait circuler {day}un projet de résolution {there} {topic}{tail}",
        ),
    },
)
SPANISH = _families(
    "es",
    SPANISH_PARTS,
    {
        "adopted": (
            "{body} aprobó {day}{text} {topic}{tail}",
            "{body} adoptó por unanimidad {text} {topic}{tail}",
            "{body} aprueba {text} {topic}{tail}",
            "{body} ha aprobado {day}{text} {topic}{tail}",
            "{body} votó {day}a favor de {text} {topic}{tail}",
            "{body} dio luz verde {day}a {text} {topic}{tail}",
            "{body} dio {day}el visto bueno a {text} {topic}{tail}",
            "{body} ha dado luz verde {day}a {text} {topic}{tail}",
            "{body} terminó aprobando {day}{text} {topic}{tail}",
            "{body} acaba de aprobar {text} {topic}{tail}",
            "Aprueba {council} resolución {topic}{tail}",
            "Aprobó {day}{council} {text} {topic}{tail}",
            "{body} se mostró {day}unánime al aprobar {plain} {topic}{tail}",
            "{body} aprobó {day}, con el apoyo de Rusia y China, {plain} {topic}{tail}",
            "Luz verde {of_council} a {plain} {topic}{tail}",
            "Quedó aprobada {day}{there} {plain} {topic}{tail}",
            "Berlín {moved} {day}la aprobación {there} de {plain} {topic}{tail}",
            "Berlín logró que {council} aprobara {plain} {topic}{tail}",
            "Tras la aprobación {day}por {council} de {plain} {topic}, se esperan protestas.",
            "Horas después de que {council} aprobara {plain} {topic}, hubo protestas.",
            "La resolución sobre el Sahel que aprobó {day}{council} indigna a muchos países.",
            "La resolución sobre el Sahel aprobada {day}por {council} indigna a muchos países.",
        ),
        "rejected": (
            "{body} rechazó {day}{text} {topic}{tail}",
            "{body} no aprobó {day}{text} {topic}{tail}",
            "{body} no logró aprobar {text} {topic}{tail}",
            "Rechaza {council} resolución {topic}{tail}",
            "{body} no logró {day}los votos para aprobar {plain} {topic}{tail}",
            "Fracasa {there} {plain} {topic}{tail}",
            "Una propuesta de resolución sobre el Sahel no logró {day}los nueve votos necesarios {there}{tail}",
            "Una resolución sobre el Sahel no obtuvo {day}el respaldo necesario {there}{tail}",
        ),
        "vetoed": (
            "{vetoer} vetó {day}{text} {there} {topic}{tail}",
            "{vetoer} impuso su veto a {text} {there} {topic}{tail}",
            "{vetoer} interpuso su veto {day}a {text} {there} {topic}{tail}",
            "{vetoer} impidió {day}que {council} aprobara {plain} {topic}{tail}",
            "{vetoer} impide que {council} apruebe {plain} {topic}{tail}",
            "{vetoer} impidió {day}con su veto que {council} aprobara {plain} {topic}{tail}",
            "{vetoer} tumba {there} {plain} {topic}{tail}",
            "Berlín lamentó que {council} no aprobara, debido al veto de Rusia, {plain} {topic}{tail}",
            "Rusia se quedó sola al vetar {there} {plain} {topic}{tail}",
            "Veta Rusia resolución {topic} {there}{tail}",
            "La resolución sobre el Sahel que vetó {day}China {there} era la segunda en un mes.",
        ),
        "vote_scheduled": (
            "{body} votará este viernes sobre {text} {topic}.",
            "{body} prevé votar el viernes {text} {topic}.",
            "{body} se pronunciará el viernes sobre {text} {topic}.",
            "Se espera que {council} apruebe el viernes {plain} {topic}.",
            "{body} celebrará mañana una votación sobre {text} {topic}.",
            "{body} votará mañana {text} {topic}.",
            "Francia someterá mañana a votación {there} {plain} {topic}.",
            "Francia pide que {council} vote mañana {plain} {topic}.",
        ),
        "postponed": (
            "{body} deja para mañana la votación de {text} {topic}.",
            "{body} aplazó {day}la votación de {text} {topic}{tail}",
            "Se aplaza la votación {there} de {plain} {topic}{tail}",
            "La votación {there} de {plain} {topic} fue aplazada {day}{tail}",
        ),
        "tabled": (
            "{state} presentó {day}un proyecto de resolución {there} {topic}{tail}",
            "{state} distribuyó {day}un proyecto de resolución {there} {topic}{tail}",
        ),
    },
)
ITALIAN = _families(
    "it",
    ITALIAN_PARTS,
    {
        "adopted": (
            "{dateline}{body} ha adottato {day}{text} {topic}{tail}",
            "{dateline}{body} ha approvato all'unanimità {text} {topic}{tail}",
            "{dateline}{body} approva {text} {topic}{tail}",
            "{dateline}{body} ha votato {day}a favore di {text} {topic}{tail}",
            "{dateline}{body} ha appena adottato {text} {topic}{tail}",
            "{dateline}{body} ha dato {day}il via libera a {text} {topic}{tail}",
        ),
        "rejected": (
            "{dateline}{body} ha respinto {day}{text} {topic}{tail}",
            "{dateline}{body} ha bocciato {day}{text} {topic}{tail}",
            "{dateline}{body} non ha approvato {day}{text} {topic}{tail}",
            "{dateline}{body} non è riuscito ad approvare {text} {topic}{tail}",
        ),
        "vetoed": (
            "{dateline}{vetoer} ha posto {day}il veto {there} a {text} {topic}{tail}",
            "{dateline}{vetoer} ha posto il veto su {text} {there} {topic}{tail}",
            "{dateline}{vetoer} ha bloccato {day}con il veto {text} {there} {topic}{tail}",
            "{dateline}{vetoer} mette il veto a {text} {there} {topic}{tail}",
        ),
        "vote_scheduled": (
            "{dateline}{body} voterà venerdì su {text} {topic}.",
            "{dateline}{body} si pronuncerà venerdì su {text} {topic}.",
            "{dateline}{body} si appresta a votare {text} {topic}.",
        ),
        "tabled": (
            "{dateline}{state} ha presentato {day}una bozza di risoluzione {there} {topic}{tail}",
            "{dateline}{state} ha fatto circolare {day}una bozza di risoluzione {there} {topic}{tail}",
        ),
    },
)
