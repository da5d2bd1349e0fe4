import { once } from '../../../base/once.ts'
import type { Tongue } from '../grammar.ts'
import { noMore, noneInParticular, noTurn, supposed, REST_OF_CLAUSE, unlessToKnow, words } from '../patterns.ts'

const AGENT =
  '(?:servers?|hosts?|clients?(?! (?:cert|cred))|mtas?|mailers?|providers?|isps?|firewalls?|routers?|senders?|receivers?|relays?|gateways?|users?|customers?|applications?|programs?|devices?)'

/** Who wants to know why something happens has met it. */
const NOT_TO_KNOW = unlessToKnow(
  'know|understand|find out|figure out|learn|hear|(?:the|an?) (?:[\\p{L}-]{1,12} ){0,2}(?:reason|cause|explanation)',
)
const TURN = 'but|however|yet'
const NO_TURN = noTurn(TURN)

const TIME_UNIT = '(?:m?s|sec(?:ond)?s?|min(?:ute)?s?|hours?|h)'
const NO_MORE = noMore(`and|though|still|then|when|while|because|${TURN}`)

const FAILED =
  '(?:lost|refuse[sd]?|drop(?:s|ped)?|close[sd]?|resets?|reject(?:s|ed)?|defer(?:s|red)?|interrupt(?:s|ed)|break(?:s)?|broken|terminate[sd]?|time[sd]? out|fail(?:s|ed)?|hangs?|dies?|disconnect(?:s|ed)?|bounce[sd]?)'
/** Things that exist: somebody has or sees them, or points at them. */
const EXISTING =
  'the|our|my|their|his|its|these|those|all|both|some|several|many|most|few|(?:lots|plenty|number|dozens|hundreds|thousands|half|most|some|all) of|with|see|seeing|saw|seen|have|had|having|has|get|gets|getting|got|are|were|is|was|find|found|notice|noticed|receive|received|receiving|lose|lost|losing|use|using|run'
const THINGS = 'connections|sessions|messages|mails|e-?mails|servers|hosts|clients|peers|relays|deliveries|attempts'
const THING = 'connection|session|message|mail|e-?mail|server|host|client|peer|relay|delivery|attempt|segment'
const A_FAILURE = `(?:time-?outs?|resets?|disconnects?|disconnections?|(?:dropped|lost|refused|failed|broken|closed|aborted) (?:[\\p{L}]{1,12} )?(?:connections?|sessions?|messages?|mails?)|(?:connection |smtp )?(?:failures?|errors?)|[\\p{L}]{4,40}disconnected)`
const DEALING =
  'against|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|handl(?:e|es|ed|ing)|detect(?:s|ing)?|ignor(?:e|es|ed|ing)|simulat(?:e|es|ed|ing)|tolerat(?:e|es|ed|ing)|surviv(?:e|es|ed|ing)|recover(?:s|ed|ing)? from|hat(?:e|es)|analy[sz](?:e|es|ed|ing)|classif(?:y|ies)|distinguish(?:es)?|catch(?:es)?|cope[sd]? with|deal(?:s|t)? with'

const REACTS =
  'retries|re-?queues|reconnects|resumes|backs off|falls back|fails over|tries again|reschedules|increments|discards|re-?opens'
/** What failed, in clauses that need not be told. */
const FAILURE = `${FAILED}|time-?outs?|unreachable|silent|unavailable|does not (?:answer|respond|reply|match)|not (?:reachable|respond|responding|available|accepting|answered|received)|cannot|unable|disconnection|without (?:a|any) (?:response|reply|answer)`
/** What begins with these is supposed, unless a past is told behind it. */
const WHENEVER =
  '(?:if|in case|should (?:the|an?)|(?:when|whenever|once|as soon as)(?! \\p{L}{3,14}ing(?!\\p{L}))(?![^,.;!?\\n]{0,80} (?:was|were|did|had|(?:closed|dropped|refused|rejected|lost|reset|cut|broke|hung|terminated|answered|came) (?!by|or|and))))'

