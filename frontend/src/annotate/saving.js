// Ties the queue to the server's addresses, to what the browser keeps, and to the other tabs.

import { call } from "./api.js";
import { Keeper } from "./keep.js";
import { same } from "./model.js";
import { Saver } from "./saver.js";

/**
 * @typedef {import("./page.js").PageData} PageData
 * @typedef {import("./model.js").Content} Content
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./wire.js").Wire} Wire
 */

const FOLLOW_EVERY = 10_000;

/**
 * Give the queue of a set, with what an earlier visit left unsaved already in it.
 * @param {{
 *   data: PageData, wire: Wire, store: () => Store, changed: () => void,
 *   posted: (key: string, data: any) => void, adopted: (count: number) => void
 * }} page
 */
export function openQueue({ data, wire, store, changed, posted, adopted }) {
  const keeper = new Keeper(`${data.set.uuid}/${data.me.uuid}`);
  const others = new BroadcastChannel(`dateline-set-${data.set.uuid}`);
  const saver = new Saver(serverOf(data, wire), {
    changed,
    posted,
    keep: (items, posts) => keeper.keep(items, posts),
    saved: (uuid, version, content) => {
      store().acknowledge(uuid, version);
      others.postMessage({ uuid, version, content });
    },
  });
  for (const { uuid, version } of data.annotations) saver.known.set(uuid, { version, deleted: false });
  for (const { uuid, version } of data.deleted) saver.known.set(uuid, { version, deleted: true });
  others.addEventListener("message", (event) => hear(event.data, saver, store()));
  void keeper.leftBehind().then((kept) => takeUp(kept, saver, store(), adopted)).finally(() => {
    saver.isReady = true;
    changed();
  });
  addEventListener("online", () => saver.hurry());
  addEventListener("focus", () => saver.line === "session" && saver.hurry());
  addEventListener("beforeunload", (event) => saver.unsaved && event.preventDefault());
  return saver;
}

/**
 * Hear of changes that were made elsewhere, through the change feed, and fetch the set's state when there are any.
 * @param {PageData} data
 * @param {Saver} saver
 * @param {Store} store
 */
export async function follow(data, saver, store) {
  let after = data.changes;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_EVERY));
    if (document.hidden || saver.unsaved) continue;
    const answer = await call("GET", `${data.urls.changes}?limit=100${after ? `&after=${encodeURIComponent(after)}` : ""}`);
    if (answer.outcome !== "done") continue;
    after = answer.data.next;
    const foreign = answer.data.items.some((/** @type {any} */ line) => isForeign(line, data));
    if (foreign) await refresh(data, saver, store);
  }
}

/**
 * Take in the set as it is on the server; what is unsaved here stays, and so does what was written here meanwhile: the
 * answer may be older than that.
 * @param {PageData} data
 * @param {Saver} saver
 * @param {Store} store
 */
export async function refresh(data, saver, store) {
  const answer = await call("GET", data.urls.state);
  if (answer.outcome !== "done") return;
  const there = new Map(answer.data.annotations.map((/** @type {any} */ one) => [one.uuid, one]));
  for (const { uuid, version, content } of there.values()) {
    const known = saver.known.get(uuid)?.version ?? 0;
    if (saver.items.has(uuid) || known > version) continue;
    if (known === version && same(store.content(uuid), content)) continue;
    saver.known.set(uuid, { version, deleted: false });
    store.receive(uuid, content, version);
  }
  for (const { uuid, version } of answer.data.deleted) {
    if (saver.items.has(uuid) || (saver.known.get(uuid)?.version ?? 0) > version) continue;
    saver.known.set(uuid, { version, deleted: true });
    if (store.content(uuid)) store.receive(uuid, null, version);
  }
}

/**
 * @param {any} line of the change feed
 * @param {PageData} data
 */
function isForeign(line, data) {
  return line.kind === "annotation" || (line.kind === "annotationset" && line.uuid === data.set.uuid);
}

/**
 * @param {{ uuid: string, version: number, content: Content | null }} news from another tab
 * @param {Saver} saver
 * @param {Store} store
 */
function hear({ uuid, version, content }, saver, store) {
  if (saver.items.has(uuid) || (saver.known.get(uuid)?.version ?? 0) >= version) return;
  saver.known.set(uuid, { version, deleted: content === null });
  store.receive(uuid, content, version);
}

/**
 * @param {import("./keep.js").Kept} kept
 * @param {Saver} saver
 * @param {Store} store
 * @param {(count: number) => void} adopted
 */
function takeUp(kept, saver, store, adopted) {
  if (!kept.items.length && !kept.posts.length) return;
  saver.adopt(kept.items, kept.posts);
  for (const { key, wanted } of kept.items) store.receive(key, wanted, saver.known.get(key)?.version ?? 0);
  adopted(kept.items.length + kept.posts.length);
}

/**
 * @param {PageData} data
 * @param {Wire} wire
 */
function serverOf(data, wire) {
  const at = (/** @type {string} */ uuid) => `${data.urls.annotations}${uuid}/`;
  return {
    put: (/** @type {string} */ uuid, /** @type {Content} */ content, /** @type {number} */ version) =>
      call("PUT", `${at(uuid)}?set=${data.set.uuid}`, { body: wire.write(uuid, content), version }),
    remove: (/** @type {string} */ uuid, /** @type {number} */ version) => call("DELETE", at(uuid), { version }),
    restore: (/** @type {string} */ uuid, /** @type {number} */ to, /** @type {number} */ version) =>
      call("POST", `${at(uuid)}restoration/`, { body: { version: to }, version }),
    fetch: (/** @type {string} */ uuid) => call("GET", at(uuid)),
    post: (/** @type {string} */ url, /** @type {unknown} */ body) => call("POST", url, { body }),
    read: (/** @type {any} */ answer) => wire.read(answer),
  };
}
