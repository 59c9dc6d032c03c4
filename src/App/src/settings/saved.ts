import { t } from '../i18n/text.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';

/** Says that something is saved and empties its form, or why it is not. */
export async function saved(work: () => Promise<unknown>, form?: HTMLFormElement): Promise<void> {
  if (!(await tried(work))) return;
  form?.reset();
  toast({ text: t('settings.saved'), tone: 'safe' });
}
