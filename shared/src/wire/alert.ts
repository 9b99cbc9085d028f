/** What was left out of an alert, or noted about it, when it was read (contract.md). */
export type AlertWarning = { pointer: string; code: string; message: string }

export type AlertCaller = { name: string | null; phone: string | null; anonymous: boolean }
