/** The words of one notion, written with bars between them, one argument for each tongue. */
export const bars = (...tongues: readonly string[]): string => tongues.join('|')
