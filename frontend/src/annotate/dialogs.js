// What opens over the page: the keys, which can be changed there; the guidelines; equal places; former versions.

import { html, nothing, render } from "lit-html";
import { call } from "./api.js";
import { changeCurrent } from "./deeds.js";
import { gettext, ngettext, shorten } from "./i18n.js";
import { nameOf } from "./keys.js";
import { equalPlaces, placesElsewhere, propagate, propagateElsewhere } from "./propagate.js";

/**
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {import("./keys.js").Keymap} Keymap
 * @typedef {import("./model.js").Annotation} Annotation
 */

/** The one dialog that is open at a time. */
export class Dialogs {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {() => void} closed
   */
  constructor(dialog, closed) {
    this.dialog = dialog;
    dialog.addEventListener("close", closed);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  get isOpen() {
    return this.dialog.open;
  }

  /**
   * Open, or draw anew, with a title and what stands below it.
   * @param {string} title
   * @param {unknown} body
   */
  show(title, body) {
    const frame = html`<div class="dialog-body">
      <header><h2 id="dialog-title">${title}</h2>
        <button type="button" class="quiet-button" @click=${() => this.dialog.close()}>${gettext("Close")} <kbd>Esc</kbd></button></header>
      ${body}
    </div>`;
    render(frame, this.dialog);
    if (!this.dialog.open) this.dialog.showModal();
  }
}

/**
 * Show all keys; each can be put on another one.
 * @param {Dialogs} dialogs
 * @param {Keymap} keymap
 * @param {string} [asking] the action whose next key is waited for
 * @param {string} [note]
 */
export function showKeys(dialogs, keymap, asking = "", note = "") {
  const groups = [...new Set(keymap.defaults.map((key) => key.group))];
  const again = (/** @type {string} */ action, /** @type {string} */ said = "") => showKeys(dialogs, keymap, action, said);
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (!asking || ["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return again("");
    const taken = keymap.put(asking, nameOf(event));
    const label = keymap.defaults.find((key) => key.action === taken)?.label ?? "";
    again("", taken ? gettext("That key is taken: %(label)s.", { label }) : gettext("Changed."));
  };
  dialogs.show(gettext("Keys"), html`<div @keydown=${press}>
    <p class="quiet">${gettext("They hold while the text has the focus. Choose a key to put something else on it.")}</p>
    <p role="status">${note}</p>
    <div class="key-groups">${groups.map((group) => html`<section><h3>${group}</h3><dl>
      ${keymap.defaults.filter((key) => key.group === group).map((key) => html`<dt><button type="button" class="key" aria-pressed=${String(asking === key.action)}
          aria-label=${gettext("Change the key for: %(label)s", { label: key.label })} @click=${() => again(key.action)}>
          ${asking === key.action ? gettext("press a key") : keymap.keysOf(key.action).map((name) => html`<kbd>${shown(name)}</kbd>`)}</button></dt>
        <dd>${key.label}</dd>`)}
    </dl></section>`)}</div>
    <p><button type="button" class="quiet-button" @click=${() => { keymap.reset(); again("", gettext("All keys are as they were.")); }}>${gettext("All as they were")}</button></p>
  </div>`);
}

/**
 * Show what else would be marked like a mention, and mark what stays chosen: here at once, in the person's other open
 * sets as soon as the server has found it.
 * @param {Bench} bench
 * @param {Dialogs} dialogs
 * @param {Annotation} annotation
 */
export async function showPlaces(bench, dialogs, annotation) {
  const here = equalPlaces(bench, annotation);
  const kept = new Set(here);
  /** @type {Set<string>} */
  const keptSets = new Set();
  if (here.length) drawPlaces(bench, dialogs, annotation, { here, kept, sets: [], keptSets });
  const sets = await placesElsewhere(bench, annotation);
  for (const { set } of sets) keptSets.add(set);
  if (here.length ? sets.length && dialogs.isOpen : sets.length) {
    drawPlaces(bench, dialogs, annotation, { here, kept, sets, keptSets });
  } else if (!here.length) bench.say(gettext("These words stand nowhere else unmarked."));
}

/**
 * @param {Bench} bench
 * @param {Dialogs} dialogs
 * @param {Annotation} annotation
 * @param {{
 *   here: import("./text.js").Extent[], kept: Set<import("./text.js").Extent>,
 *   sets: import("./propagate.js").PlacesOfSet[], keptSets: Set<string>
 * }} found
 */
function drawPlaces(bench, dialogs, { content }, { here, kept, sets, keptSets }) {
  const there = sets.flatMap(({ set, places }) => places.map((place) => ({ ...place, set })));
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    dialogs.dialog.close();
    propagate(bench, content, here.filter((place) => kept.has(place)));
    propagateElsewhere(bench, content, there.filter((place) => keptSets.has(place.set)));
  };
  const words = (/** @type {number} */ start, /** @type {number} */ end) => bench.text.slice(Math.max(0, start), Math.min(end, bench.text.length));
  dialogs.show(
    ngettext("%(count)s equal place", "%(count)s equal places", here.length + there.length),
    html`<form @submit=${go}>
      <p>${gettext("They get the same tag and link.")}</p>
      <ul class="places-list">${here.map((place) => html`<li><label>
        <input type="checkbox" ?checked=${kept.has(place)} @change=${() => toggle(kept, place)} />
        <span>…${words(place.start - 40, place.start)}<b>${words(place.start, place.end)}</b>${words(place.end, place.end + 40)}…</span>
      </label></li>`)}</ul>
      ${sets.length ? html`<h3>${gettext("In your other open sets")}</h3>` : nothing}
      <ul class="places-list">${sets.map((one) => html`<li><label>
        <input type="checkbox" ?checked=${keptSets.has(one.set)} @change=${() => toggle(keptSets, one.set)} />
        <span><b>${one.code}</b> ${shorten(one.title, 60)}: ${ngettext("%(count)s place", "%(count)s places", one.places.length)}</span></label>
        <details><summary>${gettext("Show them")}</summary><ul>${one.places.map((place) => html`<li>…${place.before}<b>${place.words}</b>${place.after}…</li>`)}</ul></details>
      </li>`)}</ul>
      <p class="buttons"><button type="submit" class="go" autofocus>${gettext("Mark them")} <kbd>↵</kbd></button></p>
    </form>`,
  );
}

/**
 * @template T
 * @param {Set<T>} kept
 * @param {T} one
 */
function toggle(kept, one) {
  if (!kept.delete(one)) kept.add(one);
}

/**
 * Show an annotation's versions, each with the way back to it.
 * @param {Bench} bench
 * @param {Dialogs} dialogs
 * @param {Annotation} annotation
 */
export async function showHistory(bench, dialogs, annotation) {
  const title = gettext("Versions of “%(words)s”", { words: shorten(bench.wordsOf(annotation.content)) });
  dialogs.show(title, html`<p>${gettext("Looking…")}</p>`);
  const answer = await call("GET", `${bench.data.urls.annotations}${annotation.uuid}/versions/`);
  if (answer.outcome !== "done") return dialogs.show(title, html`<p>${gettext("There are none yet, or they can't be had now.")}</p>`);
  const back = (/** @type {any} */ version) => {
    dialogs.dialog.close();
    changeCurrent(bench, () => bench.wire.read(version.annotation), gettext("back to version %(version)s", { version: version.version }));
  };
  const rows = [...answer.data.items].reverse();
  dialogs.show(title, html`<ol class="rows">${rows.map((/** @type {any} */ one) => html`<li>
    <b>${one.version}</b> ${one.action} <small>${one.by_label}, <time datetime=${one.at}>${new Date(one.at).toLocaleString()}</time></small>
    ${one.annotation ? html`<p class="said">“${shorten(bench.wordsOf(bench.wire.read(one.annotation)), 120)}” <small>${facts(bench, one.annotation)}</small></p>` : nothing}
    ${one.annotation && one.version !== annotation.version && bench.data.may.write
      ? html`<button type="button" class="link-button" @click=${() => back(one)}>${gettext("Back to this")}</button>` : nothing}
  </li>`)}</ol>`);
}

/**
 * @param {Bench} bench
 * @param {any} data
 */
function facts(bench, data) {
  const { mention, statement } = bench.wire.read(data);
  const label = (/** @type {string | null | undefined} */ uuid) => (uuid ? bench.data.entities[uuid]?.label : "");
  const said = mention ? [mention.tag, label(mention.entity)] : [statement?.attribution, label(statement?.sources[0]?.entity)];
  return said.filter(Boolean).join(" · ");
}

/** @param {string} name */
function shown(name) {
  const signs = { ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", Enter: "↵", Delete: "Del", Escape: "Esc" };
  return name.replace(/Arrow\w+|Enter|Delete|Escape/, (found) => signs[/** @type {"Enter"} */ (found)]);
}
