// Keeps the site for when there is no network. Workbox fetches all files of a version, or none; the
// version before stays with its own until this one takes over.
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";

// Versions after the first wait until app/src/browser/service_worker.rs sends this, or no page is open any more.
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

// A page that was open before there was a worker is kept too.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

cleanupOutdatedCaches();
// The query of the address names the requester, or how the page starts: the file is the same.
precacheAndRoute(FILES, { cleanURLs: false, ignoreURLParametersMatching: [/./] });
