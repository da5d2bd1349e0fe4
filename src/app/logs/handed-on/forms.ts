import { LITERAL_FORM } from './literal-lines.ts'
import { MARKUP_FORM } from './markup.ts'
import { NAMED_VALUES_FORM } from './named-values.ts'
import type { RecordForm } from './record-form.ts'
import { DRAWN_TABLE_FORM, FIXED_WIDTH_FORM, SEPARATED_FORM } from './tables.ts'
import { VERTICAL_FORM } from './vertical.ts'

/** The forms in which records are written down, the strictest first. */
export const RECORD_FORMS: readonly RecordForm[] = [
  MARKUP_FORM,
  LITERAL_FORM,
  NAMED_VALUES_FORM,
  DRAWN_TABLE_FORM,
  SEPARATED_FORM,
  FIXED_WIDTH_FORM,
  VERTICAL_FORM,
]
