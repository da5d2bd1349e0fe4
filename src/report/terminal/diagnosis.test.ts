import { expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../../test/kit/diagnosis.ts'
import { sh } from '../../domain/lever.ts'
import { diagnosisText } from './diagnosis.ts'
import { PLAIN } from './paint.ts'

const withRemedies = (count: number): string =>
  diagnosisText(
    diagnosis({
      healthy: false,
      verdict: verdict({ cause: 'tls/protocol-floor' }),
      findings: [finding({ remedies: Array.from({ length: count }, (_none, index) => remedy(`Do ${index + 1}`)) })],
    }),
    PLAIN,
  )

test.each([
  [4, /Do 4 \(safe to apply\)\n\nCheck/],
  [5, /Do 4 \(safe to apply\)\n {2}… and 1 more way: --report FILE or --json shows it\n\nCheck/],
  [7, /… and 3 more ways: --report FILE or --json shows them\n/],
])('of %i fixes four are shown, and it is said that there are more', (count, says) => {
  expect(withRemedies(count)).toMatch(says)
  expect(withRemedies(count)).not.toContain('Do 5')
})

test('of what can be done here the first is shown with its commands, the others without', () => {
  const ours = (title: string) => ({
    ...remedy(title),
    on: 'our-server' as const,
    costs: `what ${title} costs`,
    written: [{ software: 'postfix', steps: [sh(`run-${title}`)], undo: [sh(`undo-${title}`)] } as const],
  })
  const text = diagnosisText(
    diagnosis({
      healthy: false,
      verdict: verdict({ cause: 'tls/protocol-floor' }),
      findings: [finding({ remedies: [remedy('letter'), ours('a'), ours('b')] })],
    }),
    PLAIN,
  )
  expect(text).toMatch(/run-a[^]*undo-a[^]*3\. b[^]*what b costs/)
  expect(text).not.toMatch(/run-b|undo-b/)
  expect(text).toContain('(how with postfix, and its undo: --report page.html)')
})

test('what else was ruled out is counted', () => {
  const causes = ['tls/sni-rejected', 'tls/ecdsa-only-cert', 'tls/starttls-refused', 'tls/curve-mismatch'] as const
  const refuted = [...causes, 'tls/required-not-offered' as const, 'tls/cert-name-mismatch' as const].map((cause) =>
    finding({ cause, standing: 'refuted' }),
  )
  const text = diagnosisText(diagnosis({ healthy: false, verdict: verdict(), findings: refuted }), PLAIN)
  expect(text).toMatch(/required-not-offered.*\n {2}… and 1 more: --json shows it\n/)
})
