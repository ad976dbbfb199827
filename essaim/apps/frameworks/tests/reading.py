"""Whether our texts are short, plain and complete: what an editor would send back, said in words."""

import re
from collections.abc import Iterator

from essaim.apps.frameworks import rules

WORD = re.compile(r"\{\w+\}|[^\W_]+(?:[-·.,’][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.?!…])[\s\u202f]+(?=[«“]?[\s\u202f]?[A-ZÀÉÈÊÎÔÇŒ{])")
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,}(?:-[A-Z0-9]+)?\b")
CODE = re.compile(r"[A-Z]{3}-\d")
TYPOGRAPHY = re.compile(r"['\"]|(?<![\u202f?!])[?!;:»](?!//|\d)|«(?!\u202f)|\.\.\.|\s\s|(?<=\d)\s?[%€](?<!\u202f[%€])")
ENGLISH_TYPOGRAPHY = re.compile(r"['\"«»]|\s[?!;:]|\.\.\.|\s\s")
AGREEMENT = re.compile(r"(?:\b(?:de|que|ne|se|le|la|du)\s|\b(?:d|l|qu|n|s)’)\{members?\}", re.IGNORECASE)
CLASH = re.compile(r"\b(?:de|que|le|la|ne|se) (?:adhérent|associé·)", re.IGNORECASE)
# A level is also read alone, in results: it does not lean on the one before.
LEANING = re.compile(r"\bainsi\b|^(?:Cela|Cette|Cet|Ces|C’est|Il en va)\b|^(?:This|These|Such|It is so)\b|\bthis way\b")

# Words that change with the legal family; an example may use them, since it names its family.
FAMILY_WORDS = re.compile(r"\badhérent|\bsociétaires?\b|\bassocié·|\bassemblées? générales?\b", re.IGNORECASE)
FOR_EVERY_FAMILY = (
    "question",
    "stakes",
    "anchors",
    "indicators",
    "evidence",
    "first_step",
    "plain_question",
    "card.about",
)

# Words that claim what the guide is not, that belong to others, or that facilitators do not say.
FORBIDDEN = {
    "fr": r"\bFALC\b|facile à lire|certifi(?!cat (?:médical|d’))|labellis|\blabels?\b|\bpeignes?\b|\bruches?\b"
    r"|compliance|reporting|benchmark|\bkpi\b|excellence|best practice|bilan sociétal|ESSPratiques|LUCIE|B Corp"
    r"|Engagé RSE|handicapés\b|\bassistés\b|faut que|il faut|\(e\)|\(s\)|\.e\.s\b|·e·s",
    "en": r"easy[- ]read|certif(?!icate (?:of|from))|labelled|\blabels?\b|compliance|benchmark|\bkpis?\b|excellence"
    r"|best practice|\bthe disabled\b|ESSPratiques|LUCIE|B Corp|\bmust\b",
}
# Acronyms people know better than what they stand for.
KNOWN = {"ESS", "ISO", "ODD", "SDG", "SDGS", "VSME", "SMS", "PDF", "TV", "UE", "EU", "CO2", "CV", "QR"}

# Field: fewest and most words. An indicator's or a practice's short names are only bounded above.
LENGTHS = {
    "help": (60, 90),
    "stakes.organisation": (15, 45),
    "stakes.society": (15, 45),
    "anchors": (6, 45),
    "practices.domain": (1, 6),
    "practices.text": (15, 50),
    "practices.setting": (2, 12),
    "indicators.name": (2, 14),
    "indicators.definition": (10, 45),
    "indicators.unit": (0, 8),
    "indicators.frequency": (1, 14),
    "indicators.where": (2, 25),
    "evidence": (1, 16),
    "first_step": (15, 50),
    "plain_question": (5, 45),
    "facilitation.opening": (6, 35),
    "facilitation.example": (15, 50),
    "facilitation.move_on": (8, 40),
    "card.about": (50, 95),
    "card.key_ideas": (6, 32),
    "card.stakes.organisation": (20, 60),
    "card.stakes.society": (20, 60),
    "card.practices.domain": (1, 6),
    "card.practices.text": (12, 50),
    "card.practices.setting": (2, 12),
    "card.further.title": (3, 30),
}
COUNTS = {
    "practices": (2, 4),
    "indicators": (1, 3),
    "evidence": (2, 6),
    "card.key_ideas": (3, 6),
    "card.practices": (4, 8),
    "card.further": (2, 5),
}
NEEDED = ("help", "stakes", "practices", "indicators", "evidence", "first_step", "plain_question", "facilitation")
SENTENCES = {"plain_question": 15, "anchors": 40}
LONGEST_SENTENCE = 30


