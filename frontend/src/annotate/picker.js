// Choosing one thing of many by typing: a combobox with a list, as the ARIA Authoring Practices describe it.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { gettext } from "./i18n.js";

/**
 * @typedef {{ id: string, label: string, hint?: string, key?: string, choose: () => void }} Option
 * @typedef {{
 *   title: string, query: string, options: (query: string) => Option[] | Promise<Option[]>,
 *   note?: string, done?: () => void
 * }} Question
 */

const PAUSE = 120;

/** The one question that is asked at a time. */
export class Picker {
  /** @type {Question | null} */
  question = null;
  query = "";
  /** @type {Option[]} */
  options = [];
  index = 0;
  busy = false;
  /** Whether somebody has typed since the question was asked. */
  typed = false;
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {() => void} changed
   * @param {() => void} closed
   */
  constructor(changed, closed) {
    this.changed = changed;
    this.closed = closed;
  }

  /**
   * Ask something.
   * @param {Question} question
   */
  open(question) {
    Object.assign(this, { question, query: question.query, options: [], index: 0, typed: false });
    this.changed();
    void this.#look();
  }

  close() {
    const { question } = this;
    if (!question) return;
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.question = null;
    this.changed();
    this.closed();
    question.done?.();
  }

  /** @param {Option | undefined} option */
  choose(option) {
    if (!option) return;
    const asked = this.question;
    option.choose();
    if (this.question === asked) this.close();
  }

  async #look() {
    const asked = (this.#asked += 1);
    const { question } = this;
    if (!question) return;
    this.busy = true;
    const found = await question.options(this.query);
    if (asked !== this.#asked) return;
    Object.assign(this, { options: found, busy: false, index: 0 });
    this.changed();
  }

  /** @param {InputEvent} event */
  #input(event) {
    this.query = /** @type {HTMLInputElement} */ (event.target).value;
    this.typed = true;
    this.busy = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), PAUSE);
    this.changed();
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      const count = this.options.length || 1;
      this.index = (this.index + steps[/** @type {"ArrowDown"} */ (event.key)] + count) % count;
      this.changed();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      if (this.busy) {
        clearTimeout(this.#timer);
        await this.#look(); // what is chosen is what was typed, not what still stands there
      }
      this.choose(this.options[this.index]);
      return;
    } else if (event.key === "Escape") {
      this.close();
    } else {
      const option = event.altKey || event.ctrlKey || this.typed ? null : this.options.find((one) => one.key === event.key);
      if (!option) return;
      this.choose(option);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Give the card that asks, or nothing. */
  view() {
    const { question } = this;
    if (!question) return nothing;
    return html`<section class="card picker" aria-labelledby="picker-title">
      <label id="picker-title" for="picker-query">${question.title}</label>
      <input
        id="picker-query" type="search" autocomplete="off" spellcheck="false" role="combobox" aria-autocomplete="list"
        aria-expanded=${String(this.options.length > 0)} aria-controls="picker-list"
        aria-activedescendant=${this.options[this.index] ? `picker-${this.index}` : nothing}
        .value=${live(this.query)}
        @input=${(/** @type {InputEvent} */ event) => this.#input(event)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)}
        @blur=${(/** @type {FocusEvent} */ event) => this.#left(event)}
      />
      ${question.note ? html`<p class="quiet">${question.note}</p>` : nothing}
      <ul class="hits" id="picker-list" role="listbox" aria-busy=${String(this.busy)} aria-label=${question.title}>
        ${this.options.map((option, index) => this.#option(option, index))}
      </ul>
      ${this.options.length ? nothing : html`<p class="quiet">${this.busy ? gettext("Looking…") : gettext("Nothing found.")}</p>`}
    </section>`;
  }

  /**
   * @param {Option} option
   * @param {number} index
   */
  #option(option, index) {
    return html`<li
      id="picker-${index}" role="option" aria-selected=${String(index === this.index)}
      @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}
      @click=${() => this.choose(option)}
    >
      <b>${option.label}</b>${option.hint ? html` <small>${option.hint}</small>` : nothing}
      ${option.key ? html`<kbd>${option.key}</kbd>` : nothing}
    </li>`;
  }

  /** @param {FocusEvent} event */
  #left(event) {
    const to = /** @type {Element | null} */ (event.relatedTarget);
    if (!to?.closest(".picker") && document.hasFocus()) this.close();
  }
}
