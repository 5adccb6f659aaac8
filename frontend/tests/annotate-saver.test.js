import { describe, expect, test, vi } from "vitest";
import { Keymap, nameOf } from "../src/annotate/keys.js";
import { newMention } from "../src/annotate/model.js";
import { Saver } from "../src/annotate/saver.js";
import { Store } from "../src/annotate/store.js";

const content = (/** @type {string} */ tag) => newMention({ layer: "entities", tag, extents: [{ start: 0, end: 4 }] });

/** A server in memory that keeps versions as ours does; `fault` is what it answers instead, once each. */
class Server {
  /** @type {Map<string, { version: number, content: any, deleted: boolean }>} */
  rows = new Map();
  /** @type {any[]} */
  faults = [];
  /** @type {string[]} */
  asked = [];

  /** @param {string} what @param {() => any} work */
  async #answer(what, work) {
    this.asked.push(what);
    const fault = this.faults.shift();
    if (fault === "lost") {
      work();
      return reply("again", 0);
    }
    return fault ?? work();
  }

  put = (/** @type {string} */ uuid, /** @type {any} */ wanted, /** @type {number} */ version) =>
    this.#answer(`put ${wanted.mention.tag} ${version}`, () => {
      const row = this.rows.get(uuid);
      if (row?.deleted) return reply("refused", 409);
      if (row && row.version !== version) return reply("stale", 412, { current: row.content }, row.version);
      this.rows.set(uuid, { version: version + 1, content: wanted, deleted: false });
      return reply("done", 200, wanted, version + 1);
    });

  remove = (/** @type {string} */ uuid, /** @type {number} */ version) =>
    this.#answer(`remove ${version}`, () => {
      const row = this.rows.get(uuid);
      if (!row || row.deleted) return reply("gone", 410);
      if (row.version !== version) return reply("stale", 412, { current: row.content }, row.version);
      Object.assign(row, { version: version + 1, deleted: true });
      return reply("done", 204);
    });

  restore = (/** @type {string} */ uuid, /** @type {number} */ to, /** @type {number} */ version) =>
    this.#answer(`restore ${to} ${version}`, () => {
      const row = /** @type {any} */ (this.rows.get(uuid));
      Object.assign(row, { version: version + 1, deleted: false });
      return reply("done", 200, row.content, version + 1);
    });

  fetch = async (/** @type {string} */ uuid) => {
    const row = this.rows.get(uuid);
    return !row || row.deleted ? reply("gone", 410) : reply("done", 200, row.content, row.version);
  };

  post = (/** @type {string} */ url) => this.#answer(`post ${url}`, () => reply("done", 201, {}));
  read = (/** @type {any} */ data) => data;
}

/** @returns {any} */
function reply(/** @type {string} */ outcome, status = 0, data = null, version = 0) {
  return { outcome, status, data, version, after: 0 };
}

function open() {
  const server = new Server();
  const tell = { changed: vi.fn(), keep: vi.fn(), saved: vi.fn(), posted: vi.fn() };
  const saver = new Saver(/** @type {any} */ (server), tell);
  return { server, saver, tell };
}

const settled = (/** @type {Saver} */ saver) => vi.waitFor(() => expect(saver.line).toBe("saved"));

