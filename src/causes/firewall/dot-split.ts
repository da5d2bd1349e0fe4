import { shellWord } from '../../base/shell-word.ts'
import { defineCause, type Clue } from '../../domain/cause.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { sh } from '../../domain/lever.ts'
import { isDrop } from '../../domain/outcome.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { recipientDomain } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths, firstLooks } from '../shared/sessions.ts'
import { reportedBySender } from '../shared/told.ts'
import { withChunking } from '../shared/variants.ts'
import { times } from '../shared/weights.ts'

export default defineCause({
  id: 'firewall/dot-split',
  title: 'A firewall on the path loses the final dot when it travels in two packets',
  locus: 'path',
  stages: ['dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same message with its last line in one packet',
  explanation: `Old Cisco PIX software (CSCds90792) looks for the final dot and its line end in one packet. When they fall into two, it drops the rest, and both
servers wait for each other. It hits those messages whose length puts the boundary there, each time anew.

**Look-alikes.** A slow filter answers in the end; a path-MTU black hole minds size, not the last three octets.`,
  references: ['https://www.postfix.org/postconf.5.html#smtp_pix_workarounds'],
  needs: ['smtp.session', 'symptom'],
  // That such a dot is lost there is shown; that the sender splits it, only by the report that fits.
  confirmedIs: 'supported',
  alternatives: [
    {
      cause: 'timeout/content-filter-slow',
      decidedBy: 'a capture of a delivery of the server that failed: whether its final dot goes out in two packets',
      look: 'delivery.captured',
    },
  ],
  weigh(evidence) {
    const split = deaths(evidence['smtp.session'], ['dot'], isDrop).filter(
      ({ fact }) => fact.plan.message?.splitDot === true,
    )
    const clues: Clue[] = [
      ...deathClue(split, times(12), 'the session died after a final dot that was sent in two packets'),
    ]
    const own = firstLooks(evidence['smtp.session'])
    if (split.length === 0 && own.length > 0 && own.every(({ fact }) => fact.lived && !sentByBdat(fact)))
      clues.push(
        ...toldClue(
          reportedBySender(evidence.symptom, ['drop.timeout'], ['dot']).slice(0, 1),
          times(1.3),
          'the MTA timed out at the end of a message, while ours passed',
        ),
      )
    return clues
  },
  experiments(evidence, { maySend }) {
    const own = firstLooks(evidence['smtp.session'])
    const dead = deaths(evidence['smtp.session'], ['dot'], isSilence).find(
      ({ fact }) => fact.plan.message?.splitDot === true,
    )
    const living = own.find(({ fact }) => fact.lived && fact.plan.upTo === 'dot' && !sentByBdat(fact))
    const subject = (dead ?? living)?.fact.plan
    if (subject === undefined || !maySend) return []
    const plan = withChunking(subject, false)
    return [
      twoSessions(
        {
          name: 'dot in one packet',
          question: 'Does the message pass when the final dot travels in one packet?',
          varied: 'the final dot and its line end in one write',
        },
        {
          fails: { name: 'dot in two', plan: { ...plan, message: { ...plan.message, splitDot: true } } },
          lives: { name: 'dot in one', plan: { ...plan, message: { ...plan.message, splitDot: false } } },
        },
      ),
    ]
  },
  remedies: (evidence) => [
    {
      title: 'See whether the sender splits it',
      applies: 'safely',
      on: 'our-server',
      steps: [
        sh(
          `hangup capture ${shellWord(recipientDomain(evidence))} --until-failure`,
          'first this, and while it runs let go one message that waits there, whose recipient was asked: does its final dot go out in two packets? In one, it is hardly such a firewall: the receiver may be slow, so ask there, and let the sender wait longer for the last answer (Postfix: smtp_data_done_timeout)',
        ),
        {
          kind: 'note',
          text: 'Mail servers write the dot in one piece as a rule. Where yours does, look for what splits it: a program of your own, a proxy or a filter on the way out.',
        },
        sh(
          'postconf -n smtp_pix_workarounds smtp_pix_workaround_maps',
          'Postfix waits before the final dot where a banner is masked, so that it travels in one piece (delay_dotcrlf). Where this prints nothing, that default holds; a value without delay_dotcrlf goes by `postconf -X` and its name, and `postfix reload`',
        ),
      ],
    },
    askFor(
      'Update the firewall, or switch its SMTP inspection off',
      'whoever runs the firewalls between us and the receiver, your own first',
      'A firewall with SMTP inspection loses the end of messages whose final dot is split over two packets (old Cisco PIX software does: CSCds90792). Please update it, or switch the inspection off (ASA: `no inspect esmtp`; PIX: `no fixup protocol smtp 25`).',
    ),
  ],
})

/** BDAT has no final dot (RFC 3030), and our session goes as the sender's does. */
function sentByBdat({ plan, keywords }: SmtpSession): boolean {
  return plan.chunking === true && keywords?.includes('CHUNKING') === true
}
