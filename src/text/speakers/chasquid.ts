import type { Grammar } from '../grammar.ts'
import { handshakeReading } from './handshake-reading.ts'

/** What the server itself met in the handshake it answers for, in Go's words. */
const WHY = /\b554\s{1,2}5\.5\.0 Error in TLS handshake: ([^\n]{1,500})/i

/** chasquid's answer to a handshake that failed: `554 5.5.0 Error in TLS handshake: EOF`. */
export const chasquid: Grammar = {
  name: 'chasquid',
  signs: ['error in tls handshake: '],
  read(words) {
    const why = WHY.exec(words.raw)?.[1]
    if (why === undefined) return undefined
    return handshakeReading(why, { speaker: 'us', voice: 'mta', rule: 'chasquid/handshake' })
  },
}
