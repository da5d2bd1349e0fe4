import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText, familyOf } from '../../domain/endpoint.ts'
import { isDrop } from '../../domain/outcome.ts'
import { isBefore } from '../../domain/stage.ts'
import { clue, deathClue } from '../shared/clue.ts'
import { inOrder } from '../shared/in-order.ts'
import { isSilence, isUnanswered } from '../shared/outcomes.ts'
import { targetHost } from '../shared/receiver-name.ts'
import { repeatExperiment } from '../shared/repeat.ts'
import { connected, deaths, firstLooks, lastReply, type SessionSeen } from '../shared/sessions.ts'
import { times } from '../shared/weights.ts'
import { helloAnswered, turnsOf } from './shared/taking-turns.ts'

/** The name with which a server greets, which tells the members of a pool apart. */
function memberOf({ fact }: SessionSeen): string | undefined {
  return fact.banner?.lines[0]?.trim().split(/\s+/)[0]?.toLowerCase()
}

/** Members of a pool greylist each for itself, which is no fault (450 and 451). */
const isGreylisting = (code: number): boolean => code === 450 || code === 451

/** The session failed after the connection: what another member does with the same session shows whether it is the server. */
function failed({ fact }: SessionSeen): boolean {
  if (fact.death === undefined || fact.death.stage === 'connect') return false
  const { outcome } = fact.death
  return isDrop(outcome) || (outcome.kind === 'reply' && !isGreylisting(outcome.reply.code))
}

export default defineCause({
  id: 'receiver/one-bad-pool-member',
  title: "One server of the receiver's pool is faulty",
  locus: 'receiver',
  stages: ['banner', 'ehlo', 'starttls', 'tls', 'auth', 'mail', 'rcpt', 'data', 'body', 'dot'],
  persistence: 'passes-by-itself',
  prior: -2,
  explanation: `Several servers stand behind one name or one address, and one of them fails: one session in n dies, and a retry usually meets
another server. Different addresses, banner names or certificates tell the members apart.

**Look-alikes.** A load balancer without a living server closes before any banner. A limit depends on how many sessions are open, not on who answers.`,
  references: ['RFC 5321 §5.1'],
  needs: ['smtp.session', 'symptom', 'log.pattern', 'tls.hello'],
  alternatives: [
    {
      cause: 'firewall/lb-without-backend',
      decidedBy: 'a banner: behind a balancer without a living server there is none',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    const own = firstLooks(evidence['smtp.session'])
    const bad = own.filter(failed)
    const [first] = bad
    if (first !== undefined) {
      const where = { stage: first.fact.death?.stage ?? 'banner', endpoint: endpointText(first.fact.endpoint) }
      const livingAddresses = own.filter(
        ({ fact }) =>
          fact.lived &&
          fact.endpoint.address !== first.fact.endpoint.address &&
          fact.endpoint.host === first.fact.endpoint.host &&
          familyOf(fact.endpoint.address) === familyOf(first.fact.endpoint.address),
      )
      const place = first.fact.endpoint.address
      const living = livingAddresses.map(({ fact }) => fact.endpoint.address).join(', ')
      const refusedForGood = (lastReply(first.fact)?.code ?? 0) >= 500
      const forOurSake = evidence.symptom.seen.some(
        ({ fact }) =>
          fact.origin === 'live' && /^(reputation|limit|sender|policy\.helo|policy\.errors)/.test(fact.symptom),
      )
      if (livingAddresses.length > 0)
        clues.push(
          ...(refusedForGood && !forOurSake
            ? clue(
                [first, ...livingAddresses],
                times(1000),
                `${place} refuses for good the very session that ${living} takes`,
                { ...where, decides: 'proves' },
              )
            : clue([first, ...livingAddresses], times(12), `${place} fails while ${living} works`, where)),
        )
      const same = inOrder(evidence['smtp.session'].seen).filter(
        ({ fact }) =>
          (fact.role === 'baseline' || fact.role === 'experiment') &&
          fact.endpoint.address === first.fact.endpoint.address &&
          connected(fact),
      )
      const name = memberOf(first)
      const members = new Set(same.flatMap((one) => memberOf(one) ?? []))
      const others = same.filter((one) => one.fact.lived && memberOf(one) !== undefined && memberOf(one) !== name)
      const alike = same.some((one) => one.fact.lived && memberOf(one) === name)
      if (name !== undefined && others.length > 0 && !alike)
        clues.push(
          ...clue(
            [first, ...others],
            times(25),
            `behind the address greet ${members.size} servers: the sessions with ${others.length > 1 ? 'the others' : 'the other one'} live`,
            where,
          ),
        )
    }
    const [dead] = deaths(evidence['smtp.session'], undefined, isUnanswered)
    if (dead !== undefined) {
      const { stage } = dead.fact.death
      const { diedAgain, lived } = turnsOf(evidence['smtp.session'], dead)
      if (diedAgain.length > 0)
        clues.push(
          ...deathClue(
            [dead],
            // Packets that are lost make silences by turns, too.
            isSilence(dead.fact.death.outcome) ? times(8) : times(25),
            `the same session dies at ${stage} and lives by turns: it died ${diedAgain.length + 1} times and lived ${lived.length} times`,
            { with: [...diedAgain, ...lived] },
          ),
        )
      else if (lived.length > 1)
        clues.push(
          ...deathClue([dead], times(6), `the same session died at ${stage} once and lived ${lived.length} times`, {
            with: lived,
          }),
        )
      const hellos = helloAnswered(evidence['tls.hello'], dead)
      if (lived.length === 0)
        clues.push(
          ...deathClue([dead], times(5), 'the same kind of ClientHello is answered another time', {
            with: hellos,
          }).filter(() => hellos.length > 0),
        )
    }
    const onlyOne = evidence['log.pattern'].seen.filter(({ fact }) => fact.pattern === 'only-one-mx')
    clues.push(...clue(onlyOne, times(12), 'the log shows the failures at one address only'))
    return clues
  },
  experiments(evidence) {
    const first = firstLooks(evidence['smtp.session']).find(failed)
    if (first === undefined) return []
    const { plan, death } = first.fact
    const stage = death?.stage ?? 'banner'
    return isBefore(stage, 'data') || isBefore(plan.upTo, 'data') ? [repeatExperiment(plan, stage)] : []
  },
  remedies(evidence) {
    const bad = firstLooks(evidence['smtp.session']).find(failed)
    const name = bad === undefined ? undefined : memberOf(bad)
    const which =
      bad === undefined
        ? 'its address and the stage are below'
        : `${bad.fact.endpoint.address}${name === undefined ? '' : `, which greets as ${name},`} at ${bad.fact.death?.stage ?? 'the banner'}`
    return [
      {
        title: 'Tell the receiver which of its servers fails; a message that is sent again may meet another one',
        applies: 'by-someone-else',
        steps: [
          {
            kind: 'ask',
            who: `postmaster of ${targetHost(evidence['smtp.session'])}`,
            text: `One of the servers behind your MX fails (${which}); the others work.`,
          },
        ],
      },
    ]
  },
})
