"""What happens to an assessment; each is sent with `assessment`, `by` (a membership) and `at`.

An answer given by a facilitator without an account is sent with `by` None.

`closing_asked` comes before, with `assessment` and `by`: answer with the sentences that object to it, or nothing.
"""

from django.dispatch import Signal

assessment_started = Signal()
assessment_answered = Signal()  # also sends `criteria`, the codes that changed
closing_asked = Signal()
assessment_closed = Signal()  # also sends `result`
assessment_reopened = Signal()  # also sends `reason`
assessment_reused = Signal()  # also sends `reuse`, its `undone_at` set when it was taken back, and `criteria`
assessment_moved = Signal()  # also sends `move`, its `undone_at` set when it was taken back