describe("the queue", () => {
  test("sends what is wanted last, with the version that the server gave", async () => {
    const { server, saver } = open();
    saver.want("u", content("a"));
    saver.want("u", content("b"));
    saver.want("u", content("c"));
    await settled(saver);
    expect(server.asked).toEqual(["put a 0", "put c 1"]);
    saver.want("u", null);
    await settled(saver);
    saver.want("u", content("d"));
    await settled(saver);
    expect(server.asked.slice(2)).toEqual(["remove 2", "restore 2 3", "put d 4"]);
    expect(server.rows.get("u")?.version).toBe(5);
  });

  test("knows its own write again whose answer was lost, and asks about another's", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { server, saver, tell } = open();
    server.faults = ["lost"];
    saver.want("u", content("a"));
    await vi.advanceTimersByTimeAsync(1500);
    vi.useRealTimers();
    await settled(saver);
    expect(tell.saved).toHaveBeenLastCalledWith("u", 1, content("a"));
    Object.assign(/** @type {any} */ (server.rows.get("u")), { version: 2, content: content("theirs") });
    saver.want("u", content("mine"));
    await vi.waitFor(() => expect(saver.questions).toHaveLength(1));
    expect(saver.items.get("u")?.theirs).toEqual({ content: content("theirs"), version: 2 });
    saver.decide("u", "mine");
    await settled(saver);
    expect(server.rows.get("u")).toEqual({ version: 3, content: content("mine"), deleted: false });
  });

  test("makes records before the annotations that name them, and judgements after", async () => {
    const { server, saver } = open();
    server.faults = [reply("again")];
    saver.want("u", content("a"));
    await vi.waitFor(() => expect(saver.line).toBe("offline"));
    saver.wantPost({ key: "stance", rank: 2, url: "stance", body: {} });
    saver.wantPost({ key: "entity", rank: 0, url: "entity", body: {} });
    saver.hurry();
    await settled(saver);
    expect(server.asked).toEqual(["put a 0", "post entity", "put a 0", "post stance"]);
  });

  test("keeps what was refused until somebody decides, and goes on with the rest", async () => {
    const { server, saver } = open();
    server.faults = [reply("refused", 422, /** @type {any} */ ({ detail: "No." }))];
    saver.want("u", content("a"));
    await vi.waitFor(() => expect(saver.questions).toHaveLength(1));
    expect(saver.items.get("u")?.reason).toBe("No.");
    saver.want("v", content("b"));
    await vi.waitFor(() => expect(server.rows.has("v")).toBe(true));
    saver.settle("u", "again");
    await settled(saver);
    expect(server.rows.get("u")?.version).toBe(1);
  });
});

describe("the store", () => {
  const make = () => new Store({ want: vi.fn(), changed: vi.fn(), me: "me" });

  test("goes back and forth through steps, several annotations in one", () => {
    const store = make();
    store.apply("two", [["u", content("a")], ["v", content("b")]]);
    store.apply("one", [["u", null]]);
    expect(store.undo()?.label).toBe("one");
    expect(store.undo()?.label).toBe("two");
    expect([...store.annotations]).toEqual([]);
    expect(store.undo()).toBeNull();
    store.redo();
    expect([...store.annotations.keys()]).toEqual(["u", "v"]);
    expect(store.apply("nothing", [["u", content("a")]])).toBe(false);
  });

  test("does not undo over what somebody else has made of it", () => {
    const store = make();
    store.apply("mine", [["u", content("a")]]);
    store.receive("u", content("theirs"), 2);
    expect(store.undo()).toBeNull();
    expect(store.content("u")).toEqual(content("theirs"));
  });
});

describe("keys", () => {
  const press = (/** @type {string} */ key, more = {}) => nameOf(new KeyboardEvent("keydown", { key, ...more }));

  test("have one name on every keyboard", () => {
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("Ctrl+Shift+z");
    expect(press("ArrowLeft", { altKey: true, shiftKey: true })).toBe("Alt+Shift+ArrowLeft");
    expect(press("z", { metaKey: true })).toBe("Ctrl+z");
    expect(press("&", { code: "Digit1" })).toBe("1");
  });

  test("are put elsewhere, but not onto each other", () => {
    localStorage.clear();
    const keymap = new Keymap([{ action: "a", keys: ["x"], label: "A", group: "" }, { action: "b", keys: ["y"], label: "B", group: "" }]);
    expect(keymap.put("a", "y")).toBe("b");
    expect(keymap.put("a", "z")).toBe("");
    expect([keymap.actionOf("x"), keymap.actionOf("z")]).toEqual(["", "a"]);
    expect(new Keymap(keymap.defaults).actionOf("z")).toBe("a");
    keymap.reset();
    expect(keymap.actionOf("x")).toBe("a");
  });
});
