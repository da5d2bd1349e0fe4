import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { Grammar } from '../grammar.ts'

/**
 * Numbers of Windows' mail clients, the same in every language: Outlook and its kin (IXP_E_*, `0x800CCCxx`, mailmsgprops.h) and CDO
 * (`800402xx`, cdoerr.h) below Office macros and old ASP pages.
 */
const NUMBERS: Readonly<Record<string, readonly [Symptom, Stage | undefined]>> = {
  '800ccc0d': ['dns.nxdomain', 'dns'], // IXP_E_CANT_FIND_HOST
  '800ccc0e': ['connect.failed', 'connect'], // IXP_E_FAILED_TO_CONNECT
  '800ccc0f': ['drop.lost', undefined], // IXP_E_CONNECTION_DROPPED
  '800ccc15': ['connect.timeout', 'connect'], // IXP_E_SOCKET_CONNECT_ERROR's kin: no answer to the connect
  '800ccc19': ['drop.timeout', undefined], // IXP_E_TIMEOUT
  '800ccc1a': ['tls.handshake.alert', 'tls'], // IXP_E_SECURE_CONNECT_FAILED
  '800ccc67': ['reply.421.other', undefined], // IXP_E_SMTP_421_SERVICE_NOT_AVAILABLE
  '800ccc78': ['sender.rejected', 'mail'], // IXP_E_SMTP_REJECTED_SENDER
  '800ccc7d': ['tls.required', 'ehlo'], // IXP_E_SMTP_NO_STARTTLS_SUPPORT
  '800ccc80': ['auth.failed', 'auth'], // no mechanism that both sides know
  '80040213': ['connect.failed', 'connect'], // CDO_E_FAILED_TO_CONNECT
  '80040217': ['auth.failed', 'auth'], // CDO_E_LOGON_FAILURE
}

const NUMBER = /(?:0x|error ['"]?|\b)(800ccc[0-9a-f]{2}|8004021[37])\b/g
const QUOTED =
  /(?:server ?(?:error|response|fehler)|server responded|serverantwort|erreur du serveur|error del servidor|errore del server)\s?:\s?['"]([245]\d\d[^'"\n]{0,2000})/i

export const windowsMail: Grammar = {
  name: 'windows-mail',
  signs: ['800ccc', '800402'],
  read(words) {
    const said = QUOTED.exec(words.raw)?.[1]
    if (said !== undefined) return { speaker: 'peer', voice: 'peer', rule: 'windows-mail/server', said }
    for (const match of words.lower.matchAll(NUMBER)) {
      const meaning = NUMBERS[match[1] ?? '']
      if (meaning === undefined) continue
      const [symptom, stage] = meaning
      return {
        speaker: 'us',
        voice: 'library',
        rule: `windows-mail/${match[1] ?? ''}`,
        symptom,
        ...(stage !== undefined && { stage }),
      }
    }
    return undefined
  },
}
