import { speaksOfMail } from '../report/mail-matter.ts'
import { isPassedCheck, isTlsSuccess } from '../report/no-fault.ts'
import { speaksOfTls } from '../tls/signs.ts'
import { tellsFault } from '../tls/statements.ts'
import type { Words } from '../words.ts'

/** True of other matters than mail, and of TLS with which all was well: `STARTTLS is supported`, whatever its words speak for. */
export function tellsNoFault(words: Words): boolean {
  if (isTlsSuccess(words) || isPassedCheck(words)) return true
  return speaksOfTls(words) ? !tellsFault(words.lower) : !speaksOfMail(words)
}
