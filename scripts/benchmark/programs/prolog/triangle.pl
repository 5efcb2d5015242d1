% Triangles, and how many each node begins.
:- table node/1.

node(X) :- edge(X, _).

triangle(X) :- edge(X, Y), edge(Y, Z), edge(X, Z).

main :-
    aggregate_all(count, triangle(_), T), format("tri\t~d~n", [T]),
    aggregate_all(count, (node(X), aggregate_all(count, triangle(X), _)), N), format("pernode\t~d~n", [N]).
