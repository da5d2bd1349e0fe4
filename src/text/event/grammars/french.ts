import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import { noMore, noneInParticular, noTurn, supposed, REST_OF_CLAUSE, unlessToKnow, words } from '../patterns.ts'

/** Who wants to know why something happens has met it. */
const NOT_TO_KNOW = unlessToKnow(
  'savoir|comprendre|connaitre|apprendre|trouver (?:la|une) (?:cause|raison|explication)',
)
const TURN = 'mais|pourtant|cependant|toutefois'
const NO_TURN = noTurn(TURN)
const NO_MORE = noMore(`et|puis|alors|quand|${TURN}`)

const EXISTING = "les|nos|mes|vos|leurs|ces|tous|plusieurs|j'ai|ai|avons|a|ont|recois|recevons|vois|voyons|sont"

const REACTS = 'reessaie|retente|reprend|rejoue|reconnecte|bascule|abandonne|remet (?:\\p{L}{1,14} ){1,3}en file'
/** What failed, in clauses that need not be told. */
const FAILURE =
  'coup\\p{L}{1,3}|ferm\\p{L}{1,3}|refus\\p{L}{1,3}|rejet\\p{L}{1,4}|interromp\\p{L}{1,3}|perdue?s?|echou\\p{L}{1,3}|expir\\p{L}{1,3}|ne (?:repond|commence) pas|indisponible|injoignable|(?:de)?connexion perdue|timeout'
const WHENEVER = "quand|lorsque|lorsqu'|des que|si|s'"

