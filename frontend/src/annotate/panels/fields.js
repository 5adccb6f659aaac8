// Fields that the panels share.

import { html, nothing } from "lit-html";
import { gettext } from "../i18n.js";

/** @typedef {import("../bench.js").Bench} Bench */

/**
 * Give a select of one of the closed lists.
 * @param {Bench} bench
 * @param {string} id
 * @param {keyof Bench["data"]["choices"]} list
 * @param {string} value
 * @param {(code: string) => void} take
 * @param {boolean} [needed] whether there is no empty choice
 */
export function choice(bench, id, list, value, take, needed = false) {
  return html`<select
    id=${id} ?disabled=${!bench.data.may.write}
    @change=${(/** @type {Event} */ event) => take(/** @type {HTMLSelectElement} */ (event.target).value)}
  >
    ${needed ? nothing : html`<option value="" ?selected=${value === ""}>${gettext("not said")}</option>`}
    ${bench.data.choices[list].map(([code, name]) => html`<option value=${code} .selected=${value === code}>${name}</option>`)}
  </select>`;
}

/**
 * Give a line to be typed in, taken when it is left or Enter is pressed.
 * @param {Bench} bench
 * @param {string} id
 * @param {string} value
 * @param {string} hint
 * @param {(value: string) => void} take
 */
export function field(bench, id, value, hint, take) {
  return html`<input id=${id} .value=${value} placeholder=${hint} ?readonly=${!bench.data.may.write} autocomplete="off"
    @change=${(/** @type {Event} */ event) => take(/** @type {HTMLInputElement} */ (event.target).value.trim())} />`;
}
