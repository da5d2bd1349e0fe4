import type { LineEnd } from '../line/line-words.ts'
import { DUE, FAR_END, GREETING, LINE } from './nouns.table.ts'
import { AT_ONCE, CONFIRMS, CUTS, EXPELS, HANGS_UP, LACKING, NEVER_COMES, SILENT, UNREACHABLE } from './verbs.table.ts'

/** One way to say it: every group must be met. */
export type ForeignLine = readonly [name: string, symptom: LineEnd['symptom'], groups: readonly string[]]

export const FOREIGN_LINE: readonly ForeignLine[] = [
  ['expelled', 'drop.lost', [EXPELS]],
  // Who is cut off at once waits for nothing, whatever is lacking.
  ['cut-at-once', 'drop.lost', [AT_ONCE, LINE, CUTS]],
  ['hang-up', 'drop.lost', [FAR_END, HANGS_UP]],
  // The verb stands apart from its particle.
  ['hang-up', 'drop.lost', [FAR_END, ' legt | hangt ', ' auf | op ']],
  ['unreached', 'connect.failed', [FAR_END, UNREACHABLE]],
  ['ungreeted', 'drop.timeout', [`${GREETING}|banner`, LACKING]],
  ['cut', 'drop.lost', [LINE, CUTS]],
  ['silent', 'drop.timeout', [SILENT]],
  ['unanswered', 'drop.timeout', [DUE, NEVER_COMES]],
  ['unconfirmed', 'drop.timeout', [CONFIRMS, `${LACKING}| nicht `]],
]

/** Lines in general, of which a rule of the house is told: `schließt Verbindungen nach 5 Minuten Leerlauf`. */
export const IN_GENERAL = ' verbindungen | connexions | conexiones | connessioni | conexoes | verbindingen '
