import { textOfLatin1 } from './latin1.ts'
import { LOCAL_MONTHS } from './local-months.table.ts'

const ENGLISH: ReadonlyMap<string, string> = new Map(
  LOCAL_MONTHS.flatMap(([english, names]) => names.split(' ').map((name) => [name, english])),
)
const MONTHS = LOCAL_MONTHS.map(([english]) => english)

/** A name with a dot perhaps, or a number before the sign for a month (Japanese, Chinese; Korean), in UTF-8 as latin1, before a day and a time; glibc sets a blank before a
 * month of one digit. */
const STAMP =
  / ?(?:([A-Za-z\u0080-\u00ff]{2,16})\.?|(\d{1,2})(?:\u00e6\u009c\u0088|\u00ec\u009b\u0094)) {1,2}(?=\d{1,2} \d\d:\d\d:\d\d[ .])/y

/** The line from `from` on, its stamp (`Mär 05 00:00:00`, `févr. 05 00:00:00`, `5月 05 00:00:00`) as syslog writes it; undefined: it has none of the kind. */
export function withEnglishMonth(line: string, from: number): string | undefined {
  STAMP.lastIndex = from
  const stamp = STAMP.exec(line)
  if (stamp === null) return undefined
  const [whole, name, number] = stamp
  const english = name === undefined ? MONTHS[Number(number) - 1] : ENGLISH.get(textOfLatin1(name).toLowerCase())
  return english === undefined ? undefined : `${english} ${line.slice(from + whole.length)}`
}
