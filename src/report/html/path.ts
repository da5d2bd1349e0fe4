import type { Evidence } from '../../domain/evidence.ts'
import { html, type Markup } from './escape.ts'

/** The path as far as it was looked at: our address, the hops that a trace showed, the peer. */
export function pathDrawing(evidence: Evidence): Markup | undefined {
  const route = evidence.observations.find((o) => o.kind === 'route.local')
  if (route?.kind !== 'route.local') return undefined
  const trace = evidence.observations.find((o) => o.kind === 'route.trace' && o.fact.to === route.fact.to)
  const hops = trace?.kind === 'route.trace' ? trace.fact.hops.slice(0, 12) : []
  const nodes = [
    { name: route.fact.source ?? 'this host', note: route.fact.mtu === undefined ? '' : `MTU ${route.fact.mtu}` },
    ...(hops.length > 0
      ? hops.map((hop) => ({ name: hop.address ?? '?', note: hop.mtu === undefined ? '' : `MTU ${hop.mtu}` }))
      : route.fact.gateway === undefined
        ? []
        : [{ name: route.fact.gateway, note: 'gateway' }]),
    ...(hops.some((hop) => hop.address === route.fact.to) ? [] : [{ name: route.fact.to, note: '' }]),
  ]
  const rows = nodes.map(
    (node, index) =>
      html`<circle cx="20" cy="${24 + index * 38}" r="6" fill="none" stroke="currentColor" /><text
          x="40"
          y="${28 + index * 38}"
          >${node.name}</text
        ><text x="360" y="${28 + index * 38}" class="soft">${node.note}</text>
        ${index === 0 ? undefined : html`<line x1="20" y1="${30 + (index - 1) * 38}" x2="20" y2="${18 + index * 38}" />`}`,
  )
  return html`<svg viewBox="0 0 560 ${24 + nodes.length * 38}" role="img" aria-label="The path to the receiver">
    ${rows}
  </svg>`
}
