import type { NamedReason } from './reasons.ts'
import { SECURE_TRANSPORT_NUMBERS } from './secure-transport-numbers.table.ts'
import { SECURE_TRANSPORT_REASONS } from './secure-transport.table.ts'

/** `SSLHandshake failed (-9806)`, `_kCFStreamErrorCodeKey=-9838`: nothing else has numbers like these. */
const OF_SECURE_TRANSPORT = /(?<![\w.:-])-(98\d\d)(?![\w.:-])/g
/** The URL loading system has its numbers for itself where its domain stands beside them. */
const OF_URL_LOADING = /\b(?:nsurlerrordomain|kcferrordomaincfnetwork)\b[^\n]{0,12}-(12\d\d)\b/gi

/** The reasons that Apple's numbers stand for in a text. */
export function secureTransportReasons(raw: string): readonly NamedReason[] {
  return [OF_URL_LOADING, OF_SECURE_TRANSPORT].flatMap((numbers) =>
    [...raw.matchAll(numbers)].flatMap(([, number]) => reasonOf(Number(number))),
  )
}

function reasonOf(number: number): readonly NamedReason[] {
  const reason = SECURE_TRANSPORT_NUMBERS[number]
  const symptom = reason === undefined ? undefined : SECURE_TRANSPORT_REASONS().get(reason)
  return reason === undefined || symptom === undefined ? [] : [{ symptom, reason }]
}
