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
