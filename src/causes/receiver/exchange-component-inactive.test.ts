import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './exchange-component-inactive.ts'

const said = (words: string) => symptom({ symptom: 'reply.421.other', speaker: 'peer', stage: 'banner', words })

causeCases(cause, {
  convicts: [
    ['not active', [said('421 4.3.2 Service not active')]],
    ['not available', [said('421 4.3.2 Service not available')]],
    ['not accepting', [said('421 4.3.2 System not accepting network messages')]],
  ],
  acquits: [],
  abstains: [
    [
      'a limit with the same code',
      [
        said(
          '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel',
        ),
      ],
    ],
    ['all ports busy', [said('421 4.3.2 All server ports are busy')]],
    ['a healthy session', [session()]],
  ],
})
