import { expect, it } from 'vitest'
import { session } from '../../../test/kit/evidence.ts'
import { CAUSES } from '../../causes/index.ts'
import type { FlowEnd, FlowVerdict } from '../../domain/facts/flow-facts.ts'
import { weighAll } from '../../reason/weigh.ts'
import { openNotebook } from './notebook.ts'
import { noteFlows } from './packet-witness.ts'

const FORGED: FlowVerdict = {
  cause: 'firewall/reset-injected',
  locus: 'path',
  symptom: 'drop.lost',
  standing: 'proven',
  persistence: 'until-fixed',
  title: 'A box on the path forged the reset',
  note: 'the real peer talks on',
  alternatives: [],
  next: '',
}

function end(client: string, more: Partial<FlowEnd> = {}): FlowEnd {
  return {
    session: 'tcp1',
    client,
    server: '192.0.2.25:25',
    stage: 'mail',
    stageInferred: false,
    endedBy: 'middlebox',
    signature: 'reset-injected',
    marks: [{ says: 'the real peer talks on', frames: [12] }],
    limits: [],
    healthy: false,
    verdict: FORGED,
    ...more,
  }
}

function evidenceWith(ends: readonly FlowEnd[]) {
  const notebook = openNotebook({ now: () => 0, sleep: () => Promise.resolve() }, 'test')
  notebook.note('smtp.session', session({ localAddress: '2001:db8::7', localPort: 40_001 }).fact)
  noteFlows(ends, notebook)
  return notebook.evidence()
}

it('the packets of our own session are evidence: what they prove is proven', () => {
  const evidence = evidenceWith([end('[2001:db8::7]:40001')])
  const [best] = weighAll(evidence, CAUSES)
  expect(best).toMatchObject({ cause: { id: 'firewall/reset-injected' }, standing: 'proven' })
  expect(best?.clues.find(({ decides }) => decides === 'proves')).toMatchObject({ stage: 'mail' })
})

it('experiments, sessions of others and ends that we made are no evidence', () => {
  const { observations } = evidenceWith([
    end('[2001:db8::7]:40002'),
    end('[2001:db8::7]:40001', { endedBy: 'client', verdict: { ...FORGED, cause: 'receiver/hung' } }),
  ])
  expect(observations.map(({ kind }) => kind)).toEqual(['smtp.session'])
})
