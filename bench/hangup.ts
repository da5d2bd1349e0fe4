import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../dist/surface/cli/main.js')
const OPTIONS = ['--no-local-mta', '--no-dane', '--no-mta-sts', '--resolver', '127.0.0.1', '--json']

/** The built form that does nothing but start. */
export const START: readonly string[] = [process.execPath, MAIN, '--version']

/** A diagnosis of a server on this machine by the built form, as it is installed. */
export function hangup(port: number, ...more: readonly string[]): readonly string[] {
  return [process.execPath, MAIN, 'diagnose', `127.0.0.1:${port}`, ...OPTIONS, ...more]
}
