import { faultText } from './said.ts';
import { toast } from './toasts.ts';

/** Does it, and says why when that went wrong. Whether it was done. */
export async function tried(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    toast({ text: faultText(error), tone: 'alert' });
    return false;
  }
}
