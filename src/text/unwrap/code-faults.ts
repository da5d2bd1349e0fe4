/**
 * What engines say of a fault in a program's own source. The names in it are the program's, and tell of no session: `Cannot read properties of null
 * (reading 'mail_from')`.
 */
const FAULTS = new RegExp(
  [
    // V8 (messages.h), old and new.
    String.raw`\bcannot (?:read|set) propert(?:y|ies) (?:'[^'\n]{0,80}' )?of (?:undefined|null)(?: \((?:reading|setting) '[^'\n]{0,80}'\))?`,
    String.raw`\bcannot (?:create|assign to read only|redefine|convert) property '[^'\n]{0,80}'[^\n]{0,200}`,
    String.raw`\b(?:Type|Reference)Error: [\w$.()[\]'"]{1,120} is not (?:a function|a constructor|iterable|defined)\b`,
    // SpiderMonkey and JavaScriptCore.
    String.raw`\b(?:undefined|null) is not an object(?: \(evaluating '[^'\n]{0,120}'\))?`,
    // CPython.
    String.raw`\bAttributeError: '[\w.]{1,80}' object has no attribute '[^'\n]{0,80}'`,
    String.raw`\bNameError: (?:global )?name '[^'\n]{0,80}' is not defined`,
    String.raw`\bTypeError: \w[\w.]{0,80}\(\) (?:got an unexpected keyword argument|got multiple values for|takes|missing \d{1,2} required)[^\n]{0,200}`,
    // Ruby, PHP and the JVM.
    "\\bundefined (?:local variable or )?method [`'][^'\\n]{0,80}' for (?:nil|an? |#<)[^\\n]{0,80}",
    String.raw`\bcall to (?:a member function [\w\\]{1,80}\(\) on \w{1,20}|undefined (?:method|function) [\w\\:]{1,160}\(\))`,
    String.raw`\bcannot invoke "[^"\n]{1,300}" because "[^"\n]{1,200}" is null`,
  ].join('|'),
  'gi',
)

/** How interpreters announce that a program died of such a fault. */
const CRASH =
  /\b(?:PHP )?Fatal error: (?:Uncaught |Call to |Allowed memory )|^Exception in thread "|^Traceback \(most recent call last\):|\b(?:Uncaught|Unhandled) (?:\w{1,20} )?(?:TypeError|ReferenceError|exception)\b|\bpanic: runtime error\b|\b(?:Type|Reference|Name|Attribute)Error: /m

/** True when a fault in a program's own source is shown: whatever it had sent and been answered until then, its work is not done. */
export function tellsCrash(text: string): boolean {
  return text.replaceAll(FAULTS, FAULT) !== text || CRASH.test(text)
}

/** The frames below it, and what a logger set in front of each. */
const FRAME =
  /^[^\n]{0,160}?(?:\bat \S[^\n]{0,300}|\bfrom \S{1,300}|^\s{0,8}#\d{1,3} \S[^\n]{0,300})[:(]\d{1,7}\)?(?:[:)][^\n]{0,200})?$/

/** Takes the faults of programs out of a text, with their frames: what is left tells what became of the mail, if anything does. */
export function withoutCodeFaults(text: string): string {
  const told = text.replaceAll(FAULTS, FAULT)
  if (told === text) return text
  let isBelow = false
  return told
    .split('\n')
    .filter((line) => {
      const isFrame = isBelow && FRAME.test(line)
      isBelow = line.includes(FAULT) || isFrame
      return !isFrame
    })
    .join('\n')
    .replaceAll(FAULT, ' ')
}

/** Stands for a fault until its frames are taken out; no text holds it, for NULs are taken out of each. */
const FAULT = '\0'
