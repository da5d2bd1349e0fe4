import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import { NO_WORDS } from './no-words.ts'

/** Endings join the words before them: they are sought wherever they stand. */
export const KOREAN: Tongue = {
  known: /[\uac00-\ud7af]/gu,
  grammar: once(() => ({
    ...NO_WORDS,
    self: /저희|우리|제가|저는/gu,
    past: /(?:았|었|했|됐|되었|였|겼|졌)(?:습니다|어요|음|다)/gu,
    time: /어제|오늘|아침|갑자기|계속|항상|매번|부터|최근|방금/gu,
    help: /도와|왜|안녕하세요|감사/gu,
    unable: /(?<!서는 )안 ?(?:됩니다|돼|되고)|수 없|못 |않습니다|않고/gu,
    thatOne: /상대|그쪽|해당 서버/gu,
    condition: /경우|(?:으|라|다|하|되|지|기)면/gu,
    modal: /수 있(?:습니다|다)|해야|것입니다|서는 안/gu,
    habit: /일반적|보통|기본적으로|대부분|자주|예를 들어|기본값|앞으로/gu,
    you: /귀하|당신|고객님|(?:하십시오|하세요|주세요)/gu,
    advice: /확인하|권장|시도해|문의하/gu,
    definition: /의미(?:합|하)|나타(?:냅|내)|뜻(?:합|하)|이란/gu,
    anyOne: /클라이언트는|모든 서버/gu,
    setting: /설정|옵션|매개변수|제한/gu,
    topic: /원인과|해결 방법|단계|가이드|문제 해결/gu,
    howTo: /방법|어떻게|무엇|인가요|나요\?/gu,
    purpose: /위해|하도록/gu,
    wish: /(?<!알고 )싶습니다|예정|계획/gu,
    well: /성공|정상|해결되었|복구/gu,
    reacts: /재시도|다시 (?:보[냅낸]|시도[합한]|연결[합한])/gu,
    contract: /책임|약관|계약/gu,
    handled:
      /[^.,]{0,60}(?:끊어지|끊기|거부하|거부되|실패하|종료하|종료되|응답하지 않으|초과되)[^.,]{0,6}(?:면|때|경우)[, ]/gu,
  })),
}
