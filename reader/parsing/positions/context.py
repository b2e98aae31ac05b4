"""What an item has told before a sentence: who spoke, whose draft was named, what was claimed.

Takes the sentences (``evidence``) that were judged and the lines that were passed over because
they claim nothing. A later sentence seldom asks for them, so each is looked at only when it does:
backwards for the latest speaker, forwards for the drafts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .claims import Claim
from .evidence import OPENS_CARRIED, Sentence
from .holders import subject_before, with_joined
from .stances import Cue, DraftName

_MOST_JOINED = 5
_CHANGES = "insists on changing"
"""The cue that may introduce a list of what is to be changed."""


class _Passage:
    """One or more sentences, cut when they are first asked for."""

    __slots__ = ("_cut", "_sentences")

    def __init__(self, cut: Callable[[], Iterable[Sentence]]) -> None:
        self._cut = cut
        self._sentences: tuple[Sentence, ...] | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        if self._sentences is None:
            self._sentences = tuple(self._cut())
        return self._sentences


class Context:
    """What the item has told so far."""

    def __init__(self, default_draft: str | None) -> None:
        self.default_draft = default_draft
        """Who put forward the version that "the plan" means without more."""
        self._unheard: list[_Passage] = []
        """Not asked yet who speaks in them; whoever spoke in earlier ones is known."""
        self._untold: list[_Passage] = []
        """Not searched yet for claims, drafts and lists."""
        self._speakers: tuple[str, ...] = ()
        self._draft: str | None = None
        self._first_draft: str | None = None
        self._lead: tuple[Claim, ...] = ()
        self._lead_age = 0
        self._listing: tuple[str, ...] = ()

    def move_on(self, sentence: Sentence) -> None:
        """Take in a sentence before the next one is judged."""
        self.pass_over(lambda: (sentence,))

    def pass_over(self, cut: Callable[[], Iterable[Sentence]]) -> None:
        """Take in a line without claims; ``cut`` gives its sentences."""
        passage = _Passage(cut)
        self._unheard.append(passage)
        self._untold.append(passage)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who spoke, or was named first, in the latest sentence that tells it."""
        while self._unheard:
            for sentence in reversed(self._unheard.pop().sentences):
                speakers = _speakers_of(sentence)
                if speakers:
                    self._speakers = speakers
                    self._unheard.clear()
                    return speakers
        return self._speakers

    @property
    def draft(self) -> str | None:
        """Who put forward the draft named last."""
        self._catch_up()
        return self._draft

    @property
    def first_draft(self) -> str | None:
        """Who put forward the draft that the item names first: what a list is about."""
        self._catch_up()
        return self._first_draft

    @property
    def lead(self) -> tuple[Claim, ...]:
        """The claims of the sentence before, or of the one before that."""
        self._catch_up()
        return self._lead

    @property
    def listing(self) -> tuple[str, ...]:
        """Who wants to change what a list names: "they insist on changing four points"."""
        self._catch_up()
        return self._listing

    def _catch_up(self) -> None:
        for passage in self._untold:
            for sentence in passage.sentences:
                self._take_in(sentence)
        self._untold.clear()

    def _take_in(self, sentence: Sentence) -> None:
        if sentence.claims or self._lead_age:
            self._lead, self._lead_age = sentence.claims, 0
        else:
            self._lead_age += 1
        for cue in sentence.cues:
            if isinstance(cue.meaning, Cue) and cue.meaning.name == _CHANGES:
                spans = (sentence.named, sentence.text, sentence.start, cue.start)
                self._listing = subject_before(*spans, ()) or self._listing
        for place in sentence.drafts:
            if isinstance(place.meaning, DraftName):
                self._draft = place.meaning.proposed_by
                self._first_draft = self._first_draft or self._draft
                break


def _speakers_of(sentence: Sentence) -> tuple[str, ...] | None:
    speakers = sentence.speakers
    if speakers == () and not OPENS_CARRIED.match(sentence.text, sentence.start):
        return _first_subject(sentence)
    return speakers


def _first_subject(sentence: Sentence) -> tuple[str, ...]:
    """Return the actor that the sentence begins with, if it is not what a claim is about."""
    spans = [(claim.start, claim.end) for claim in sentence.claims]
    first = sentence.named[:1]
    if not first or any(a <= first[0].start and first[0].end <= b for a, b in spans):
        return ()
    for index in range(min(_MOST_JOINED, len(sentence.named) - 1), 0, -1):
        joined = with_joined(sentence.named, index, sentence.text)
        if len(joined) > index:
            return joined
    return subject_before(sentence.named, sentence.text, sentence.start, first[0].end, spans)
