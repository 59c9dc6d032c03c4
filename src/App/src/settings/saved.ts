import { t } from '../i18n/text.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';

/** Says that something is saved and empties its form, or why it is not. */
export async function saved(work: () => Promise<unknown>, form?: HTMLFormElement): Promise<void> {
  try {
    await work();
    form?.reset();
    toast({ text: t('settings.saved'), tone: 'safe' });
  } catch (error) {
    toast({ text: faultText(error), tone: 'alert' });
  }
}