export const FRENCH: Tongue = {
  known: words(
    "le|la|les|des|du|un|une|et|est|au|aux|en|dans|pour|que|qui|ne|pas|sur|avec|par|nous|vous|ce|cette|de|a|d'|l'|se|il|apres|mon|notre|mes|ou|sont|serveur|connexion|message|courriel|envoi",
  ),
  grammar: once(() => ({
    self: words("je|j'\\p{L}{1,20}|moi|mon|ma|mes|nous|notre|nos"),
    past: words(
      "(?:a|ont|ai|avons|est|sont|j'ai|n'a|n'ont) (?:\\p{L}{1,12} ){0,2}\\p{L}{2,14}(?:e|i|u|is|it)|etait|etaient|avait|avaient|recevait|coupait|fermait|\\p{L}{3,12}(?:ait|aient)",
    ),
    time: words(
      "hier|depuis|aujourd'hui|ce matin|cette nuit|soudain|de nouveau|actuellement|tout a coup|toujours|a chaque|sans cesse|tous (?:mes|nos)|en plein|juste apres|aussitot|plus aucun",
    ),
    help: words("bonjour|salut|merci|que faire \\?|une idee|quelqu'un|pourquoi|au secours"),
    unable: words("impossible|n'arriv\\p{L}{1,4}|ne \\p{L}{1,14} (?:pas|plus|rien)|plus moyen"),
    thatOne: words("le serveur (?:distant|d'en face|du destinataire)|le relais|le mx|en face|l'autre"),
    condition: words("si(?! (?:cela|ca) (?:peut |pourrait )?aide\\p{L}{0,2})|s'il|s'ils|au cas ou|supposons|soit"),
    imagine: words('imagin(?:ez|ons)|supposons|mettons que'),
    modal: words('(?<!ne )(?:peut|peuvent)|pourrait|pouvez|doit|doivent|devez|faut|va|vont|risque'),
    habit: words(
      'generalement|desormais|dorenavant|en general|souvent|habituellement|par defaut|courant\\p{L}{0,2}|frequemment|parfois|certains?|certaines?|chaque|plupart|quelle que soit|de facon generale|temporairement|trop|nombreux|raisonnable|dans ces cas',
    ),
    you: words('vous|votre|vos|tu|ton|tes|\\p{L}{3,16}ez'),
    advice: words(
      "assurez-vous|verifiez|essayez|contactez|reessayez|pensez|utilisez|conseille[zr]?|il (?:ne )?faut|n'oubliez",
    ),
    definition: words(
      "^(?:le )?nombre d(?:e|es|')(?![^\\n]{0,200}\\d)|(?:colonne|compteur|tableau|champ|courbe) (?:[^ ]{1,24} ){0,4}(?:indique|compte|affiche|montre|s'incremente)|signifie|indique|designe|definit|correspond|est (?:un|une|le|la|l'\\p{L}{3,12})|s'agit|sert|permet|survient|se produit|provoque|apparait|creent|incluent|apparait lorsque|cela (?:signifie|veut|indique|peut)|en raison|cause par|est de \\d{1,6}|considere|la norme|prevue? par|comportement (?:prevu|normal|attendu)",
    ),
    anyOne: words(
      "(?:un|une|des|aucun|aucune|plusieurs|les) (?:(?!de|du|des|que|la|le|et )[\\p{L}'-]{1,20} ){0,2}(?:serveurs?|clients?|fournisseurs?|pare-feu|hebergeurs?|echecs|restrictions)|votre (?:hebergeur|fournisseur|destinataire|serveur)",
    ),
    setting: words('parametres?|reglages?|valeurs?|nombre|exemple|option|configur\\p{L}{1,6}|methode|dont la taille'),
    topic: words('causes?|raisons?|solutions?|etapes?|guide|conseils?|astuces?|problemes?|tutoriel|article'),
    howTo: words(
      '^(?:comment|que faire (?:si|quand)|quel\\p{L}{0,3}|faut-il|peut-on|est-ce|puis-je|ou|y a-t-il|pourquoi (?:le|un|une|utiliser) )',
    ),
    purpose: words('afin d\\p{L}{0,2}|pour (?:que|\\p{L}{2,14}(?:er|ir|re))|de sorte'),
    wish: words(
      `(?:je|nous) (?:voudrais|voudrions|souhaite|souhaitons|souhaiterais|souhaiterions|aimerais|aimerions)${NOT_TO_KNOW}${NO_TURN}`,
      `j'aimerais${NOT_TO_KNOW}${NO_TURN}`,
      'a partir d\\p{L}{0,2}',
    ),
    chosen: words(
      `(?:utilise|utilisons|a|avons|ai) (?:un|une) (?:\\p{L}{1,20} ){0,2}(?:time-?out|delai) (?:\\p{L}{1,12} ){0,2}de \\d{1,6} ?(?:m?s|sec\\p{L}{0,5}|min\\p{L}{0,4})${NO_MORE}`,
    ),
    well: words(
      'regle|resolu|repare|reussi|fonctionne a nouveau|marche maintenant|tout (?:va|est) (?:bien|regle)|aucune erreur',
    ),
    reacts: words(REACTS),
    alternative: words(
      "(?:a ete|est|n'a pas) (?:[\\p{L}'-]{1,16} ){1,5}?ou (?:un|une|le|la|il) (?:[\\p{L}'-]{1,16} ){1,4}(?:a|est|n'a)",
    ),
    contract: words(
      "responsabilite|(?:ne )?saurai(?:t|ent) etre|prestataire|(?:du|present) contrat|se reserve le droit|s'engage|conditions generales|le client reconnait|garantie",
    ),
    handled: words(...supposed(WHENEVER, FAILURE)),
    unasserted: words(
      `${noneInParticular(EXISTING, '(?:des |une |toute |toutes les |chaque )?(?:connexions?|messages?|courriels?|sessions?|serveurs?)')} (?:smtp )?(?:qui|que|dont) ${REST_OF_CLAUSE}(?:perd\\p{L}{0,3}|refus\\p{L}{0,3}|coup\\p{L}{0,3}|ferm\\p{L}{0,3}|interromp\\p{L}{0,3}|rejet\\p{L}{0,4}|echou\\p{L}{0,3})(?!\\p{L})${REST_OF_CLAUSE}`,
      `(?:droit|possibilite|option|moyen|facon|permet) de (?:couper|fermer|refuser|rejeter|interrompre|bloquer)(?!\\p{L})${REST_OF_CLAUSE}`,
      `(?:fermer|couper|refuser|rejeter|interrompre|bloquer) (?:toute|une|des) (?:connexions?|sessions?)${REST_OF_CLAUSE}`,
      `(?:contre|eviter|evite|prevenir|reduire|gerer|gere|simuler|simule|detecter|detecte|ignorer|ignore|plus jamais) (?:de |des |d'|une? |les )?(?:[\\p{L}-]{1,16} )?(?:coupures?|deconnexions?|timeouts?|echecs?|(?:connexions?|courriels?|messages?) (?:perdu|coupe|refuse)e?s?)`,
    ),
  })),
}
