import type { SpeakerReading } from '../text-reading.ts'

/** A line's reason and what the line tells around it. */
export interface ZoneLine {
  readonly core: string
  readonly around: Partial<SpeakerReading>
}

const VERDICT = /\b(?:DEFERRED|REJECTED|DROP|NOQUEUE|BOUNCE)\[[\w-]{1,40}\] ([\s\S]{0,8000})$/
const FAILED =
  /\b(?:SMTPERR|SMTPCLOSE|SMTPFAIL|TLSFAIL|SMTPCONNECT)\b[\s\S]{0,400}?\b(?:error|response)="([\s\S]{1,4000}?)"?\s*$/
const REASON = /\(([\s\S]{3,8000})\)\s*$/
const TO = /\bto=<?([^\s<>]{1,320}@[^\s<>]{1,255})>?/

/** ZoneMTA's queue lines: `DEFERRED[category] from= to= mx= id= (reason)`, `SMTPERR [id] src= error="…"`, `SMTPCLOSE [id] … response="…"`. */
export function zoneLine(text: string): ZoneLine | undefined {
  const failed = FAILED.exec(text)
  if (failed?.[1] !== undefined) return { core: failed[1], around: { software: 'zonemta' } }
  const fields = VERDICT.exec(text)?.[1]
  const reason = fields === undefined ? undefined : REASON.exec(fields)?.[1]
  if (fields === undefined || reason === undefined) return undefined
  const before = fields.slice(0, fields.length - reason.length)
  const recipient = TO.exec(before)?.[1]
  const host = /\bmx=([\w.-]{1,255})/.exec(before)?.[1]
  return {
    core: reason,
    around: {
      software: 'zonemta',
      ...(recipient !== undefined && { recipient }),
      ...(host !== undefined && { host }),
    },
  }
}
