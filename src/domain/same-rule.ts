import type { LocalFirewallFact } from './facts/host-facts.ts'

/** One rule of our own firewall, read twice: two tables may hold the same words, each with its own counter. */
export function isSameRule(a: LocalFirewallFact, b: LocalFirewallFact): boolean {
  return (
    a.tool === b.tool &&
    a.rule === b.rule &&
    a.meets === b.meets &&
    a.entry?.table === b.entry?.table &&
    a.entry?.chain === b.entry?.chain
  )
}
