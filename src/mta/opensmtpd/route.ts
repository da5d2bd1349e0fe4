import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { settingNamed } from '../mta-config.ts'

/**
 * The relay action for mail of this host to a domain: the first `match` rule that takes it has the say (smtpd.conf(5)). Rules with
 * conditions that we do not know, such as a tag, are passed over. Without a domain: what is for any.
 */
export function relayActionFor(settings: readonly MtaSetting[], domain: string | undefined): string | undefined {
  const relays = settings.flatMap(({ name }) => /^action\/(.+)\/relay$/.exec(name)?.[1] ?? [])
  const rule = settings
    .filter(({ name }) => name === 'match')
    .map(({ value }) => readRule(value))
    .find(({ action, takes }) => action !== undefined && takes(settings, domain))
  if (rule?.action !== undefined) return relays.includes(rule.action) ? rule.action : undefined
  return relays.length === 1 ? relays[0] : undefined
}

/** The rule that keeps the domain's mail here, or the lack of one; undefined where a rule's conditions are not known here. */
export function keeperOf(settings: readonly MtaSetting[], domain: string | undefined): string | undefined {
  const texts = settings.flatMap(({ name, value }) => (name === 'match' ? [value] : []))
  const taking = texts.find((text) => readRule(text).takes(settings, domain))
  if (domain === undefined || texts.length === 0) return undefined
  if (taking === undefined)
    return texts.every((text) => isPlain(text) && readRule(text).isOurs) ? 'no `match` rule takes it' : undefined
  const action = readRule(taking).action
  return action === undefined || settings.some(({ name }) => name === `action/${action}/relay`)
    ? undefined
    : `match ${taking}`
}

/** A rule that is for some senders alone, where one is. */
export function ruleBySender(settings: readonly MtaSetting[]): string | undefined {
  const found = settings.find(({ name, value }) => name === 'match' && /(?:^| )mail-from\b/.test(value))
  return found === undefined ? undefined : `match ${found.value}`
}

interface Rule {
  readonly action: string | undefined
  /** It is for mail that comes from this host, however that was handed in. */
  readonly isOurs: boolean
  takes(settings: readonly MtaSetting[], domain: string | undefined): boolean
}

function readRule(text: string): Rule {
  const action = /\baction (\S+)$/.exec(text)?.[1]
  const [, notFrom, from = 'local'] = /(?:^| )(! ?)?from (\S+)/.exec(text) ?? []
  const [, notFor, kind = 'local', keys = ''] =
    /(?:^| )(! ?)?for (any|local|domain)\b ?((?:\{[^}]*\}|\S+)?)/.exec(text) ?? []
  const isOurs = notFrom === undefined && /^(?:any|local|socket|auth)$/.test(from)
  return {
    action,
    isOurs,
    takes(settings, domain) {
      if (!isOurs || !isPlain(text) || kind === 'local') return false
      if (kind === 'any') return notFor === undefined
      return (
        domain !== undefined && domainsOf(keys, settings).some((key) => isLike(domain, key)) === (notFor === undefined)
      )
    },
  }
}

/** Its conditions are those that are read here. */
function isPlain(text: string): boolean {
  return !/(?:^| )(?:tag|tls|auth|helo|mail-from|rcpt-to)\b/.test(text.replace(/\bfrom auth\b/, ''))
}

/** A name, a list in braces, or a table. */
function domainsOf(keys: string, settings: readonly MtaSetting[]): readonly string[] {
  const table = /^<(.+)>$/.exec(keys)?.[1]
  const text = table === undefined ? keys : (settingNamed(settings, `table/${table}`)?.value ?? '')
  return text.split(/[\s{},]+/).filter((word) => word !== '')
}

/** `*` stands for any octets. */
function isLike(domain: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*')
  const tail = rest.at(-1)
  if (tail === undefined) return domain === head
  return (
    rest.length === 1 && domain.length >= head.length + tail.length && domain.startsWith(head) && domain.endsWith(tail)
  )
}
