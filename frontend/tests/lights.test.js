import { beforeEach, describe, expect, test } from "vitest";
import { light, lightUp } from "../src/reading/lights.js";
import { PAGE, lit } from "./page.js";

/** @type {string[]} */
let shown;
const panel = { show: (/** @type {Element} */ element) => shown.push(element.id) };
const STATEMENT = ["t-1-cue-0", "t-1", "t-1-content-1", "s-1"];
const EVIDENCE = ["date", "ev-published", "quote"];

describe("lights", () => {
  beforeEach(() => {
    shown = [];
    history.replaceState(null, "", "#");
    document.body.innerHTML = PAGE;
  });

  test.each([
    ["a statement's entry", "s-1"],
    ["a statement's words", "t-1"],
    ["a statement's later words", "t-1-content-1"],
    ["a statement's cue", "t-1-cue-0"],
  ])("%s lights words, cue and entry, and shows the entry", (_what, id) => {
    light(document, id, panel);
    expect(lit()).toEqual(STATEMENT);
    expect(shown).toEqual(["s-1"]);
  });

  test("evidence lights the date and the quotation, and unfolds the boilerplate around it", () => {
    light(document, "ev-published", panel);
    expect(lit()).toEqual(EVIDENCE);
    expect(shown).toEqual(["quote"]);
    expect(document.querySelector("details")?.open).toBe(true);
  });

  test("a mention lights itself", () => {
    light(document, "m-1", panel);
    expect([lit(), shown]).toEqual([["m-1"], ["m-1"]]);
  });

  test("only one thing is lit at a time", () => {
    light(document, "s-1", panel);
    light(document, "s-2", panel);
    expect(lit()).toEqual(["t-2", "s-2"]);
  });

  test.each([
    ["an unknown address", "no-such-thing"],
    ["no address", ""],
    ["an address that is no selector", '"]'],
  ])("%s leaves all dark", (_what, id) => {
    light(document, "s-1", panel);
    light(document, id, panel);
    expect(lit()).toEqual([]);
  });

  test("the address lights its statement when the page opens and when it changes", () => {
    history.replaceState(null, "", "#s-2");
    lightUp(document, panel);
    expect(lit()).toEqual(["t-2", "s-2"]);
    history.replaceState(null, "", "#s-1");
    window.dispatchEvent(new HashChangeEvent("hashchange"));
    expect(lit()).toEqual(STATEMENT);
  });

  test("a click picks the innermost statement and puts it into the address", () => {
    lightUp(document, panel);
    document.getElementById("t-2")?.click();
    expect([lit(), location.hash]).toEqual([["t-2", "s-2"], "#s-2"]);
    document.getElementById("t-1")?.click();
    expect([lit(), location.hash]).toEqual([STATEMENT, "#s-1"]);
  });

  test("beside the text the panel follows, and the text follows the panel", () => {
    /** @type {string[]} */
    const seen = [];
    Element.prototype.scrollIntoView = function () {
      seen.push(this.id);
    };
    const beside = /** @type {HTMLElement} */ (document.querySelector(".panel"));
    light(document, "t-1", panel);
    expect(seen).toEqual([]);
    beside.style.position = "sticky";
    light(document, "t-1", panel);
    light(document, "s-1", panel);
    expect(seen).toEqual(["s-1", "t-1-cue-0"]);
  });

  test("a click beside all statements changes nothing", () => {
    lightUp(document, panel);
    document.getElementById("m-1")?.click();
    expect([lit(), location.hash]).toEqual([[], ""]);
  });

  test("a click does nothing while the statements are switched off", () => {
    lightUp(document, panel);
    document.querySelector("main")?.setAttribute("data-hide", "person statement");
    document.getElementById("t-1")?.click();
    expect(lit()).toEqual([]);
  });
});
