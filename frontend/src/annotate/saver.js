// What is to be written goes to the server one by one, at once, again and again until it is there. What is refused, or
// has been changed by somebody else meanwhile, waits for a decision and is shown; nothing is given up in silence.

import { same } from "./model.js";

/**
 * @typedef {import("./api.js").Answer} Answer
 * @typedef {import("./model.js").Content} Content
 * @typedef {{ version: number, deleted: boolean }} Known what the server has of an annotation
 * @typedef {{ content: Content | null, version: number }} Theirs
 * @typedef {{
 *   key: string, wanted: Content | null, sent: Content[], known: Known | null,
 *   state: "waiting" | "conflict" | "refused", reason: string, theirs: Theirs | null, tries: number
 * }} Item an annotation on its way; `wanted` is null where it is to be deleted
 * @typedef {{ key: string, rank: number, url: string, body: unknown, state: "waiting" | "refused", reason: string }} Post
 *   a record that is made by one idempotent POST; rank 0 before the annotations, 2 after them
 * @typedef {"saved" | "saving" | "offline" | "session"} Line
 */

const FIRST_REST = 1000;
const LONGEST_REST = 30_000;
const ASK_AGAIN = 5000;

/** The queue of one set. It tells of every change by calling `changed`. */
export class Saver {
  /** @type {Map<string, Item>} */
  items = new Map();
  /** @type {Map<string, Post>} */
  posts = new Map();
  /** @type {Map<string, Known>} */
  known = new Map();
  /** @type {Line} */
  line = "saved";
  /** Whether it is known what an earlier visit left unsaved. */
  isReady = false;
  #busy = false;
  /** Whether the queue rests until it tries again. */
  #resting = false;
  #rest = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {{
   *   put: (uuid: string, content: Content, version: number) => Promise<Answer>,
   *   remove: (uuid: string, version: number) => Promise<Answer>,
   *   restore: (uuid: string, to: number, version: number) => Promise<Answer>,
   *   fetch: (uuid: string) => Promise<Answer>,
   *   post: (url: string, body: unknown) => Promise<Answer>,
   *   read: (data: any) => Content,
   * }} server
   * @param {{
   *   changed: () => void, keep: (items: Item[], posts: Post[]) => void,
   *   saved: (uuid: string, version: number, content: Content | null) => void,
   *   posted: (key: string, data: any) => void,
   * }} tell
   */
  constructor(server, tell) {
    this.server = server;
    this.tell = tell;
  }

  /**
   * Want an annotation to be as `content` says, or deleted.
   * @param {string} uuid
   * @param {Content | null} content
   */
  want(uuid, content) {
    const item = this.items.get(uuid);
    if (item) Object.assign(item, { wanted: content, tries: 0, ...(item.state === "refused" ? WAITING : {}) });
    else this.items.set(uuid, { key: uuid, wanted: content, sent: [], known: null, tries: 0, theirs: null, ...WAITING });
    this.#go();
  }

  /**
   * Want a record to be made.
   * @param {{ key: string, rank: number, url: string, body: unknown }} post
   */
  wantPost(post) {
    this.posts.set(post.key, { ...post, ...WAITING });
    this.#go();
  }

  /**
   * Take over what another visit of the page left unsaved.
   * @param {Item[]} items
   * @param {Post[]} posts
   */
  adopt(items, posts) {
    for (const item of items) {
      const known = this.known.get(item.key);
      if (item.known && known && item.known.version !== known.version) this.known.set(item.key, item.known);
      this.items.set(item.key, { ...item, tries: 0, ...(item.state === "conflict" ? {} : WAITING) });
    }
    for (const post of posts) this.posts.set(post.key, { ...post, ...WAITING });
    this.#go();
  }

  /** Give how many changes are not on the server yet. */
  get unsaved() {
    return this.items.size + this.posts.size;
  }

  /** Give what waits for a decision. */
  get questions() {
    return [...this.items.values(), ...this.posts.values()].filter((one) => one.state !== "waiting");
  }

  /**
   * Decide a conflict: mine over theirs, or theirs and mine forgotten. Gives their content where that is taken.
   * @param {string} uuid
   * @param {"mine" | "theirs"} whose
   * @returns {Theirs | null}
   */
  decide(uuid, whose) {
    const item = this.items.get(uuid);
    if (!item?.theirs) return null;
    const { theirs } = item;
    this.known.set(uuid, { version: theirs.version, deleted: theirs.content === null });
    if (whose === "theirs") this.items.delete(uuid);
    else Object.assign(item, WAITING, { theirs: null, sent: [] });
    this.#go();
    return whose === "theirs" ? theirs : null;
  }

  /**
   * Try something refused once more, or forget it.
   * @param {string} key
   * @param {"again" | "forget"} what
   */
  settle(key, what) {
    for (const one of [this.items.get(key), this.posts.get(key)]) if (one) Object.assign(one, WAITING, { tries: 0 });
    if (what === "forget") {
      this.items.delete(key);
      this.posts.delete(key);
    }
    this.#go();
  }

  /** Try at once, without waiting for the pause to end. */
  hurry() {
    this.#rest = 0;
    this.#wake();
  }

  #wake() {
    clearTimeout(this.#timer);
    this.#resting = false;
    this.#go();
  }

  #go() {
    this.#tell();
    if (!this.#busy && !this.#resting) void this.#run();
  }

  #tell() {
    for (const item of this.items.values()) item.known = this.known.get(item.key) ?? null;
    this.tell.keep([...this.items.values()], [...this.posts.values()]);
    if (!this.unsaved) this.line = "saved";
    else if (this.line === "saved") this.line = "saving";
    this.tell.changed();
  }

  async #run() {
    this.#busy = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const answer = await next();
      if (answer.outcome === "again" || answer.outcome === "session") {
        this.#pause(answer);
        break;
      }
      this.line = "saving";
      this.#rest = 0;
      this.#tell();
    }
    this.#busy = false;
  }

  /** @param {Answer} answer */
  #pause(answer) {
    this.line = answer.outcome === "session" ? "session" : "offline";
    this.#rest = Math.min(LONGEST_REST, this.#rest * 2 || FIRST_REST);
    const rest = answer.outcome === "session" ? ASK_AGAIN : Math.max(this.#rest, answer.after * 1000);
    this.#resting = true;
    this.#timer = setTimeout(() => this.#wake(), rest);
    this.#tell();
  }

  /** @returns {(() => Promise<Answer>) | null} */
  #next() {
    const posts = [...this.posts.values()].filter((post) => post.state === "waiting");
    const early = posts.find((post) => post.rank === 0);
    const item = [...this.items.values()].find((one) => one.state === "waiting");
    const late = posts.find((post) => post.rank !== 0);
    if (early) return () => this.#post(early);
    if (item) return () => this.#send(item);
    return late ? () => this.#post(late) : null;
  }

  /** @param {Post} post */
  async #post(post) {
    const answer = await this.server.post(post.url, post.body);
    if (answer.outcome === "done") {
      if (this.posts.get(post.key)?.body === post.body) this.posts.delete(post.key);
      this.tell.posted(post.key, answer.data);
    } else if (answer.outcome !== "again" && answer.outcome !== "session") {
      Object.assign(post, { state: "refused", reason: reasonOf(answer) });
    }
    return answer;
  }

  /** @param {Item} item */
  async #send(item) {
    const { key, wanted } = item;
    const known = this.known.get(key) ?? null;
    if (wanted === null && (known?.deleted || (!known && !item.sent.length))) {
      this.items.delete(key);
      return DONE;
    }
    const answer = await this.#write(item, known);
    if (answer.outcome === "done") this.#done(item, wanted, known, answer);
    else if (answer.outcome === "stale") await this.#compare(item, answer);
    else if (answer.outcome === "gone") this.#gone(item, known);
    else if (answer.outcome === "refused" && known && (await this.#isGone(item, answer))) this.#gone(item, known);
    else if (answer.outcome === "refused") this.#refuse(item, answer);
    return answer;
  }

  /**
   * @param {Item} item
   * @param {Known | null} known
   */
  async #write(item, known) {
    const { key, wanted } = item;
    if (wanted === null) {
      if (known) return this.server.remove(key, known.version);
      return { ...DONE, outcome: /** @type {const} */ ("stale") }; // it may have arrived: look what is there
    }
    if (known?.deleted) return this.server.restore(key, known.version - 1, known.version);
    item.sent = [...item.sent.slice(-4), wanted];
    return this.server.put(key, wanted, known?.version ?? 0);
  }

  /**
   * @param {Item} item
   * @param {Content | null} wanted what was sent
   * @param {Known | null} known what was there before
   * @param {Answer} answer
   */
  #done(item, wanted, known, answer) {
    const there = wanted === null ? null : known?.deleted ? this.server.read(answer.data) : wanted;
    const version = answer.version || (known?.version ?? 0) + 1;
    this.known.set(item.key, { version, deleted: wanted === null });
    item.sent = [];
    if (same(item.wanted, there)) this.items.delete(item.key);
    this.tell.saved(item.key, version, there);
  }

  /**
   * Another version is there: our own, whose answer was lost, or somebody's, who is to be heard.
   * @param {Item} item
   * @param {Answer} answer
   */
  async #compare(item, answer) {
    const found = answer.data?.current ? answer : await this.server.fetch(item.key);
    if (found.outcome === "gone") return this.#gone(item, this.known.get(item.key) ?? null);
    if (found.outcome === "again" || found.outcome === "session") return this.#pause(found);
    const current = found.data?.current ?? found.data;
    const content = this.server.read(current);
    const version = found.version || Number(current["dl:version"]);
    if (item.sent.some((sent) => same(sent, content)) || same(item.wanted, content)) {
      this.known.set(item.key, { version, deleted: false });
      if (!same(item.wanted, content)) return undefined;
      this.items.delete(item.key);
      this.tell.saved(item.key, version, content);
    } else {
      Object.assign(item, { state: "conflict", theirs: { content, version } });
    }
    return undefined;
  }

  /**
   * Find out whether what was refused as a conflict has been deleted.
   * @param {Item} item
   * @param {Answer} answer
   */
  async #isGone(item, answer) {
    return answer.status === 409 && (await this.server.fetch(item.key)).outcome === "gone";
  }

  /**
   * @param {Item} item
   * @param {Known | null} known
   */
  #gone(item, known) {
    const version = (known?.version ?? 0) + 1;
    if (item.wanted === null) {
      this.known.set(item.key, { version, deleted: true });
      this.items.delete(item.key);
      this.tell.saved(item.key, version, null);
    } else {
      Object.assign(item, { state: "conflict", theirs: { content: null, version } });
    }
  }

  /**
   * @param {Item} item
   * @param {Answer} answer
   */
  #refuse(item, answer) {
    const others = [...this.items.values()].some((one) => one !== item && one.state === "waiting");
    if (others && item.tries === 0) {
      item.tries = 1; // what it names may be on its way behind it
      this.items.delete(item.key);
      this.items.set(item.key, item);
    } else {
      Object.assign(item, { state: "refused", reason: reasonOf(answer) });
    }
  }
}

/** @type {{ state: "waiting", reason: string }} */
const WAITING = { state: "waiting", reason: "" };
/** @type {Answer} */
const DONE = { outcome: "done", status: 204, data: null, version: 0, after: 0 };

/** @param {Answer} answer */
function reasonOf(answer) {
  const errors = (answer.data?.errors ?? []).map((/** @type {any} */ error) => error.detail).filter(Boolean);
  return [...new Set([answer.data?.detail, ...errors])].filter(Boolean).join(" ") || `HTTP ${answer.status}`;
}