export const ENGLISH: Tongue = {
  known: words(
    'the|and|of|is|are|to|in|that|this|for|with|not|on|it|was|be|by|from|an?|or|if|when|after|while|our|your|my|what|they|their|which|because|does',
  ),
  grammar: once(() => ({
    self: words("i|i'm|im|i've|i'd|i'll|me|my|mine|we|we're|we've|us|our|ours"),
    past: words(
      "was|wasn't|were|weren't|did|didn't|had|hadn't|got|went|gave|came|said|told|began|stopped|started|tried|saw|ran|took|failed|dropped|couldn't|disappeared|happened|occurr?ed|noticed|moved|changed|arrived",
      // In the present, too, who names the error has met it.
      '(?:fails|failing|dies|dying|aborts|aborting|crashes|crashing) with (?=["\'`“«„\\[:]|(?:the |an? |this |following )*(?:error|message|exception)(?!\\p{L}))',
      "ha(?:s|ve)(?:n't)? (?:\\p{L}{1,12} ){0,2}(?:been|\\p{L}{2,14}ed|lost|gone|sent|come|begun|shut|cut)",
    ),
    time: words(
      'yesterday|today|tonight|this (?:morning|afternoon|evening|week)|last (?:night|week|month|\\p{L}{3,9}day)|since|suddenly|again|lately|recently|at the moment|at \\d{1,2}[:.]\\d\\d|(?:an?|two|three|\\d{1,3}) (?:minutes|hours?|days|weeks) ago|for (?:days|weeks|hours)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|ever since',
      'always|never|every (?:time|mail|message|few|evening|morning|night|day|single|attempt)|each time|constantly|keeps?|repeatedly|randomly|half of|from time to time|intermittent(?:ly)?|the moment|right after|just after|the very next|\\d{1,4} times',
    ),
    help: words(
      "please help|help me|any (?:ideas?|help|hints?|thoughts|suggestions?|clue|solution)|anyone|anybody|someone else|thanks|thank you|hi|hello|hey|how (?:can|do) i (?:fix|solve)|what (?:am|did) i|is (?:this|it) (?:a )?(?:bug|normal)|why|what(?:'s| is) (?:wrong|going on|happening)|what happens here",
    ),
    unable: words(
      "can't|can not|cannot|could not|unable to|not able to|won't|doesn't|don't|isn't|does not|do not|is not|no longer|nothing",
    ),
    thatOne: words(
      "their|theirs|they|he|she|this (?:server|host|relay|provider|mx|domain|recipient|customer|client)|the (?:remote|other|far|receiving|recipient's|customer's|partner's|destination|target|foreign) \\p{L}{2,12}|the (?:relay|peer|mx|smarthost)",
    ),
    condition: words(
      '(?<!as |determine )if(?! (?:it|that|this) (?:helps|matters|is relevant|is of)| (?:not|so|only)(?!\\p{L}))|unless|in case|in the event|provided that|whether|suppose|assuming|^(?:on|upon) (?:an? )?(?:eof|time-?out|error|failure|reset|expiry|detecting|receipt|receiving)|(?:when|whenever|once) (?:an?|any|your|no) (?:[\\p{L}-]{1,20} ){1,3}(?:is|has|gets|breaks|fails|closes|drops|resets|refuses|rejects|times|does|cannot|exceeds|reaches|crashes)|^(?:when|whenever|once) (?:an?|any|you|your|no|two|several)|should (?:the|an?|your|this)|would have to',
    ),
    imagine: words("imagine|picture this|suppose|let's (?:say|assume)|say you|what if"),
    modal: words(
      'can|(?<!\\bno [^.]{0,60}|none [^.]{0,60})could(?! not| be (?:contacted|reached|found|resolved|established|delivered|negotiated))|may(?! be sent more)|might|would|should|must|shall|will|needs? to|ha(?:s|ve) to|ought to',
    ),
    habit: words(
      '(?:idle|stale|unused|inactive|cached|pooled) (?:\\p{L}{1,10} )?(?:connections|sessions|clients)|usually|typically|generally|commonly|normally|often|by default|default (?:is|value|to|of|for)|the default|defaults? to|(?:most|many)(?! of)|in short|in other words|simply put|in most cases|in general|as a rule|tends?|frequently|commonly|common (?:cause|reason|issue|problem|error|symptom|mistake)s?|likely|mostly|such|sometimes|for example|e\\.g|henceforth|from now on|rather than|especially|theoretically',
    ),
    you: words(
      "you(?! sent)|your(?! (?:e-?mails?|messages?|mails?|ip|host|account|domain|recipient))|you're|you'll|you've|yours|yourself",
    ),
    advice: words(
      "make sure|be sure|double-?check(?:ing)?|we recommend|is recommended|try (?:again with|an?|the)|contact (?:the|your)|check (?:the|your|if|that|whether|for)|consider|avoid|ensure|verify (?:the|your|that)|don't (?:forget|panic)|please (?!help|advise|let)|enable|disable|adjust|use (?:the|an?|port)|switch to|set (?:the|it|this)|see (?:the|also|section)|refer to|fix it|looks like",
    ),
    definition: words(
      'means?|meaning|indicates?|signif(?:y|ies)|signals|refers? to|stands? for|specif(?:y|ies)|determines?|defines?|controls?|represents?|denotes?|suggests?|occurs?|arises?|is (?:an?(?! (?:self|must|mis-?match|problem|wrong|bad|bogus|fake))|the|one of|used(?! up)|useful|usually|typically|believed)|are (?:used|called)|results? in|caused by|describes?|explains?|ensures?|how (?:long|many|often|much) (?:to|an?|the|(?:milli)?seconds|minutes|times)|sets (?:the|an?)|reserves?|prevents?|differ|fires|is (?:raised|thrown|emitted|fired)|the (?:number|amount|length|period|maximum|minimum) of|(?:number|amount) of (?:milli)?(?:seconds|minutes|hours|days|attempts)|limit on|the smtp protocol|as the (?:protocol|standard|rfc) (?:\\p{L}{1,14})|by design|expected behaviou?r|this behaviou?r|causing|(?:is|are) (?:assumed|considered|deemed|said) to',
      'the (?:[\\p{L}\\d():_-]{1,40} ){1,3}(?:method|function|procedure|property|class|constructor|callback|macro|attribute|directive|enumeration|flag|argument) (?:[\\p{L}]{1,14}ly )?(?!was|is|has|does|fails)[\\p{L}]{2,14}s',
      '(?:columns?|counters?|tables?|graphs?|charts?|fields?|metrics?|panels?|badges?|reports?) (?:\\p{L}{1,14} )?(?:shows?|counts?|lists?|displays?|tells?|increments?|contains?)|(?:^|\\| )(?:the )?(?:time|period|delay|duration|interval|number) (?:in|of|to|that|for|after|before|between)|^(?:returns|raises|raised|throws|thrown|emitted|called|invoked|classifies|parses|computes|converts|wraps|verifies)(?= )',
    ),
    anyOne: words(
      `(?:an?|(?<!for )any|some|many|most|another|each|every) (?:(?!and |the |of |to |that |from |in |on |with |is )[\\p{L}'/-]{1,20} ){0,2}${AGENT}`,
      'an? (?:dropped|lost|broken|refused|closed|failed|idle) (?:connection|session)',
      '(?:new|further|incoming|additional) (?:mails?|messages|connections|sessions|deliveries) (?:is|are|will be)',
      '^the (?:smtp )?client (?:sends|closes)|the (?:smtp )?(?:client|server|sender|receiver) (?:must|should|shall|may|has to)',
      `(?<=^|[.;] |than |that |when |if |or )(?:[\\p{L}-]{1,14} ){0,1}(?:servers|hosts|clients|mtas|mailers|providers|isps|firewalls|routers|senders|receivers|relays|connections|sessions|users(?! (?:mail ?(?:box|folder)|inbox|account) (?:is|was|has))|customers|applications|filters|mailboxes|accounts|deliveries|disconnections|timeouts|issues|environments)`,
    ),
    setting: words(
      'options?|parameters?|propert(?:y|ies)|settings?|directives?|variables?|fields?|valid (?:values?|range)|values?|limits?|amount|interval|optional|boolean|integer|configur(?:e|ation|able|ing)|examples?|syntax|deprecated|extended',
    ),
    topic: words(
      'chapter|vocabulary|causes|reasons|webinar|study|table|merge (?:pull request|branch)|commit|git|symptoms?|solutions?|(?<!/)troubleshoot\\p{L}{0,4}|guide|tutorial|tips?|steps?(?! ?\\d)|faq|article|overview|key takeaways|(?:common|known|typical|frequent|network|connectivity|delivery|such|these) (?:problems|issues)|(?:problems|issues) (?:such as|like|include)|factors|best practices?|runbook|documentation|how to|bug ?fix(?:es)?|features?|limitations?|improve\\p{L}{0,5}|release[ds]?|previously|scenario|handling|failover|reconnects|error handling',
    ),
    howTo: words(
      "^(?:and |so |but )?(?:is (?:this|that)(?! (?:a )?(?:known|bug|normal))|how|what|which|where|who|is there(?! (?:a|any) reason)|are there|is it|can(?!'t| not)|could(?! not)|should|do|does)(?! normal that| happens here| is wrong| is going on| someone| anyone| anybody)",
    ),
    purpose: words('^to \\p{L}{3,12}|in order to|so that|so an?'),
    wish: words(
      `(?:i|we)(?:'d| would) (?:like|want|love)${NOT_TO_KNOW}${NO_TURN}`,
      `(?:i|we) (?:just |only )?(?:want|wish|plan|intend|asked whether)${NOT_TO_KNOW}${NO_TURN}`,
      `(?:i|we)(?:'m| am|'re| are) (?:planning|going|looking) (?:to|for)${NOT_TO_KNOW}${NO_TURN}`,
      "(?:i|we)(?:'ll| will)",
      '(?:from|as of|starting|by) (?:next|tomorrow)',
      'from (?:\\d{1,2} \\p{L}{3,9}|\\p{L}{3,9}(?: \\d{1,2})?) on',
      'todo|fixme',
      'will (?:no longer|not(?! be (?:re(?:sent|tried)|offered|used|started|enabled))|soon|be|expire)',
      '(?:starting|beginning|effective) (?:in|from|on)',
    ),
    chosen: words(
      // What an operator does not take, said to nobody in particular.
      "we (?:(?:do not|don't|only|never) (?:accept|take|allow|permit|relay)|limit|restrict|quarantine|greylist)(?! (?:[\\p{L}'-]{1,20} ){0,4}(?:you|your|yours|this|these|from)(?!\\p{L}))",
      `(?:uses?|used|ha(?:ve|s)|sets?|configured|runs? with|keeps?) (?:an? |the |our )?(?:[\\p{L}-]{1,20} ){0,3}time-?outs? (?:of|to|at) \\d{1,6} ?${TIME_UNIT}${NO_MORE}`,
    ),
    well: words(
      'success|successful|successfully|succeeded|passed|healthy|recovered|restored|draining|all good|(?:been|is|were|now|issues?|as) (?:resolved|solved|fixed)|(?:no|0|zero|without|no more) (?:(?:connections?|delivery|smtp|mail|lost|dropped|further|more|other|single|any) ){0,2}(?:errors?|failures?|failed|deferred|timeouts?|drops?|dropped|resets?|refused|lost|problems?|issues?|disconnects?)|(?:errors?|failures?|drops?|resets?|timeouts?|refused|deferred|lost):? 0',
    ),
    reacts: words(REACTS),
    alternative: words(
      '(?:was|were|is|are|has been|did not|could not) (?:[\\p{L}-]{1,16} ){1,4}?or (?:an?|the|it|no|its) (?:[\\p{L}-]{1,16} ){1,3}(?:was|were|is|are|has|did|does|could|can)',
      '(?:was|were|is|are|has been) (?:[\\p{L}-]{1,16} ){0,3}[\\p{L}-]{1,16}, or (?:an?|the|it|no|its|never)',
    ),
    contract: words(
      'liable|liability|warrant(?:y|ies)|reserves? the right|service credits?|hereinafter|pursuant|embodiment|wherein|claim \\d{1,2}|in no event|(?:this|the) agreement|indemnif(?:y|ies)|terms of (?:service|use)|sole remedy|the customer(?! s|.s)',
    ),
    handled: words(
      ...supposed(WHENEVER, FAILURE),
      `(?:an?|each|every) (?:[\\p{L}-]{1,16} ){0,2}(?:${THING}) (?:that|which) (?:[\\p{L}]{1,14} ){0,3}?${FAILED}(?!\\p{L})${REST_OF_CLAUSE}`,
    ),
    unasserted: words(
      `(?:those|ones|anything|any (?:[\\p{L}-]{1,16} ){0,2}(?:${THING})|${noneInParticular(EXISTING, THINGS)}) (?:that|which|who|whose [\\p{L}]{1,16}) (?:[\\p{L}]{1,14} ){0,3}?${FAILED}(?!\\p{L})${REST_OF_CLAUSE}`,
      `(?:right|ability|option|way|ways|means|method|command|how|when|free|allowed|permitted|safe|ok|possible) to (?:[\\p{L}]{3,14}ly )?(?:drop|close|reset|refuse|reject|disconnect|terminate|abort|hang up|defer|time out|kill|block)(?!\\p{L}| (?:our|my|us|me)(?!\\p{L}))${REST_OF_CLAUSE}`,
      `(?:${DEALING}) (?!the |our |my |this |that |these |those |all |\\d)(?:[\\p{L}/-]{1,16} ){0,3}?${A_FAILURE}`,
      `an? (?:[\\p{L}-]{1,16} ){0,2}certificate is not [\\p{L}]{4,12} (?:[\\p{L}]{1,14} ){0,8}unless(?!\\p{L})${REST_OF_CLAUSE}`,
      'would have (?:been )?[\\p{L}]{2,16}',
      `tips (?:[\\p{L}]{1,14} ){0,3}(?:${DEALING}|on|for|about)${REST_OF_CLAUSE}`,
    ),
  })),
}
