"""The texts of made-texts.ts, word for word."""


def park_miller(seed):
    state = seed
    while True:
        state = state * 16807 % 2147483647
        yield state / 2147483647


def made_text(seed):
    random = park_miller(seed + 1)
    next(random)
    length = 20 + int(next(random) * 380)
    vocabulary = 10 + int(next(random) * 290)
    skew = 1 + next(random) * 3
    return ["w%d" % int(vocabulary * next(random) ** skew) for _ in range(length)]
