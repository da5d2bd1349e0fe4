/** What octets go through on their way to the reader of lines. */
export interface Layer {
  write(octets: Buffer): Promise<void>
  /** What is wrong with what went through, in words. */
  end(): Promise<readonly string[]>
}

/** A file in an archive. */
export interface Member {
  readonly name: string
  /** NaN where the archive does not say. */
  readonly changedAtMs: number
}

/** No file system has longer ones. */
const LONGEST_NAME = 255

/** A file's name as it stands in an archive, its end where it is too long. */
export function memberName(written: string): string {
  return written.slice(-LONGEST_NAME)
}

/** For each file of an archive, in its order. undefined: it is passed over. */
export type OpenMember = (member: Member) => Layer | undefined
