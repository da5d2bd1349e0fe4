import { defineCause, type Clue } from '../../domain/cause.ts'
import { judgeTwoArms } from '../../domain/judge.ts'
import { sh } from '../../domain/lever.ts'
import { isBlamedThoughSilent } from '../shared/blamed-early.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { peerAddress, peerName, peerPort } from '../shared/receiver-name.ts'
import { deaths } from '../shared/sessions.ts'
import { reportedBySender, saidByPeer } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'
import { whoSpeaks } from '../shared/who-speaks.ts'
import { isBeforeGreeting } from './shared/before-greeting.ts'

export default defineCause({
  id: 'policy/early-talker-rejected',
  title: 'The receiver rejects clients that speak before its greeting',
  locus: 'sender',
  stages: ['banner', 'ehlo', 'mail', 'rcpt'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same session with a wait for the greeting',
  explanation: `The client wrote before the 220 came: a broken client, TLS on a port that begins in clear, a load balancer's PROXY line. Receivers that
wait a few seconds on purpose (postscreen, greet_pause) hang up on it.

**Look-alikes.** A bad reputation rejects the address whatever it does; here the same address is served when it waits.`,
  references: ['RFC 5321 §4.3.1', 'https://www.postfix.org/POSTSCREEN_README.html'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'receiver/proxy-protocol-mismatch',
      decidedBy: 'a session that waits for the greeting: where it is blamed as well, something between speaks first',
    },
  ],
  weigh(evidence) {
    const said = saidByPeer(evidence, {
      symptoms: ['policy.earlytalker', 'policy.pipelining', 'protocol.pipelining'],
    }).filter((told) => told.fact.symptom === 'policy.earlytalker' || isBeforeGreeting(told, evidence['smtp.session']))
    const early = deaths(evidence['smtp.session'], ['banner', 'ehlo', 'mail', 'rcpt'], () => true).filter(
      ({ fact }) => fact.plan.speaksEarly === true,
    )
    const silent = said.filter((told) => isBlamedThoughSilent(told, evidence['smtp.session']))
    const clues: Clue[] = [
      ...toldClue(silent, times(4), 'the receiver says that we spoke before our turn, and our session had waited'),
      ...toldClue(
        said.filter((told) => !silent.includes(told)),
        DECISIVE,
        'the receiver says that we spoke before our turn',
        { decides: 'proves' },
      ),
    ]
    clues.push(
      ...toldClue(
        reportedBySender(evidence.symptom, ['policy.earlytalker']),
        times(35),
        'the server that writes this log saw a client that spoke first',
      ),
    )
    clues.push(...deathClue(early, times(12), 'the session was ended after we had spoken before the greeting'))
    return clues
  },
  experiments(evidence) {
    const failed = deaths(evidence['smtp.session'], ['banner', 'ehlo', 'mail', 'rcpt'], () => true).find(
      ({ fact }) => fact.plan.speaksEarly === true,
    )
    if (failed === undefined) return []
    const { plan } = failed.fact
    return [
      {
        name: 'wait for the greeting',
        question: 'Does the session live when we wait for the greeting?',
        varied: 'EHLO after the banner instead of before it',
        endpoint: plan.endpoint,
        trials: 2,
        patienceMs: 10_000,
        arms: [
          { name: 'speaks early', plan },
          { name: 'waits', plan: { ...plan, speaksEarly: false } },
        ],
        judge: (trials) => judgeTwoArms(trials, { dies: 'speaks early', lives: 'waits' }),
      },
    ]
  },
  remedies: (evidence) => [
    {
      title: 'Find what speaks early, and let it wait for the 220',
      applies: 'needs-values',
      steps: [
        whoSpeaks(evidence),
        sh(
          `tcpdump -nX -c 20 host ${peerAddress(evidence)} and port ${peerPort(evidence)}`,
          'as root, while it sends: what goes out before the 220. 16 03 is TLS, which begins the session on port 465 alone; a PROXY line belongs to servers that expect one; EHLO has to wait. Where nothing goes out before it, this is not the cause: `--symptom` with the line that the mail server logs finds the other',
        ),
      ],
    },
    {
      title: 'Where it is TLS: begin in clear, and go on with STARTTLS',
      applies: 'after-review',
      on: 'our-server',
      levers: [{ lever: 'tls.mode', host: peerName(evidence), port: peerPort(evidence), wrapped: false }],
    },
  ],
})
