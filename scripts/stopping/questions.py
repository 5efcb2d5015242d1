"""Heavy questions on the benchmark's inputs, each of another kind of work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Question:
    name: str
    # The workload whose facts it reads; none for what computes from nothing.
    inputs: str
    program: str


QUESTIONS = [
    Question("endless recursion", "", "up(0, 1). up(X + 1, Y * 48271 mod 2147483647) :- up(X, Y).  up(X, Y)?"),
    Question("wide recursion", "", "w(0, 1, 2). w(X + 1, Y * 48271 mod 2147483647, X) :- w(X, Y, _).  w(X, Y, Z)?"),
    Question(
        "sparse set", "",
        "s(1). s(Y) :- s(X), Y = X * 48271 mod 2147483647. s(Y) :- s(X), Y = X * 69621 mod 2147483647.  s(X)?"),
    Question(
        "barren product", "",
        "n(0). n(X + 1) :- n(X), X < 3000.  n(X), n(Y), n(Z), X * Y * Z = 7919 * 104729 * 3?"),
    Question("two steps", "reach", "p(X, Y, Z) :- edge(X, Y), edge(Y, Z).  N = count { p(_, _, _) }?"),
    Question("three steps", "triangle", "p(A, B, C, D) :- edge(A, B), edge(B, C), edge(C, D).  p(A, B, C, D)?"),
    Question("pairs by key", "reach", "p(X, Z) :- edge(X, Y), edge(Z, Y).  N = count { p(_, _) }?"),
    Question("groups", "reach", "c(X, count(Z)) :- edge(X, Y), edge(Y, Z). m(Y, max(X)) :- edge(X, Y).  c(X, N), m(X, M)?"),
    Question("lists", "reach", "l(X, list(Y)) :- edge(X, Y).  l(X, Y)?"),
    Question("least steps", "reach", "d(X, 0) :- source(X). d(Y, min(N)) :- d(X, M), edge(X, Y), N = M + 1.  d(X, N)?"),
    Question("negation", "reach", "p(X, Y) :- edge(X, Y), not edge(Y, X), not edge(_, X).  p(X, Y)?"),
    Question("an order of texts", "diplomacy", "visited(A, B, D) order by A desc, B?"),
    Question("texts made", "diplomacy", "t(concat(A, \"-\", B), D) :- visited(A, B, D).  t(T, D) order by T?"),
    Question("a pattern", "diplomacy", "visited(A, B, D), matches(concat(A, B), \"([a-z0-9]+)*x$\")?"),
    Question("facts listed", "diplomacy", ":facts visited"),
    Question("an explanation", "tc_sparse", "tc(X, Y) :- edge(X, Y). tc(X, Z) :- tc(X, Y), tc(Y, Z).  :why tc(X, Y)"),
    Question("a group explained", "reach", "g(X, count(Y)) :- edge(X, Y). all(count(Y)) :- edge(_, Y).  :why all(N)"),
    Question("points-to", "andersen", "WORKLOAD"),
    Question("closure", "tc_sparse", "WORKLOAD"),
    Question("diplomacy", "diplomacy", "WORKLOAD"),
    Question("negation and groups", "negagg", "WORKLOAD"),
    Question("cycles", "triangle", "WORKLOAD"),
    Question("many rounds", "csda", "WORKLOAD"),
]
