import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import { noTurn, REST_OF_CLAUSE, supposed, unlessToKnow, words } from '../patterns.ts'
import { NO_WORDS } from './no-words.ts'

const NOT_TO_KNOW = unlessToKnow('weten|begrijpen|uitzoeken|(?:de|een) (?:reden|oorzaak)')
const NO_TURN = noTurn('maar|echter|toch')

export const DUTCH: Tongue = {
  known: words(
    'de|het|een|en|van|niet|wordt|worden|met|voor|bij|naar|als|ik|je|we|wij|ons|onze|zijn|heeft|naar|na|geen|ook|nog|maar|verbinding|bericht|verzenden|wanneer|om|dat|die|er',
  ),
  grammar: once(() => ({
    ...NO_WORDS,
    self: words('ik|mij|mijn|we|wij|ons|onze'),
    past: words(
      'werd|werden|was|waren|had|hadden|kreeg|kregen|kwam|kwamen|brak|viel|ging|(?:heeft|hebben|heb|is|zijn) (?:[\\p{L}\\d.-]{1,25} ){0,8}(?:ge|be|ver|ont)\\p{L}{3,14}',
    ),
    time: words(
      'gisteren|vandaag|vanmorgen|vanochtend|vannacht|sinds|ineens|plotseling|weer|steeds|telkens|altijd|elke keer|momenteel|meteen|midden',
    ),
    help: words('hallo|hoi|waarom|iemand|bedankt'),
    unable: words('kan (?:\\p{L}{1,12} ){0,3}(?:niet|geen)|lukt niet|niet meer|geen antwoord|werkt niet|gaat niet'),
    thatOne: words(
      '(?:de|van de|bij de) (?:andere kant|tegenpartij|externe server|relay|smarthost|provider|klant)|hun',
    ),
    condition: words('als|indien|mits|tenzij'),
    imagine: words('stel (?:je|u) voor|stel dat'),
    modal: words('(?<!niet )(?:kan|kunnen)|mag|mogen|moet|moeten|zal|zullen|dient'),
    habit: words(
      'meestal|doorgaans|vaak|standaard|normaal gesproken|over het algemeen|soms|bijvoorbeeld|sommige|ieder|elke(?! (?:keer|mail))|voortaan',
    ),
    you: words('u|uw|je|jouw|jullie'),
    advice: words('controleer|zorg (?:dat|ervoor)|probeer|neem contact op|gebruik|overweeg|raadpleeg'),
    definition: words(
      '^(?:het )?aantal \\p{L}{3,20}(?![^\\n]{0,200}\\d)|betekent|(?:zoals het|volgens (?:de|het)) (?:protocol|rfc|standaard)|geeft aan|bepaalt|is een|wordt gebruikt|treedt op|verwijst naar|houdt in|duidt op|veroorzaakt door',
    ),
    anyOne: words(
      '(?:een|andere|meerdere|alle) (?:[\\p{L}-]{1,20} ){0,2}(?:servers?|mailservers?|clients?|providers?)',
    ),
    setting: words('instelling(?:en)?|optie|waarde|parameters?|aantal|limiet|standaardwaarde|configur\\p{L}{2,6}'),
    topic: words('oorzaken?|oplossing(?:en)?|stappen|handleiding|tips|problemen|artikel'),
    howTo: words('^(?:hoe|wat|welke|waar|kan ik|is er|moet ik)'),
    purpose: words('om (?:[\\p{L}-]{1,20} ){1,6}te \\p{L}{3,14}|zodat'),
    wish: words(`(?:ik|we|wij) (?:wil|willen|zou|zouden)${NOT_TO_KNOW}${NO_TURN}`, 'vanaf (?:\\d{1,2}|morgen)'),
    well: words('succesvol|opgelost|werkt weer|geen fouten|hersteld'),
    reacts: words(
      'probeert (?:\\p{L}{1,14} ){0,4}opnieuw|hervat|verbindt opnieuw|plaatst (?:\\p{L}{1,14} ){1,4}in de wachtrij',
    ),
    contract: words(
      'aansprakelijk\\p{L}{0,4}|(?:deze|de) overeenkomst|voorwaarden|behoud(?:t|en) (?:zich|ons) het recht voor|garantie',
    ),
    unasserted: words(
      `(?:recht|mogelijkheid|optie) (?:\\p{L}{1,14} ){0,2}om ${REST_OF_CLAUSE}te (?:verbreken|sluiten|weigeren|beeindigen|blokkeren)`,
    ),
    handled: words(
      ...supposed(
        'als|wanneer|zodra|indien',
        'verbroken|verbreekt|geweigerd|weigert|gesloten|sluit|afgebroken|afbreekt|mislukt|verlopen|verloopt|niet (?:antwoordt|reageert|bereikbaar)|geen antwoord|time-?out',
      ),
    ),
  })),
}
