# SPDX-License-Identifier: Apache-2.0
"""SciPy on the problem of `cisterna bench body`.

banded.py PROBLEM ANSWER TOLERANCE BDF|LSODA: prints milliseconds of processor time for one body,
the first one only. LSODA gets the band without what drains into plasma (plasma hands nothing
back); BDF gets the whole sparse Jacobian. Both start anew at each change of rate.
"""
import sys
import time

import numpy as np
from scipy.integrate import solve_ivp
from scipy.sparse import csc_matrix

data = np.fromfile(sys.argv[1])
fluid, plasma, members, eras, ways, intervals, samples = data[:7].astype(int)
size = fluid + plasma
at = 7
parent = data[at : at + size].astype(int)
at += size
bodies = data[at : at + members * eras * 4 * size].reshape(members, eras, 4, size)
at += bodies.size
shares = data[at : at + members * eras * ways * fluid].reshape(members, eras, ways, fluid)
at += shares.size
table = data[at : at + intervals * (4 + 2 * ways)].reshape(intervals, 4 + 2 * ways)
at += table.size
hours = data[at : at + samples]
high = data[at + samples :]


def generator(era):
    """Concentrations' rates by concentrations, dense, what drains into plasma included."""
    volume, up, down, drain = bodies[0, era]
    matrix = np.zeros((size, size))
    for i in range(size):
        over, end = parent[i], fluid if i < fluid else size
        matrix[i, i] -= drain[i] / volume[i]
        if i < fluid and plasma:
            matrix[size - 1, i] += drain[i] / volume[size - 1]
        if over >= end:
            continue
        matrix[i, i] -= up[i] / volume[i]
        matrix[i, over] += down[i] / volume[i]
        matrix[over, i] += up[i] / volume[over]
        matrix[over, over] -= down[i] / volume[over]
    return matrix


def width():
    return max(p - i for i, p in enumerate(parent) if p < (fluid if i < fluid else size))


def banded(matrix, band):
    # LSODA wants room under the band for what its factors fill in.
    out = np.zeros((3 * band + 1, size))
    for offset in range(-band, band + 1):
        for column in range(size):
            row = column + offset
            if 0 <= row < size:
                out[band + offset, column] = matrix[row, column]
    return out


def options(method, matrix, tolerance):
    absolute = tolerance * np.where(np.arange(size) < fluid, high[0], high[1])
    common = {"method": method, "rtol": tolerance, "atol": absolute}
    if method == "BDF":
        return {**common, "jac": csc_matrix(matrix)}
    band = width()
    rows = banded(matrix, band)
    return {**common, "lband": band, "uband": band, "jac": lambda t, c: rows}


def carry(method, tolerance):
    answer = np.zeros((samples, size))
    y = np.zeros(size)
    made = [generator(era) for era in range(eras)]
    sparse = [csc_matrix(matrix) for matrix in made]
    chosen = [options(method, matrix, tolerance) for matrix in made]
    start = time.process_time()
    for row in table:
        begin, lasting, era = row[0], row[1], int(row[2])
        volume = bodies[0, era, 0]
        feed = np.zeros(size)
        for way in range(ways):
            feed[:fluid] += row[4 + way] * shares[0, era, way] / volume[:fluid]
            y[:fluid] += row[4 + ways + way] * shares[0, era, way] / volume[:fluid]
        end = begin + lasting
        inside = (hours > begin + 1e-9) & (hours <= end + 1e-9)
        ends = np.isclose(hours, end, atol=1e-9, rtol=0)
        wanted = np.append(hours[inside & ~ends], end)
        found = solve_ivp(
            lambda t, c: sparse[era] @ c + feed, (begin, end), y, t_eval=wanted, **chosen[era]
        )
        answer[inside & ~ends] = found.y[:, :-1].T
        answer[ends] = found.y[:, -1]
        y = found.y[:, -1].copy()
    return answer, (time.process_time() - start) * 1e3


answer, taken = carry(sys.argv[4], float(sys.argv[3]))
answer.tofile(sys.argv[2])
print(f"{taken:.6f}")
