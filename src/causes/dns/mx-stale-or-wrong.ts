import { defineCause, type Clue } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'
import { takesNoMail } from '../policy/shared/turned-away.ts'
import { clue, comparedClue, toldClue } from '../shared/clue.ts'
import { familyName } from '../shared/family-name.ts'
import { greeterOf } from '../shared/greeter.ts'
import { isRefused } from '../shared/outcomes.ts'
import { connected, deaths, firstLooks } from '../shared/sessions.ts'
import { isRefusedForGood, saidByPeer, wordsOf } from '../shared/told.ts'
import { HINT, NEAR_SURE, STRONG, times } from '../shared/weights.ts'

export default defineCause({
  id: 'dns/mx-stale-or-wrong',
  title: 'The DNS leads mail for the domain to a host that does not serve it',
  locus: 'dns',
  stages: ['connect', 'banner', 'rcpt'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the receiver: is this host still its mail server?',
  explanation: `The mail moved and the MX record, or a cached copy of it, still names the old place. The host there is gone, or belongs to
somebody else, who answers "relay access denied" under another name. Where a domain publishes no MX record its own address stands in for one
(RFC 5321 §5.1): often that of a web server, of a parked name, or, for a name that does not exist, of a resolver that answers for everything.

**Look-alikes.** A receiver that forgot to list its own domain says the same under its own name (\`refusal/relay-denied\`). A mail
server without an MX record that is down for an hour refuses like a web server.`,
  references: ['RFC 5321 §5.1', 'RFC 7504'],
  needs: ['mail.route', 'smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'refusal/relay-denied',
      decidedBy: 'the domain owner: whether this host should serve the domain',
      at: ['rcpt'],
    },
    {
      cause: 'policy/reputation-announced',
      decidedBy: 'the same session from another network: a host that takes no mail at all turns everybody away',
      look: 'again.from-elsewhere',
      ended: 'reply',
      at: ['banner', 'ehlo'],
    },
  ],
  weigh(evidence) {
    const denied = saidByPeer(evidence, { symptoms: ['policy.relay'], stages: ['rcpt'] }).filter(
      ({ fact }) => fact.endpoint !== undefined,
    )
    const route = evidence['mail.route'].seen.find(({ fact }) => fact.kind === 'mx' || fact.kind === 'implicit')
    const never = saidByPeer(evidence, { symptoms: ['dns.nullmx'], stages: ['banner', 'ehlo'] })
    if (never.length > 0)
      return [
        ...toldClue(never, NEAR_SURE, 'the host says that it takes no mail at all (RFC 7504)'),
        ...(route === undefined ? [] : clue([...never, route], HINT, 'the domain names it as its mail host')),
      ]
    // Some tell it to those alone whom they do not like.
    const none = saidByPeer(evidence, { stages: ['banner', 'ehlo'] }).filter(
      (told) => isRefusedForGood(told) && takesNoMail(wordsOf(told)),
    )
    if (none.length > 0)
      return [...toldClue(none, HINT, 'the host says that it takes no mail'), ...standInClues(evidence, route)]
    if (denied.length === 0 || route === undefined) return standInClues(evidence, route)
    const strangers = firstLooks(evidence['smtp.session']).filter((one) => {
      const name = greeterOf(one)
      return (
        name?.includes('.') === true &&
        familyName(name) !== familyName(one.fact.endpoint.host.toLowerCase()) &&
        familyName(name) !== familyName(route.fact.domain)
      )
    })
    const clues: Clue[] = [
      ...clue([...denied, route], HINT, 'the MX host of the domain does not take mail for it', {
        stage: 'rcpt',
      }),
    ]
    if (strangers.length > 0)
      clues.push(
        ...clue([...denied, ...strangers], STRONG, 'the host greets under the name of somebody else', {
          stage: 'rcpt',
        }),
      )
    return clues
  },
  remedies: (evidence) => [
    {
      title: 'The owner of the zone corrects the MX record',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'record',
          zoneLine: `${evidence['mail.route'].seen[0]?.fact.domain ?? '<domain>'}. IN MX 10 <the right host>.`,
          owner: evidence['mail.route'].seen[0]?.fact.domain ?? '<domain>',
        },
      ],
    },
  ],
})

/** No MX record, and the address that stands in for one takes no connection to the mail port. */
function standInClues(
  { 'smtp.session': sessions }: { readonly 'smtp.session': Sight<'smtp.session'> },
  route: Observation<'mail.route'> | undefined,
): readonly Clue[] {
  if (route?.fact.kind !== 'implicit' || firstLooks(sessions).some(({ fact }) => connected(fact))) return []
  const says = 'the domain publishes no MX record, and the host at its address takes no connection to the mail port'
  const refused = deaths(sessions, ['connect'], isRefused)
  // A host that is not there may be a mail server that is down; one that refuses is up, and no mail server.
  return refused.length > 0
    ? comparedClue(refused, [route], times(30), says)
    : comparedClue(deaths(sessions, ['connect']), [route], HINT, says)
}
