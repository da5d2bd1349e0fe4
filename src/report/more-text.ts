import { counted } from '../base/counted.ts'

/** What a report leaves out of a list, and where it stands: `… and 2 more: --json shows them`; undefined where nothing is left out. */
export function moreText(total: number, shown: number, where: string, noun = ''): string | undefined {
  const left = total - shown
  if (left <= 0) return undefined
  const what = noun === '' ? `${left} more` : counted(left, `more ${noun}`)
  return `… and ${what}: ${where} ${left === 1 ? 'it' : 'them'}`
}
