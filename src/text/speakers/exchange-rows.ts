import type { SpeakerReading } from '../text-reading.ts'

/** A row of a protocol log that holds a reply, received (`<`) or sent (`>`): date, connector, session, number, two endpoints, event, data. */
const ROW =
  /^[\dT:.Z-]{19,30},[^,\n]{0,120},[\dA-F]{8,20},\d{1,6},[^,\n]{0,60},[^,\n]{0,60},[<>],"?([245]\d\d[ -][^\n]{1,2000})/i

/** What one side answered the other, whatever Exchange means by the words elsewhere. */
export function rowOfReply(raw: string): SpeakerReading | undefined {
  const said = ROW.exec(raw.trimStart())?.[1]?.replace(/"?,?$/, '')
  if (said === undefined) return undefined
  return { speaker: 'peer', voice: 'peer', software: 'exchange', rule: 'exchange/row', said }
}
