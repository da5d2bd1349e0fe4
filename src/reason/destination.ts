import { readAddress } from '../domain/address.ts'
import type { Destination } from '../domain/destination.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { MailRoute } from '../domain/facts/dns-facts.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import { firstLooks } from '../domain/first-looks.ts'
import { isPlainName } from '../domain/plain-name.ts'
import { recipientDomainOf } from '../domain/recipient-domain.ts'

/** Where the failed mail goes, as far as the evidence tells. `endpoint`: where it failed, `mx1.example.org [192.0.2.1]:25`. */
export function destinationOf(evidence: Evidence, endpoint: string | undefined): Destination {
  const [, host, peer, port] = /^(?:(\S+) )?\[([^\]]+)\]:(\d+)$/.exec(endpoint ?? '') ?? []
  const route = routeTo(evidence, host ?? peer)
  const symptoms = observationsOf(evidence, 'symptom').map(({ fact }) => fact)
  const told = symptoms.find((fact) => fact.address !== undefined)?.address
  const looks = firstLooks(evidence).map(({ fact }) => fact)
  const address = [peer, told, onlyAddress(looks, symptoms, host)].find(
    (one) => one !== undefined && readAddress(one) !== undefined,
  )
  // Whose mail it is tells the recipient; the route may be one that another domain's mail was to take.
  const domain =
    route === undefined || route.kind === 'given'
      ? recipientDomainOf(looks, symptoms)
      : (recipientDomainOf(looks, []) ?? route.domain)
  const name = host ?? peer
  return {
    ...(domain === undefined ? {} : { domain }),
    ...(route?.kind === 'given' && name !== undefined && (name === peer || isPlainName(name))
      ? { relay: { host: name, port: Number(port) } }
      : {}),
    ...(address === undefined ? {} : { address }),
    ...oursIn(evidence),
  }
}

/** The one that our sessions were with, where there is no other, and none of what was told is about another host. */
function onlyAddress(
  looks: readonly SmtpSession[],
  symptoms: readonly SymptomFact[],
  host: string | undefined,
): string | undefined {
  const [one, ...others] = new Set(looks.map(({ endpoint }) => endpoint.address))
  if (one === undefined || others.length > 0) return undefined
  const names = new Set(looks.map(({ endpoint }) => endpoint.host.toLowerCase()))
  const told = [host, ...symptoms.map((fact) => fact.host)].filter((name) => name !== undefined)
  return told.every((name) => names.has(name.toLowerCase())) ? one : undefined
}

/** How the mail server of this host is configured, where that is not as its package brings it. */
function oursIn(evidence: Evidence): Pick<Destination, 'ours'> {
  const settings = observationsOf(evidence, 'mta.setting').map(({ fact }) => fact)
  const value = (name: string): string =>
    settings.find((setting) => setting.name === name && !setting.isDefault)?.value ?? ''
  const file = [value('configure_file'), value('smtpd.conf')].find((path) => path !== '')
  const instances = value('multi_instance_directories')
    .split(/[\s,]+/)
    .filter(isPlainPath)
  const overrides = settings.flatMap(({ software, name, value: set }) => {
    const [, service, parameter] = /^(\w+\/unix)\/(\w+)$/.exec(name) ?? []
    return software !== 'postfix' || service === undefined || parameter === undefined || !/^[\w.:>=,/-]*$/.test(set)
      ? []
      : [{ service, name: parameter, value: set }]
  })
  const ours = {
    ...(file !== undefined && isPlainPath(file) ? { file } : {}),
    ...(instances.length === 0 ? {} : { instances }),
    ...(overrides.length === 0 ? {} : { overrides }),
  }
  return Object.keys(ours).length === 0 ? {} : { ours }
}

/** It goes into commands. */
function isPlainPath(text: string): boolean {
  return /^(?:\/[\w.+-]+)+$/.test(text)
}

/** The route that leads to this host; the only one there is when nothing was reached. */
function routeTo(evidence: Evidence, host: string | undefined): MailRoute | undefined {
  const routes = observationsOf(evidence, 'mail.route').map(({ fact }) => fact)
  const through = routes.find(({ hosts }) => hosts.some(({ name }) => name.toLowerCase() === host?.toLowerCase()))
  return through ?? (routes.length === 1 ? routes[0] : undefined)
}
