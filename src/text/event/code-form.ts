import { alternatives } from '../../base/alternatives.ts'

/** Source text, markup, tests, and commands at a prompt: what they hold happens when they run, and has not happened. */
export const CODE = alternatives({
  endOfStatement: /[{;]\s{0,3}$/,
  markup: /^\s{0,8}<[a-z][\w-]{0,30} \w{1,20}="/,
  expression: /^\^.{3,200}\$(?: |$)/,
  option: /^\s{0,12}--?[a-z][\w-]{0,30}(?:[,= ]|$)/,
  endOfBlock: /^\s{0,20}\}[;,)]{0,3}$/,
  // The star of a comment's line stands behind a blank; without one it is the mark of a list.
  comment: /^\s{0,20}(?:\/\*|\*\/|\*\s@|\/\/|<!--)|^\s{1,20}\*\s|\/\*[^*\n]{3,200}\*\/\s{0,4}$/,
  // An ACL of Exim's, and the variables of a configuration.
  rule: /^\s{0,12}(?:accept|defer|deny|discard|drop|require|warn)\s{1,20}!?[a-z]\w{2,20}\s{0,20}=|\$[a-z]{2,20}_[a-z_]{2,30}\b/,
  // What a domain says of itself in the DNS.
  published: /\bv=(?:spf1|DMARC1|DKIM1|TLSRPTv1|STSv1)\b/,
  template: /(?<![\w%])%(?:\d\$)?[sdu](?!\w)|\{\d?\}|\{:\w{1,20}\}|\$\{\w|\{\{ ?[$.\w]/,
  schema: /"type": ?"(?:string|integer|number|boolean|object|array)"/,
  directive: /^\s{0,20}(?:#include|@\w|<\?php|define\()/,
  declaration: /^\s{0,20}(?:def |class |enum |const |let |var |public |private |function|func |fn |async )/,
  branch: /^\s{0,20}(?:(?:else )?if ?\(|while ?\(|for ?\(|switch|case )/,
  leaving: /^\s{0,20}(?:return\b|throw |raise |try\b|catch|except|await )/,
  module: /^\s{0,20}(?:import |export )/,
  test: /^\s{0,20}(?:it\(|describe\(|test\(|expect\(|[\w.]{0,20}assert\w{0,20}[ (])/,
  scenario: /^\s{0,20}(?:given |when I|then |scenario)/,
  translation: /^\s{0,20}msg(?:id|str) /,
  prompt: /^\s{0,20}(?:[$%#] [a-z]|sudo [a-z])/,
  commandWithOption: /^\s{0,20}[a-z][\w.-]{1,20} --[a-z]/,
  command:
    /^\s{0,20}(?:docker|kubectl|git|npm|pip3?|apt(?:-get)?|systemctl|postconf|iptables|ufw|nft|firewall-cmd|setsebool) [a-z-]/,
  filter: /^\s{0,20}(?:[ez]?grep|awk|sed|mailq|postsuper|postqueue|journalctl) (?:[-|'"]|\S{1,40} \|)/,
  cmdlet: /^\s{0,20}(?:Set|Get|New|Test|Remove)-[A-Z]/,
  beginningOfBlock: /\) \{/,
  catalogue: /^"[\w.]{3,60}": "[^"]{0,200}",$|^[a-z]\w{1,20}(?:\.\w{2,30}){1,4} ?= ?\S/,
  description: /^\s{2,12}["']?(?:description|summary|title|help|doc|tooltip|placeholder)["']?: /,
  arrow: /=>\s{0,3}[{(\w]\w{0,20}[({.]/,
  // A call that failed is told by its name, too: `Net::SMTP->new(mx): connect: timeout`.
  methodOfPointer: /\w->\w+\((?![^()\n]{0,120}\): )|\$\w+->(?!\w{1,40}(?:\(\))? (?:failed|returned|timed out|died)\b)/,
  operator: /===|!=|\+\+/,
  classOfCharacters: /\\[dwsS][+*]/,
  member: /^\s{2,20}[A-Z][A-Za-z_]{3,40}(?:\([A-Z]\w{2,20}\))?,$/,
})
