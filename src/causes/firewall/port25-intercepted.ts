import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import { clue, comparedClue, deathClue } from '../shared/clue.ts'
import { familyName } from '../shared/family-name.ts'
import { greeterOf } from '../shared/greeter.ts'
import { isSilence } from '../shared/outcomes.ts'
import { askFor, throughRelay } from '../shared/remedies.ts'
import { sameOctetsElsewhere } from '../shared/same-octets.ts'
import { companions, connected, deaths, died, firstLooks, type SessionSeen } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { times } from '../shared/weights.ts'

/** Both greet with the same name, which belongs to neither, although they are different hosts of different owners. */
function sameStranger(one: SessionSeen, other: SessionSeen): boolean {
  const name = greeterOf(one)
  if (name === undefined || name !== greeterOf(other)) return false
  if (one.fact.endpoint.address === other.fact.endpoint.address) return false
  const owners = [familyName(one.fact.endpoint.host), familyName(other.fact.endpoint.host)]
  return owners[0] !== owners[1] && !owners.includes(familyName(name))
}

export default defineCause({
  id: 'firewall/port25-intercepted',
  title: 'A proxy on our side answers in place of every mail server',
  locus: 'path',
  locusOr: () => 'sender',
  stages: ['banner', 'ehlo', 'starttls', 'mail', 'rcpt'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the greetings of two unrelated servers: from here both are the same',
  look: 'again.beside-another',
  explanation: `An access network, hotel or hoster redirects outgoing port 25 to a relay or filter of its own. Whatever server we call, the same one
answers: one banner, one list of extensions, usually without STARTTLS; or it takes every connection and never greets.

**Look-alikes.** Destinations at the same mail provider greet alike as well; their names and addresses show it. A translation rule on this
host greets with our own name.`,
  references: ['RFC 5321 §4.2', 'https://www.m3aawg.org/published-documents (managing port 25)'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'firewall/container-or-host-firewall-egress',
      decidedBy: 'the translation rules (nat table) of this host',
      look: 'own.firewall',
    },
    {
      cause: 'tls/starttls-stripped',
      decidedBy: 'the banner: a box that only strips STARTTLS lets the real server greet',
    },
  ],
  weigh(evidence) {
    const sessions = evidence['smtp.session']
    const others = companions(sessions)
    const clues: Clue[] = []
    for (const one of firstLooks(sessions)) {
      const alike = others.filter((other) => sameStranger(one, other))
      if (alike.length === 0) continue
      const where = { stage: one.fact.death?.stage ?? ('banner' as const), endpoint: endpointText(one.fact.endpoint) }
      const many = alike.length > 1
      clues.push(
        ...clue(
          [one, ...alike],
          times(many ? 60 : 30),
          `the target and ${alike.length} unrelated ${many ? 'servers' : 'server'} greet with one and the same name, which is neither's`,
          where,
        ),
      )
      // Customers of one provider may be greeted alike. But no provider refuses its own customer's mail as foreign.
      const foreign = saidByPeer(evidence, { symptoms: ['policy.relay', 'auth.required'] })
      clues.push(
        ...clue(
          foreign.length > 0 ? [one, ...alike, ...foreign] : [],
          times(400),
          'the server that greets everywhere says that the mail of this domain is none of its business',
          { ...where, decides: 'proves' },
        ),
      )
      break
    }
    const mute = deaths(sessions, ['banner'], isSilence)
    const muteToo = others.filter(({ fact }) => died(fact, ['banner'], isSilence))
    const greeted = others.filter(({ fact }) => connected(fact) && fact.banner !== undefined)
    if (muteToo.length > 0 && greeted.length === 0)
      clues.push(
        ...deathClue(
          mute,
          times(muteToo.length > 1 ? 40 : 20),
          'unrelated servers, too, take our connection and never greet',
          { with: muteToo },
        ),
      )
    for (const one of deaths(sessions, ['banner']).slice(0, 1))
      clues.push(
        ...comparedClue(
          [one],
          sameOctetsElsewhere(sessions, one),
          times(200),
          'mail servers of other owners answer with the same words, which are not SMTP',
        ),
      )
    const known = firstLooks(sessions).filter((one) => greeterOf(one) !== undefined)
    const different = greeted.filter((other) => known.some((one) => greeterOf(one) !== greeterOf(other)))
    if (clues.length === 0 && known.some(({ fact }) => fact.death !== undefined) && different.length > 0)
      clues.push(...clue([...known, ...different], -times(10), 'different destinations greet with different names'))
    return clues
  },
  remedies(evidence) {
    const greetings = greetingsOf(evidence['smtp.session'])
    return [
      askFor(
        'Have the redirection lifted: it concerns all outgoing mail',
        'whoever runs our own firewall (a destination NAT for port 25?), then our access provider or hoster',
        `Outgoing TCP connections to port 25 from our address are answered by a proxy instead of the server we call${greetings === '' ? '' : `: ${greetings}`}. Please exempt our mail server, or name the relay that we should use.`,
      ),
      throughRelay('Deliver through a relay on the submission port, which is not redirected'),
    ]
  },
})

/** `192.0.2.1 greets as relay.isp.example, 198.51.100.1 greets as relay.isp.example`. */
function greetingsOf(sessions: Sight<'smtp.session'>): string {
  return [...firstLooks(sessions), ...companions(sessions)]
    .flatMap((one) => {
      const name = greeterOf(one)
      return name === undefined ? [] : [`${one.fact.endpoint.host} [${one.fact.endpoint.address}] greets as ${name}`]
    })
    .join(', ')
}
