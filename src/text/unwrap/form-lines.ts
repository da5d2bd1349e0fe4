/** What forms for reports ask: where a program runs, and in which version. */
const ASKED =
  /^[\s*>#_`-]{0,8}(?:os|operating system|docker(?: compose)?(?: image)?|docker-compose|platform|architecture|arch|browser|deployment(?: method| type)?|environment|kernel|distro|distribution|hosting|web ?server|database|db|php|node(?:\.?js)?|npm|python|ruby|java|\.net(?: [a-z]+)?|kubernetes|runtime|(?:[\w.-]{1,30} )?version|versions|build|installation(?: method| type)?|installed (?:via|with|from)|client|device|architektur|betriebssystem|système d'exploitation|sistema operativo|версия|операционная система)[\s*_`]{0,4}(?::|\|)[\s*_`]{0,4}([^\n]{0,100})$/i
/** An answer that tells of a failure is more than one. */
const TELLS = /\b(?:err|fail|refus|reset|timed? ?out|timeout|lost|clos|unreach|denied|reject|expired|[45]\d\d)\w*/i

/**
 * A text without what a form asked of whoever reports: names of other programs stand there, and nothing of what happened. A text of such lines alone
 * stays as it is.
 */
export function withoutFormLines(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  const told = lines.filter((line) => !isAnswer(line))
  return told.length === lines.length || told.every((line) => line.trim() === '') ? text : told.join('\n').trim()
}

function isAnswer(line: string): boolean {
  const answer = line.length > 200 ? undefined : ASKED.exec(line)?.[1]
  return answer !== undefined && !TELLS.test(answer)
}
