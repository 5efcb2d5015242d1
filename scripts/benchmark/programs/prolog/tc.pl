% Transitive closure.
:- table tc/2.

tc(X, Y) :- edge(X, Y).
tc(X, Z) :- tc(X, Y), edge(Y, Z).

main :- aggregate_all(count, tc(_, _), N), format("tc\t~d~n", [N]).
