import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import type { Words } from './words.ts'

/** What an operating system's error means when no stage is known. */
export interface SystemError {
  readonly symptom: Symptom
  readonly rule: string
  readonly stage?: Stage
  readonly ended?: NonNullable<SymptomFact['ended']>
}

type Row = readonly [
  name: string,
  meaning:
    | 'refused'
    | 'timeout'
    | 'unreachable'
    | 'reset'
    | 'aborted'
    | 'pipe'
    | 'no-address'
    | 'resources'
    | 'closed'
    | 'permission'
    | 'loop-time',
  ...signs: string[],
]

/** errno names, WinSock numbers, and the sentences of libc, Windows, Java, Go, Python, in English and as localised Windows and glibc say it. */
const ROWS: readonly Row[] = [
  [
    'refused',
    'refused',
    'connection refused',
    'econnrefused',
    'actively refused',
    ' 10061',
    'connectionrefused',
    'verbindungsaufbau abgelehnt',
    'connexion refus',
    'conexión rehusada',
    'conexion rehusada',
    '接続を拒否',
    'connect refused',
    'refused to connect',
    'errno 111',
    'errno 61 ',
    'ziel verweigert',
    'отверг',
    'отказано в подключении',
    '积极拒绝',
  ],
  [
    'unreachable',
    'unreachable',
    'no route to host',
    'network is unreachable',
    'network unreachable',
    'host is unreachable',
    'host unreachable',
    'ehostunreach',
    'enetunreach',
    'ehostdown',
    'enetdown',
    'host is down',
    'network is down',
    'unreachable host',
    'unreachable network',
    ' 10065',
    ' 10051',
    ' 10050',
    ' 10064',
    'host or network',
    'hostunreachable',
    'networkunreachable',
    'keine route zum',
    'netzwerk ist nicht erreichbar',
    'réseau inaccessible',
    'aucun chemin d',
    'communication prohibited',
    'errno 113',
    'errno 101',
  ],
  [
    'reset',
    'reset',
    'connection reset',
    'econnreset',
    'connectionreset',
    'reset by peer',
    'forcibly closed',
    ' 10054',
    'verbindungsaufbau unterbrochen',
    'remotehost geschlossen',
    'connexion existante',
    'réinitialis',
    'conexão existente',
    'conexión existente',
    '强迫关闭',
    '強制的に切断',
    'принудительно разорвал',
    'errno 104',
    'connection was reset',
    'restablecida',
    '0x80072746',
  ],
  [
    'aborted',
    'aborted',
    'econnaborted',
    'connection abort',
    'connectionaborted',
    ' 10053',
    'established connection was aborted',
    'errno 103',
  ],
  ['pipe', 'pipe', 'broken pipe', 'epipe', 'brokenpipe', 'datenübergabe unterbrochen'],
  [
    'timeout',
    'timeout',
    'timed out',
    'etimedout',
    'esockettimedout',
    'timeout',
    'timedout',
    'time out',
    ' 10060',
    'did not properly respond',
    'failed to respond',
    'deadline exceeded',
    'zeitüberschreitung',
    'délai',
    "temps d'attente",
    'tiempo de espera',
    'タイムアウト',
    'tempo limite',
    'превышен таймаут',
    '超时',
    'errno 110',
    'errno 60 ',
    'not respond within',
    'no response within',
    'operation was aborted',
    ' 995',
  ],
  [
    'no-address',
    'no-address',
    'eaddrnotavail',
    'cannot assign requested address',
    'can t assign requested address',
    'address not available',
    'address is not valid in its context',
    ' 10049',
    'eafnosupport',
    'address family not supported',
    ' 10047',
  ],
  [
    'resources',
    'resources',
    'too many open files',
    'emfile',
    'enfile',
    'enobufs',
    'no buffer space',
    'cannot allocate memory',
    'out of memory',
    'enomem',
    ' 10055',
    'lacked sufficient buffer',
    'resource temporarily unavailable',
    'address already in use',
    'eaddrinuse',
    ' 10048',
    'cannot fork',
    'too many processes',
  ],
  [
    'permission',
    'permission',
    'operation not permitted',
    'eperm',
    'permission denied',
    'eacces',
    ' 10013',
    'forbidden by its access permissions',
  ],
  [
    'closed',
    'closed',
    'connection closed',
    'closed connection',
    'socket hang up',
    'remote host closed',
    'end of file',
    'unexpected eof',
    'server disconnected',
    'socket closed',
    'connection lost',
    'lost connection',
    'closed by remote',
    'closed by peer',
    'closed by foreign',
    'closed unexpectedly',
    'unexpectedly closed',
    'was closed',
    'has closed',
    'no more data',
    'connection died',
    'connection dropped',
    'server closed',
    'peer closed',
    'closed the connection',
    'unexpected disconnect',
    ' eof ',
  ],
]

const CONNECTING = [
  'connect',
  'establish',
  'open socket',
  'dial ',
  'fsockopen',
  'stream socket client',
  'attempt failed because',
  'opening connection',
  'syn ',
]
/** Words that speak of a connection that stood, although they hold "connect". */
const ESTABLISHED = [
  ' read econn',
  ' read etimed',
  ' write e',
  'read tcp',
  'write tcp',
  'recv',
  'existing connection',
  'established connection',
  'while reading',
  'reading from',
  'writing to',
  'write error',
  'read error',
  'read failed',
  'write failed',
  'waiting for',
  'lost connection',
  'connection dropped',
  'connection closed',
  'connection reset',
  'connectionreset',
  'read timed out',
  'read timeout',
  'conversation',
  'data ',
  'connection lost',
  'closed connection',
]

/** Reads an operating system's words. `connecting` is true when the text is known to be about the TCP connect. */
export function readSystemError(words: Words, connecting?: boolean): SystemError | undefined {
  const { flat } = words
  for (const [name, meaning, ...signs] of ROWS) {
    const sign = signs.find((each) => flat.includes(each))
    if (sign === undefined) continue
    const rule = `system/${name}`
    const early = connecting ?? isConnecting(flat)
    switch (meaning) {
      case 'refused':
        return { symptom: 'connect.refused', rule, stage: 'connect', ended: 'rst' }
      case 'unreachable':
        return { symptom: 'connect.unreachable', rule, stage: 'connect' }
      case 'reset':
        return (early && !/read econn|write econn/.test(flat) && connecting !== undefined) ||
          / connect econnreset|connect: connection reset|to connect.{0,60}reset/.test(flat)
          ? { symptom: 'connect.reset', rule, stage: 'connect', ended: 'rst' }
          : { symptom: 'drop.lost', rule, ended: 'rst' }
      case 'aborted':
      case 'pipe':
        return { symptom: 'drop.lost', rule }
      case 'closed':
        return { symptom: 'drop.lost', rule, ended: 'fin' }
      case 'timeout':
        return early
          ? { symptom: 'connect.timeout', rule, stage: 'connect', ended: 'silence' }
          : { symptom: 'drop.timeout', rule, ended: 'silence' }
      case 'no-address':
        return { symptom: 'connect.failed', rule, stage: 'connect' }
      case 'permission':
        return early ? { symptom: 'connect.failed', rule, stage: 'connect' } : undefined
      case 'resources':
        return { symptom: 'local.resources', rule, ...(early && { stage: 'connect' as const }) }
      case 'loop-time':
        return undefined
    }
  }
  return undefined
}

function isConnecting(flat: string): boolean {
  return CONNECTING.some((sign) => flat.includes(sign)) && !ESTABLISHED.some((sign) => flat.includes(sign))
}
