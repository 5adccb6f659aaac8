import { beforeEach, describe, expect, test, vi } from "vitest";
import { lightEvidence } from "../src/workbench/evidence.js";
import { listenForKeys } from "../src/workbench/keys.js";
import { takeSelection } from "../src/workbench/selection.js";

const PAGE = `
<a id="next" href="#next" data-key="j">Next</a>
<input id="typed">
<section id="text"><p class="words">The minister said <mark id="evidence-1">on Thursday</mark> it was safe.</p></section>
<div class="value" data-evidence="evidence-1"><a id="show" href="#show">Show</a></div>
<details id="correct"><summary>Correct</summary><input name="value-value"><textarea name="value-quote"></textarea></details>`;

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} key @param {KeyboardEventInit} more @param {EventTarget} on */
const press = (key, more = {}, on = document.body) =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

describe("the workbench", () => {
  beforeEach(() => {
    document.body.innerHTML = PAGE;
    vi.stubGlobal("CSS", { escape: (/** @type {string} */ text) => text });
  });

  test("follows a link by its key, but not while somebody types or holds Ctrl", () => {
    listenForKeys(document);
    const clicked = vi.fn((event) => event.preventDefault());
    at("next").addEventListener("click", clicked);
    press("j", {}, at("typed"));
    press("j", { ctrlKey: true });
    press("x");
    expect(clicked).not.toHaveBeenCalled();
    press("j");
    expect(clicked).toHaveBeenCalledOnce();
  });

  test("lights the words of a value while the pointer or the focus is on it", () => {
    lightEvidence(document);
    const value = /** @type {HTMLElement} */ (document.querySelector(".value"));
    const lit = () => at("evidence-1").classList.contains("lit");
    value.dispatchEvent(new Event("mouseenter"));
    expect(lit()).toBe(true);
    value.dispatchEvent(new Event("mouseleave"));
    expect(lit()).toBe(false);
    value.dispatchEvent(new Event("focusin"));
    expect(lit()).toBe(true);
  });

  test("takes selected words over into an open form, and leaves a value that is there", () => {
    takeSelection(document);
    const value = /** @type {HTMLInputElement} */ (document.querySelector("[name=value-value]"));
    const quote = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
    const choose = () => {
      document.getSelection()?.selectAllChildren(at("evidence-1"));
      at("text").dispatchEvent(new Event("mouseup", { bubbles: true }));
    };
    choose();
    expect(quote.value).toBe("");
    /** @type {HTMLDetailsElement} */ (at("correct")).open = true;
    choose();
    expect([quote.value, value.value]).toEqual(["on Thursday", "on Thursday"]);
    value.value = "2007-04-19";
    choose();
    expect(value.value).toBe("2007-04-19");
  });
});
