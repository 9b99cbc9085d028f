export const supervise = {}
