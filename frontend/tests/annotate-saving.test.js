import { afterEach, expect, it, vi } from "vitest";
import { newMention } from "../src/annotate/model.js";
import { refresh } from "../src/annotate/saving.js";
import { Store } from "../src/annotate/store.js";

const content = (/** @type {string} */ tag) => newMention({ layer: "entities", tag, extents: [{ start: 0, end: 4 }] });

/** @param {{ annotations?: any[], deleted?: any[] }} state what the server answers */
function setUp(state) {
  const body = JSON.stringify({ annotations: [], deleted: [], ...state });
  const headers = { "Content-Type": "application/json" };
  vi.stubGlobal("fetch", async () => new Response(body, { headers }));
  vi.stubGlobal("document", { cookie: "" });
  const saver = /** @type {any} */ ({ items: new Map(), known: new Map() });
  const store = new Store({ want: () => {}, changed: () => {}, me: "me" });
  const data = /** @type {any} */ ({ urls: { state: "/state/" } });
  return { saver, store, again: () => refresh(data, saver, store) };
}

afterEach(() => vi.unstubAllGlobals());

it("takes in what the server has that is newer", async () => {
  const { saver, store, again } = setUp({ annotations: [{ uuid: "a", version: 2, content: content("place") }] });
  saver.known.set("a", { version: 1, deleted: false });
  await again();
  expect(store.content("a")?.mention?.tag).toBe("place");
  expect(saver.known.get("a")).toEqual({ version: 2, deleted: false });
});

it("keeps what was written meanwhile over an answer that is older", async () => {
  const { saver, store, again } = setUp({
    annotations: [{ uuid: "a", version: 1, content: content("place") }],
    deleted: [{ uuid: "b", version: 2 }],
  });
  store.receive("a", content("person"), 2);
  store.receive("b", content("person"), 3);
  saver.known.set("a", { version: 2, deleted: false });
  saver.known.set("b", { version: 3, deleted: false });
  await again();
  expect(store.content("a")?.mention?.tag).toBe("person");
  expect(store.content("b")?.mention?.tag).toBe("person");
  expect(saver.known.get("a")?.version).toBe(2);
});

it("leaves alone what is on its way", async () => {
  const { saver, store, again } = setUp({ annotations: [{ uuid: "a", version: 5, content: content("place") }] });
  store.receive("a", content("person"), 1);
  saver.items.set("a", {});
  await again();
  expect(store.content("a")?.mention?.tag).toBe("person");
});
