import { APPLICATION_DATA, CHANGE_CIPHER_SPEC, HANDSHAKE, type TlsRecord } from './tls-record.ts'
import { TLS13, type TlsStory } from './tls-story.ts'

/** What TLS 1.3 adds to a plain text: its inner type and the tag of sixteen octets (RFC 8446 §5.2). */
export const SEAL_BYTES = 17
const ALERT_BYTES = 2
/** A hash of 32 or 48 octets behind a header of four: neither an alert nor a client certificate is as long. */
const FINISHED_BYTES = new Set([36, 52])
/** With a client certificate the Finished is the third; a fourth record comes behind it. */
const MOST_CLIENT_RECORDS = 4

/** Follows the handshake to its end. The function says whether a record belongs to it. */
export function createTlsHandshake(story: TlsStory, onEstablished: () => void): (record: TlsRecord) => boolean {
  const hasChanged = { client: false, server: false }
  const hasFinished = { client: false, server: false }
  let sealedByClient = 0

  function finish(side: 'client' | 'server'): void {
    hasFinished[side] = true
    if (!hasFinished.client || !(hasFinished.server || story.version === TLS13)) return
    story.established = true
    onEstablished()
  }

  /** All but the hellos is sealed: the client's Finished is known by its length. */
  function takesSealed(record: TlsRecord): boolean {
    if (record.type !== APPLICATION_DATA || record.from === 'server') return true
    const plainBytes = record.length - SEAL_BYTES
    sealedByClient += 1
    if (sealedByClient === 1 && plainBytes === ALERT_BYTES) sealAlert(story, record)
    if (FINISHED_BYTES.has(plainBytes) || sealedByClient >= MOST_CLIENT_RECORDS) finish('client')
    return true
  }

  return (record) => {
    if (story.established) return false
    if (record.type === CHANGE_CIPHER_SPEC) {
      hasChanged[record.from] = true
      return true
    }
    if (story.version === TLS13) return takesSealed(record)
    if (record.type === HANDSHAKE && hasChanged[record.from]) finish(record.from)
    return record.type !== APPLICATION_DATA
  }
}

/** An alert of TLS 1.3 where the handshake should have gone on. The first one counts. */
export function sealAlert(story: TlsStory, { from, frame, atUs }: TlsRecord): void {
  story.sealedAlert ??= { from, frame, atUs }
}
