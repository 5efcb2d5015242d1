% Nulls along control flow.
:- table nul/2.

nul(X, Y) :- nullEdge(X, Y).
nul(X, Y) :- nul(X, W), arc(W, Y).

main :- aggregate_all(count, nul(_, _), N), format("nul\t~d~n", [N]).
