import type { SpeakerReading } from '../text-reading.ts'
import { TROUBLE, UNWRITTEN } from './session-course.ts'
import type { Course } from './session-course.ts'

/** What a program says of an end: behind the session, since the server's last word, or, where it shows the session below its error, before it. */
export function remarkOf({ remarks, sinceAnswer, preamble, answered, stage }: Course): string {
  const unwritten = stage === 'body' ? sinceAnswer.find((line) => UNWRITTEN.test(line)) : undefined
  if (unwritten !== undefined) return unwritten
  const said = [remarks, sinceAnswer].map((lines) => decided(lines.join('\n')))
  const told = said.find((text) => TROUBLE.test(text))
  if (told !== undefined || (answered && stage !== 'body' && stage !== 'tls')) return told ?? said[0] ?? ''
  return preamble.find((line) => TROUBLE.test(line) && !SETTING.test(line)) ?? said[0] ?? ''
}

/** `Server read/timeout error` says one of two things; that the connection was closed tells which. */
function decided(text: string): string {
  return /closed the connection/i.test(text) ? text.replaceAll(/\w{2,10}\/time-?out\b/gi, '') : text
}

/** `timeout = 30 seconds`: what a program was told, and nothing that befell it. */
const SETTING = /^[\w ]{1,40} = /

export function endOf(ended: SpeakerReading['ended']): { readonly ended?: NonNullable<SpeakerReading['ended']> } {
  return ended === undefined ? {} : { ended }
}
