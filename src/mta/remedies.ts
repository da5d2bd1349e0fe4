import type { Destination } from '../domain/destination.ts'
import type { Lever, Written } from '../domain/lever.ts'
import type { Software } from '../domain/software.ts'
import { writeExchange } from './exchange/remedy.ts'
import { writeExim } from './exim/remedy.ts'
import { writeWith, type LeverWriter } from './lever-writer.ts'
import { writeMicrosoft365 } from './microsoft-365/remedy.ts'
import { writeNodemailer } from './nodemailer/remedy.ts'
import { writeOpensmtpd } from './opensmtpd/remedy.ts'
import { writePostfix } from './postfix/remedy.ts'
import { writeSendmail } from './sendmail/remedy.ts'

/** The servers whose settings Hangup writes, the commonest first. */
export const LEVER_WRITERS: readonly (readonly [Software, LeverWriter])[] = [
  ['postfix', writePostfix],
  ['exim', writeExim],
  ['sendmail', writeSendmail],
  ['opensmtpd', writeOpensmtpd],
  ['exchange', writeExchange],
  ['microsoft-365', writeMicrosoft365],
  ['nodemailer', writeNodemailer],
]

export function writeLever(lever: Lever, to: Destination): readonly Written[] {
  return writeWith(LEVER_WRITERS, lever, to)
}
