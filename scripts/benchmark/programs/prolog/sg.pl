% Same generation in a tree.
:- table sg/2.

sg(X, Y) :- parent(X, P), parent(Y, P), X \== Y.
sg(X, Y) :- sg(A, B), parent(X, A), parent(Y, B).

main :- aggregate_all(count, sg(_, _), N), format("sg\t~d~n", [N]).