def words(text: str) -> int:
    """Return how many words a text has: “l’assemblée” and “{members}” are one."""
    return len(WORD.findall(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return SENTENCE_END.split(text)


def texts(part: object, path: str = "") -> Iterator[tuple[str, rules.Text]]:
    """Yield each text of a part with the way to it, without positions."""
    if isinstance(part, rules.Text):
        yield path, part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item, path)
    elif hasattr(part, "model_fields_set"):
        for name in type(part).model_fields:
            yield from texts(getattr(part, name), f"{path}.{name}".removeprefix("."))


def remarks(framework: rules.Framework, codes: frozenset[str] | None = None) -> list[str]:
    """Return what an editor would send back, for these themes and criteria or for all."""
    found: list[str] = []
    for theme in framework.themes:
        if codes is None or theme.code in codes:
            found += _about(theme.code, theme.card, "card") if theme.card else [f"{theme.code}: card is missing"]
        for criterion in theme.criteria:
            if codes is None or criterion.code in codes:
                found += _criterion(framework, criterion)
    return found


def _criterion(framework: rules.Framework, criterion: rules.Criterion) -> Iterator[str]:
    for name in NEEDED:
        if not getattr(criterion, name):
            yield f"{criterion.code}: {name} is missing"
    levels = len(framework.scale_of(criterion).anchors)
    for language in ("fr", "en"):
        if len({text.get(language) for text in criterion.anchors}) != levels:
            yield f"{criterion.code}.anchors.{language}: {levels} different texts are needed"
    yield from _about(criterion.code, criterion)


def _about(code: str, part: object, path: str = "") -> Iterator[str]:
    known = {language: set(KNOWN) for language in ("fr", "en")}
    yield from _counts(code, part, path)
    for place, text in texts(part, path):
        for language in ("fr", "en"):
            found = [*_length(place, text.get(language)), *_language(text.get(language), language, known[language])]
            if language == "fr" and place.startswith(FOR_EVERY_FAMILY) and (word := FAMILY_WORDS.search(text.fr)):
                found.append(f"“{word[0]}” is not said in every family: use a term between braces")
            if place == "anchors" and (leaning := LEANING.search(text.get(language))):
                found.append(f"“{leaning[0]}” leans on the level before: each is also read alone")
            yield from (f"{code}.{place}.{language}: {remark} | {text.get(language)}" for remark in found)


def _counts(code: str, part: object, path: str) -> Iterator[str]:
    for place, (least, most) in COUNTS.items():
        name = place.removeprefix("card.") if path else place
        if place.startswith("card.") == bool(path) and not least <= len(getattr(part, name)) <= most:
            yield f"{code}.{place}: {len(getattr(part, name))} given, {least} to {most} needed"


def _length(place: str, text: str) -> Iterator[str]:
    least, most = LENGTHS.get(place, (1, 60))
    if not least <= words(text) <= most:
        yield f"{words(text)} words, {least} to {most} needed"
    longest = SENTENCES.get(place, LONGEST_SENTENCE)
    for sentence in sentences(text):
        if words(sentence) > longest:
            yield f"a sentence of {words(sentence)} words, {longest} at most"


def _language(text: str, language: str, known: set[str]) -> Iterator[str]:
    if found := re.search(FORBIDDEN[language], text, re.IGNORECASE):
        yield f"forbidden words “{found[0]}”"
    typography = TYPOGRAPHY if language == "fr" else ENGLISH_TYPOGRAPHY
    if found := typography.search(text):
        yield f"typography near “{text[max(0, found.start() - 8) : found.end() + 8]}”"
    if language == "fr" and (found := AGREEMENT.search(text)):
        yield f"“{found[0]}” does not agree in every family: write les, des, aux or chaque before the term"
    for acronym in ACRONYM.findall(text):
        explained = re.search(rf"\w\)?\s?\({acronym}\)|\b{acronym}\s?\(", text)
        if acronym not in known and not CODE.fullmatch(acronym) and not explained:
            yield f"the acronym {acronym} is not explained at its first use"
        known.add(acronym)
