% Points-to analysis.
:- table pt/2 as subsumptive.

pt(Y, X) :- addressOf(Y, X).
pt(Y, X) :- pt(Z, X), assign(Y, Z).
pt(Y, W) :- load(Y, X), pt(X, Z), pt(Z, W).
pt(Z, W) :- store(Y, X), pt(Y, Z), pt(X, W).

main :- aggregate_all(count, pt(_, _), N), format("pt\t~d~n", [N]).
