import { note, sh } from '../../../domain/lever.ts'
import type { Remedy } from '../../../domain/remedy.ts'

/** Before anybody is written to: a rule of this host does the same as a gateway, and its owner can look in a minute. */
export const ownRulesFirst: Remedy = {
  title: 'First make sure that it is no rule of this host',
  applies: 'needs-values',
  steps: [
    sh(
      'nft -a list ruleset; iptables-save; ip6tables-save',
      'as root, on this host and on the host of its container: what goes out (OUTPUT, FORWARD) to port 25 and is rejected or dropped',
    ),
    note(
      'Where such a rule stands, take it out or let the mail server pass before it (`nft delete rule FAMILY TABLE CHAIN handle N`, or `iptables -D` with the rule as it is printed), and likewise in the file that it is loaded from. Where none does, it is the gateway.',
    ),
  ],
}
