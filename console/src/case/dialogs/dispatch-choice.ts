/** Whom the order goes to. The best one is only proposed: the first choice of the person takes its place. */
export type Choice = { unitIds: readonly string[]; isProposed: boolean }

/** A press on a unit, by pointer: the one proposed may be taken away, any other takes its place. */
export const pressUnit = (choice: Choice, id: string): Choice => {
  const isChosen = choice.unitIds.includes(id)
  if (isChosen) return { unitIds: choice.unitIds.filter((other) => other !== id), isProposed: false }
  return { unitIds: choice.isProposed ? [id] : [...choice.unitIds, id], isProposed: false }
}

/** A unit named by its number or by its name: whoever says a name wants that unit, also where it was proposed already. */
export const nameUnit = (choice: Choice, id: string): Choice =>
  choice.isProposed ? { unitIds: [id], isProposed: false } : pressUnit(choice, id)
