% Distances around blocked nodes, what is not reached, and minima and counts by group.
% The relations are called in the order of `main`, so that a call with bound arguments finds the whole table.
:- table (d/3, dist/3, unreached/2, gmin/3, far/3) as subsumptive.
:- table best(_, _, min), near(_, _, min).

d(S, S, 0) :- source(S).
d(S, Y, M) :- d(S, X, N), N < 13, edge(X, Y), \+ blocked(Y), M is N + 1.

best(S, X, N) :- d(S, X, N).
dist(S, X, N) :- best(S, X, N).

unreached(S, X) :- source(S), grp(X, _), \+ blocked(X), \+ dist(S, X, _).

near(G, S, N) :- dist(S, X, N), grp(X, G).
gmin(G, S, N) :- near(G, S, N).

far(G, S, X) :- unreached(S, X), grp(X, G).
gcount(G, S, N) :- aggregate(count, X, far(G, S, X), N).

main :-
    aggregate_all(count, d(_, _, _), D), format("d\t~d~n", [D]),
    aggregate_all(count, dist(_, _, _), I), format("dist\t~d~n", [I]),
    aggregate_all(count, unreached(_, _), U), format("unreached\t~d~n", [U]),
    aggregate_all(count, gmin(_, _, _), M), format("gmin\t~d~n", [M]),
    aggregate_all(count, gcount(_, _, _), C), format("gcount\t~d~n", [C]).
