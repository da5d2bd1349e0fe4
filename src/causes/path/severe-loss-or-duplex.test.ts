import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './severe-loss-or-duplex.ts'

const at = (id: string, stage: 'connect' | 'ehlo' | 'mail', role: 'baseline' | 'experiment' = 'experiment') =>
  session({ session: id, role, death: death(stage, SILENCE) })

causeCases(cause, {
  convicts: [
    ['silent at three stages by turns', [at('s1', 'ehlo', 'baseline'), at('s2', 'connect'), at('s3', 'mail')]],
  ],
  acquits: [],
  abstains: [
    ['silent at the same stage each time: hung', [at('s1', 'ehlo', 'baseline'), at('s2', 'ehlo'), at('s3', 'ehlo')]],
    ['a healthy session', [session()]],
  ],
})
