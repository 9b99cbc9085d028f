export const caseWords = {}
