"""How the numbers of Fase 0 come about, in plain words, and what they do not say."""

from raat_analysis.factsheets.account import SIGNS

METHOD = (
    "Potentieel: de uren die iemand meer wil werken dan nu. Wie al meer werkt dan het contract, telt pas mee vanaf de "
    "uren die er echt bij komen. Eén fte is 36 uur per week.",
    "Antwoorden zijn gewogen naar functie, leeftijd en contractomvang in het personeelsbestand. Een wens is "
    "geen belofte; "
    "meer en minder uren staan daarom altijd naast elkaar.",
    "Verwacht potentieel: het deel van de wensen dat in gepubliceerde onderzoeken echt werd gewerkt. "
    "Voorzichtig, verwacht "
    "en ruim zijn drie van zulke onderzoeken, geen grenzen van een marge.",
    "De marge zegt hoe ver toeval de uitkomst kan verschuiven, in 90 van de 100 zulke onderzoeken. Dat wie "
    "niet antwoordt, "
    "iets anders kan willen, zit er niet in; dat staat apart.",
    "Leidinggevenden vullen een eigen vragenlijst in. Hun antwoorden zijn niet gewogen: hoeveel "
    "leidinggevenden er zijn, "
    "is niet bekend.",
    "Meedoen is vrijwillig, voor organisaties en voor medewerkers. Bij minder dan tien antwoorden tonen we "
    "geen uitkomst, "
    "en ook geen uitkomst waar te weinig antwoorden achter staan.",
)
REGION = (
    "De regio is geschat uit de organisaties die meededen: hun verschillen bepalen hoe zeker de uitkomst "
    "voor de andere "
    "is. Een sector staat er apart bij vanaf vijf organisaties.",
)
ORGANISATION_LIMITS = (*METHOD, *SIGNS)
REGION_LIMITS = (*METHOD, *REGION, *SIGNS)
