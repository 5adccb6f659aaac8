// Shows the state of the bench: the columns beside the text, the state of saving, and what is read out.

import { html, nothing, render } from "lit-html";
import { gettext, ngettext } from "./i18n.js";
import { details } from "./panels/details.js";
import { left } from "./panels/left.js";
import { list } from "./panels/list.js";
import { questions } from "./panels/questions.js";
import { suggestions } from "./panels/suggestions.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./bench.js").Tab} Tab
 * @typedef {{
 *   run: (action: string) => void, stick: (id: string) => void, hide: (id: string) => void,
 *   restore: (row: import("./page.js").Row) => void
 * }} Acts what buttons do
 */

/** The page around the text. */
export class View {
  /** @type {import("./panels/list.js").Filter} */
  filter = "all";
  #marked = false;

  /**
   * @param {Bench} bench
   * @param {Document} page
   * @param {{ acts: Acts, picker: import("./picker.js").Picker, tray: import("./tray.js").Tray }} parts
   */
  constructor(bench, page, { acts, picker, tray }) {
    this.bench = bench;
    this.page = page;
    this.acts = acts;
    this.picker = picker;
    this.tray = tray;
    bench.addEventListener("update", () => this.draw());
    bench.addEventListener("mark", () => this.#frameMark());
    new ResizeObserver(() => this.#frameMark()).observe(bench.sheet.root);
  }

  /** Draw everything that has changed. */
  draw() {
    const { bench, acts } = this;
    render(left(bench, acts, this.tray), this.#at("tags"));
    render(this.#panel(), this.#at("panel"));
    render(this.#state(), this.#at("state"));
    const live = this.#at("live");
    if (live.textContent !== bench.said) live.textContent = bench.said;
  }

  #panel() {
    const { bench, acts } = this;
    const tabs = { details: gettext("Details"), list: gettext("List"), suggestions: gettext("Suggestions") };
    const open = Object.entries(tabs).filter(([code]) => code !== "suggestions" || bench.suggestions.size);
    return html`
      ${questions(bench)} ${this.picker.view()}
      <div class="tabs" role="tablist" aria-label=${gettext("Beside the text")} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#tabKey(event)}>
        ${open.map(([code, name]) => html`<button type="button" role="tab" id="tab-${code}" aria-controls="tab-panel"
          aria-selected=${String(bench.tab === code)} tabindex=${bench.tab === code ? 0 : -1} @click=${() => this.#open(code)}>${name}${code === "suggestions" ? ` ${bench.suggestions.size}` : nothing}</button>`)}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby="tab-${bench.tab}">
        ${this.#tab()}
      </div>`;
  }

  #tab() {
    const { bench, acts } = this;
    if (bench.tab === "suggestions") return suggestions(bench);
    return bench.tab === "details" ? details(bench, acts) : this.#list();
  }

  #list() {
    const choose = (/** @type {View["filter"]} */ filter) => {
      this.filter = filter;
      this.bench.update();
    };
    return list(this.bench, this.acts, { filter: this.filter, choose });
  }

  /** @param {string} tab */
  #open(tab) {
    this.bench.tab = /** @type {Tab} */ (tab);
    this.bench.update();
  }

  /** @param {KeyboardEvent} event */
  #tabKey(event) {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const tabs = [...this.page.querySelectorAll('[role="tab"]')];
    const step = event.key === "ArrowRight" ? 1 : tabs.length - 1;
    const next = tabs[(tabs.findIndex((tab) => tab === event.target) + step) % tabs.length];
    if (!(next instanceof HTMLElement)) return;
    this.#open(next.id.replace("tab-", ""));
    next.focus();
    event.preventDefault();
  }

  #state() {
    const { saver } = this.bench;
    const count = saver.unsaved;
    const asked = saver.questions.length;
    if (asked) {
      return html`<span class="chip bad">${ngettext("%(count)s change needs you", "%(count)s changes need you", asked)}</span>`;
    }
    if (!saver.isReady) return nothing;
    if (!count) return html`<span class="chip ok">${gettext("all saved")}</span>`;
    const unsaved = ngettext("%(count)s unsaved", "%(count)s unsaved", count);
    const again = html`<button type="button" class="link-button" @click=${() => saver.hurry()}>${gettext("Try now")}</button>`;
    if (saver.line === "offline") return html`<span class="chip bad">${gettext("no connection")}: ${unsaved}</span> ${again}`;
    if (saver.line === "session") {
      return html`<span class="chip bad">${gettext("your session has ended")}: ${unsaved}</span>
        <a href=${this.bench.data.urls.login} target="_blank" rel="noopener">${gettext("Log in again in a new tab")}</a> ${again}`;
    }
    return html`<span class="chip">${gettext("saving")}: ${unsaved}</span>`;
  }

  /** Frame the chosen words, in the next frame and once. */
  #frameMark() {
    if (this.#marked) return;
    this.#marked = true;
    requestAnimationFrame(() => {
      this.#marked = false;
      const { extent } = this.bench.cursor;
      const overlay = this.#at("overlay");
      const origin = overlay.getBoundingClientRect();
      const rects = extent ? this.bench.sheet.rectsOf(extent) : [];
      overlay.replaceChildren(...rects.slice(0, 200).map((rect) => frame(rect, origin)));
    });
  }

  /** @param {string} id */
  #at(id) {
    return /** @type {HTMLElement} */ (this.page.getElementById(id));
  }
}

/**
 * @param {DOMRect} rect
 * @param {DOMRect} origin
 */
function frame(rect, origin) {
  const box = document.createElement("div");
  box.className = "frame";
  box.style.left = `${rect.left - origin.left - 3}px`;
  box.style.top = `${rect.top - origin.top - 2}px`;
  box.style.width = `${rect.width + 6}px`;
  box.style.height = `${rect.height + 4}px`;
  return box;
}
