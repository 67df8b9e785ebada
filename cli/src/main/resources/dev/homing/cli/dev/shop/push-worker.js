/** The shop's service worker: shows what Homing sends, says that it did, and opens the page behind it. A shop can take it over as it is. */

/** @param {{title: string, body: string, url: string, image?: string, tag: string, shown: string, notShown: string}} message */
async function show(message) {
  const { title, body, url, image, tag } = message;
  // No answer is read: the addresses are Homing's, and not the shop's.
  const tell = (/** @type {string} */ address) => fetch(address, { method: 'POST', mode: 'no-cors', keepalive: true }).catch(() => {});
  try {
    await self.registration.showNotification(title, { body, image, tag, data: { url } });
  } catch {
    await tell(message.notShown);
    return;
  }
  await tell(message.shown);
}

self.addEventListener('push', (event) => event.waitUntil(show(event.data.json())));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});

// Only the demo shop sends these: it has a push service of its own.
self.addEventListener('message', (event) => event.waitUntil(show(event.data)));

self.addEventListener('install', () => self.skipWaiting());
