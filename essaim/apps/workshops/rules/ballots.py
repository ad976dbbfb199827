"""What opens a ballot is a secret that one person holds; nothing that is kept leads from the person to it, or back."""

from dataclasses import dataclass

from essaim.apps.assessments import rules as assessments
from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Framework
from essaim.apps.organisations.rules import digest
from essaim.kernel.disclosure import THRESHOLD

MOST_SEATS = 500
FLOOR = THRESHOLD  # answers under which nothing is shown
LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Said:
    """What one person says of one practice; `State.NONE` takes back what was said."""

    state: State
    level: int | None = None


class VoiceRefused(Exception):
    """A voice that cannot be taken: of which practice, which field, and the sentence."""

    def __init__(self, criterion: str, field: str, sentence: str) -> None:
        super().__init__(f"{criterion}: {sentence}")
        self.criterion, self.field, self.sentence = criterion, field, sentence


def ballot_secret(link_secret: str) -> str:
    """Return what opens the ballot of a personal link: another digest of its secret than the one its seat keeps."""
    return digest(f"ballot {link_secret}")


def ballot_id(secret: str) -> str:
    """Return the id of the ballot that a secret opens, as the database derives it too."""
    return digest(secret)


def check_voice(criterion: str, said: Said, framework: Framework) -> None:
    """Accept what agrees with the practice's scale, else raise `VoiceRefused`; "not for us" is asked no reason."""
    asked = framework.criterion(criterion)
    answer = assessments.Answer(state=said.state, level=said.level, reason=said.state)
    try:
        assessments.check_answer(answer, asked, framework.scale_of(asked))
    except assessments.AnswerRefused as refused:
        raise VoiceRefused(criterion, refused.field, str(refused.fault.label)) from None
