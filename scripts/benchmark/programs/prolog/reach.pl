% The nodes reached from one.
:- table reach/1.

reach(X) :- source(X).
reach(Y) :- reach(X), edge(X, Y).

main :- aggregate_all(count, reach(_), N), format("reach\t~d~n", [N]).
