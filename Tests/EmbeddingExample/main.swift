import Engine
import Session

do {
  let dossier = try Dossier(file: "oslo.dossier")
  try dossier.state(
    """
    relation visited(actor, place, when: date) reads "{actor} visited {place}, {when}".
    visited(ann, oslo, @2026-01) from memo(paragraph: 1).
    visited(bob, oslo, 2026-02-03).
    early(X) :- visited(X, _, When), When < 2026-02-01.
    """)
  let answer = try dossier.ask("visited(Who, oslo, When)")
  for row in answer { print(row[0].plainText, row[1].plainText) }
  print(try dossier.why("early(ann)"))
  try dossier.state("visited(carl, oslo, 2026-02-30).")
} catch {
  print(error)
}
