import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** iCloud: support.apple.com/102322 and its bracketed codes. */
export const APPLE: Provider = {
  name: 'apple',
  hosts: ['.icloud.com', '.mac.com', '.me.com', '.apple.com'],
  signs: [' cs01', ' hm0', ' hme1', 'support.apple.com', 'icloud', ' hvip'],
  rules: [
    rule('authentication', 'sender.auth', [' hme1|spf|dkim|dmarc'], { stage: 'dot' }),
    rule('dbl', 'reputation.domain', ['spamhaus dbl|domain present in'], { stage: 'dot' }),
  ],
}
