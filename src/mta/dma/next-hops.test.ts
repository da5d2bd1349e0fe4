import { expect, test } from 'vitest'
import { turnsOf } from '../../../test/kit/next-hops.ts'
import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { dmaConfig } from './config.ts'

test.each<[string, readonly MtaSetting[], unknown]>([
  [
    'dma holds it for a minute or five',
    dmaConfig.readConfig([{ from: '/etc/dma/dma.conf', text: 'SMARTHOST relay.example\nDEFER' }]),
    undefined,
  ],
])('%s', (_name, settings, turns) => expect(turnsOf(settings)).toEqual(turns))
