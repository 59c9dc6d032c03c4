// Running a scene and taking it back. What came of it is said once, with 10 s to undo it; on its own page it can be undone for a minute.
import { isMeant } from '../device/care.ts';
import { t } from '../i18n/text.ts';
import { Fault, get } from '../live/api.ts';
import { act } from '../live/commands.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { tell } from '../live/watch.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { Ran, Run, Undo } from './kind.ts';
import type { SceneView } from './scene.ts';

/** As long as the server remembers what was before a run. */
const UndoWithinMs = 60_000;

/** When each ran last, whoever ran it. */
const ranAt = new Map<string, number>();

store.onChanges(({ events }) => {
  for (const { d, e } of events ?? []) if (e === Ran) ranAt.set(d, Date.now());
});

export const mayUndo = (scene: string): boolean => Date.now() - (ranAt.get(scene) ?? -UndoWithinMs) < UndoWithinMs;

export async function runScene(id: string): Promise<void> {
  const scene = store.device(id);
  if (!scene || !(await isMeant(scene, store.specOf(scene), Run))) return;
  const { name } = scene;
  // What a scene only starts cannot be taken back.
  const [operation, view] = await Promise.all([act(id, Run), get<SceneView>(homePath(`/scenes/${id}`)).catch(() => undefined)]);
  const outcome = operation?.outcome;
  const undo = view?.steps.some((step) => !step.call) ? { action: t('do.undo'), run: () => void undoScene(id) } : {};
  if (outcome?.kind === 'done' || outcome?.kind === 'accepted') {
    ranAt.set(id, Date.now());
    toast({ text: t('scenes.ran', { name }), tone: 'safe', ...undo });
  } else if (outcome?.code === 'device.partly') {
    // What did obey can be taken back all the same: the words are those that were just said, now with the way back.
    toast({ text: t('fault.said', { name, reason: faultText(new Fault(outcome.code, 0, '', outcome.detail)) }), tone: 'alert', ...undo });
  }
  tell(`device:${id}`);
}

export async function undoScene(id: string): Promise<void> {
  const name = store.device(id)?.name ?? '';
  const outcome = (await act(id, Undo))?.outcome;
  if (outcome && outcome.kind !== 'pending') ranAt.delete(id);
  if (outcome?.kind === 'done' || outcome?.kind === 'accepted') toast({ text: t('scenes.undone', { name }), tone: 'safe' });
  tell(`device:${id}`);
}
