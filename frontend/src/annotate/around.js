// What is around the text: finding words, the guidelines, the size of the text, handing the set in.

import { html } from "lit-html";
import { gettext, ngettext } from "./i18n.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 */

const SIZES = ["small", "usual", "large", "larger"];
const REMEMBERED = "dateline-size";

/** The page around the text. */
export class Around {
  #places = /** @type {{ start: number, end: number }[]} */ ([]);
  #at = -1;

  /**
   * @param {Bench} bench
   * @param {Document} page
   * @param {import("./dialogs.js").Dialogs} dialogs
   */
  constructor(bench, page, dialogs) {
    this.bench = bench;
    this.page = page;
    this.dialogs = dialogs;
    this.field = /** @type {HTMLInputElement} */ (page.getElementById("find"));
    this.field.addEventListener("input", () => this.#look());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.#size(this.#remembered());
  }

  /** Put the focus where words are looked for. */
  find() {
    this.field.focus();
    this.field.select();
  }

  /** Show the guidelines over the page. */
  guidelines() {
    const text = /** @type {HTMLTemplateElement} */ (this.page.getElementById("guidelines"));
    this.dialogs.show(gettext("Guidelines"), html`<div class="guidelines">${text.content.cloneNode(true)}</div>`);
  }

  /**
   * Make the text larger or smaller.
   * @param {1 | -1} step
   */
  zoom(step) {
    const next = Math.min(SIZES.length - 1, Math.max(0, this.#remembered() + step));
    try {
      localStorage.setItem(REMEMBERED, String(next));
    } catch {
      // a private window: it holds until the page is left
    }
    this.#size(next);
    this.bench.dispatchEvent(new Event("mark"));
  }

  /** Hand the set in, once everything is saved. */
  submit() {
    const { bench } = this;
    const form = /** @type {HTMLFormElement | null} */ (this.page.getElementById("submit-form"));
    if (!form) return bench.say(gettext("This set can't be handed in by you."));
    if (bench.saver.questions.length) return bench.say(gettext("Decide first what is to become of what was not saved."));
    if (bench.saver.unsaved) {
      bench.say(gettext("Some changes are still being saved: submit again in a moment."));
      return bench.saver.hurry();
    }
    form.requestSubmit();
  }

  /**
   * Go to a part of the panel.
   * @param {"details" | "list"} tab
   */
  goTo(tab) {
    this.bench.tab = tab;
    this.bench.update();
    queueMicrotask(() => {
      const panel = this.page.getElementById("tab-panel");
      const first = panel?.querySelector("button, select, input, a[href]");
      if (first instanceof HTMLElement) first.focus();
    });
  }

  #look() {
    const { bench } = this;
    const wanted = this.field.value.trim();
    const pattern = wanted && new RegExp(wanted.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/gu, "\\s+"), "giu");
    this.#places = pattern
      ? [...bench.text.whole.matchAll(pattern)].map((found) => ({
          start: bench.text.toPoints(found.index),
          end: bench.text.toPoints(found.index + found[0].length),
        }))
      : [];
    bench.marker.set("found", this.#places.length ? { name: "found", extents: this.#places, above: 70 } : null);
    this.#at = -1;
    const count = this.#places.length;
    bench.say(wanted ? ngettext("%(count)s place found", "%(count)s places found", count) : "");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter") {
      const count = this.#places.length;
      if (!count) return;
      this.#at = (this.#at + (event.shiftKey ? count - 1 : 1)) % count;
      const place = this.#places[this.#at];
      if (!place) return;
      this.bench.cursor.put(place);
      this.bench.sheet.show(place);
    } else if (event.key === "Escape") {
      this.bench.marker.set("found", null);
      this.bench.sheet.root.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  }

  #remembered() {
    try {
      const found = Number(localStorage.getItem(REMEMBERED) ?? 1);
      return SIZES[found] ? found : 1;
    } catch {
      return 1;
    }
  }

  /** @param {number} index */
  #size(index) {
    this.bench.sheet.root.dataset.size = SIZES[index] ?? "usual";
  }
}
