import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'

/** `../ssl/record/methods/tlsany_meth.c:77:`: where in its source the stack noticed the failure. */
const SOURCE_PLACE = /(?<![\w./+-])[\w./+-]{1,200}\.(?:c|cc|cpp|h|erl|go|rs):\d{1,6}\b:?/gi
/** The function between an OpenSSL error's library and its reason, `tls_validate_record_header`. */
const OPENSSL_FUNCTION = /(error:[0-9a-f]{8}:[\w()/ -]{1,40}:)\w{1,80}:(?=[^:\n]* )/gi
/** A certificate's dates as dumps print them: they are no complaint about it. */
const VALIDITY =
  /\bnot ?(?:valid )?(?:before|after) ?[=:] ?[^\n]{0,40}|\b(?:activated|expires) [`'"]?\d{4}-\d\d-\d\d[^\n'"]{0,20}/gi

/** The words without what TLS stacks print beside them: names in their source, and what stood in the certificate. */
export function withoutAsides(words: Words): Words {
  const { raw } = words
  const plain = raw.replace(OPENSSL_FUNCTION, '$1:').replace(SOURCE_PLACE, ':').replace(VALIDITY, '')
  return plain === raw ? words : wordsOf(plain)
}
