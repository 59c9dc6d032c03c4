// The app's files, kept whole per version: a page never runs on files of two builds.
// The API, the specification and anything else that is a fact of a home is never touched here.
const cacheName = 'kith-__VERSION__';
const files = ['__FILES__'];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(['./', ...files.map((file) => `./${file}`)])).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('kith-') && name !== cacheName) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const scope = new URL(self.registration.scope);
  const path = url.pathname.slice(scope.pathname.length);
  const known = path === '' || path === 'index.html' ? './' : files.includes(path) ? `./${path}` : undefined;
  if (!known) return;
  event.respondWith((async () => (await (await caches.open(cacheName)).match(known)) ?? fetch(request))());
});

// A notice, also while no page of ours is open. It comes in the words of its reader: nothing is asked of the server, which may be far away.
self.addEventListener('push', (event) => {
  const said = event.data.json();
  event.waitUntil(Promise.all([
    self.registration.showNotification(said.title, {
      body: said.text, tag: said.id, icon: './icons/kith-192.png', badge: './icons/kith-192.png', timestamp: Date.parse(said.at),
      requireInteraction: said.level === 'critical', data: { home: said.home, id: said.id },
    }),
    'setAppBadge' in self.navigator ? self.navigator.setAppBadge(said.unread).catch(() => undefined) : undefined,
  ]));
});

// Opens what it is about, in a window that is open already if there is one.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { home, id } = event.notification.data;
  const url = new URL(`./#/notices/${home}/${id}`, self.registration.scope).href;
  event.waitUntil((async () => {
    const [open] = await self.clients.matchAll({ type: 'window' });
    if (!open) return self.clients.openWindow(url);
    await open.focus();
    return open.navigate(url);
  })());
});

// The push service changed the address of this browser: the server hears of it, or would send to nobody.
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil((async () => {
    const fresh = event.newSubscription ?? (await self.registration.pushManager.subscribe(event.oldSubscription.options));
    await fetch('./api/v1/push-subscriptions', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Kith': '1' }, body: JSON.stringify(fresh) });
  })());
});
