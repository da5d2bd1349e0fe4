import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { Grammar } from '../grammar.ts'
import { handshakeReading } from './handshake-reading.ts'

/** What Twisted's client raises of its own accord, with codes that nobody sent (twisted.mail.smtp: ESMTPClient, SMTPClient). */
const RAISED: readonly (readonly [RegExp, Symptom, Stage | undefined])[] = [
  [/\bTLSRequiredError: 502 Server does not support secure communication/, 'tls.required', 'ehlo'],
  [/\bAUTHRequiredError: 502 Server does not support Authentication/, 'auth.failed', 'auth'],
  [/\bSMTPTimeoutError: (?:-1 )?Timeout waiting for SMTP server response/, 'drop.timeout', undefined],
  [/\bSMTPConnectError: (?:-1 )?Unable to connect to server/, 'connect.failed', 'connect'],
]
const HANDSHAKE = /\bTLSError: 451 Could not complete the SSL\/TLS handshake/

/** twisted.mail.smtp: behind its exceptions stands what was said before, line by line. */
export const twisted: Grammar = {
  name: 'twisted',
  signs: ['tlsrequirederror', 'authrequirederror', 'smtptimeouterror', 'smtpconnecterror: ', 'tlserror: 451'],
  read({ raw }) {
    const ours = { speaker: 'us', voice: 'library' } as const
    if (HANDSHAKE.test(raw)) return handshakeReading('', { ...ours, rule: 'twisted/handshake' })
    const found = RAISED.find(([error]) => error.test(raw))
    if (found === undefined) return undefined
    const [, symptom, stage] = found
    return { ...ours, rule: 'twisted/raised', symptom, ...(stage !== undefined && { stage }) }
  },
}
