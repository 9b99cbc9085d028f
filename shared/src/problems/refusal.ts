import type { ProblemCode } from './registry.ts'

/** What is wrong with one field, named by its JSON pointer; the answer says it in the language that was asked for. */
export type FieldError = { pointer: string; message: string; messageZh?: string }

/** The domain says no: a value, never thrown. `facts` says who, when, which, for the person who is refused. */
export type Refusal = {
  code: ProblemCode
  facts?: Record<string, unknown>
  errors?: FieldError[]
}

export type Decision<E> = { ok: true; events: E[] } | { ok: false; refusal: Refusal }

export const refuse = (code: ProblemCode, facts?: Record<string, unknown>): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: facts ? { code, facts } : { code },
})

export const refuseField = (
  code: ProblemCode,
  pointer: string,
  message: string,
  messageZh?: string,
): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, errors: [{ pointer, message, ...(messageZh ? { messageZh } : {}) }] },
})

export const decided = <E>(...events: E[]): { ok: true; events: E[] } => ({ ok: true, events })
