/** The value of a text that may be JSON; undefined when it is none, which no JSON is. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
