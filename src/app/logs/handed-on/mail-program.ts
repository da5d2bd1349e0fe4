import { LOG_FORMATS } from '../formats.ts'

/** Is this the name under which some mail server writes to syslog? */
export function isMailProgram(name: string): boolean {
  return (
    name.length <= 80 &&
    LOG_FORMATS.some((format) => format.ownsProgram?.(name.replace(/(?:\[\d{1,10}\])?:?$/, '')) === true)
  )
}
