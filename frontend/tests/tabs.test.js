import { beforeEach, describe, expect, test } from "vitest";
import { makeTabs } from "../src/reading/tabs.js";
import { PAGE } from "./page.js";

const tabs = () => [...document.querySelectorAll("[role=tab]")].map((tab) => /** @type {HTMLElement} */ (tab));
const open = () => [...document.querySelectorAll("section:not([hidden])")].map((part) => part.id);
const press = (/** @type {HTMLElement} */ tab, /** @type {string} */ key) =>
  tab.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

describe("tabs", () => {
  beforeEach(() => {
    document.body.innerHTML = PAGE;
  });

  test("show the first part and name it", () => {
    makeTabs(document);
    expect(open()).toEqual(["statements"]);
    expect(tabs().map((tab) => [tab.getAttribute("aria-selected"), tab.getAttribute("aria-controls"), tab.tabIndex])).toEqual([
      ["true", "statements", 0],
      ["false", "evidence", -1],
    ]);
    const part = document.getElementById("evidence");
    expect([part?.getAttribute("role"), part?.getAttribute("aria-labelledby")]).toEqual(["tabpanel", tabs()[1].id]);
  });

  test("open on a click without leaving the place in the text", () => {
    makeTabs(document);
    const click = new MouseEvent("click", { bubbles: true, cancelable: true });
    tabs()[1].dispatchEvent(click);
    expect([open(), click.defaultPrevented]).toEqual([["evidence"], true]);
  });

  test.each([
    ["the right arrow opens the next", 0, "ArrowRight", "evidence"],
    ["the right arrow goes round", 1, "ArrowRight", "statements"],
    ["the left arrow goes round", 0, "ArrowLeft", "evidence"],
    ["other keys do nothing", 0, "x", "statements"],
  ])("%s", (_what, from, key, part) => {
    makeTabs(document);
    tabs()[from].click();
    press(tabs()[from], key);
    expect(open()).toEqual([part]);
  });

  test("show the part that something is in", () => {
    const { show } = makeTabs(document);
    show(/** @type {Element} */ (document.getElementById("quote")));
    expect(open()).toEqual(["evidence"]);
    show(/** @type {Element} */ (document.getElementById("m-1")));
    expect(open()).toEqual(["evidence"]);
  });

  test("do without a panel", () => {
    document.body.innerHTML = "<p>Nothing here</p>";
    const { show } = makeTabs(document);
    show(document.body);
    expect(document.body.innerHTML).toBe("<p>Nothing here</p>");
  });
});
