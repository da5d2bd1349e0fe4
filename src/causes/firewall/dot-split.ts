import { defineCause, type Clue } from '../../domain/cause.ts'
import { isDrop } from '../../domain/outcome.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isSilence } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
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
  explanation: `Old Cisco PIX software (CSCds90792) looks for the final dot and its line end in one packet. When they fall into two, it drops the rest, and both
servers wait for each other. It hits those messages whose length puts the boundary there, each time anew.

**Look-alikes.** A slow filter answers in the end; a path-MTU black hole minds size, not the last three octets.`,
  references: ['https://www.postfix.org/postconf.5.html#smtp_pix_workarounds'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    { cause: 'timeout/content-filter-slow', decidedBy: 'the same message with the final dot in one write' },
  ],
  weigh(evidence) {
    const split = deaths(evidence['smtp.session'], ['dot'], isDrop).filter(
      ({ fact }) => fact.plan.message?.splitDot === true,
    )
    const clues: Clue[] = [
      ...deathClue(split, times(12), 'the session died after a final dot that was sent in two packets'),
    ]
    const own = firstLooks(evidence['smtp.session'])
    if (split.length === 0 && own.length > 0 && own.every(({ fact }) => fact.lived))
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
    const living = own.find(({ fact }) => fact.lived && fact.plan.upTo === 'dot')
    const subject = (dead ?? living)?.fact.plan
    if (subject === undefined || !maySend) return []
    // BDAT has no final dot.
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
          change: 'with the dot in one packet',
        },
      ),
    ]
  },
  remedies: () => [
    {
      title: 'Write the final dot in one piece',
      applies: 'safely',
      on: 'our-server',
      steps: [
        {
          kind: 'edit',
          file: '/etc/postfix/main.cf',
          add: 'smtp_pix_workarounds = disable_esmtp, delay_dotcrlf',
          why: 'Postfix, which does so by itself when it sees a masked banner; the value is the default',
        },
      ],
      undo: [
        { kind: 'edit', file: '/etc/postfix/main.cf', remove: 'smtp_pix_workarounds = disable_esmtp, delay_dotcrlf' },
      ],
    },
    {
      title: 'Update the firewall, or switch its SMTP inspection off',
      applies: 'by-someone-else',
      steps: [
        {
          kind: 'ask',
          who: 'whoever runs the firewall',
          text: 'Your PIX loses the end of messages whose final dot is split over two packets (Cisco bug CSCds90792). Please update it, or use `no fixup protocol smtp 25`.',
        },
      ],
    },
  ],
})
