import { defineCause, type Clue } from '../../domain/cause.ts'
import { clue, toldClue } from '../shared/clue.ts'
import { postmasterByAnotherWay } from '../shared/receiver-name.ts'
import { firstLooks, lastReply } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, HINT, times } from '../shared/weights.ts'

/** Exchange's own words. "System not accepting network messages" is the text of the enhanced code 4.3.2 itself, "service not available" that of 421: any server has these. */
const INACTIVE = /\b4\.3\.2\b.{0,40}\bservice not active\b|\bservice not active\b/i
const NOT_AVAILABLE = /\b4\.3\.2\b.{0,40}\b(service not available|system not accepting network messages)\b/i
const EXCHANGE_BANNER = /Microsoft ESMTP MAIL Service/i

export default defineCause({
  id: 'receiver/exchange-component-inactive',
  title: "The receiver's Exchange transport component is inactive",
  locus: 'receiver',
  stages: ['banner', 'ehlo', 'mail', 'rcpt', 'data', 'dot'],
  persistence: 'until-fixed',
  prior: -2,
  decidedBy: '`Get-ServerComponentState` at the receiver',
  explanation: `Exchange answers 421 4.3.2 "Service not active" (or "not available") while the component HubTransport or FrontendTransport is Inactive or
Draining: after maintenance mode that nobody ended, or because a custom Receive connector on port 25 was given to the wrong role.

**Look-alikes.** The same 4.3.2 with "maximum number of concurrent connections" is a limit; with "shutting down" it passes by itself.`,
  references: ['https://learn.microsoft.com/powershell/module/exchange/set-servercomponentstate'],
  needs: ['smtp.session', 'symptom'],
  alternatives: [
    {
      cause: 'receiver/restart-or-shutdown',
      decidedBy: 'waiting some minutes: a restart ends, an inactive component stays',
      look: 'again.later',
    },
  ],
  weigh(evidence) {
    const clues: Clue[] = [
      ...toldClue(
        saidByPeer(evidence, { words: INACTIVE }),
        DECISIVE,
        "the receiver uses Exchange's words for a component that is not active",
        { decides: 'proves' },
      ),
    ]
    const vague = saidByPeer(evidence, { words: NOT_AVAILABLE, but: INACTIVE })
    clues.push(...toldClue(vague, HINT, 'the receiver says 4.3.2: it takes no messages at present'))
    const exchange = firstLooks(evidence['smtp.session']).filter(
      ({ fact }) =>
        fact.banner !== undefined &&
        EXCHANGE_BANNER.test(fact.banner.lines.join(' ')) &&
        /\b4\.3\.2\b/.test(lastReply(fact)?.text ?? '') &&
        vague.length > 0,
    )
    clues.push(...clue(exchange, times(4), 'the receiver says 4.3.2, and its banner is that of Exchange'))
    return clues
  },
  remedies: (evidence) => [
    {
      title: 'Bring the component back into service',
      applies: 'by-someone-else',
      on: 'their-server',
      steps: [
        {
          kind: 'ask',
          who: postmasterByAnotherWay(evidence),
          text: 'Your Exchange server answers that a transport component is not active, as after a maintenance that was not ended. Please look at Get-ServerComponentState, and set it Active again for every requester.',
        },
        {
          kind: 'command',
          shell: 'powershell',
          run: '(Get-ServerComponentState SERVER | Where-Object State -ne Active).LocalStates',
          why: 'shows what is inactive, and who asked for it',
        },
        {
          kind: 'command',
          shell: 'powershell',
          run: 'Set-ServerComponentState SERVER -Component HubTransport -State Active -Requester Maintenance; Set-ServerComponentState SERVER -Component ServerWideOffline -State Active -Requester Maintenance; Restart-Service MSExchangeTransport, MSExchangeFrontEndTransport',
          why: 'at the receiver; every requester that set it Inactive must set it Active again',
        },
        {
          kind: 'command',
          shell: 'powershell',
          run: 'Get-ReceiveConnector | Where-Object { $_.Bindings -match ":25$" } | Format-Table Identity, TransportRole',
          why: 'connectors on port 25 must have the role FrontendTransport',
        },
      ],
    },
  ],
})
