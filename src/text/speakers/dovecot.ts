import type { Grammar } from '../grammar.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { handshakeReading } from './handshake-reading.ts'

/** What a login process says at the end of a client's session: why, what became of its logins, and how far its TLS had come. */
const END =
  /\b(?:disconnected|aborted login)\b[^\n]{0,200}?\((?:no auth attempts|auth failed|disconnected before|tried to use|client didn't finish)/i
/** In the handshake, which the line says at its end; or at the beginning, where the library had a reason. */
const SHAKING = /, tls handshaking|\bssl_\w{2,20}\(\) failed/
/** The auth process, of a database that holds no such user or another password. */
const REFUSED =
  /\bauth(?:-worker)?(?:\(\d{1,9}\))?: (?:info: )?(?:conn \S{1,60} )?[\w-]{2,20}\([^\n)]{1,300}\): (?:unknown user|password mismatch|invalid password)/
const OURS = { speaker: 'us', voice: 'mta' } as const

/** Dovecot's submission-login and its kin (login-common/client-common.c). */
export const dovecot: Grammar = {
  name: 'dovecot',
  signs: ['disconnected', 'aborted login', 'auth: ', 'auth-worker'],
  read({ raw, lower }) {
    if (REFUSED.test(lower)) return { ...OURS, rule: 'dovecot/auth', symptom: 'auth.failed', stage: 'auth' }
    if (!END.test(raw) || !/\b(?:rip|user)=/.test(lower)) return undefined
    if (SHAKING.test(lower))
      return lower.includes('inactivity')
        ? { ...OURS, rule: 'dovecot/handshake', symptom: 'tls.handshake.timeout', stage: 'tls', ended: 'silence' }
        : handshakeReading(raw, { ...OURS, rule: 'dovecot/handshake' })
    return session(lower)
  },
}

/** `, TLS` behind it only says that the session was encrypted. */
function session(lower: string): SpeakerReading {
  if (lower.includes('(auth failed')) return { ...OURS, rule: 'dovecot/auth', symptom: 'auth.failed', stage: 'auth' }
  if (lower.includes('inactivity'))
    return { ...OURS, rule: 'dovecot/inactivity', symptom: 'drop.timeout', ended: 'silence' }
  if (lower.includes('by logging out')) return { ...OURS, rule: 'dovecot/left', symptom: 'unknown' }
  return { ...OURS, rule: 'dovecot/closed', symptom: 'drop.lost' }
}
