import { alternatives } from '../../base/alternatives.ts'

/** A switch, a number, a level, versions: what no failure is. */
const VALUE = String.raw`["']?(?:true|false|yes|no|on|off|none|null|\*|\d{1,3}|encrypt|may|dane(?:-only)?|secure|required?|mandatory|force|strict|ssl\.CERT_[A-Z]{3,10}|!?(?:TLS|SSL)v?[\d._]{1,4}(?:, ?!?(?:TLS|SSL)v?[\d._]{1,4}){0,6})["']?(?=\s{0,3}(?:$|[,;/)}\]\n]|(?:and|but|or|when|while|in)\b))`
const SET = String.raw`["']?\s{0,2}(?:=>?|:)\s{0,2}`
/** What came of a check is no setting: `cert_valid=false`. */
const NO_RESULT = String.raw`(?![\w.]{0,60}(?:ok|valid|verified|trusted|success|result|status|err|fail|match|code|exception|handshake)\b)`

/** What people and programs set TLS to, beside what came of it: names of several words that hold one of TLS, and their values. */
const SETTINGS = alternatives(
  {
    algorithms:
      /\bjdk\.(?:tls|certpath)\.\w{5,30}\s?[=:]\s?[\w.]{1,30}(?:, ?[\w./]{1,30}(?: keySize <=? \d{1,5}| jdkCA(?: & \w{1,20}){0,3})?){0,30}/,
    ofSeveralWords: new RegExp(
      String.raw`(?<![\w.])${NO_RESULT}(?=[\w.]{0,60}(?:tls|ssl|verify|cert|protocol|cipher|hostname|self_?signed))[a-z]\w{0,40}[_.]\w[\w.]{0,60}${SET}${VALUE}`,
    ),
    known: new RegExp(
      String.raw`\b(?:(?:require|ignore|opportunistic|use|enable|start|force)(?:TLS|SSL)|minVersion|maxVersion|MinProtocol|MaxProtocol|(?:insecure)?SkipVerify|verifyCert\w{0,12}|allowSelfSigned|checkServerIdentity)${SET}${VALUE}`,
    ),
    // Node's, whose name is its whole meaning.
    unauthorized: /\b(?:NODE_TLS_)?reject_?unauthorized\b(?:["']?\s{0,2}[=:]\s{0,2}["']?\w{1,5}\b["']?)?/,
    ciphers: /\bCipherString\s?=\s?[\w@=:+!-]{1,80}/,
    // msmtp's, where nothing is said of the file.
    file: /\btls_(?:trust|crl|cert|key)_file\s{1,4}\/[^\s:)]{1,200}(?!:)/,
  },
  'gi',
)

/** The words without what TLS was set to. */
export function withoutTlsSettings(raw: string): string {
  return raw.replaceAll(SETTINGS, ' ')
}
