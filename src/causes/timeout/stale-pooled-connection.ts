import { defineCause, type Clue } from '../../domain/cause.ts'
import { clue, patternClue, toldClue } from '../shared/clue.ts'
import { firstLooks } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { BARE_ERROR, times } from '../shared/weights.ts'

export default defineCause({
  id: 'timeout/stale-pooled-connection',
  title: 'The sender wrote to a pooled connection that was no longer alive',
  locus: 'sender',
  stages: ['idle', 'mail', 'rcpt'],
  persistence: 'passes-by-itself',
  prior: -1,
  decidedBy: 'the same command on a new connection',
  explanation: `A pool (nodemailer, an application server, a frozen serverless process) kept a connection open for later. Meanwhile the server closed it, or a
NAT forgot it, and the first write after the gap meets a reset, an end, or silence until the socket timer. A fresh connection always passes.

**Look-alikes.** A cap on messages falls after a number of mails and not after a gap; a server that is down takes no fresh connection either.`,
  references: ['https://nodemailer.com/smtp/pooled/', 'RFC 5321 §3.8'],
  needs: ['smtp.session', 'symptom', 'log.pattern'],
  alternatives: [
    { cause: 'firewall/nat-idle-expiry', decidedBy: 'the same gap with TCP keep-alive' },
    { cause: 'timeout/receiver-idle-timeout', decidedBy: "the receiver's log: did it close the idle connection" },
  ],
  weigh(evidence) {
    const clues: Clue[] = []
    const own = firstLooks(evidence['smtp.session'])
    const fresh = own.filter(({ fact }) => fact.lived)
    const idle = reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout'], ['idle'])
    const libraries = reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout']).filter(
      ({ fact }) =>
        fact.software === 'nodemailer' &&
        (fact.stage === undefined || fact.stage === 'mail') &&
        /ECONNRESET|EPIPE|closed unexpectedly|ETIMEDOUT/i.test(fact.words),
    )
    // A message that is under way is past the first write.
    const pooled = reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout', 'unknown']).filter(
      ({ fact }) =>
        fact.stage !== 'data' &&
        fact.stage !== 'body' &&
        fact.stage !== 'dot' &&
        /(?<!buffer[^\n]{0,60})\bpool(ed)?\b|\breus(e|ed|ing)\b|keep[- ]?alive|conn_use=([2-9]|\d\d)/i.test(fact.words),
    )
    const told = pooled[0] ?? idle[0]
    if (told === undefined) {
      const [bare] = libraries
      if (bare !== undefined)
        return toldClue(
          [bare],
          BARE_ERROR,
          'the library reports the end of a connection, not where: it may be one that it had kept',
        )
      const periodic = evidence['log.pattern'].seen.filter(
        ({ fact }) => fact.pattern === 'periodic' && fact.stage === 'idle',
      )
      return patternClue(periodic, times(4), 'the log shows idle connections dying after the same gap each time')
    }
    clues.push(
      ...toldClue(
        [told],
        times(pooled.length > 0 ? 8 : 5),
        pooled.length > 0
          ? 'the sender reports the end of a connection that it had used before'
          : 'the sender reports the end of a connection on which nothing was under way',
      ),
    )
    if (fresh.length > 0)
      clues.push(...clue([told, ...fresh], times(2), 'a fresh connection passes', { stage: told.fact.stage ?? 'idle' }))
    return clues
  },
  remedies(evidence) {
    const told = reportedBySender(evidence.symptom, ['drop.lost', 'drop.timeout', 'unknown'])
    // For a software that is known there is a lever: mail servers and libraries both have one.
    const isKnown = told.length === 0 || told.some(({ fact }) => fact.software !== undefined)
    return [
      {
        title: 'Close pooled connections before the other side does',
        applies: isKnown ? 'safely' : 'needs-values',
        ...(isKnown
          ? {
              on: 'our-server' as const,
              levers: [{ lever: 'connection.idle-limit' as const, seconds: 30 }],
            }
          : {
              steps: [
                {
                  kind: 'note' as const,
                  text: 'In the program that keeps the pool (the report is in its words): let idle connections go after 30 s, and send a message whose connection turns out to be dead once more over a fresh one.',
                },
              ],
            }),
      },
      {
        title: 'Serverless functions: one connection for each invocation',
        applies: 'needs-values',
        steps: [
          {
            kind: 'note',
            text: 'A frozen process cannot notice that its connection died: create the transport inside the handler and close it before returning.',
          },
        ],
      },
    ]
  },
})
