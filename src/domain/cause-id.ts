export const CAUSE_CLASSES = [
  'tls',
  'dns',
  'identity',
  'firewall',
  'path',
  'timeout',
  'policy',
  'rate',
  'receiver',
  'sender',
  'protocol',
  'content',
  'refusal',
] as const

export type CauseClass = (typeof CAUSE_CLASSES)[number]

/** `class/name`. Ids are public: add, never rename silently. */
export type CauseId = `${CauseClass}/${string}`

export function classOf(id: CauseId): CauseClass {
  return id.slice(0, id.indexOf('/')) as CauseClass
}
