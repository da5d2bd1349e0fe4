import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'

/** The command that makes the same session again, for after the fix: what was sent and demanded is part of it. */
export function checkCommand({ target, evidence }: Diagnosis): string {
  const first = evidence.observations.find((o) => o.kind === 'smtp.session' && o.fact.role === 'baseline')
  const plan = first?.kind === 'smtp.session' ? first.fact.plan : undefined
  const recipients = plan?.envelope?.to ?? []
  const sends = plan?.upTo === 'dot'
  const size = plan?.message?.sizeBytes
  const words = [
    'hangup diagnose',
    word(target),
    ...recipients.filter((to) => to !== target).map((to) => `--rcpt ${word(to)}`),
    ...(sends ? ['--send', ...(size === undefined ? [] : [`--size ${size}`])] : []),
    ...(plan === undefined || plan.tls === 'auto' ? [] : [`--tls ${plan.tls}`]),
    ...(plan?.tlsPlan?.maxVersion === undefined ? [] : [`--tls-max ${plan.tlsPlan.maxVersion.slice(4)}`]),
    ...(plan?.bind === undefined ? [] : [`--bind ${word(plan.bind)}`]),
  ]
  return words.join(' ')
}

/** Quoted for a POSIX shell where it needs to be; the target may have come from anywhere. */
function word(text: string): string {
  const shown = printable(text, 300)
  return /^[\w@.:[\]-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`
}
