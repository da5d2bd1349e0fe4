import { defineCause } from '../../domain/cause.ts'
import { toldClue } from '../shared/clue.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE } from '../shared/weights.ts'

export default defineCause({
  id: 'identity/sender-domain-unresolvable',
  title: 'The domain of the envelope sender does not resolve',
  locus: 'sender',
  stages: ['mail', 'rcpt'],
  persistence: 'until-fixed',
  prior: -2,
  explanation: `The receiver looks up the domain after the @ of MAIL FROM and finds neither MX nor address: internal host names, typos, a domain that lapsed.

**Look-alikes.** A missing PTR record concerns the address, not the sender's domain.`,
  references: ['RFC 5321 §2.3.5'],
  needs: ['smtp.session', 'symptom'],
  weigh: (evidence) => [
    ...toldClue(
      saidByPeer(evidence, { symptoms: ['sender.domain'] }),
      DECISIVE,
      "the receiver says that the sender's domain does not resolve",
      { decides: 'proves' },
    ),
  ],
  remedies: () => [
    {
      title: 'Send with an envelope sender whose domain has an MX record',
      applies: 'needs-values',
      steps: [
        {
          kind: 'note',
          text: 'Postfix: myorigin and smtp_generic_maps; Exim: rewrite or qualify_domain; applications: the return path.',
        },
      ],
    },
  ],
})
