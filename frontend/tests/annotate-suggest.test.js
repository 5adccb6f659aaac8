import { describe, expect, it } from "vitest";
import { Store } from "../src/annotate/store.js";
import { inOrder, openSuggestions } from "../src/annotate/suggest.js";

/** @param {string} uuid @param {[number, number]} place @param {string | null} [from] */
function name(uuid, [start, end], from = null) {
  const content = {
    layer: "entities", motivation: "", spans: [{ role: "body", order: 0, start, end }],
    mention: { tag: "person", entity: null, certainty: "" }, statement: null, derived_from: from,
  };
  return { uuid, version: 1, content, by: "", at: "" };
}

const offered = new Map([["a", name("a", [0, 4])], ["b", name("b", [9, 12])]]);

describe("openSuggestions", () => {
  const open = (/** @type {any[]} */ annotations, /** @type {string[]} */ rejected = []) =>
    [...openSuggestions({ offered, rejected: new Set(rejected), annotations }).keys()];

  it("offers all at first", () => expect(open([])).toEqual(["a", "b"]));
  it("leaves out what was accepted", () => expect(open([name("x", [0, 3], "a")])).toEqual(["b"]));
  it("leaves out what was rejected", () => expect(open([], ["b"])).toEqual(["a"]));
  it("leaves out what is marked alike already", () => expect(open([name("x", [9, 12])])).toEqual(["a"]));
});

it("gives suggestions in the order of the text, the longer first", () => {
  const found = inOrder([name("c", [5, 6]), name("b", [0, 2]), name("a", [0, 9])]);
  expect(found.map(({ uuid }) => uuid)).toEqual(["a", "b", "c"]);
});

it("undoes and does again what is no change of annotations", () => {
  /** @type {boolean[]} */
  const turns = [];
  const store = new Store({ want: () => {}, changed: () => {}, me: "me" });
  store.note("reject", (forward) => turns.push(forward));
  expect(store.undo()?.label).toBe("reject");
  expect(store.redo()?.label).toBe("reject");
  expect(turns).toEqual([true, false, true]);
});
