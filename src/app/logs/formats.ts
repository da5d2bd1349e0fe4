import { ownsProgram as isCourier, readLog as readCourier } from '../../mta/courier/log.ts'
import { ownsProgram as isDma, readLog as readDma } from '../../mta/dma/log.ts'
import { readLog as readExchange } from '../../mta/exchange/log.ts'
import { ownsProgram as isExim, readLog as readExim } from '../../mta/exim/log.ts'
import { ownsRecord as isHarakaRecord } from '../../mta/haraka/log-entry.ts'
import { ownsProgram as isHaraka, readLog as readHaraka } from '../../mta/haraka/log.ts'
import { readLog as readKumoMta } from '../../mta/kumomta/log.ts'
import { readLog as readMicrosoft365 } from '../../mta/microsoft-365/log.ts'
import { ownsProgram as isMsmtp, readLog as readMsmtp } from '../../mta/msmtp/log.ts'
import { ownsProgram as isNullmailer, readLog as readNullmailer } from '../../mta/nullmailer/log.ts'
import { ownsProgram as isOpenSmtpd, readLog as readOpenSmtpd } from '../../mta/opensmtpd/log.ts'
import { ownsProgram as isPostal, readLog as readPostal } from '../../mta/postal/log.ts'
import { daemonKind } from '../../mta/postfix/log-programs.ts'
import { readLog as readPostfix } from '../../mta/postfix/log.ts'
import { readLog as readPowerMta } from '../../mta/powermta/log.ts'
import { ownsProgram as isQmail, readLog as readQmail } from '../../mta/qmail/log.ts'
import { ownsProgram as isSendmail, readLog as readSendmail } from '../../mta/sendmail/log.ts'
import { ownsProgram as isSsmtp, readLog as readSsmtp } from '../../mta/ssmtp/log.ts'
import { ownsProgram as isStalwart, readLog as readStalwart } from '../../mta/stalwart/log.ts'
import { ownsProgram as isZoneMta, readLog as readZoneMta } from '../../mta/zonemta/log.ts'
import type { LogFormat } from './dispatch.ts'

/**
 * All log formats that are read. Where a line names no program, or one that several own, they are asked in this order, the strictest grammar first.
 */
export const LOG_FORMATS: readonly LogFormat[] = [
  { software: 'opensmtpd', readLog: readOpenSmtpd, ownsProgram: isOpenSmtpd, bare: true },
  {
    software: 'postfix',
    readLog: readPostfix,
    // Where a collector keeps a process's command and not its tag, Postfix's daemons lose its name: of these OpenSMTPD has one too.
    ownsProgram: (program) => daemonKind(program) !== undefined || program === 'smtpd',
    bare: true,
    tellsHosts: true,
  },
  { software: 'exchange', readLog: readExchange, bare: true },
  { software: 'powermta', readLog: readPowerMta, bare: true },
  { software: 'kumomta', readLog: readKumoMta, bare: true },
  { software: 'haraka', readLog: readHaraka, ownsProgram: isHaraka, ownsRecord: isHarakaRecord, bare: true },
  { software: 'stalwart', readLog: readStalwart, ownsProgram: isStalwart, bare: true },
  { software: 'zonemta', readLog: readZoneMta, ownsProgram: isZoneMta, bare: true },
  { software: 'qmail', readLog: readQmail, ownsProgram: isQmail, bare: true },
  { software: 'postal', readLog: readPostal, ownsProgram: isPostal, bare: true },
  { software: 'exim', readLog: readExim, ownsProgram: isExim, bare: true },
  { software: 'sendmail', readLog: readSendmail, ownsProgram: isSendmail, bare: true },
  { software: 'microsoft-365', readLog: readMicrosoft365, bare: true },
  { software: 'dma', readLog: readDma, ownsProgram: isDma, bare: true },
  { software: 'msmtp', readLog: readMsmtp, ownsProgram: isMsmtp, bare: true },
  { software: 'courier', readLog: readCourier, ownsProgram: isCourier, bare: false },
  { software: 'nullmailer', readLog: readNullmailer, ownsProgram: isNullmailer, bare: true },
  { software: 'ssmtp', readLog: readSsmtp, ownsProgram: isSsmtp, bare: false },
]
