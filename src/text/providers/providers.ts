import { APPLE } from './apple.table.ts'
import { CLOUDFLARE, JAPAN, NETEASE, TENCENT, ZOHO } from './asia.table.ts'
import { FACEBOOK } from './facebook.table.ts'
import { APPLIANCES, BARRACUDA, CISCO, PROOFPOINT, QMAIL } from './filters.table.ts'
import { GMX } from './gmx-webde.table.ts'
import { GOOGLE } from './google.table.ts'
import { ATT, COMCAST, COX, GODADDY, SPECTRUM } from './isp-america.table.ts'
import { I_UA, ORANGE, OTHERS_EUROPE, RUSSIA, T_ONLINE } from './isp-europe.table.ts'
import { MICROSOFT } from './microsoft.table.ts'
import { MIMECAST } from './mimecast.table.ts'
import type { Provider } from './read-provider.ts'
import { YAHOO } from './yahoo-aol.table.ts'

/** Every receiver that has a table. A table answers for its own words only, so the order matters little. */
export const PROVIDERS: readonly Provider[] = [
  GOOGLE,
  MIMECAST,
  PROOFPOINT,
  BARRACUDA,
  CISCO,
  APPLIANCES,
  YAHOO,
  APPLE,
  GMX,
  ORANGE,
  T_ONLINE,
  COMCAST,
  COX,
  SPECTRUM,
  GODADDY,
  FACEBOOK,
  ATT,
  RUSSIA,
  I_UA,
  TENCENT,
  NETEASE,
  JAPAN,
  ZOHO,
  CLOUDFLARE,
  OTHERS_EUROPE,
  QMAIL,
  MICROSOFT,
]
