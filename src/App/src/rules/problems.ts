// What is wrong with a rule, in the words of this page: the code's own text, with the server's detail where that says more.
import { language, t, textOf } from '../i18n/text.ts';
import { deviceName } from './names.ts';
import type { Problem } from './document.ts';

export function problemText({ code, detail, proposal }: Problem): string {
  const known = textOf(`rules.problem.${code}`) ?? textOf(`error.${code}`);
  // The server's detail is English; beside a Chinese text it stands as what it is, the exact place.
  const words = !known ? (detail ?? code) : !detail ? known : language === 'en' ? `${known}: ${detail}` : `${known}（${detail}）`;
  return proposal ? `${words} ${t('rules.proposal', { name: deviceName(proposal) })}` : words;
}

/** Those of a part and of what is within it, which no card of its own shows. */
export const problemsAt = (problems: Problem[], path: string): Problem[] => problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
