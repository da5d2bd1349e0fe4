import { INTERRUPTED, type DnsAnswer } from '../../domain/facts/dns-facts.ts'
import type { Notebook } from './notebook.ts'

/** Puts DNS answers on record. A question that we were interrupted at has none: false where that was so. */
export function noteAnswers(notebook: Notebook, answers: readonly DnsAnswer[]): boolean {
  const waitedFor = answers.filter(({ tried }) => tried.every(({ why }) => why !== INTERRUPTED))
  for (const answer of waitedFor) notebook.note('dns.answer', answer)
  return waitedFor.length === answers.length
}
