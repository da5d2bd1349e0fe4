/** A cause, its test and its lab fault, which compile; what is to be written is marked TODO, and `npm test` lists it. */
export function causeFiles(group: string, name: string): readonly (readonly [file: string, text: string])[] {
  return [
    [`src/causes/${group}/${name}.ts`, cause(`${group}/${name}`)],
    [`src/causes/${group}/${name}.test.ts`, test(name)],
    [`lab/faults/${group}-${name}.ts`, fault(`${group}/${name}`)],
  ]
}

function cause(id: string): string {
  return `import { defineCause } from '../../domain/cause.ts'
import { deathClue, toldClue } from '../shared/clue.ts'
import { isClose } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { deaths } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { lockStep } from '../shared/variants.ts'
import { DECISIVE, HINT } from '../shared/weights.ts'

// TODO: the stages where it kills a session, and the symptom (src/domain/symptom.ts) by which a text names it.
const STAGES = ['banner'] as const
const SYMPTOM = 'drop.lost'

export default defineCause({
  id: '${id}',
  title: 'TODO: the fact, subject and verb, without a full stop',
  locus: 'receiver', // TODO: or sender, path, dns: who must act
  stages: STAGES,
  persistence: 'unknown', // TODO: or until-fixed, passes-by-itself: does retrying help?
  prior: -3, // TODO: how common it is: high -1, medium -2, low -3
  decidedBy: 'TODO: the look, comparison or log that would show it',
  explanation: \`TODO: what happens, and why.

**Look-alikes.** TODO: which causes look the same, and what tells them apart.\`,
  references: ['TODO: RFC 5321 §4.2.5'],
  // The facts that it may read; reading another does not compile.
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], STAGES, isClose)
    const said = saidByPeer(evidence, { symptoms: [SYMPTOM] })
    return [
      ...toldClue(said, DECISIVE, 'TODO: the receiver says that …', { decides: 'proves' }),
      ...deathClue(dead, HINT, 'TODO: the connection was closed at …'),
    ]
  },
  // TODO: change the one thing that the cause is about (shared/variants.ts), or leave the experiments out where none decides.
  experiments(evidence) {
    const [failed] = deaths(evidence['smtp.session'], STAGES, isClose)
    if (failed === undefined) return []
    const { plan, death } = failed.fact
    return [
      twoSessions(
        { name: 'one at a time', question: 'Does the session live when …?', varied: 'one command at a time' },
        {
          fails: { name: 'as it failed', plan },
          lives: { name: 'one command at a time', plan: lockStep(plan) },
          stage: death.stage,
        },
      ),
    ]
  },
  // TODO: what mends it: \`levers\` (src/domain/lever.ts) for settings of mail servers, \`steps\` for the rest, each with its undo.
  remedies: (evidence) => [askFor('TODO: what they should change', postmasterOf(evidence), 'TODO: the words')],
})
`
}

function test(name: string): string {
  return `import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './${name}.ts'

// Rows of evidence, each with what it shows. TODO: as many as the cause has clues, and at least one look-alike.
causeCases(cause, {
  convicts: [['TODO: the server closed at the banner', [session({ death: death('banner', FIN) })]]],
  acquits: [['TODO: a look-alike: silence at the banner', [session({ death: death('banner', SILENCE) })]]],
  abstains: [['a healthy session', [session()]]],
})
`
}

function fault(id: string): string {
  return `import { defineFault } from '../fault.ts'

export default defineFault({
  realises: '${id}',
  title: 'TODO: who does what: The server closes every connection instead of greeting',
  // \`alsoRight\`: causes that this vantage point cannot tell from it; \`standing: 'possible'\` where it cannot be known.
  expects: { stages: ['banner'] },
  // TODO: a real server where one can be made to do it: \`postfix\`, \`exim\`, \`sendmail\` or \`opensmtpd\` in place of the scripted \`peer\`.
  async set({ peer, plan, argv }) {
    await peer({ at: { banner: { do: 'fin' } } })
    return {
      faulty: plan({ upTo: 'banner' }),
      dies: { stage: 'banner', how: 'fin' },
      argv: argv(),
    }
  },
})
`
}
