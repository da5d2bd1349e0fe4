import { defineCause, type Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { answersOneLate } from '../../domain/late-answers.ts'
import { isBlamedThoughSilent } from '../shared/blamed-early.ts'
import { clue, deathClue, toldClue } from '../shared/clue.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { afterMs, deaths, firstLooks, lastReply } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, times } from '../shared/weights.ts'

/** Postfix waits five seconds for the PROXY line, Haraka thirty. */
const WAITS_MS = [5_000, 30_000]
const SLACK_MS = 900
/** Haraka and Postfix write the word as it stands on the line; Exim has "Proxy negotiation". */
const NAMES_IT = /\bPROXY\b(?! server)|\bhaproxy\b|\b[Pp]roxy (protocol|negotiation|header|line)\b/

export default defineCause({
  id: 'receiver/proxy-protocol-mismatch',
  title: "The receiver's mail server waits for a PROXY line that its load balancer does not send",
  locus: 'receiver',
  stages: ['banner', 'ehlo', 'mail', 'rcpt', 'data'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: 'a connection that begins with a PROXY line: it is greeted',
  explanation: `The server was told to expect the PROXY protocol of a load balancer (HAProxy, nginx, Kubernetes ingress), and connections reach it without
that line: nothing for five seconds, then "421 4.3.0 … Server local error" (Postfix), or "421 PROXY timed out" after thirty (Haraka). The other
way round, the balancer sends the line to a server that does not expect it, which answers 500 or "improper command pipelining".

**Look-alikes.** A greet delay ends in a banner, not in a 421. An overloaded server names its load.`,
  references: [
    'https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt',
    'https://www.postfix.org/postconf.5.html#smtpd_upstream_proxy_protocol',
  ],
  needs: ['smtp.session', 'smtp.step', 'symptom'],
  alternatives: [
    {
      cause: 'protocol/malformed-reply',
      decidedBy: "the receiver's log: a balancer's PROXY line is an unknown command there",
    },
    { cause: 'receiver/overload-refusal', decidedBy: 'the receiver\'s log: "haproxy read: timeout error"' },
  ],
  weigh(evidence) {
    const named = saidByPeer(evidence, { words: NAMES_IT, stages: ['banner', 'ehlo'] })
    const blamed = saidByPeer(evidence, {
      symptoms: ['policy.earlytalker', 'protocol.pipelining', 'policy.pipelining'],
    })
    const symptoms = saidByPeer(evidence, { symptoms: ['system.proxy'] }).filter((told) => !named.includes(told))
    const clues: Clue[] = [
      ...toldClue(named, DECISIVE, 'the receiver speaks of the PROXY protocol', { decides: 'proves' }),
      ...toldClue(symptoms, times(12), "the receiver's answer is that of a server that waits for a proxy"),
      ...toldClue(
        blamed.filter((told) => isBlamedThoughSilent(told, evidence['smtp.session'])),
        times(40),
        'the receiver says that the client spoke first, and our session had waited: a line stood before ours, as a PROXY line does',
      ),
    ]
    const waited = deaths(
      evidence['smtp.session'],
      ['banner'],
      (outcome) => outcome.kind === 'reply' && outcome.reply.code === 421,
    ).filter((one) => {
      const after = afterMs(one)
      return after !== undefined && WAITS_MS.some((wait) => Math.abs(after - wait) < SLACK_MS)
    })
    const local = waited.filter(({ fact }) => /server local error|\b4\.3\.0\b/i.test(lastReply(fact)?.text ?? ''))
    clues.push(
      ...deathClue(
        local,
        times(40),
        `silence for ${Math.round((local[0] === undefined ? 0 : (afterMs(local[0]) ?? 0)) / 100) / 10} s, then a 421 "local error": so Postfix ends its wait for a PROXY line`,
      ),
      ...deathClue(
        waited.filter((one) => !local.includes(one)),
        times(4),
        'a 421 came after exactly the time for which servers wait for a PROXY line',
      ),
    )
    const late = answersOneLate(evidence['smtp.step'].seen)
    const shifted = firstLooks(evidence['smtp.session']).filter(({ fact }) =>
      late.some((step) => step.fact.session === fact.session),
    )
    const [one] = shifted
    if (one !== undefined)
      clues.push(
        ...clue(
          [...shifted, ...late],
          times(40),
          'EHLO was answered as an unknown command and HELO with the list that EHLO asks for: the server answers a line that stood before ours, as a PROXY line does',
          { stage: one.fact.death?.stage ?? 'ehlo', endpoint: endpointText(one.fact.endpoint) },
        ),
      )
    return clues
  },
  remedies: (evidence) => [
    {
      title: 'Let both ends agree on the PROXY protocol',
      applies: 'by-someone-else',
      on: 'their-server',
      steps: [
        {
          kind: 'note',
          text: 'HAProxy: `server mx 192.0.2.10:25 send-proxy-v2`, and the health check on a port of its own without PROXY.',
        },
        {
          kind: 'edit',
          file: '/etc/postfix/main.cf',
          remove: 'smtpd_upstream_proxy_protocol = haproxy',
          why: 'only if no balancer stands in front (postscreen_upstream_proxy_protocol likewise)',
        },
        {
          kind: 'ask',
          who: postmasterByAnotherWay(evidence),
          text: 'Your MX sends no banner and ends with 421 after the wait for a PROXY line. Connections reach it past the load balancer, or the balancer does not send the PROXY line.',
        },
      ],
      undo: [{ kind: 'edit', file: '/etc/postfix/main.cf', add: 'smtpd_upstream_proxy_protocol = haproxy' }],
    },
  ],
})
