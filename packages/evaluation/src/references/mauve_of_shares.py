"""MAUVE by its formula (arXiv 2102.01454): the values of embedding-statistics.test.ts, of shares that are given.

pip install numpy
python mauve_of_shares.py
"""

import numpy


def divergence(p, q):
    some = p > 0
    return float((p[some] * numpy.log(p[some] / q[some])).sum())


def area(x, y):
    order = numpy.argsort(x)
    return numpy.trapezoid(y[order], x[order])


def mauve(p, q):
    points = [(0, numpy.inf), (numpy.inf, 0)]
    for share in numpy.linspace(1e-6, 1 - 1e-6, 25):
        mixture = share * p + (1 - share) * q
        points.append((divergence(q, mixture), divergence(p, mixture)))
    x, y = numpy.exp(-5 * numpy.array(points)).T
    return (area(x, y) + area(y, x)) / 2


for p, q in (
    ([0.5, 0.5, 0], [0.5, 0, 0.5]),
    ([0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1]),
    ([1, 0], [0, 1]),
):
    print(p, q, mauve(numpy.array(p, float), numpy.array(q, float)))
