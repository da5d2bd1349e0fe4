/** A reply between marks that are not those of programs: mail programs and pages turn straight quotes into curved ones. */
const CURVED = /[“„«「]\s?([245]\d\d[ -][^“”„«»「」"\n]{4,1000}?)\s?[”“»」]/g
const OPENING = /[“„«「]/

/** The lines of one reply as a program prints the list that it keeps them in: `["550-…", "550 …"]`, `[b'421-…', b'421 …']`. */
const LIST =
  /\[\s{0,4}(?:b?"[245]\d\d[ -][^"\n]{0,1000}"|b?'[245]\d\d[ -][^'\n]{0,1000}')(?:,\s{0,4}(?:b?"(?:[245]\d\d[ -][^"\n]{0,1000})?"|b?'(?:[245]\d\d[ -][^'\n]{0,1000})?')){1,40},?\s{0,4}\]/g
const LINE = /b?"([245]\d\d[ -][^"\n]{0,1000})"|b?'([245]\d\d[ -][^'\n]{0,1000})'/g
const LISTED = /\[\s{0,4}b?["'][245]\d\d[ -]/

/** A text with its replies as programs write them: straight marks around one, and each line of it on a line of its own. */
export function withPlainReplies(text: string): string {
  const straight = OPENING.test(text) ? text.replaceAll(CURVED, '"$1"') : text
  // In JSON it is a field's list.
  if (!LISTED.test(straight) || straight.startsWith('{"')) return straight
  // Blank lines part it from what the program says around it.
  return straight
    .replaceAll(
      LIST,
      (list) =>
        `\n\n${[...list.matchAll(LINE)].map(([, double, single]) => withoutEnd(double ?? single ?? '')).join('\n')}\n\n`,
    )
    .trim()
}

function withoutEnd(line: string): string {
  return line.replace(/(?:\\[rn]){1,4}$/, '').trim()
}
