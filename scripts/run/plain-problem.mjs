/** A problem told in one sentence that says what to do; shown without a stack. */
export class PlainProblem extends Error {}
