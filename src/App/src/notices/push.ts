// Messages on this device while the app is closed: what is possible here, asking for it, taking it back.
import { get, post, remove } from '../live/api.ts';

/** unsupported: this browser cannot. insecure: it could at https:// or localhost. denied: the person said no, in the browser's own settings. */
export type PushState = 'unsupported' | 'insecure' | 'denied' | 'off' | 'on';
interface PushItem { id: string; agent: string; created: string; current: boolean }
interface PushView { key: string; items: PushItem[] }

async function subscription(): Promise<{ worker?: ServiceWorkerRegistration; current?: PushSubscription }> {
  const worker = await navigator.serviceWorker.getRegistration();
  return { worker, current: (await worker?.pushManager?.getSubscription()) ?? undefined };
}

export async function pushState(): Promise<PushState> {
  if (!isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'unsupported';
  const { worker, current } = await subscription();
  if (!worker) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  // The server decides: another sign-in in this browser may have left a subscription behind.
  return current && Notification.permission === 'granted' && (await get<PushView>('/push-subscriptions')).items.some((item) => item.current) ? 'on' : 'off';
}

/** Asks the person, then the browser, then tells the server. Called from a tap: browsers ask at no other time. */
export async function allowPush(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState();
  const { worker, current } = await subscription();
  if (!worker) return 'unsupported';
  const { key } = await get<PushView>('/push-subscriptions');
  // A subscription to another server's key, after a new start from nothing, takes no messages of this one.
  if (current) await current.unsubscribe();
  const fresh = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await post('/push-subscriptions', fresh.toJSON());
  return 'on';
}

export async function endPush(): Promise<PushState> {
  for (const item of (await get<PushView>('/push-subscriptions')).items) if (item.current) await remove(`/push-subscriptions/${item.id}`);
  await (await subscription()).current?.unsubscribe();
  return 'off';
}
