// What is unsaved survives a reload, a crash and a flat battery: kept in the browser's database, a record for each visit.

import { createStore, del, entries, set } from "idb-keyval";

/**
 * @typedef {import("./saver.js").Item} Item
 * @typedef {import("./saver.js").Post} Post
 * @typedef {{ items: Item[], posts: Post[] }} Kept
 */

/** The unsaved changes of one set, of this visit and of those that ended before they were through. */
export class Keeper {
  #visit = crypto.randomUUID();
  /** @type {Promise<unknown>} */
  #writing = Promise.resolve();
  #empty = true;

  /**
   * @param {string} name of the set and of whoever annotates it
   */
  constructor(name) {
    this.name = name;
    this.store = createStore("dateline-unsaved", "visits");
    // Held until the page goes away: what another visit holds is still being saved there.
    void navigator.locks?.request(this.#key, () => new Promise(() => {}));
  }

  get #key() {
    return `${this.name}/${this.#visit}`;
  }

  /**
   * Keep what is unsaved now.
   * @param {Item[]} items
   * @param {Post[]} posts
   */
  keep(items, posts) {
    if (!items.length && !posts.length && this.#empty) return;
    this.#empty = !items.length && !posts.length;
    /** @type {Kept} */
    const kept = structuredClone({ items, posts });
    this.#writing = this.#writing
      .then(() => (kept.items.length || kept.posts.length ? set(this.#key, kept, this.store) : del(this.#key, this.store)))
      .catch(() => {}); // a private window may refuse; the page still says what is unsaved
  }

  /**
   * Give what ended visits left, and forget it there.
   * @returns {Promise<Kept>}
   */
  async leftBehind() {
    /** @type {Kept} */
    const found = { items: [], posts: [] };
    const kept = await entries(this.store).catch(() => []);
    for (const [key, value] of kept) {
      const name = String(key);
      if (!name.startsWith(`${this.name}/`) || name === this.#key) continue;
      await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        found.items.push(.../** @type {Kept} */ (value).items);
        found.posts.push(.../** @type {Kept} */ (value).posts);
        await del(name, this.store);
      });
    }
    return found;
  }
}
