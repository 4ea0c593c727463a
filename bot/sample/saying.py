"""How people say numbers: mostly counted, often about, now and then as a range or not at all."""

from math import log
from random import Random

from bot.sample.outline import Form, Words
from storage.model.activity import Amount

UNCOUNTED, RANGES, ESTIMATES = 0.03, 0.05, 0.36
"""Shares of attendances, each bound counted from 0: the first bound above the chance drawn holds."""


def attendance(chance: Random, form: Form, boost: float, words: Words) -> Amount:
    """How many came; nothing where a kind has nobody in the room."""
    if not form.people:
        return Amount()
    people = max(4, round(chance.lognormvariate(log(form.people * boost), form.scatter)))
    drawn = chance.random()
    if drawn < UNCOUNTED:
        return Amount(words=chance.choice(words.uncounted))
    if drawn < RANGES:
        low, high = rounded(people), rounded(people * 1.3) + 10
        return Amount(None, low, high, approximate=True, words=words.range.format(low, high))
    if drawn < ESTIMATES:
        about = rounded(people)
        return Amount(about, approximate=True, words=chance.choice(words.estimates).format(about))
    return Amount(people, words=chance.choice(words.exact).format(people))


def rounded(number: float) -> int:
    """As people round: to tens, from a hundred on to half hundreds, from a thousand on to hundreds."""
    step = 10 if number < 100 else 50 if number < 1000 else 100  # noqa: PLR2004 - as the line above says
    return max(step, round(number / step) * step)


def online(chance: Random, form: Form, words: Words) -> Amount:
    """Viewers of the live stream, where there was one; platforms count them exactly."""
    usual, share = form.online
    if chance.random() >= share:
        return Amount()
    viewers = max(20, round(chance.lognormvariate(log(usual), 0.6)))
    return Amount(viewers, words=words.online.format(viewers))


def sessions(chance: Random, form: Form, word: str, words: Words) -> Amount:
    """Several sessions in one record, where a kind has them, in a third of the cases."""
    if form.sessions == 1 or chance.random() > 1 / 3:
        return Amount()
    count = chance.randint(2, form.sessions)
    return Amount(count, words=words.sessions.format(count, word=word))
