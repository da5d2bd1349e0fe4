import { defineCause } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { sh } from '../../domain/lever.ts'
import { isUnknownCommand } from '../../domain/outcome.ts'
import { tookUnlistedStarttls } from '../../domain/unlisted-starttls.ts'
import { sessionByHand } from '../shared/by-hand.ts'
import { clue, deathClue, provesIf, toldClue } from '../shared/clue.ts'
import { peerPort } from '../shared/receiver-name.ts'
import { askFor, throughRelay } from '../shared/remedies.ts'
import { companions, died, firstLooksAnywhere, nearestDeaths } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { HINT, NEAR_SURE, STRONG } from '../shared/weights.ts'
import { fillerKeywords, isMasked, isStarttlsMask, mayHideAnother, offersStarttls } from './shared/offer.ts'

export default defineCause({
  id: 'tls/starttls-stripped',
  title: 'A box on the way removes STARTTLS from the session',
  locus: 'path',
  stages: ['ehlo', 'starttls'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'the EHLO answer from another network: there STARTTLS is in it',
  look: 'again.from-elsewhere',
  explanation: `An inspecting firewall (Cisco ASA \`inspect esmtp\`, whose default is not to allow TLS) or a transparent proxy of the provider overwrites the keyword STARTTLS, often by
\`XXXXXXXA\`, and the banner by asterisks, or answers with an EHLO list of its own. Mail goes in clear, or not at all where TLS is required.

**Look-alikes.** A server without TLS shows no filler, and only that one host lacks the keyword; behind a stripping box every destination does.`,
  references: ['RFC 3207 §6', 'RFC 8461 §1'],
  needs: ['smtp.session', 'symptom', 'tls.policy'],
  alternatives: [
    {
      cause: 'tls/required-not-offered',
      decidedBy: 'whether the receiver hides STARTTLS from us on purpose (Postfix: smtpd_discard_ehlo_keywords)',
    },
  ],
  weigh(evidence) {
    const looks = firstLooksAnywhere(evidence['smtp.session'])
    const filler = looks.filter(({ fact }) => fillerKeywords(fact).length > 0)
    const exact = filler.filter(({ fact }) => offersStarttls(fact) === false && isStarttlsMask(fact))
    const inexact = filler.filter((one) => !exact.includes(one))
    const masked = looks.filter(({ fact }) => isMasked(fact) && !filler.some(({ fact: one }) => one === fact))
    const mangled = nearestDeaths(evidence['smtp.session'], ['starttls'], isUnknownCommand)
    const without = looks.filter(({ fact }) => offersStarttls(fact) === false && fact.plan.helo !== true)
    const unlisted = looks.filter(({ fact }) => tookUnlistedStarttls(fact))
    const promised = evidence['tls.policy'].seen.filter(
      ({ fact }) => fact.status !== 'absent' && fact.status !== 'unverifiable',
    )
    const elsewhere = companions(evidence['smtp.session']).filter(({ fact }) => offersStarttls(fact) === false)
    const told = reportedBySender(evidence.symptom, ['tls.required'])
    const offered = looks.filter(({ fact }) => offersStarttls(fact) === true && fact.role === 'elsewhere')
    const isFailing = told.length > 0 || nearestDeaths(evidence['smtp.session'], ['ehlo', 'starttls', 'tls']).length > 0
    return [
      ...clue(exact, NEAR_SURE, 'a keyword of the EHLO answer, as long as STARTTLS, was overwritten by filler', {
        stage: 'ehlo',
        ...provesIf(!exact.every(({ fact }) => mayHideAnother(fact))),
      }),
      ...clue(inexact, STRONG, 'a keyword of the EHLO answer was overwritten by filler (XXXX…)', { stage: 'ehlo' }),
      ...clue(masked, STRONG, 'the banner was overwritten by asterisks', { stage: 'ehlo' }),
      ...clue(
        unlisted,
        NEAR_SURE,
        'the answer to EHLO lists no STARTTLS, and the server takes it when asked all the same',
        {
          stage: 'ehlo',
        },
      ),
      ...deathClue(mangled, STRONG, 'STARTTLS was announced, and then not recognized as a command'),
      ...(without.length > 0 && promised.length > 0
        ? clue(
            [...without, ...promised],
            STRONG,
            'the domain promises TLS by DANE or MTA-STS, and STARTTLS is missing here',
            { stage: 'ehlo' },
          )
        : []),
      ...(isFailing && without.length > 0 && elsewhere.length > 0
        ? clue([...without, ...elsewhere], HINT, 'other destinations offer no STARTTLS either', { stage: 'ehlo' })
        : []),
      ...(without.length > 0 && offered.length > 0
        ? clue([...without, ...offered], NEAR_SURE, 'another vantage point sees STARTTLS on this host', {
            stage: 'ehlo',
          })
        : []),
      ...(without.length > 0 || filler.length > 0
        ? toldClue(told, HINT, 'the MTA requires TLS and was not offered it', { stage: 'ehlo' })
        : []),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'See whose box it is: other mail servers from here',
      applies: 'needs-values',
      steps: [
        sh(
          sessionByHand(evidence['smtp.session'], 'ANOTHER-MX', peerPort(evidence)),
          'a list (250-…) in which STARTTLS is missing or masked there, too: the box is ours or our provider’s; STARTTLS in it: it is the receiver’s; no list at all tells nothing, so ask another one',
        ),
      ],
    },
    askFor(
      'Switch off SMTP inspection on the firewall',
      'whoever runs the box: our own firewall or provider, or the receiver',
      `A device on the way rewrites SMTP on port ${peerPort(evidence)}: it removes STARTTLS from the EHLO answer${greetingText(evidence['smtp.session'])}. Please switch off SMTP inspection for our mail server (Cisco ASA: policy-map global_policy, class inspection_default, no inspect esmtp; or keep it with allow-tls).`,
    ),
    throughRelay('Where the box is on our side: send through a smart host on port 587'),
  ],
})

/** What shows the box, that which shows it best first. */
const SIGNS: readonly ((session: SmtpSession) => boolean)[] = [
  isStarttlsMask,
  (session) => fillerKeywords(session).length > 0,
  isMasked,
  (session) => died(session, ['starttls'], isUnknownCommand),
  tookUnlistedStarttls,
  (session) => offersStarttls(session) === false,
]

/** `; the greeting arrives as “*****2****”, and among the keywords is XXXXXXXA`: of the look that shows the box, and of no other host. */
function greetingText(sessions: Sight<'smtp.session'>): string {
  const looks = firstLooksAnywhere(sessions).map(({ fact }) => fact)
  const look = SIGNS.flatMap((sign) => looks.find(sign) ?? [])[0]
  const greeting = look?.banner?.lines[0]
  if (look === undefined || greeting === undefined) return ''
  const [masked] = fillerKeywords(look)
  const seen = [
    // A greeting that is untouched shows whose server it is, and of the box nothing.
    ...(isMasked(look) || masked === undefined ? [`the greeting arrives as “${greeting.slice(0, 80)}”`] : []),
    ...(masked === undefined ? [] : [`among the keywords is ${masked}`]),
  ]
  return `; ${seen.join(', and ')}`
}
