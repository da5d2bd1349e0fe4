import { observationsOf } from '../../domain/evidence.ts'
import type { MailRoute } from '../../domain/facts/dns-facts.ts'
import type { TlsFact } from '../../domain/facts/smtp-facts.ts'
import { firstLooks } from '../../domain/first-looks.ts'
import { gatherDane } from '../../gather/tls-policy/gather-dane.ts'
import { gatherMtaSts, judgeMtaSts } from '../../gather/tls-policy/gather-mta-sts.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import { noteAnswers } from './note-answers.ts'

/** What the domain promises by DANE and MTA-STS, held against the certificates that our sessions saw. */
export async function readTlsPolicies({ deps, notebook, options }: DiagnoseRun, route: MailRoute): Promise<void> {
  if (route.kind === 'given' || route.kind === 'null-mx') return
  const evidence = notebook.evidence()
  const answers = observationsOf(evidence, 'dns.answer').map(({ fact }) => fact)
  const sessions = firstLooks(evidence).map(({ fact }) => fact)
  const sts =
    options.mtaSts === false || sessions.length === 0 ? undefined : await gatherMtaSts(route.domain, deps.resolver)
  noteAnswers(notebook, sts?.answers ?? [])
  await Promise.all(
    sessions.map(async (session) => {
      const { endpoint } = session
      const offered = (session.clearKeywords ?? session.keywords ?? []).some(
        (keyword) => keyword.toUpperCase() === 'STARTTLS',
      )
      const tls: TlsFact | 'none' | undefined =
        session.tls ?? (session.keywords !== undefined && !offered ? 'none' : undefined)
      if (sts !== undefined && sts.found.kind !== 'absent')
        notebook.note('tls.policy', judgeMtaSts(sts.found, endpoint, tls))
      if (options.dane === false) return
      const dane = await gatherDane(
        { endpoint, domain: route.domain, answers, now: deps.clock.now(), ...(tls === undefined ? {} : { tls }) },
        deps.resolver,
      )
      noteAnswers(notebook, dane.answers)
      if (dane.policy.status !== 'absent') notebook.note('tls.policy', dane.policy)
    }),
  )
}
