import { takesPush } from './tracking.js';

/**
 * What a shop does to be allowed to send notifications, but for one thing: a real page calls `registration.pushManager.subscribe` with the
 * same key, and its browser's push service wakes the service worker. Here the push service is on this machine, and the page looks there.
 */
const KEPT = 'homing.push';

/** @param {string} path @param {RequestInit} init */
async function json(path, init = {}) {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
  return response.json();
}

const worker = () => navigator.serviceWorker.register('/dev/shop/push-worker.js');

/** @returns {Promise<string>} what to tell the customer */
export async function notifyMe() {
  if (!('serviceWorker' in navigator) || !('Notification' in window)) return 'This browser shows no notifications';
  if ((await Notification.requestPermission()) !== 'granted') return 'Your browser is set to show no notifications of this shop';
  await worker();
  const { publicKey } = await json('/v1/push/key');
  const subscription = await json('/dev/push', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ applicationServerKey: publicKey }),
  });
  localStorage.setItem(KEPT, JSON.stringify(subscription));
  await takesPush(subscription);
  return 'We will notify you';
}

/** Hands what came to the service worker, as the browser would. */
export function watchPush() {
  setInterval(async () => {
    const kept = localStorage.getItem(KEPT);
    if (!kept || document.visibilityState === 'hidden') return;
    const id = JSON.parse(kept).endpoint.split('/').at(-1);
    const found = await fetch(`/dev/push/${id}`);
    if (found.status === 404) {
      // Homing was started anew, and knows nothing of it.
      localStorage.removeItem(KEPT);
      return;
    }
    const { payloads } = await found.json();
    const registration = await worker();
    for (const payload of payloads) (registration.active ?? registration.installing)?.postMessage(payload);
  }, 2000);
}
