/** A record of a log in XML: one element, and elements with text in it. */
const RECORD = /^<([a-z][\w:.-]{0,40})(?: [^<>]{0,1000})?>[\s\S]{0,60000}<\/\1>$/i
/** Pages and mails of HTML are no records. */
const PAGE = /^<(?:html|body|div|p|a|table|span|pre|code|b|i|em|strong|h\d|ul|ol|li)\b/i
const TAG = /<\/?[a-z][\w:.-]{0,40}(?: [^<>]{0,1000})?\/?>/gi

/** The texts of a record's elements, each on a line of its own; any other text comes back as it is. */
export function withoutTags(text: string): string {
  if (!text.startsWith('<') || PAGE.test(text) || !RECORD.test(text)) return text
  return text
    .replaceAll(TAG, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim()
}
