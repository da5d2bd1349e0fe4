import { COLLECTORS } from './collectors.ts'
import { ERRORS } from './errors.ts'
import { LAYOUTS } from './layouts.ts'
import { LOGGERS } from './loggers.ts'
import { NEIGHBOURS } from './neighbours.ts'
import { PAGES } from './pages.ts'
import { RECORDS } from './records.ts'
import type { Surrounding } from './surrounding.ts'

/** Every surrounding, by kind. */
export const SURROUNDINGS: Readonly<Record<string, readonly Surrounding[]>> = {
  collectors: COLLECTORS,
  loggers: LOGGERS,
  records: RECORDS,
  errors: ERRORS,
  pages: PAGES,
  layouts: LAYOUTS,
  neighbours: NEIGHBOURS,
}
