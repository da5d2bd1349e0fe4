import { observationsOf } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { firstLooks } from '../../domain/first-looks.ts'
import { gatherEgress } from '../../gather/egress/gather-egress.ts'
import { gatherDnsbl } from '../../gather/mail-policy/dnsbl.ts'
import { gatherSenderDomain } from '../../gather/mail-policy/sender-domain.ts'
import { gatherSenderPolicies } from '../../gather/mail-policy/sender-policy.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { noteAnswers } from './note-answers.ts'

/** The part of a run that looks into the DNS. */
interface Looking extends Pick<DiagnoseRun, 'options' | 'notebook'> {
  readonly deps: Pick<DiagnoseRun['deps'], 'resolver' | 'toAscii'>
}

/** Who we are towards the peers, one look for each of our addresses in use: PTR, forward confirmation, EHLO name. DNS only. */
export async function readIdentity({ options, deps, notebook }: Looking, ehloName: string): Promise<void> {
  const byAddress = new Map<string, SmtpSession>()
  const evidence = notebook.evidence()
  for (const { fact } of firstLooks(evidence))
    if (fact.localAddress !== undefined) byAddress.set(fact.localAddress, byAddress.get(fact.localAddress) ?? fact)
  await Promise.all(
    [...byAddress].map(async ([localAddress, session]) => {
      const replies = observationsOf(evidence, 'smtp.step').flatMap(({ fact }) =>
        fact.session === session.session && fact.outcome.kind === 'reply' ? [fact.outcome.reply] : [],
      )
      const { identity, answers } = await gatherEgress(
        { localAddress, peerAddress: session.endpoint.address, ehloName, replies },
        deps.resolver,
      )
      if (!noteAnswers(notebook, answers)) return
      notebook.note('egress.identity', identity)
      const listed = await gatherDnsbl(identity.seenByPeer ?? identity.address, options.dnsbls ?? [], deps.resolver)
      if (!noteAnswers(notebook, listed.answers)) return
      for (const fact of listed.facts) notebook.note('dnsbl.answer', fact)
    }),
  )
}

/** Whether the domain of our envelope sender exists, and what it publishes about itself. DNS only. */
export async function readSenderPolicies({ options, deps, notebook }: Looking): Promise<void> {
  const domain = /@([^@]+)$/.exec(options.from ?? '')?.[1]
  const name = domain === undefined ? undefined : deps.toAscii(domain)
  if (name === undefined || name === '') return
  const [{ policies, answers }, existence] = await Promise.all([
    gatherSenderPolicies(name.toLowerCase(), deps.resolver, options.dkimSelector),
    gatherSenderDomain(name.toLowerCase(), deps.resolver),
  ])
  if (!noteAnswers(notebook, [...answers, ...existence])) return
  for (const policy of policies) notebook.note('sender.policy', policy)
}
