import { GOOGLE } from './google.table.ts'
import { MICROSOFT } from './microsoft.table.ts'
import type { Provider } from './read-provider.ts'

/** Every receiver that has a table. A table answers for its own words only, so the order matters little. */
export const PROVIDERS: readonly Provider[] = [GOOGLE, MICROSOFT]
