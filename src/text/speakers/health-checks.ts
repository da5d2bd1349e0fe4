import type { Grammar } from '../grammar.ts'
import { speaksOfMail } from '../report/mail-matter.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'

/**
 * HAProxy tells at which layer a check of a server ended (check.c): the connect, the TLS handshake, or the dialogue. `Layer4 connection problem,
 * info: "Connection refused"` in its log, `L4CON` on its page of statistics.
 */
const LAYER4 = /\blayer ?4 (timeout|connection problem)|\bL4(TOUT|CON)\b/i
const LAYER6 = /\blayer ?6 (timeout|invalid response)|\bL6(TOUT|RSP)\b/i
const LAYER7 = /\blayer ?7 timeout|\bL7TOUT\b/i
const INFO = /\binfo: "([^"\n]{1,1000})"/
const AT_CONNECT = /\bat initial connection step\b/
const HAPROXY = { speaker: 'us', voice: 'library' } as const

/** Load balancers, which ask the servers behind them whether they live. */
export const healthChecks: Grammar = {
  name: 'health-checks',
  signs: [
    'layer4',
    'layer6',
    'layer7',
    'layer 4',
    'layer 6',
    'layer 7',
    'l4tout',
    'l4con',
    'l6tout',
    'l6rsp',
    'l7tout',
  ],
  read(words) {
    const { raw } = words
    if (!speaksOfMail(words)) return undefined
    const connect = LAYER4.exec(raw)
    if (connect !== null) return connectReading(raw, isSilence(connect))
    const handshake = LAYER6.exec(raw)
    if (handshake !== null)
      return isSilence(handshake)
        ? { ...HAPROXY, rule: 'health-checks/tls', symptom: 'tls.handshake.timeout', stage: 'tls', ended: 'silence' }
        : undefined
    if (!LAYER7.test(raw)) return undefined
    return AT_CONNECT.test(raw)
      ? connectReading(raw, true)
      : { ...HAPROXY, rule: 'health-checks/dialogue', symptom: 'drop.timeout', ended: 'silence' }
  },
}

function isSilence(found: RegExpExecArray): boolean {
  return /^(?:timeout|TOUT)$/i.test(found[1] ?? found[2] ?? '')
}

function connectReading(raw: string, isSilent: boolean): SpeakerReading {
  if (isSilent)
    return { ...HAPROXY, rule: 'health-checks/connect', symptom: 'connect.timeout', stage: 'connect', ended: 'silence' }
  const error = readSystemError(wordsOf(INFO.exec(raw)?.[1] ?? ''), true)
  return { ...HAPROXY, rule: 'health-checks/connect', symptom: 'connect.failed', ...error, stage: 'connect' }
}
