/**
 * Months as the locales of Unix shorten them, in small letters, for journalctl writes its stamps in its user's tongue. Croatian is left out: its `srp`
 * and `lip` are other months in Czech and Polish.
 */
export const LOCAL_MONTHS: readonly (readonly [english: string, names: string])[] = [
  ['Jan', 'jan janv ene gen led sty янв січ ян oca tammi ian ιαν saus'],
  ['Feb', 'feb févr febr úno lut фев лют fev şub helmi φεβ vas'],
  ['Mar', 'mar mär mars märz mrt bře мар бер maalis márc mart μαρ març kov'],
  ['Apr', 'apr avr avril abr dub kwi апр кві nis huhti ápr απρ bal'],
  ['May', 'may mai mag maj mei kvě мая май тра touko máj μαΐ maig geg'],
  ['Jun', 'jun juin giu čen cze июн чер юни haz kesä jún juni juny ιουν iun birž'],
  ['Jul', 'jul juil lug čec lip июл лип юли tem heinä júl juli ιουλ iul liep'],
  ['Aug', 'aug avg août ago srp sie авг сер ağu elo αυγ ag rugp'],
  ['Sep', 'sep sept set zář wrz сен вер eyl syys szept σεπ rugs'],
  ['Oct', 'oct okt ott out říj paź окт жов eki loka οκτ spal'],
  ['Nov', 'nov lis ноя лис kas marras νοε lapkr'],
  ['Dec', 'dec déc dez dic dis des pro gru дек гру ara joulu δεκ gruod'],
]
