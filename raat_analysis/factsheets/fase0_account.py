"""How the numbers of Fase 0 come about, in plain words, and what they do not say."""

from raat_analysis.factsheets.account import SIGNS

METHOD = (
    "Potentieel: de uren die iemand meer wil werken, boven de uren die al worden gewerkt. Eén fte is 36 uur per week.",
    "Antwoorden zijn gewogen naar functie, leeftijd en contractomvang in het personeelsbestand.",
    "Voorzichtig, verwacht en ruim zijn uitkomsten van drie gepubliceerde onderzoeken, geen grenzen van een marge.",
    "De marge zegt hoe ver toeval de uitkomst kan verschuiven, in 90 van de 100 zulke onderzoeken. Dat wie niet "
    "antwoordt iets anders kan willen, staat apart.",
    "Leidinggevenden vullen een eigen vragenlijst in. Hun antwoorden zijn niet gewogen: hoeveel leidinggevenden er "
    "zijn, is niet bekend.",
    "Meedoen is vrijwillig, voor organisaties en voor medewerkers. Bij minder dan tien antwoorden tonen we geen "
    "uitkomst, en ook geen uitkomst waar te weinig antwoorden achter staan.",
)
REGION = (
    "De regio is geschat uit de organisaties die meededen: hun verschillen bepalen hoe zeker de uitkomst "
    "voor de andere "
    "is. Een sector staat er apart bij vanaf vijf organisaties.",
)
ORGANISATION_LIMITS = (*METHOD, *SIGNS)
REGION_LIMITS = (*METHOD, *REGION, *SIGNS)
