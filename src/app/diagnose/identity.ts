import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { gatherEgress } from '../../gather/egress/gather-egress.ts'
import type { DiagnoseRun } from './diagnose.ts'

/** Who we are towards the peers, one look for each of our addresses in use: PTR, forward confirmation, EHLO name. DNS only. */
export async function readIdentity({ deps, notebook }: DiagnoseRun, ehloName: string): Promise<void> {
  const byAddress = new Map<string, SmtpSession>()
  const { observations } = notebook.evidence()
  for (const o of observations)
    if (o.kind === 'smtp.session' && o.fact.role === 'baseline' && o.fact.localAddress !== undefined)
      byAddress.set(o.fact.localAddress, byAddress.get(o.fact.localAddress) ?? o.fact)
  await Promise.all(
    [...byAddress].map(async ([localAddress, session]) => {
      const replies = observations.flatMap((o) =>
        o.kind === 'smtp.step' && o.fact.session === session.session && o.fact.outcome.kind === 'reply'
          ? [o.fact.outcome.reply]
          : [],
      )
      const { identity, answers } = await gatherEgress(
        { localAddress, peerAddress: session.endpoint.address, ehloName, replies },
        deps.resolver,
      )
      for (const answer of answers) notebook.note('dns.answer', answer)
      notebook.note('egress.identity', identity)
    }),
  )
}
