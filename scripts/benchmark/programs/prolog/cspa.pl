% Context-sensitive points-to analysis: three relations that depend on each other.
:- table valueFlow/2, memoryAlias/2, valueAlias/2.

valueFlow(Y, X) :- assign(Y, X).
valueFlow(X, X) :- assign(X, _).
valueFlow(X, X) :- assign(_, X).
valueFlow(X, Y) :- assign(X, Z), memoryAlias(Z, Y).
valueFlow(X, Y) :- valueFlow(X, Z), valueFlow(Z, Y).

memoryAlias(X, X) :- assign(_, X).
memoryAlias(X, X) :- assign(X, _).
memoryAlias(X, W) :- dereference(Y, X), valueAlias(Y, Z), dereference(Z, W).

valueAlias(X, Y) :- valueFlow(Z, X), valueFlow(Z, Y).
valueAlias(X, Y) :- valueFlow(Z, X), memoryAlias(Z, W), valueFlow(W, Y).

main :-
    aggregate_all(count, valueFlow(_, _), F), format("valueFlow\t~d~n", [F]),
    aggregate_all(count, valueAlias(_, _), V), format("valueAlias\t~d~n", [V]),
    aggregate_all(count, memoryAlias(_, _), M), format("memoryAlias\t~d~n", [M]).
