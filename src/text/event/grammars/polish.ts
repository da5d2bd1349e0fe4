import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import { noTurn, REST_OF_CLAUSE, supposed, unlessToKnow, words } from '../patterns.ts'
import { NO_WORDS } from './no-words.ts'

const NOT_TO_KNOW = unlessToKnow('wiedziec|zrozumiec|dowiedziec')
const NO_TURN = noTurn('ale|jednak|lecz')

export const POLISH: Tongue = {
  known: words(
    'nie|sie|na|jest|przez|przed|oraz|lub|jesli|jezeli|gdy|moze|po|za|od|dla|serwer|serwera|serwerem|polaczenie|polaczenia|poczty|pocztowy|wiadomosci?|nasz|przy|zaraz|ze|ten|tego',
  ),
  grammar: once(() => ({
    ...NO_WORDS,
    self: words(
      'ja|mnie|mi|moj\\p{L}{0,3}|my|nas|nam|nasz\\p{L}{0,3}|mam|mamy|dostaje|probuje|wysle|\\p{L}{3,12}(?:am|amy|emy|ujemy|uje sie)|\\p{L}{3,12}(?:lem|lam|lismy)',
    ),
    past: words('\\p{L}{2,14}(?:al|ala|alo|ali|il|ila|ilo|ili|yl|yla|ylo|yly)|zostal\\p{L}{0,2}'),
    time: words(
      'wczoraj|dzisiaj|dzis|od (?:rana|poniedzialku|kilku)|nagle|znowu|zawsze|za kazdym razem|ciagle|zaraz|rano',
    ),
    help: words('pomocy|dlaczego|ktos|dzieki|witam|czesc|dzien dobry'),
    unable: words('nie (?:moge|mozemy|odpowiada|dziala|da sie|mozna|wysyla|dochodzi|udalo)'),
    thatOne: words('serwer (?:odbiorcy|zdalny|klienta|dostawcy)'),
    condition: words('jesli|jezeli|gdyby|o ile'),
    modal: words('moze|moga|musi|musza|powin\\p{L}{2,4}|nalezy|(?<!nie )mozna'),
    habit: words('zazwyczaj|zwykle|czesto|domyslnie|na przyklad|niektore|kazdy|czasami|ogolnie|odtad'),
    you: words('ty|twoj\\p{L}{0,3}|panstw\\p{L}|mozesz|musisz'),
    advice: words('sprawdz|upewnij sie|sprobuj|skontaktuj|uzyj|ustaw|zalecamy'),
    definition: words(
      '^liczba \\p{L}{3,20}(?![^\\n]{0,200}\\d)|oznacza|wskazuje|okresla|sluzy|wystepuje|polega|to (?:blad|komunikat|czas)',
    ),
    anyOne: words('(?:dowolny|jakikolwiek|inny) (?:[\\p{L}-]{1,20} ){0,2}(?:serwer|klient)|klienci|serwery'),
    setting: words('parametr\\p{L}{0,3}|ustawieni\\p{L}{1,3}|opcj\\p{L}{1,2}|wartosc|limit|konfiguracj\\p{L}'),
    topic: words('przyczyn\\p{L}|rozwiazani\\p{L}{1,3}|krok\\p{L}{0,2}|poradnik|problemy|artykul'),
    howTo: words('^(?:jak|co|gdzie|czy mozna|ktory)'),
    purpose: words('aby|zeby|w celu'),
    wish: words(`(?:chce|chcemy|chcial\\p{L}{1,4}|planujemy)${NOT_TO_KNOW}${NO_TURN}`),
    well: words('pomyslnie|rozwiazan\\p{L}{1,2}|naprawion\\p{L}{1,2}|bez bledow'),
    reacts: words('ponawia|ponowi|wznawia|zapisuje|probuje ponownie'),
    contract: words(
      'odpowiedzialnosc\\p{L}?|umow\\p{L}{1,2}|regulamin\\p{L}{0,2}|zastrzega sobie prawo|gwarancj\\p{L}',
    ),
    unasserted: words(
      `prawo (?:do )?(?:zerwania|zamkniecia|odrzucenia|odrzucania|zablokowania)(?!\\p{L})${REST_OF_CLAUSE}`,
    ),
    handled: words(
      ...supposed(
        'gdy|kiedy|jesli|jezeli',
        'zamknie|zamyka|zerwie|zrywa|odrzuci|odrzuca|przerwie|przerywa|rozlaczy|rozlacza|nie (?:odpowiada|odpowie)|niedostepn\\p{L}|utrac\\p{L}{2,4}|wygasnie|timeout',
      ),
    ),
  })),
}
